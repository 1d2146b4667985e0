//! What is typed about a client, and what is wrong with it.

use super::{care::Care, emergency::Emergency, names::Names, reach::Reach};
use crate::desk::{draft::Draft, form::Form, schedules::Schedules};
use clinical::{EmergencyContact, PatientProfile};
use keeper::protocol::Problem;
use leptos::prelude::*;

/// Names of the fields that show their own error.
const FIELDS: [&str; 17] = [
    "given-name",
    "family-name",
    "preferred-name",
    "pronouns",
    "birth-date",
    "phone",
    "email",
    "address",
    "safe-contact",
    "words-to-use",
    "not-to-speak-to",
    "program",
    "level-of-care",
    "opened",
    "emergency-contact",
    "emergency-phone",
    "allergies",
];

/// What is wrong and about none of the fields.
pub(super) fn beside(problem: Signal<Option<Problem>>) -> Signal<Option<String>> {
    Signal::derive(move || {
        problem.with(|problem| match problem {
            None => None,
            Some(Problem::Invalid(wrong)) => {
                let own = |field: &str| FIELDS.contains(&field);
                let others = crate::problem::each_once(wrong.iter().filter(|wrong| !own(&wrong.field)));
                Some(others.unwrap_or_else(|| "Check the marked fields. Nothing you typed is lost.".to_owned()))
            }
            Some(problem) => Some(crate::sentence(problem)),
        })
    })
}

/// `profile` was saved. What was typed since goes on as a draft.
pub(super) fn saved(draft: Draft<PatientProfile>, profile: &PatientProfile) {
    if whole(draft.value.get_untracked()) == *profile {
        draft.settle();
    }
}

/// What is typed, an emergency contact without a word in it left out.
pub(super) fn whole(profile: PatientProfile) -> PatientProfile {
    let said = |contact: &EmergencyContact| {
        [&contact.name, &contact.relation, &contact.phone].into_iter().any(|text| !record::is_blank(text))
    };
    PatientProfile { emergency: profile.emergency.filter(said), ..profile }
}

/// Every field of a profile.
#[component]
pub(super) fn ProfileFields(form: Form<PatientProfile>) -> impl IntoView {
    view! {
        <Names form/>
        <Care form/>
        <Reach form/>
        <Emergency form/>
        <Measures form/>
    }
}

/// Instruments that are asked at other times than the program's settings say.
#[component]
fn Measures(form: Form<PatientProfile>) -> impl IntoView {
    view! {
        <fieldset>
            <legend class="over">"Measures for this client"</legend>
            <p class="hint">"A measure scheduled here follows these times instead of the program’s."</p>
            <Schedules form get=|all: &PatientProfile, id: &str| all.measures.0.get(id) get_mut=|all: &mut PatientProfile, id: &str| Some(all.measures.0.entry(id.to_owned()).or_default())/>
        </fieldset>
    }
}
