//! The plan beside its tree: level of care, strengths and supports, safety, review and what follows. Each part is read until it is
//! opened.

use super::{
    opening::{EditButton, Opening},
    unit::Unit,
    writing::Writing,
};
use crate::desk::{
    form::{Day, Line, List, Number, Part, Pick, Several, Text, Tick},
    plan::plan_text::parts,
};
use clinical::{
    Edition, LevelOfCare, Participant, levels,
    plan::{CopingStep, Plan, Support},
};
use leptos::prelude::*;
use ui::Opt;

/// Everything beside the tree.
#[component]
pub(super) fn Rest(writing: Writing) -> impl IntoView {
    let level = move || view! { <Level writing/> };
    let strengths = move || view! { <Strengths writing/> };
    let safety = move || view! { <Safety writing/> };
    let next = move || view! { <Next writing/> };
    view! {
        <OnePart writing unit=Unit::Level names=&["Level of care"] fields=level/>
        <OnePart writing unit=Unit::Strengths names=&["Strengths", "Barriers", "Preferences", "Supports"] fields=strengths/>
        <OnePart writing unit=Unit::Safety names=&["Triggers and coping skills", "Harm reduction", "Risk and safety", "Medication", "Measures"] fields=safety/>
        <OnePart writing unit=Unit::Next names=&["Next review", "Discharge criteria", "Aftercare", "Participants"] fields=next/>
    }
}

/// One part, read or open.
#[component]
fn OnePart(
    writing: Writing,
    unit: Unit,
    /// The titles of its texts.
    names: &'static [&'static str],
    #[prop(into)] fields: ViewFn,
) -> impl IntoView {
    let own = unit.clone();
    let read = move || {
        let title = writing.plan.with_untracked(|plan| own.name(plan));
        view! {
            <section class="part-read" aria-label=title.clone()>
                <header class="spread"><h3>{title.clone()}</h3><EditButton writing unit=own.clone()/></header>
                <dl class="line-facts">{move || said(writing, names)}</dl>
            </section>
        }
    };
    view! { <Opening writing unit read=read fields/> }
}

fn said(writing: Writing, names: &'static [&'static str]) -> Vec<AnyView> {
    let parts = writing.plan.with(|plan| parts(plan, &[], plan.review_date));
    let row = |name: &&'static str| {
        let lines = parts.iter().find(|(title, _)| title == name).map(|(_, lines)| lines.join("; "));
        let lines = match lines {
            Some(lines) => view! { <dd>{lines}</dd> }.into_any(),
            None => view! { <dd class="quiet">"None"</dd> }.into_any(),
        };
        view! { <div><dt>{*name}</dt>{lines}</div> }.into_any()
    };
    names.iter().map(row).collect()
}

#[component]
fn Level(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    view! {
        <div class="pair">
            <Pick at field="level" label="Level of care" options=level_options() get=|p: &Plan| p.level.as_ref().map(level_id).unwrap_or_default()
                set=|p, id| p.level = level_of(id)/>
            <Number at field="weekly_hours" label="Hours per week" get=|p: &Plan| p.weekly_hours set=|p, hours| p.weekly_hours = hours/>
        </div>
        <Text at field="level_reason" label="Reason for this level" get=|p: &Plan| &p.level_reason set=|p| &mut p.level_reason/>
    }
}

#[component]
fn Strengths(writing: Writing) -> impl IntoView {
    let (form, at) = (writing.form, writing.whole());
    let strengths = List::of(form, "strength", |plan| &plan.strengths, |plan| &mut plan.strengths);
    let barriers = List::of(form, "barrier", |plan| &plan.barriers, |plan| &mut plan.barriers);
    let preferences = List::of(form, "preference", |plan| &plan.preferences, |plan| &mut plan.preferences);
    let supports = List::of(form, "support", |plan| &plan.supports, |plan| &mut plan.supports);
    view! {
        <Several list=strengths name=at.name("strengths") legend="Strengths" one="strength" add="Add a strength" first=WORDS
            blank=String::new draw=|at, number| words(at, format!("Strength {number}"))/>
        <Several list=barriers name=at.name("barriers") legend="Barriers" one="barrier" add="Add a barrier" first=WORDS
            blank=String::new draw=|at, number| words(at, format!("Barrier {number}"))/>
        <Several list=preferences name=at.name("preferences") legend="Preferences" one="preference" add="Add a preference" first=WORDS
            blank=String::new draw=|at, number| words(at, format!("Preference {number}"))/>
        <Several list=supports name=at.name("supports") legend="Supports" one="support" add="Add a support" first="name"
            blank=Support::default draw=support/>
    }
}

/// The field of an entry that is one text.
const WORDS: &str = "words";

fn words(at: Part<Plan, String>, label: String) -> AnyView {
    view! { <Line at field=WORDS label get=|words| words set=|words| words/> }.into_any()
}

fn support(at: Part<Plan, Support>, number: usize) -> AnyView {
    view! {
        <Line at field="name" label=format!("Support {number}: name") get=|one| &one.name set=|one| &mut one.name/>
        <Line at field="relation" label=format!("Support {number}: relationship to client") get=|one| &one.relation set=|one| &mut one.relation/>
        <Line at field="part" label=format!("Support {number}: how they help") get=|one| &one.part set=|one| &mut one.part/>
    }
    .into_any()
}

fn trigger(at: Part<Plan, CopingStep>, number: usize) -> AnyView {
    view! {
        <Line at field="trigger" label=format!("Trigger {number}") get=|one| &one.trigger set=|one| &mut one.trigger/>
        <Line at field="coping" label=format!("Coping skill {number}") get=|one| &one.coping set=|one| &mut one.coping/>
    }
    .into_any()
}

fn participant(at: Part<Plan, Participant>, number: usize) -> AnyView {
    view! {
        <Line at field="name" label=format!("Participant {number}: name") get=|one| &one.name set=|one| &mut one.name/>
        <Line at field="relation" label=format!("Participant {number}: relationship to client") get=|one| &one.relation set=|one| &mut one.relation/>
    }
    .into_any()
}

#[component]
fn Safety(writing: Writing) -> impl IntoView {
    let (form, at) = (writing.form, writing.whole());
    let triggers = List::of(form, "trigger", |plan| &plan.triggers, |plan| &mut plan.triggers);
    let harm = List::of(form, "harm", |plan| &plan.harm_reduction, |plan| &mut plan.harm_reduction);
    view! {
        <Several list=triggers name=at.name("triggers") legend="Triggers and coping skills" one="trigger" add="Add a trigger" first="trigger"
            blank=CopingStep::default draw=trigger/>
        <Several list=harm name=at.name("harm_reduction") legend="Harm reduction" one="harm reduction" add="Add harm reduction" first=WORDS
            blank=String::new draw=|at, number| words(at, format!("Harm reduction {number}"))/>
        <Text at field="risk" label="Risk and safety" get=|p: &Plan| &p.risk set=|p| &mut p.risk/>
        <Tick at field="medication" get=|plan: &Plan| plan.medication set=|plan, on| plan.medication = on>
            "Medication is part of the plan: a prescriber signs it too"
        </Tick>
        <Text at field="measures" label="Measures, and when they are given" get=|p: &Plan| &p.measures set=|p| &mut p.measures/>
    }
}

#[component]
fn Next(writing: Writing) -> impl IntoView {
    let (form, at) = (writing.form, writing.whole());
    let discharge = List::of(form, "discharge", |plan| &plan.discharge_criteria, |plan| &mut plan.discharge_criteria);
    let participants = List::of(form, "participant", |plan| &plan.participants, |plan| &mut plan.participants);
    view! {
        <div class="pair"><Day at field="review_date" label="Next review" get=|p: &Plan| p.review_date set=|p, day| p.review_date = day/></div>
        <Several list=discharge name=at.name("discharge_criteria") legend="Discharge criteria" one="criterion" add="Add a discharge criterion"
            first=WORDS blank=String::new draw=|at, number| words(at, format!("Discharge criterion {number}"))/>
        <Text at field="aftercare" label="Aftercare" get=|p: &Plan| &p.aftercare set=|p| &mut p.aftercare/>
        <Several list=participants name=at.name("participants") legend="Participants" one="person" add="Add a participant"
            first="name" blank=Participant::default draw=participant/>
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
