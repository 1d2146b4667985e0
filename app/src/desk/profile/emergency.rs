//! Whom to call in an emergency.

use super::form::Form;
use clinical::{EmergencyContact, PatientProfile};
use leptos::prelude::*;
use ui::{Check, Entry, Field};

/// The emergency contact.
#[component]
pub(super) fn Emergency(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    view! {
        <h2 class="over" id="in-an-emergency">"In an emergency"</h2>
        <div class="pair" role="group" aria-labelledby="in-an-emergency">
            <Field name="emergency-contact" label="Their name" value=form.part(|p| of(p).name)
                on_input=form.on(|p, text| at(p).name = text) error=form.wrong("emergency-contact")/>
            <Field name="emergency-relation" label="What they are to the client" value=form.part(|p| of(p).relation)
                on_input=form.on(|p, text| at(p).relation = text)/>
            <Field name="emergency-phone" label="Their telephone" kind=Entry::Phone value=form.part(|p| of(p).phone)
                on_input=form.on(|p, text| at(p).phone = text) error=form.wrong("emergency-phone")/>
        </div>
        <Check name="emergency-knows" checked=form.part(|p| of(p).knows) on_change=form.on(|p, on| at(p).knows = on)>
            "They know that the client is in treatment"
        </Check>
    }
}

fn of(profile: &PatientProfile) -> EmergencyContact {
    profile.emergency.clone().unwrap_or_default()
}

fn at(profile: &mut PatientProfile) -> &mut EmergencyContact {
    profile.emergency.get_or_insert_default()
}
