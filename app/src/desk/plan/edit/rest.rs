//! The plan's own fields: level of care, strengths, supports, triggers, safety, and when it is looked at again.

use super::{
    fields::{Day, Kind, Number, Pick, Text},
    lists::{Column, Rows},
    writing::Writing,
};
use clinical::{
    Edition, LevelOfCare, Participant, levels,
    plan::{CopingStep, Plan, Support},
};
use leptos::prelude::*;
use ui::{Check, Opt};

static STRENGTHS: [Column<String>; 1] = [("Strength", |text| text, |text| text)];
static BARRIERS: [Column<String>; 1] = [("What is in the way", |text| text, |text| text)];
static PREFERENCES: [Column<String>; 1] = [("Preference", |text| text, |text| text)];
static HARM: [Column<String>; 1] = [("Harm reduction", |text| text, |text| text)];
static DISCHARGE: [Column<String>; 1] = [("Sign that it is time", |text| text, |text| text)];
static SUPPORTS: [Column<Support>; 3] = [
    ("Who", |one| &one.name, |one| &mut one.name),
    ("What they are to the client", |one| &one.relation, |one| &mut one.relation),
    ("What they do", |one| &one.part, |one| &mut one.part),
];
static TRIGGERS: [Column<CopingStep>; 2] =
    [("Trigger", |one| &one.trigger, |one| &mut one.trigger), ("What to do instead", |one| &one.coping, |one| &mut one.coping)];
static PARTICIPANTS: [Column<Participant>; 2] = [
    ("Name", |one| &one.name, |one| &mut one.name),
    ("What they are to the client", |one| &one.relation, |one| &mut one.relation),
];

/// Everything beside the tree.
#[component]
pub(super) fn Rest(
    /// The version.
    writing: Writing,
) -> impl IntoView {
    view! {
        <Care writing/>
        <People writing/>
        <Safety writing/>
        <After writing/>
    }
}

#[component]
fn Care(
    /// The version.
    writing: Writing,
) -> impl IntoView {
    let at = writing.whole();
    view! {
        <section class="edit" data-line="rest" aria-labelledby="level-and-hours">
            <h4 id="level-and-hours">"Level of care"</h4>
            <div class="pair">
                <Pick at field="level" label="Level of care" options=level_options() get=|p: &Plan| p.level.as_ref().map(level_id).unwrap_or_default()
                    set=|p, id| p.level = level_of(id)/>
                <Number at field="weekly_hours" label="Hours a week" get=|p: &Plan| p.weekly_hours.map(i64::from)
                    set=|p, hours| p.weekly_hours = hours.map(|hours| u8::try_from(hours).unwrap_or(u8::MAX))/>
            </div>
            <Text at field="level_reason" label="Why this level" kind=Kind::Words get=|p: &Plan| &p.level_reason set=|p| &mut p.level_reason/>
        </section>
    }
}

#[component]
fn People(
    /// The version.
    writing: Writing,
) -> impl IntoView {
    view! {
        <section class="edit" data-line="rest" aria-labelledby="to-build-on">
            <h4 id="to-build-on">"What there is to build on"</h4>
            <Rows writing field="strengths" title="Strengths" word="Add a strength" columns=&STRENGTHS get=|p| &p.strengths set=|p| &mut p.strengths/>
            <Rows writing field="barriers" title="What is in the way" word="Add something in the way" columns=&BARRIERS get=|p| &p.barriers set=|p| &mut p.barriers/>
            <Rows writing field="preferences" title="Preferences" word="Add a preference" columns=&PREFERENCES get=|p| &p.preferences set=|p| &mut p.preferences/>
            <Rows writing field="supports" title="Who stands by" word="Add someone who stands by" columns=&SUPPORTS get=|p| &p.supports set=|p| &mut p.supports/>
        </section>
    }
}

#[component]
fn Safety(
    /// The version.
    writing: Writing,
) -> impl IntoView {
    let at = writing.whole();
    let medication = at.part(|plan: &Plan| plan.medication);
    view! {
        <section class="edit" data-line="rest" aria-labelledby="safety">
            <h4 id="safety">"Safety and coping"</h4>
            <Rows writing field="triggers" title="Triggers and ways of coping" word="Add a trigger" columns=&TRIGGERS get=|p| &p.triggers set=|p| &mut p.triggers/>
            <Rows writing field="harm_reduction" title="Harm reduction" word="Add harm reduction" columns=&HARM get=|p| &p.harm_reduction set=|p| &mut p.harm_reduction/>
            <Text at field="risk" label="Risk and safety" kind=Kind::Words get=|p: &Plan| &p.risk set=|p| &mut p.risk/>
            <Check name=at.name("medication") checked=medication on_change=move |on| at.edit(|plan: &mut Plan| plan.medication = on)>
                "Medication is part of the plan: a prescriber signs it too"
            </Check>
            <Text at field="measures" label="What is measured, and when" kind=Kind::Words get=|p: &Plan| &p.measures set=|p| &mut p.measures/>
        </section>
    }
}

#[component]
fn After(
    /// The version.
    writing: Writing,
) -> impl IntoView {
    let at = writing.whole();
    view! {
        <section class="edit" data-line="rest" aria-labelledby="what-next">
            <h4 id="what-next">"Review and what comes after"</h4>
            <div class="pair"><Day at field="review_date" label="Next review" get=|p: &Plan| p.review_date set=|p, day| p.review_date = day/></div>
            <Rows writing field="discharge_criteria" title="When it is time to leave" word="Add a sign that it is time" columns=&DISCHARGE
                get=|p| &p.discharge_criteria set=|p| &mut p.discharge_criteria/>
            <Text at field="aftercare" label="First thoughts on what comes after" kind=Kind::Words get=|p: &Plan| &p.aftercare set=|p| &mut p.aftercare/>
            <Rows writing field="participants" title="Took part in making it" word="Add someone who took part" columns=&PARTICIPANTS
                get=|p| &p.participants set=|p| &mut p.participants/>
        </section>
    }
}

fn level_options() -> Vec<(&'static str, Vec<Opt>)> {
    let of = |edition: Edition| {
        let all = levels(edition).iter().filter_map(|level| LevelOfCare::find(edition, level.number));
        all.map(|level| Opt::new(level_id(&level), level.text())).collect::<Vec<_>>()
    };
    vec![("", vec![Opt::new("", "Not decided yet")]), ("4th edition", of(Edition::Fourth)), ("3rd edition", of(Edition::Third))]
}

fn level_id(level: &LevelOfCare) -> String {
    let edition = match level.edition {
        Edition::Third => 3,
        Edition::Fourth => 4,
    };
    format!("{edition}/{}", level.number)
}

fn level_of(id: &str) -> Option<LevelOfCare> {
    let (edition, number) = id.split_once('/')?;
    LevelOfCare::find(if edition == "3" { Edition::Third } else { Edition::Fourth }, number)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn every_level_that_is_offered_is_the_one_that_is_chosen() {
        for edition in [Edition::Third, Edition::Fourth] {
            for level in levels(edition) {
                let level = LevelOfCare::find(edition, level.number).unwrap();
                assert!(level_of(&level_id(&level)) == Some(level));
            }
        }
        assert!(level_of("").is_none());
    }
}
