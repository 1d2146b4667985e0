//! "Something happened": what asks for a review before its time.

use super::{passed::Passed, place};
use crate::desk::{
    ask::{Asked, use_act},
    plan::words,
};
use clinical::plan::{EventKind, PlanEvent};
use keeper::protocol::{TellEvent, ThreadView};
use leptos::prelude::*;
use record::DocId;
use ui::{Entry, Field, Opt, Select, TextArea, use_notices};

/// Tells what happened, under the version in force.
#[component]
pub(super) fn Happened(
    /// The through-line.
    asked: Asked<ThreadView>,
    /// The version.
    doc: DocId,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let (kind, on, told) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let unsaid = RwSignal::new(false);
    let act = use_act::<TellEvent>(move |_| {
        open.set(false);
        [kind, on, told].into_iter().for_each(|field| field.set(String::new()));
        notices.say("Taken down. It asks for a review of the plan.");
    });
    let chosen = move || EventKind::ALL.iter().copied().find(|one| one.id() == kind.get_untracked());
    let sign = move |passphrase: String| {
        unsaid.set(chosen().is_none());
        if let Some(((record, doc), kind)) = place(asked, doc).zip(chosen()) {
            let event = PlanEvent { kind, on: words::date_of(&on.get_untracked()), words: told.get_untracked() };
            act.run(TellEvent { record, doc, event, passphrase });
        }
    };
    let kinds = || {
        let told = EventKind::ALL.iter().filter(|kind| kind.is_told()).map(|kind| Opt::new(kind.id(), kind.label()));
        std::iter::once(Opt::new("", "Choose…")).chain(told).collect::<Vec<_>>()
    };
    let wrong = act.wrong("event-kind");
    let wrong = Signal::derive(move || match unsaid.get() {
        true => Some("Choose what happened.".to_owned()),
        false => wrong.get(),
    });
    view! {
        <Passed open title="Something happened" word="Take it down" busy=act.busy
            wrong=act.wrong_beside(&["event-kind", "event-on", "event-words"]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"It is kept with the plan, and asks for a review in the days that the programme has set. A review or the next version answers it."</p>
            <Select name="event-kind" label="What happened" options=Signal::stored(kinds()) value=kind
                on_change=move |value| { kind.set(value); unsaid.set(false); } error=wrong/>
            <Field name="event-on" label="When" kind=Entry::Date.required() value=on on_input=move |text| on.set(text) error=act.wrong("event-on")/>
            <TextArea name="event-words" label="What is known of it" value=told on_input=move |text| told.set(text) error=act.wrong("event-words")/>
        </Passed>
    }
}
