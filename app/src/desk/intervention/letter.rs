//! A participant's letter: a page of its own, whose text nobody but who keeps it can open.

use super::{labels::name_or, page::use_intervention};
use crate::desk::{
    ask::Asked,
    chart_frame::by_record_and_doc,
    clock,
    doc_form::DocForm,
    draft::{Draft, Kept, Saved},
    page::{BackLink, Heading, Unknown, once_ready},
    pages,
    sign::SignBar,
};
use clinical::{
    Finding, Kind,
    intervention::{Letter, LetterStage},
};
use keeper::protocol::{InterventionView, KeptLetter, Save};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Ground, PrintButton, TextArea, use_notices};

/// `/interventions/:record/letters/:doc`
#[component]
pub(crate) fn LetterRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| {
        let asked = use_intervention(record);
        view! {
            {once_ready(asked, move |view| match view.letters.iter().find(|kept| kept.doc == doc).cloned() {
                Some(kept) => view! { <LetterPage record kept view asked/> }.into_any(),
                None => view! { <Unknown/> }.into_any(),
            })}
        }
        .into_any()
    })
}

fn base(asked: Asked<InterventionView>, doc: DocId) -> u32 {
    asked.pick(|view| view.letters.iter().find(|kept| kept.doc == doc).map(|kept| kept.base)).unwrap_or_default()
}

#[component]
fn LetterPage(
    /// The intervention.
    record: RecordId,
    /// As it was when the page was opened.
    kept: KeptLetter,
    view: InterventionView,
    asked: Asked<InterventionView>,
) -> impl IntoView {
    let (notices, doc, own) = (use_notices(), kept.doc, kept.record);
    let author = view.intervention.participant(&kept.letter.participant).cloned();
    let name = author.as_ref().map_or_else(|| "A participant".to_owned(), |one| name_or(&one.name, "A participant"));
    let stage = author.map(|one| one.letter.state).unwrap_or_default();
    let draft: Draft<Letter> = Draft::begin(own, doc, kept.letter, kept.draft_saved, || {});
    let said = |finding: &Finding, tried: bool| tried && finding.blocks();
    let writing: DocForm<Letter, Save> = DocForm::over(draft, said, Letter::found, move |_| {
        draft.settle();
        notices.say("Letter saved. Only you can open it.");
    });
    let (form, sign, found) = (writing.form, writing.sign, writing.found());
    let signing = move |passphrase: String| {
        writing.sign_as(|body| Save::signed(own, Some(doc), base(asked, doc), body, passphrase));
    };
    let is_draft = Memo::new(move |_| draft.kept.get() != Kept::Untouched(None));
    let stage = match stage {
        LetterStage::Reviewed => "Reviewed with its author.",
        LetterStage::Draft | LetterStage::Without => "Not reviewed yet.",
    };
    let heading = format!("Letter from {name}");
    view! {
        <div class="body notepage" inert=move || sign.busy.get() on:focusout=move |_| draft.keep_now()>
            <header class="notehead">
                <div>
                    <Heading title=heading.clone() tab="Letter"/>
                    <p class="soft">{format!("{stage} Only you can open this text. It is not part of the intervention’s record or of any chart.")}</p>
                </div>
                <div class="cluster">
                    <Show when=move || is_draft.get()><Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/></Show>
                    <PrintButton label="Print letter"/>
                    <BackLink href=pages::list(record, Kind::Intervention) words="Back to the intervention"/>
                </div>
            </header>
            <div class="noteboard" data-beside="none">
                <article class="paper" aria-label=heading>
                    <section class="part">
                        <div class="write form">
                            <TextArea name="letter-text" label="The letter" ground=Ground::Paper value=draft.part(|letter| letter.text.clone())
                                on_input=move |text: String| draft.edit(|letter| letter.text = text) error=form.wrong("letter-text".to_owned())>
                                {Letter::ADVICE}
                            </TextArea>
                        </div>
                    </section>
                </article>
                <p class="label">{format!("Intervention of {}, printed {}", view.intervention.person.display(), clock::day(clock::today()))}</p>
            </div>
        </div>
        <Show when=move || is_draft.get()>
            <SignBar busy=sign.busy problem=sign.problem found on_sign=signing word="Save letter"/>
        </Show>
    }
}
