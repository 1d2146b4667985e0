//! Their care: program, level, since when, allergies.

use crate::desk::form::{Day, Form, Line, Part, Pick, Text, Tick};
use clinical::{Edition, LevelOfCare, PatientProfile, levels};
use leptos::prelude::*;
use ui::Opt;

/// The care they are in.
#[component]
pub(super) fn Care(form: Form<PatientProfile>) -> impl IntoView {
    let at = form.whole("");
    let asked = at.read(|p| p.allergies.is_some());
    let allergies: Part<PatientProfile, String> = Part::the(form, "", |p, _| p.allergies.as_ref(), |p, _| p.allergies.as_mut());
    view! {
        <h2 class="over">"Care"</h2>
        <div class="pair">
            <Line at field="program" label="Program" get=|p| &p.program set=|p| &mut p.program/>
            <Day at field="opened" label="Care began" required=true get=|p| p.opened set=|p, day| p.opened = day/>
        </div>
        <Pick at field="level_of_care" label="Level of care" options=options() get=level_id set=set_level/>
        <Tick at field="allergies_asked" get=|p| p.allergies.is_some() set=set_asked>"Allergies assessed"</Tick>
        <Show when=move || asked.get()>
            <Text at=allergies field="allergies" label="Allergies" get=|text| text set=|text| text hint="Leave empty if none are known."/>
        </Show>
    }
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

fn set_level(profile: &mut PatientProfile, chosen: &str) {
    profile.level_of_care = match chosen.split_once('/') {
        Some(("3", number)) => LevelOfCare::find(Edition::Third, number),
        Some((_, number)) => LevelOfCare::find(Edition::Fourth, number),
        None => None,
    };
}
