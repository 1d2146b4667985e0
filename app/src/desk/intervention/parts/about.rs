//! Whom it is about, who asked, and what they hope for.

use super::super::{
    page::part,
    writing::{Opened, Writing},
};
use super::{nothing, sentence};
use crate::desk::form::{Day, Form, Line, Part, Text};
use clinical::{PatientName, intervention::Intervention};
use leptos::prelude::*;

/// The part.
#[component]
pub(crate) fn About(writing: Writing) -> impl IntoView {
    let concern = writing.read(|all| all.concern.clone());
    part(
        writing,
        Opened::About,
        "Request",
        Signal::stored("who asked, and why".to_owned()),
        move || {
            view! { {move || concern.with(|words| sentence(words)).unwrap_or_else(|| nothing("What the family hopes for, and what they saw happen."))} }
                .into_any()
        },
        move || fields(writing.form),
    )
}

fn person(form: Form<Intervention>) -> Part<Intervention, PatientName> {
    Part::the(form, "person", |all, _| Some(&all.person), |all, _| Some(&mut all.person))
}

/// The fields, as a new record asks them too.
pub(crate) fn fields(form: Form<Intervention>) -> AnyView {
    let (at, name) = (form.whole("intervention"), person(form));
    view! {
        <div class="pair">
            <Line at=name field="given" label="Given name" get=|p: &PatientName| &p.given set=|p| &mut p.given
                hint="Of the person of concern."/>
            <Line at=name field="family" label="Family name" get=|p: &PatientName| &p.family set=|p| &mut p.family/>
        </div>
        <div class="pair">
            <Line at=name field="preferred" label="Goes by" get=|p: &PatientName| &p.preferred set=|p| &mut p.preferred/>
            <Day at field="birth_date" label="Birth date, if known" get=|e: &Intervention| e.birth_date set=|e, day| e.birth_date = day/>
        </div>
        <div class="pair">
            <Line at field="requested_by" label="Requested by" get=|e: &Intervention| &e.requested_by set=|e| &mut e.requested_by/>
            <Day at field="requested_on" label="Requested on" get=|e: &Intervention| e.requested_on set=|e, day| e.requested_on = day/>
        </div>
        <Line at field="interventionist" label="Interventionist" get=|e: &Intervention| &e.interventionist set=|e| &mut e.interventionist
            hint="Who plans, mediates, and keeps it safe: name and credential."/>
        <Text at field="concern" label="What the family hopes for" get=|e: &Intervention| &e.concern set=|e| &mut e.concern
            hint="And what they saw happen: specific instances, without blame."/>
    }
    .into_any()
}
