//! Health, home, work and law: the questions and what was told.

use crate::desk::{
    assessment::filling::Filling,
    form::{Ask, Line, Part, Text},
};
use clinical::assessment::{Answer, Assessment};
use leptos::prelude::*;

/// Physical and mental health, trauma.
#[component]
pub(super) fn Health(filling: Filling) -> impl IntoView {
    let at = filling.whole();
    view! {
        {ask(at, "medical", "Illness, pain, medications, pregnancy, last physician visit.", |all| &all.medical, |all, is| all.medical = is)}
        {ask(at, "psychiatric", "Mood, sleep, hallucinations, self-harm and suicide, medications, treating provider.", |all| &all.psychiatric, |all, is| all.psychiatric = is)}
        {ask(at, "trauma", "Only what the client wants to share.", |all| &all.trauma, |all, is| all.trauma = is)}
    }
}

/// Family, the home and who is in it.
#[component]
pub(super) fn Home(filling: Filling) -> impl IntoView {
    let at = filling.whole();
    view! {
        {ask(at, "family", "Partners, parents, children and who cares for them.", |all| &all.family, |all, is| all.family = is)}
        <div class="pair">
            <Line at=at field="with_whom" label="Lives with" get=|a| &a.living.with_whom set=|a| &mut a.living.with_whom/>
            <Line at=at field="housing" label="Home" get=|a| &a.living.housing set=|a| &mut a.living.housing
                hint="Own, rented, with family, shelter, none."/>
        </div>
        <Text at=at field="support" label="Supports" get=|a| &a.living.support set=|a| &mut a.living.support/>
        {ask(at, "use_in_home", "Who uses there, what, and how close it is.", |all| &all.living.use_in_home, |all, is| all.living.use_in_home = is)}
        {ask(at, "safety", "Violence, threats, weapons, a place to go.", |all| &all.living.safety, |all, is| all.living.safety = is)}
        {ask(at, "triggers", "What there could lead to use.", |all| &all.living.triggers, |all, is| all.living.triggers = is)}
    }
}

/// Work and school, courts.
#[component]
pub(super) fn Work(filling: Filling) -> impl IntoView {
    let at = filling.whole();
    view! {
        {ask(at, "work", "Work, school, income, money owed.", |all| &all.work, |all, is| all.work = is)}
        {ask(at, "legal", "Courts, probation, custody, a license at risk.", |all| &all.legal, |all, is| all.legal = is)}
    }
}

/// One of the questions, with its heading.
fn ask(
    at: Part<Assessment, Assessment>,
    field: &'static str,
    hint: &'static str,
    get: fn(&Assessment) -> &Answer,
    set: fn(&mut Assessment, Answer),
) -> impl IntoView {
    let label =
        Assessment::default().answers().into_iter().find(|(name, ..)| *name == field).map_or(field, |(_, label, _)| label);
    view! { <Ask at field label hint get set/> }
}
