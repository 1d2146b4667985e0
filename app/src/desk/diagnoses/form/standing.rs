//! Where the diagnosis stands: status, onset, who diagnosed, what it rests on, why it is changed.

use super::typed::{Form, date_of};
use clinical::diagnosis::{Condition, ConditionField as Place, ConditionStatus};
use leptos::prelude::*;
use ui::{Entry, Field, Opt, Select, TextArea};

/// The fields every diagnosis has.
#[component]
pub(super) fn StandingFields(
    /// What is typed.
    form: Form,
    /// Whether one that is there is changed.
    changed: bool,
) -> impl IntoView {
    let options: Vec<Opt> = ConditionStatus::ALL.map(|status| Opt::new(id(status), status.label())).into();
    view! {
        <h3 class="over">"Where it stands"</h3>
        <div class="pair">
            <Select name="condition-status" label="Status" options value=form.part(|c| id(c.status).to_owned())
                on_change=form.on(set_status) error=form.wrong(Place::Status)>
                "Your judgment, whatever the criteria count to."
            </Select>
            <Field name="condition-onset" label="Onset" kind=Entry::Date value=form.first(|c| c.onset)
                on_input=form.on(|c, text| c.onset = date_of(&text)) error=form.wrong(Place::Onset)>
                "As far as it is known; may be left open."
            </Field>
        </div>
        <div class="pair">
            <Field name="condition-diagnosed-by" label="Diagnosed by" value=form.part(|c| c.diagnosed.by.clone())
                on_input=form.on(|c, text| c.diagnosed.by = text) error=form.wrong(Place::DiagnosedBy)/>
            <Field name="condition-credential" label="Credential" value=form.part(|c| c.diagnosed.credential.clone())
                on_input=form.on(|c, text| c.diagnosed.credential = text)/>
            <Field name="condition-diagnosed-on" label="Diagnosed on" kind=Entry::Date value=form.first(|c| c.diagnosed.on)
                on_input=form.on(|c, text| c.diagnosed.on = date_of(&text)) error=form.wrong(Place::DiagnosedOn)/>
        </div>
        <TextArea name="condition-evidence" label="What it rests on" value=form.part(|c| c.evidence.clone())
            on_input=form.on(|c, text| c.evidence = text) error=form.wrong(Place::Evidence)>
            "What the client told, what was seen, what others found."
        </TextArea>
        <TextArea name="condition-specifiers" label="Specifiers" value=form.specifiers
            on_input=move |text| form.specifiers.set(text) error=form.wrong(Place::Specifiers)>
            "One on each line, such as “with anxious distress”."
        </TextArea>
        {changed.then(|| view! { <Reason form/> })}
    }
}

/// Why it is changed: everybody who reads the history is told.
#[component]
fn Reason(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    view! {
        <TextArea name="condition-reason" label="Why it is changed" value=form.part(|c| c.reason.clone())
            on_input=form.on(|c, text| c.reason = text) error=form.wrong(Place::Reason)>
            "It stands in the history beside what was changed."
        </TextArea>
    }
}

fn set_status(condition: &mut Condition, chosen: String) {
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
