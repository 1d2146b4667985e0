//! Who they are.

use super::form::Form;
use clinical::{PRONOUNS, PatientProfile, parse_date};
use leptos::prelude::*;
use ui::{Entry, Field};

/// Names, pronouns, birth date.
#[component]
pub(super) fn Names(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let examples = format!("As the client says them, for example {}.", PRONOUNS.join(", "));
    view! {
        <h2 class="over">"Who they are"</h2>
        <div class="pair">
            <Field name="given-name" label="Given name" kind=Entry::Text.required()
                value=form.part(|p| p.name.given.clone()) on_input=form.on(|p, text| p.name.given = text) error=form.wrong("given-name")/>
            <Field name="family-name" label="Family name" kind=Entry::Text.required()
                value=form.part(|p| p.name.family.clone()) on_input=form.on(|p, text| p.name.family = text) error=form.wrong("family-name")/>
        </div>
        <div class="pair">
            <Field name="preferred-name" label="Goes by" value=form.part(|p| p.name.preferred.clone())
                on_input=form.on(|p, text| p.name.preferred = text) error=form.wrong("preferred-name")>
                "Where it is not the given name."
            </Field>
            <Field name="pronouns" label="Pronouns" value=form.part(|p| p.pronouns.clone())
                on_input=form.on(|p, text| p.pronouns = text) error=form.wrong("pronouns")>
                {examples}
            </Field>
        </div>
        <div class="pair">
            <Field name="birth-date" label="Birth date" kind=Entry::Date.required()
                value=form.first(|p| date_text(p.birth_date)) on_input=form.on(set_birth) error=form.wrong("birth-date")/>
        </div>
    }
}

/// A date as a date input holds it.
pub(super) fn date_text(date: Option<chrono::NaiveDate>) -> String {
    date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// What a date input says; nothing while it is no date.
pub(super) fn date_of(text: &str) -> Option<chrono::NaiveDate> {
    parse_date(text).ok().flatten()
}

fn set_birth(profile: &mut PatientProfile, text: String) {
    profile.birth_date = date_of(&text);
}
