//! The plan that answers an event: due, being written, or signed, with what changed in it.

use crate::desk::{
    ask::{Asked, use_act},
    pages,
    plan::compare_lines,
};
use clinical::{Kind, plan::read};
use keeper::protocol::{Begin, ThreadView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Banner, Button, ButtonKind, Glyph, Icon, Tone};

/// How the plan stands to an event.
#[derive(Clone, PartialEq)]
enum Answered {
    /// Nothing is asked for.
    Nothing,
    /// A revision is due: what, whether its day has passed, and whether I may write it.
    Owed { sentence: String, overdue: bool, may: bool },
    /// I am writing it.
    Begun(DocId),
    /// It was signed; with the number of the version and the signatures it still needs.
    Signed { version: DocId, number: u32, base: Option<DocId>, missing: String },
}

fn answered(thread: &ThreadView, event: DocId) -> Answered {
    if let Some(view) = thread.revision_for(event) {
        let (version, base) = (view.signed.doc, view.plan.head.bases.first().copied());
        let missing = thread.missing(view).into_iter().map(|one| one.sentence()).collect::<Vec<_>>().join(", ");
        return Answered::Signed { version, number: thread.standing().number(version).unwrap_or(1), base, missing };
    }
    if let Some(draft) = thread.revision_draft(event) {
        return Answered::Begun(draft.signed.doc);
    }
    match thread.owed_revisions().into_iter().find(|owed| owed.event == event) {
        Some(owed) => Answered::Owed {
            sentence: owed.sentence,
            overdue: owed.overdue,
            may: thread.may_plan() && !thread.standing().is_fork(),
        },
        None => Answered::Nothing,
    }
}

/// What the event asks of the plan, and what came of it.
#[component]
pub(super) fn PlanRevision(record: RecordId, doc: DocId, asked: Asked<ThreadView>) -> impl IntoView {
    let answer = Memo::new(move |_| asked.pick(|thread| Some(answered(thread, doc))));
    let navigate = use_navigate();
    let act = use_act::<Begin>(move |plan: DocId| {
        navigate(&pages::one(record, Kind::Plan, plan), NavigateOptions::default());
    });
    let begin = move |()| {
        if let Some(plan) = untrack(|| asked.pick(|thread| thread.revision_after(doc))) {
            act.run(Begin { record, body: plan.into() });
        }
    };
    let wrong = act.wrong_beside(&[]);
    let drawn = move || match answer.get() {
        None | Some(Answered::Nothing) => ().into_any(),
        Some(Answered::Owed { sentence, overdue, may }) => {
            let tone = if overdue { Tone::Danger } else { Tone::Owed };
            let revise = may.then(|| {
                view! { <Button kind=ButtonKind::First glyph=Glyph::Draft busy=act.busy on_press=begin>"Revise plan for this event"</Button> }
            });
            view! { <Banner tone words=sentence>{revise}</Banner> }.into_any()
        }
        Some(Answered::Begun(plan)) => {
            let href = pages::one(record, Kind::Plan, plan);
            view! { <Banner tone=Tone::Owed words="You are revising the plan for this event."><a class="go-link" href=href>"Go on revising"</a></Banner> }
                .into_any()
        }
        Some(Answered::Signed { version, number, base, missing }) => {
            let href = pages::one(record, Kind::Plan, version);
            let still = (!missing.is_empty()).then(|| view! { <p class="soft">{missing}"."</p> });
            let changed = base.and_then(|base| {
                untrack(|| {
                    asked.pick(|thread| {
                        let (old, new) = (thread.plan(base)?, thread.plan(version)?);
                        read(&old.plan, &new.plan).ok()
                    })
                })
            });
            view! {
                <section class="event-plan" aria-labelledby="event-plan">
                    <header class="spread">
                        <h3 id="event-plan">{format!("What changed in the plan, version {number}")}</h3>
                        <a class="btn noprint" data-kind="quiet" href=href>"Read the plan"<Icon glyph=Glyph::Go/></a>
                    </header>
                    {still}
                    {changed.map(compare_lines)}
                </section>
            }
            .into_any()
        }
    };
    view! {
        {drawn}
        {move || wrong.get().map(|words| view! { <Banner tone=Tone::Danger words/> })}
    }
}
