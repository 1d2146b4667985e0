//! Their care: program, level, since when, allergies.

use super::{
    form::Form,
    names::{date_of, date_text},
};
use clinical::{Edition, LevelOfCare, PatientProfile, levels};
use leptos::prelude::*;
use ui::{Check, Entry, Field, Opt, Select, TextArea};

/// The care they are in.
#[component]
pub(super) fn Care(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let asked = form.part(|p| p.allergies.is_some());
    view! {
        <h2 class="over">"Their care"</h2>
        <div class="pair">
            <Field name="program" label="Program" value=form.part(|p| p.program.clone())
                on_input=form.on(|p, text| p.program = text) error=form.wrong("program")/>
            <Field name="opened" label="Care began" kind=Entry::Date.required()
                value=form.first(|p| date_text(p.opened)) on_input=form.on(set_opened) error=form.wrong("opened")/>
        </div>
        <Select name="level-of-care" label="Level of care" options=options() value=form.part(level_id)
            on_change=form.on(set_level) error=form.wrong("level-of-care")/>
        <Check name="allergies-asked" checked=asked on_change=form.on(set_asked)>"Asked about allergies"</Check>
        <Show when=move || asked.get()>
            <TextArea name="allergies" label="Allergies" value=form.part(|p| p.allergies.clone().unwrap_or_default())
                on_input=form.on(|p, text| p.allergies = Some(text)) error=form.wrong("allergies")>
                "Leave it empty where none are known."
            </TextArea>
        </Show>
    }
}

fn set_opened(profile: &mut PatientProfile, text: String) {
    profile.opened = date_of(&text);
}

fn set_asked(profile: &mut PatientProfile, asked: bool) {
    profile.allergies = asked.then(|| profile.allergies.take().unwrap_or_default());
}

/// Levels of the standard edition, then those of the third, which adolescents still have.
fn options() -> Vec<Opt> {
    let of = |edition: Edition| levels(edition).iter().filter_map(move |level| LevelOfCare::find(edition, level.number));
    let mut options = vec![Opt::new("", "Not decided yet")];
    options.extend(of(Edition::Fourth).chain(of(Edition::Third)).map(|level| Opt::new(id(&level), level.text())));
    options
}

fn id(level: &LevelOfCare) -> String {
    let edition = match level.edition {
        Edition::Third => 3,
        Edition::Fourth => 4,
    };
    format!("{edition}/{}", level.number)
}

fn level_id(profile: &PatientProfile) -> String {
    profile.level_of_care.as_ref().map(id).unwrap_or_default()
}

fn set_level(profile: &mut PatientProfile, chosen: String) {
    profile.level_of_care = match chosen.split_once('/') {
        Some(("3", number)) => LevelOfCare::find(Edition::Third, number),
        Some((_, number)) => LevelOfCare::find(Edition::Fourth, number),
        None => None,
    };
}
