//! Where the diagnosis stands: status, onset, who diagnosed, what it rests on, why it is changed.

use super::{filling::Filling, typed::TypedCondition};
use crate::desk::form::{Day, Line, Part, Pick, Text};
use clinical::diagnosis::{Condition, ConditionStatus};
use leptos::prelude::*;
use ui::Opt;

/// The fields every diagnosis has.
#[component]
pub(super) fn StandingFields(
    filling: Filling,
    /// Whether one that is there is changed.
    changed: bool,
) -> impl IntoView {
    let options: Vec<Opt> = ConditionStatus::ALL.map(|status| Opt::new(id(status), status.label())).into();
    let at = filling.rest();
    let all: Part<TypedCondition, TypedCondition> = filling.form.whole("condition");
    view! {
        <h3 class="over">"Status"</h3>
        <div class="pair">
            <Pick at field="status" label="Status" options get=|c| id(c.status).to_owned() set=set_status
                hint="Your clinical judgment, whatever the count."/>
            <Day at field="onset" label="Onset" get=|c| c.onset set=|c, day| c.onset = day
                hint="If known; optional."/>
        </div>
        <div class="pair">
            <Line at field="diagnosed_by" label="Diagnosed by" get=|c| &c.diagnosed.by set=|c| &mut c.diagnosed.by/>
            <Line at field="credential" label="Credential" get=|c| &c.diagnosed.credential set=|c| &mut c.diagnosed.credential/>
            <Day at field="diagnosed_on" label="Diagnosed on" get=|c| c.diagnosed.on set=|c, day| c.diagnosed.on = day/>
        </div>
        <Text at field="evidence" label="Basis" get=|c| &c.evidence set=|c| &mut c.evidence
            hint="What the client reported, what you observed, what others found."/>
        <Text at=all field="specifiers" label="Specifiers" get=|typed| &typed.specifiers set=|typed| &mut typed.specifiers
            hint="One per line, such as “with anxious distress”."/>
        {changed.then(|| view! {
            <Text at field="reason" label="Reason for change" get=|c| &c.reason set=|c| &mut c.reason
                hint="This appears in the history next to the change."/>
        })}
    }
}

fn set_status(condition: &mut Condition, chosen: &str) {
    if let Some(status) = ConditionStatus::ALL.into_iter().find(|status| id(*status) == chosen) {
        condition.status = status;
    }
}

const fn id(status: ConditionStatus) -> &'static str {
    match status {
        ConditionStatus::Provisional => "provisional",
        ConditionStatus::Confirmed => "confirmed",
        ConditionStatus::InRemission => "in-remission",
        ConditionStatus::Resolved => "resolved",
        ConditionStatus::Refuted => "refuted",
    }
}
