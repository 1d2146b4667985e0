//! Choosing the name to sign in with and a passphrase, with advice on its strength.

use std::time::Duration;

use leptos::prelude::*;
use record::is_blank;

use crate::form_state::FormState;
use crate::typed::{Typed, TypedField};
use crate::{GateAnswer, GateKeeper, GateRequest, Reply, field};
use record::gate::{FieldProblem, PassphraseStrength, WeighPassphrase};

/// The fewest characters of a passphrase. NIST SP 800-63B asks for 8; this one also protects keys on a lost device.
const LEAST: usize = 12;
/// How long the keys rest before a passphrase is judged.
const PAUSE: Duration = Duration::from_millis(300);
/// How many words are advised.
const GOOD_WORDS: usize = 4;

/// What is chosen. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Chosen {
    /// The name to sign in with.
    pub(crate) login: RwSignal<String>,
    /// The passphrase.
    pub(crate) passphrase: RwSignal<String>,
    /// The passphrase, again.
    pub(crate) again: RwSignal<String>,
}

impl Chosen {
    pub(crate) fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { login: empty(), passphrase: empty(), again: empty() }
    }

    /// What is wrong with it.
    pub(crate) fn troubles(self) -> Vec<FieldProblem> {
        self.login.with_untracked(|login| {
            self.passphrase.with_untracked(|passphrase| self.again.with_untracked(|again| troubles(login, passphrase, again)))
        })
    }

    /// Empties both passphrase fields.
    pub(crate) fn forget(self) {
        self.passphrase.set(String::new());
        self.again.set(String::new());
    }
}

fn troubles(login: &str, passphrase: &str, again: &str) -> Vec<FieldProblem> {
    let mut troubles = Vec::new();
    if is_blank(login) {
        troubles.push(FieldProblem::at(field::LOGIN, "Choose a name to sign in with, for example your work email."));
    }
    if passphrase.is_empty() {
        troubles.push(FieldProblem::at(field::PASSPHRASE, "Choose a passphrase."));
    } else if passphrase.chars().count() < LEAST {
        troubles.push(FieldProblem::at(
            field::PASSPHRASE,
            format!("This is too short. Use at least {LEAST} characters, best {GOOD_WORDS} words."),
        ));
    } else if passphrase != again {
        troubles.push(FieldProblem::at(field::AGAIN, "The two passphrases differ. Type the second one again."));
    }
    troubles
}

/// How long a passphrase is, as long as it is too short.
fn length(passphrase: &str) -> Option<String> {
    match passphrase.chars().count() {
        0 => Some(String::new()),
        count @ 1..LEAST => Some(format!("{count} of at least {LEAST} characters")),
        LEAST.. => None,
    }
}

/// What is said about a passphrase while it is typed: the keeper judges it once the keys rest for a moment.
fn judged(chosen: Chosen, keeper: GateKeeper) -> Signal<String> {
    let said = RwSignal::new(String::new());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let passphrase = chosen.passphrase.get();
        let mine = turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        if let Some(short) = length(&passphrase) {
            return said.set(short);
        }
        let latest = move || turn.try_get_value() == mine;
        let judge = move || {
            if !latest() {
                return;
            }
            let Some(login) = chosen.login.try_get_untracked() else { return };
            let reply: Reply = Box::new(move |answer| {
                if let (true, Ok(GateAnswer::Strength(judged))) = (latest(), answer) {
                    let _left = said.try_set(strength(&judged));
                }
            });
            keeper.carry.run((GateRequest::Weigh(WeighPassphrase { passphrase, login }), reply));
        };
        set_timeout(judge, PAUSE);
    });
    said.into()
}

/// How hard a passphrase is to guess, and what would make it better.
fn strength(judged: &PassphraseStrength) -> String {
    let word = match (judged.enough, judged.score) {
        (true, 4..) => "Strong.",
        (true, 0..4) => "Good.",
        (false, _) => "Too easy to guess.",
    };
    format!("{word} {}", judged.advice).trim().to_owned()
}

/// The three fields.
#[component]
pub(crate) fn Choose(chosen: Chosen, form_state: FormState) -> impl IntoView {
    let Chosen { login, passphrase, again } = chosen;
    let said = judged(chosen, form_state.keeper());
    view! {
        <TypedField name="login" label="Sign-in name" kind=Typed::Login value=login error=form_state.error(field::LOGIN)>
            "You type it on each new device. It is printed on your kit."
        </TypedField>
        <TypedField name="passphrase" label="Passphrase" kind=Typed::NewPassphrase value=passphrase error=form_state.error(field::PASSPHRASE)>
            "Four or more words only you would put together. It never leaves this device, and nobody can reset it."
            <p role="status">{said}</p>
        </TypedField>
        <TypedField name="passphrase-again" label="Passphrase, again" kind=Typed::NewPassphrase value=again error=form_state.error(field::AGAIN)/>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_short_passphrase_is_refused_before_the_second_one_is_compared() {
        let found = troubles("ines", "short", "");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].field, field::PASSPHRASE);
    }

    #[test]
    fn two_different_passphrases_are_refused_at_the_second() {
        let found = troubles("ines", "four words make sense", "four words made sense");
        assert_eq!(found[0].field, field::AGAIN);
    }

    #[test]
    fn a_passphrase_is_called_good_only_when_it_is_accepted() {
        let judged = |score, enough| PassphraseStrength { score, enough, advice: String::new() };
        assert_eq!(strength(&judged(4, true)), "Strong.");
        assert_eq!(strength(&judged(3, true)), "Good.");
        assert_eq!(strength(&judged(4, false)), "Too easy to guess.");
    }

    #[test]
    fn four_words_typed_twice_are_taken() {
        assert!(troubles("ines", "four words make sense", "four words make sense").is_empty());
    }

    #[test]
    fn a_short_passphrase_is_counted_and_a_long_one_is_judged() {
        assert_eq!(length("").as_deref(), Some(""));
        assert_eq!(length("kettle").as_deref(), Some("6 of at least 12 characters"));
        assert_eq!(length("aaaaaaaaaaaa"), None);
    }
}
