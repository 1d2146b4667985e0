//! Reporting an event: what asks for a review before its time.

use crate::desk::{
    ask::use_act,
    draft::{Statement, use_said},
    form::{Day, Form, Part, Pick, Text},
    return_to_use::BeginReturn,
    sign_dialog::SignDialog,
};
use clinical::plan::{EventKind, PlanEvent};
use keeper::protocol::{Problem, Say};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Opt, use_notices};

/// Reports an event under the version in force.
#[component]
pub(super) fn ReportEvent(record: RecordId, doc: DocId, open: RwSignal<bool>) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<PlanEvent>(record, doc));
    let act = use_act::<Say>(move |_| {
        open.set(false);
        draft.said();
        notices.say("Event recorded. The plan is due for review.");
    });
    let form = Form::refused_by(draft.autosave(), act.problem);
    let sign = move |passphrase: String| {
        let event = draft.value.get_untracked();
        if let Some(refusal) = form.refusal() {
            act.problem.set(Some(refusal));
        } else if event.kind.is_told() {
            act.run(Say::about(record, doc, event, passphrase));
        } else if event.kind.has_record() {
            act.problem.set(Some(Problem::field("event-kind", "Record this on its own page, with the button below.")));
        } else {
            act.problem.set(Some(Problem::field("event-kind", "Choose what happened.")));
        }
    };
    let apart = Memo::new(move |_| draft.value.with(|event| event.kind.has_record()));
    let kinds = || {
        let told = EventKind::ALL
            .iter()
            .filter(|kind| kind.is_told() || kind.has_record())
            .map(|kind| Opt::new(kind.id(), kind.label()));
        std::iter::once(Opt::new("", "Choose…")).chain(told).collect::<Vec<_>>()
    };
    let at: Part<PlanEvent, PlanEvent> = form.whole("event");
    view! {
        <SignDialog open title="Report an event" word="Record event" busy=act.busy
            wrong=act.wrong_beside(&["event-kind", "event-on", "event-words"]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"The event is recorded with the plan, and the plan is due for review within the days your program set. A review or the next version completes it."</p>
            <Pick at field="kind" label="What happened" options=Signal::stored(kinds()) get=told set=tell/>
            <Show when=move || apart.get() fallback=move || view! {
                <Day at field="on" label="When" required=true get=|event| event.on set=|event, day| event.on = day/>
                <Text at field="words" label="Details" get=|event| &event.words set=|event| &mut event.words/>
            }>
                <p class="words">"This has a page of its own: what happened, what came before it, and what helped. It leads to a revised plan."</p>
                <BeginReturn record/>
            </Show>
        </SignDialog>
    }
}

fn told(event: &PlanEvent) -> String {
    if event.kind.is_told() || event.kind.has_record() { event.kind.id().to_owned() } else { String::new() }
}

fn tell(event: &mut PlanEvent, id: &str) {
    let kind = EventKind::ALL.iter().copied().find(|kind| kind.id() == id);
    event.kind = kind.unwrap_or(PlanEvent::blank().kind);
}
