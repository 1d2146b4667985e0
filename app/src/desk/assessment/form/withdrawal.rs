//! Withdrawal risk considered. It must be answered: stopping suddenly can be dangerous.

use crate::desk::{
    assessment::filling::Filling,
    form::{Ask, Day, Line, Pick, Text},
};
use clinical::assessment::WithdrawalDecision;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Opt};

/// The section.
#[component]
pub(super) fn Withdrawal(filling: Filling) -> impl IntoView {
    let at = filling.withdrawal();
    let mut decisions = vec![Opt::new("", "Not decided yet")];
    decisions.extend(WithdrawalDecision::ALL.iter().map(|one| Opt::new(one.id(), one.label())));
    view! {
        <Text at=at field="considered" label="What was assessed" get=|r| &r.considered set=|r| &mut r.considered
                hint="Substances, last use, current signs, scale and score."/>
        <Ask at field="history" label="Previous withdrawal" hint="Seizures, delirium, hospital stays; how long it lasted." get=|risk| &risk.history
            set=|risk, is| risk.history = is/>
        <ByWhom filling/>
        <Pick at=at field="decision" label="Decision" options=decisions get=|risk| risk.decision.map(|one| one.id().to_owned()).unwrap_or_default() set=|risk, id| risk.decision = WithdrawalDecision::from_id(id)/>
        <Text at=at field="reason" label="Reason and next steps" get=|r| &r.reason set=|r| &mut r.reason/>
    }
}

/// Who looked, and on which day.
#[component]
fn ByWhom(filling: Filling) -> impl IntoView {
    let at = filling.withdrawal();
    let me = move |()| {
        let Some((who, today)) = untrack(|| filling.asked.pick(|view| Some((view.my_line.text(), view.today)))) else { return };
        at.edit(|risk| {
            risk.by = who;
            risk.on = Some(today);
        });
    };
    view! {
        <div class="pair">
            <Line at=at field="by" label="Assessed by" get=|r| &r.by set=|r| &mut r.by
                hint="Name and credential."/>
            <Day at=at field="on" label="On" required=true get=|r| r.on set=|r, day| r.on = day/>
        </div>
        <div><Button kind=ButtonKind::Quiet on_press=me>"Me, today"</Button></div>
    }
}
