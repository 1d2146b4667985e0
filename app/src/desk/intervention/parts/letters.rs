//! The letters: how far each is, and the way to its text, which is a document of its own in my private record.

use super::super::{
    labels::{day_or, name_or},
    writing::Writing,
};
use super::{done, nothing};
use crate::desk::{ask::use_act, pages};
use clinical::{
    Kind,
    intervention::{Letter, LetterStage, ParticipantId, Step},
};
use keeper::protocol::Begin;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::DocId;
use ui::{Button, ButtonKind, Glyph, Icon};

/// A participant's letter in the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: ParticipantId,
    name: String,
    stage: LetterStage,
    words: String,
    read: bool,
    kept: Option<DocId>,
}

/// The part. It is never opened: each letter has a page of its own, and its stage is set with its author.
#[component]
pub(crate) fn LetterList(writing: Writing) -> impl IntoView {
    let record = writing.draft.record;
    let kept = Memo::new(move |_| {
        let of = |kept: &keeper::protocol::KeptLetter| (kept.letter.participant.clone(), kept.doc);
        writing.asked.pick(|view| view.letters.iter().map(of).collect::<Vec<_>>())
    });
    let people = writing.read(|all| all.speakers().cloned().collect::<Vec<_>>());
    let rows = Memo::new(move |_| {
        let kept = kept.get();
        let row = |one: clinical::intervention::Participant| Row {
            kept: kept.iter().find(|(id, _)| *id == one.id).map(|(_, doc)| *doc),
            name: name_or(&one.name, "A participant"),
            stage: one.letter.state,
            words: match one.letter.state {
                LetterStage::Reviewed => format!("reviewed {}", day_or(one.letter.reviewed_on, "")).trim_end().to_owned(),
                LetterStage::Draft => "draft".to_owned(),
                LetterStage::Without => "no letter".to_owned(),
            },
            read: one.letter.read,
            id: one.id,
        };
        people.get().into_iter().map(row).collect::<Vec<_>>()
    });
    let navigate = use_navigate();
    let begin = use_act::<Begin>(move |doc| navigate(&pages::one(record, Kind::Letter, doc), NavigateOptions::default()));
    let wrong = begin.wrong_beside(&[]);
    let row = move |row: Row| {
        let Row { id, name, stage, words, read, kept } = row;
        let spoken = format!(" letter of {name}");
        let way = match kept {
            Some(doc) => view! { <a class="go-link noprint" href=pages::one(record, Kind::Letter, doc)>"Open"<span class="hidden-visually">{spoken}</span></a> }.into_any(),
            None if writing.may_write => {
                let press = move |()| {
                    if stage == LetterStage::Without {
                        let mine = id.clone();
                        writing.draft.edit(move |all| {
                            if let Some(one) = all.participants.iter_mut().find(|one| one.id == mine) {
                                one.letter.state = LetterStage::Draft;
                            }
                        });
                        writing.draft.keep_now();
                    }
                    begin.run(Begin { record, body: Letter::begun(record, id.clone()).into() });
                };
                view! { <Button kind=ButtonKind::Quiet busy=begin.busy on_press=press>"Write"<span class="hidden-visually">{spoken}</span></Button> }.into_any()
            }
            None => ().into_any(),
        };
        let state = (stage != LetterStage::Without).then(|| done(read, "Read aloud", "Not read"));
        view! { <li><Icon glyph=Glyph::Draft/><span><b>{name}</b>" "<span class="soft">{words}</span></span><span>{state}</span>{way}</li> }
    };
    let list = move || match rows.get() {
        rows if rows.is_empty() => nothing("Each participant’s letter is a document of its own."),
        rows => view! { <ul class="letters">{rows.into_iter().map(row).collect_view()}</ul> }.into_any(),
    };
    let id = Step::Letters.id();
    view! {
        <section class="step" aria-labelledby=id>
            <h2 id=id tabindex="-1">"Letters"<small>"each its own document, kept apart"</small></h2>
            <div>
                {list}
                {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
                <p class="label">"Only you can open the letters you keep. They are not in this record, in searches, or in a client chart."</p>
            </div>
        </section>
    }
}
