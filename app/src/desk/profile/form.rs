//! What is typed about a client, and what is wrong with it.

use super::{care::Care, emergency::Emergency, names::Names, reach::Reach};
use crate::desk::draft::Draft;
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

/// A profile being typed. Cheap to copy; nothing typed is lost when saving fails.
#[derive(Clone, Copy)]
pub(super) struct Form {
    typed: RwSignal<PatientProfile>,
    /// Keeps what is typed; a client who is being opened has no record yet whose key could seal it.
    draft: Option<Draft<PatientProfile>>,
    problem: RwSignal<Option<Problem>>,
}

impl Form {
    /// Begins with `profile`, for a client who is being opened.
    pub(super) fn new(profile: PatientProfile, problem: RwSignal<Option<Problem>>) -> Self {
        Self { typed: RwSignal::new(profile), draft: None, problem }
    }

    /// Goes on with a draft.
    pub(super) fn of(draft: Draft<PatientProfile>, problem: RwSignal<Option<Problem>>) -> Self {
        Self { typed: draft.value, draft: Some(draft), problem }
    }

    /// What is typed, an emergency contact without a word in it left out.
    pub(super) fn profile(self) -> PatientProfile {
        whole(self.typed.get_untracked())
    }

    /// Something of what is typed.
    pub(super) fn part<T: Send + Sync + 'static>(self, get: fn(&PatientProfile) -> T) -> Signal<T> {
        Signal::derive(move || self.typed.with(get))
    }

    /// What a date field begins with. It keeps its own half-typed state: written back, that would be wiped.
    pub(super) fn first(self, get: fn(&PatientProfile) -> String) -> Signal<String> {
        Signal::stored(self.typed.with_untracked(get))
    }

    /// Takes what is typed in one field.
    pub(super) fn on<T: 'static>(self, set: fn(&mut PatientProfile, T)) -> Callback<T> {
        Callback::new(move |value| match self.draft {
            Some(draft) => draft.edit(|profile| set(profile, value)),
            None => self.typed.update(|profile| set(profile, value)),
        })
    }

    /// What is wrong with a field.
    pub(super) fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problem.with(|problem| problem.as_ref().and_then(|problem| crate::sentence_for(problem, field)))
        })
    }

    /// What is wrong and about none of the fields.
    pub(super) fn beside(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problem.with(|problem| match problem {
                None => None,
                Some(Problem::Invalid(wrong)) => {
                    let own = |field: &str| FIELDS.contains(&field);
                    let others: Vec<&str> =
                        wrong.iter().filter(|wrong| !own(&wrong.field)).map(|wrong| wrong.sentence.as_str()).collect();
                    let beside = if others.is_empty() {
                        "Some fields need another look. Nothing typed is lost.".to_owned()
                    } else {
                        others.join(" ")
                    };
                    Some(beside)
                }
                Some(problem) => Some(crate::sentence(problem)),
            })
        })
    }
}

/// `profile` was saved. What was typed since goes on as a draft.
pub(super) fn saved(draft: Draft<PatientProfile>, profile: &PatientProfile) {
    if whole(draft.value.get_untracked()) == *profile {
        draft.settle();
    }
}

fn whole(profile: PatientProfile) -> PatientProfile {
    let said = |contact: &EmergencyContact| {
        [&contact.name, &contact.relation, &contact.phone].into_iter().any(|text| !text.trim().is_empty())
    };
    PatientProfile { emergency: profile.emergency.filter(said), ..profile }
}

/// Every field of a profile.
#[component]
pub(super) fn ProfileFields(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    view! {
        <Names form/>
        <Care form/>
        <Reach form/>
        <Emergency form/>
    }
}
