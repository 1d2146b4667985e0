//! "Something happened": what asks for a review before its time.

use crate::desk::{
    ask::use_act,
    draft::{Said, use_said},
    passed::Passed,
    plan::words,
};
use clinical::plan::{EventKind, PlanEvent};
use keeper::protocol::TellEvent;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Entry, Field, Opt, Select, TextArea, use_notices};

/// Tells what happened, under the version in force.
#[component]
pub(super) fn Happened(
    /// In which record.
    record: RecordId,
    /// The version.
    doc: DocId,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<PlanEvent>(record, doc));
    let unsaid = RwSignal::new(false);
    let act = use_act::<TellEvent>(move |_| {
        open.set(false);
        draft.said();
        notices.say("Taken down. It asks for a review of the plan.");
    });
    let sign = move |passphrase: String| {
        let event = draft.value.get_untracked();
        unsaid.set(!event.kind.is_told());
        if event.kind.is_told() {
            act.run(TellEvent { record, doc, event, passphrase });
        }
    };
    let kinds = || {
        let told = EventKind::ALL.iter().filter(|kind| kind.is_told()).map(|kind| Opt::new(kind.id(), kind.label()));
        std::iter::once(Opt::new("", "Choose…")).chain(told).collect::<Vec<_>>()
    };
    let choose = move |id: String| {
        unsaid.set(false);
        let kind = EventKind::ALL.iter().copied().find(|kind| kind.id() == id);
        draft.edit(|event| event.kind = kind.unwrap_or(PlanEvent::blank().kind));
    };
    let wrong = act.wrong("event-kind");
    let wrong = Signal::derive(move || match unsaid.get() {
        true => Some("Choose what happened.".to_owned()),
        false => wrong.get(),
    });
    view! {
        <Passed open title="Something happened" word="Take it down" busy=act.busy
            wrong=act.wrong_beside(&["event-kind", "event-on", "event-words"]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"It is kept with the plan, and asks for a review in the days that the program has set. A review or the next version answers it."</p>
            <Select name="event-kind" label="What happened" options=Signal::stored(kinds())
                value=draft.part(|event| if event.kind.is_told() { event.kind.id().to_owned() } else { String::new() })
                on_change=choose error=wrong/>
            <Field name="event-on" label="When" kind=Entry::Date.required() value=draft.first(|event| words::date_text(event.on))
                on_input=move |text: String| draft.edit(|event| event.on = words::date_of(&text)) error=act.wrong("event-on")/>
            <TextArea name="event-words" label="What is known of it" value=draft.part(|event| event.words.clone())
                on_input=move |text| draft.edit(|event| event.words = text) error=act.wrong("event-words")/>
        </Passed>
    }
}
