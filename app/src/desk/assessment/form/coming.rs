//! Why the client comes, and who told something.

use super::several::Several;
use crate::desk::assessment::filling::{At, Filling, Rows};
use clinical::{Participant, parse_date};
use leptos::prelude::*;
use ui::{Entry, Field, TextArea};

/// The section.
#[component]
pub(super) fn Coming(
    /// The assessment.
    filling: Filling,
) -> impl IntoView {
    let whole = filling.whole();
    let informants = Rows::new(filling, "informant", |all| &all.informants, |all| &mut all.informants);
    view! {
        <div class="pair">
            <Field name=whole.name("date") label="Day of the assessment" kind=Entry::Date.required() value=whole.first(|all| date_text(all.date))
                on_input=whole.write(|all, text: String| all.date = date_of(&text)) error=whole.wrong("date")/>
            <Field name=whole.name("referred_by") label="Referred by" value=whole.read(|all| all.referred_by.clone())
                on_input=whole.write(|all, text| all.referred_by = text) error=whole.wrong("referred_by")>
                "May stay empty."
            </Field>
        </div>
        <TextArea name=whole.name("reason") label="Reason for coming" value=whole.read(|all| all.reason.clone())
            on_input=whole.write(|all, text| all.reason = text) error=whole.wrong("reason")>
            "In the client’s own words where possible."
        </TextArea>
        <Several rows=informants name=whole.name("informants") legend="Who else told something" one="person" first="name"
            blank=Participant::default wrong=whole.wrong("informants") draw=informant/>
    }
}

fn informant(one: At<Participant>) -> AnyView {
    view! {
        <div class="pair">
            <Field name=one.name("name") label="Name" value=one.read(|person| person.name.clone())
                on_input=one.write(|person, text| person.name = text)/>
            <Field name=one.name("relation") label="What they are to the client" value=one.read(|person| person.relation.clone())
                on_input=one.write(|person, text| person.relation = text)/>
        </div>
    }
    .into_any()
}

/// A date as a date field holds it.
pub(super) fn date_text(date: Option<chrono::NaiveDate>) -> String {
    date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// What a date field says; nothing while it is no date.
pub(super) fn date_of(text: &str) -> Option<chrono::NaiveDate> {
    parse_date(text).ok().flatten()
}
