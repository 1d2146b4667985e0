//! Withdrawal risk considered. It must be answered: stopping suddenly can be dangerous.

use super::{
    ask::Ask,
    coming::{date_of, date_text},
};
use crate::desk::assessment::filling::Filling;
use clinical::assessment::WithdrawalDecision;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Entry, Field, Opt, Select, TextArea};

/// The section.
#[component]
pub(super) fn Withdrawal(
    /// The assessment.
    filling: Filling,
) -> impl IntoView {
    let at = filling.withdrawal();
    let mut decisions = vec![Opt::new("", "Not decided yet")];
    decisions.extend(WithdrawalDecision::ALL.iter().map(|one| Opt::new(one.id(), one.label())));
    view! {
        <TextArea name=at.name("considered") label="What was looked at" value=at.read(|risk| risk.considered.clone())
            on_input=at.write(|risk, text| risk.considered = text) error=at.wrong("considered")>
            "Which substances, last use, signs now, a scale with its result."
        </TextArea>
        <Ask at field="history" label="Earlier withdrawals" hint="Seizures, delirium, hospital; how long it lasted." get=|risk| &risk.history
            set=|risk, is| risk.history = is/>
        <ByWhom filling/>
        <Select name=at.name("decision") label="What was decided" options=decisions
            value=at.read(|risk| risk.decision.map(|one| one.id().to_owned()).unwrap_or_default())
            on_change=at.write(|risk, id: String| risk.decision = WithdrawalDecision::from_id(&id)) error=at.wrong("decision")/>
        <TextArea name=at.name("reason") label="Why, and what happens now" value=at.read(|risk| risk.reason.clone())
            on_input=at.write(|risk, text| risk.reason = text) error=at.wrong("reason")/>
    }
}

/// Who looked, and on which day.
#[component]
fn ByWhom(
    /// The assessment.
    filling: Filling,
) -> impl IntoView {
    let at = filling.withdrawal();
    // A date field keeps its own half-typed state: it is drawn anew when a button fills it in.
    let filled = RwSignal::new(0_usize);
    let me = move |()| {
        let Some((who, today)) = untrack(|| filling.asked.pick(|view| Some((view.my_line.text(), view.today)))) else { return };
        at.edit(|risk| {
            risk.by = who;
            risk.on = Some(today);
        });
        filled.update(|filled| *filled += 1);
    };
    let day = move || {
        filled.track();
        view! {
            <Field name=at.name("on") label="On" kind=Entry::Date.required() value=at.first(|risk| date_text(risk.on))
                on_input=at.write(|risk, text: String| risk.on = date_of(&text)) error=at.wrong("on")/>
        }
    };
    view! {
        <div class="pair">
            <Field name=at.name("by") label="Looked at by" value=at.read(|risk| risk.by.clone())
                on_input=at.write(|risk, text| risk.by = text) error=at.wrong("by")>
                "Name and credential."
            </Field>
            {day}
        </div>
        <div><Button kind=ButtonKind::Quiet on_press=me>"It was me, today"</Button></div>
    }
}
