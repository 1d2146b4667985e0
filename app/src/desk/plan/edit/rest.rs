//! The plan's own fields: level of care, strengths, supports, triggers, safety, and when it is looked at again.

use super::writing::Writing;
use crate::desk::form::{Day, Line, List, Number, Part, Pick, Several, Text, Tick};
use clinical::{
    Edition, LevelOfCare, Participant, levels,
    plan::{CopingStep, Plan, Support},
};
use leptos::prelude::*;
use ui::Opt;

/// Everything beside the tree.
#[component]
pub(super) fn Rest(writing: Writing) -> impl IntoView {
    view! {
        <Care writing/>
        <People writing/>
        <Safety writing/>
        <After writing/>
    }
}

#[component]
fn Care(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    view! {
        <section class="edit" data-line="rest" aria-labelledby="level-and-hours">
            <h4 id="level-and-hours">"Level of care"</h4>
            <div class="pair">
                <Pick at field="level" label="Level of care" options=level_options() get=|p: &Plan| p.level.as_ref().map(level_id).unwrap_or_default()
                    set=|p, id| p.level = level_of(id)/>
                <Number at field="weekly_hours" label="Hours a week" get=|p: &Plan| p.weekly_hours set=|p, hours| p.weekly_hours = hours/>
            </div>
            <Text at field="level_reason" label="Why this level" get=|p: &Plan| &p.level_reason set=|p| &mut p.level_reason/>
        </section>
    }
}

#[component]
fn People(writing: Writing) -> impl IntoView {
    let (form, at) = (writing.form, writing.whole());
    let strengths = List::of(form, "strength", |plan| &plan.strengths, |plan| &mut plan.strengths);
    let barriers = List::of(form, "barrier", |plan| &plan.barriers, |plan| &mut plan.barriers);
    let preferences = List::of(form, "preference", |plan| &plan.preferences, |plan| &mut plan.preferences);
    let supports = List::of(form, "support", |plan| &plan.supports, |plan| &mut plan.supports);
    view! {
        <section class="edit" data-line="rest" aria-labelledby="to-build-on">
            <h4 id="to-build-on">"What there is to build on"</h4>
            <Several list=strengths name=at.name("strengths") legend="Strengths" one="strength" add="Add a strength" first=WORDS
                blank=String::new draw=|at, number| words(at, format!("Strength {number}"))/>
            <Several list=barriers name=at.name("barriers") legend="What is in the way" one="barrier" add="Add something in the way" first=WORDS
                blank=String::new draw=|at, number| words(at, format!("What is in the way {number}"))/>
            <Several list=preferences name=at.name("preferences") legend="Preferences" one="preference" add="Add a preference" first=WORDS
                blank=String::new draw=|at, number| words(at, format!("Preference {number}"))/>
            <Several list=supports name=at.name("supports") legend="Supports" one="support" add="Add a support" first="name"
                blank=Support::default draw=support/>
        </section>
    }
}

/// The field of an entry that is one text.
const WORDS: &str = "words";

fn words(at: Part<Plan, String>, label: String) -> AnyView {
    view! { <Line at field=WORDS label get=|words| words set=|words| words/> }.into_any()
}

fn support(at: Part<Plan, Support>, number: usize) -> AnyView {
    view! {
        <Line at field="name" label=format!("Who {number}") get=|one| &one.name set=|one| &mut one.name/>
        <Line at field="relation" label=format!("What they are to the client {number}") get=|one| &one.relation set=|one| &mut one.relation/>
        <Line at field="part" label=format!("What they do {number}") get=|one| &one.part set=|one| &mut one.part/>
    }
    .into_any()
}

fn trigger(at: Part<Plan, CopingStep>, number: usize) -> AnyView {
    view! {
        <Line at field="trigger" label=format!("Trigger {number}") get=|one| &one.trigger set=|one| &mut one.trigger/>
        <Line at field="coping" label=format!("What to do instead {number}") get=|one| &one.coping set=|one| &mut one.coping/>
    }
    .into_any()
}

fn participant(at: Part<Plan, Participant>, number: usize) -> AnyView {
    view! {
        <Line at field="name" label=format!("Name {number}") get=|one| &one.name set=|one| &mut one.name/>
        <Line at field="relation" label=format!("What they are to the client {number}") get=|one| &one.relation set=|one| &mut one.relation/>
    }
    .into_any()
}

#[component]
fn Safety(writing: Writing) -> impl IntoView {
    let (form, at) = (writing.form, writing.whole());
    let triggers = List::of(form, "trigger", |plan| &plan.triggers, |plan| &mut plan.triggers);
    let harm = List::of(form, "harm", |plan| &plan.harm_reduction, |plan| &mut plan.harm_reduction);
    view! {
        <section class="edit" data-line="rest" aria-labelledby="safety">
            <h4 id="safety">"Safety and coping"</h4>
            <Several list=triggers name=at.name("triggers") legend="Triggers and ways of coping" one="trigger" add="Add a trigger" first="trigger"
                blank=CopingStep::default draw=trigger/>
            <Several list=harm name=at.name("harm_reduction") legend="Harm reduction" one="harm reduction" add="Add harm reduction" first=WORDS
                blank=String::new draw=|at, number| words(at, format!("Harm reduction {number}"))/>
            <Text at field="risk" label="Risk and safety" get=|p: &Plan| &p.risk set=|p| &mut p.risk/>
            <Tick at field="medication" get=|plan: &Plan| plan.medication set=|plan, on| plan.medication = on>
                "Medication is part of the plan: a prescriber signs it too"
            </Tick>
            <Text at field="measures" label="What is measured, and when" get=|p: &Plan| &p.measures set=|p| &mut p.measures/>
        </section>
    }
}

#[component]
fn After(writing: Writing) -> impl IntoView {
    let (form, at) = (writing.form, writing.whole());
    let discharge = List::of(form, "discharge", |plan| &plan.discharge_criteria, |plan| &mut plan.discharge_criteria);
    let participants = List::of(form, "participant", |plan| &plan.participants, |plan| &mut plan.participants);
    view! {
        <section class="edit" data-line="rest" aria-labelledby="what-next">
            <h4 id="what-next">"Review and what comes after"</h4>
            <div class="pair"><Day at field="review_date" label="Next review" get=|p: &Plan| p.review_date set=|p, day| p.review_date = day/></div>
            <Several list=discharge name=at.name("discharge_criteria") legend="When it is time to leave" one="sign" add="Add a sign that it is time"
                first=WORDS blank=String::new draw=|at, number| words(at, format!("Sign that it is time {number}"))/>
            <Text at field="aftercare" label="First thoughts on what comes after" get=|p: &Plan| &p.aftercare set=|p| &mut p.aftercare/>
            <Several list=participants name=at.name("participants") legend="Took part in making it" one="person" add="Add someone who took part"
                first="name" blank=Participant::default draw=participant/>
        </section>
    }
}

pub(super) fn level_options() -> Vec<Opt> {
    let of = |edition: Edition, name: &'static str| {
        let all = levels(edition).iter().filter_map(move |level| LevelOfCare::find(edition, level.number));
        all.map(move |level| Opt::new(level_id(&level), level.text()).in_group(name))
    };
    let none = std::iter::once(Opt::new("", "Not decided yet"));
    none.chain(of(Edition::Fourth, "4th edition")).chain(of(Edition::Third, "3rd edition")).collect()
}

pub(super) fn level_id(level: &LevelOfCare) -> String {
    let edition = match level.edition {
        Edition::Third => 3,
        Edition::Fourth => 4,
    };
    format!("{edition}/{}", level.number)
}

pub(super) fn level_of(id: &str) -> Option<LevelOfCare> {
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
