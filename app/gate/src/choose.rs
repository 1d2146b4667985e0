//! Choosing the name to sign in with and a passphrase, with advice on its strength.

use std::time::Duration;

use leptos::prelude::*;
use record::is_blank;

use crate::sheet::Sheet;
use crate::typed::{Typed, TypedField};
use crate::{Errand, GateAnswer, GateField, GateKeeper, Reply, Trouble};

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
    pub(crate) fn troubles(self) -> Vec<Trouble> {
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

fn troubles(login: &str, passphrase: &str, again: &str) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    if is_blank(login) {
        troubles.push(Trouble::at(GateField::Login, "Choose a name to sign in with, for example your work email."));
    }
    if passphrase.is_empty() {
        troubles.push(Trouble::at(GateField::Passphrase, "Choose a passphrase."));
    } else if passphrase.chars().count() < LEAST {
        troubles.push(Trouble::at(
            GateField::Passphrase,
            format!("This is too short. Use at least {LEAST} characters, best {GOOD_WORDS} words."),
        ));
    } else if passphrase != again {
        troubles.push(Trouble::at(GateField::Again, "The two passphrases differ. Type the second one again."));
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
                if let (true, Ok(GateAnswer::Strength(words))) = (latest(), answer) {
                    let _left = said.try_set(words);
                }
            });
            keeper.carry.run((Errand::Judge { passphrase, login }, reply));
        };
        set_timeout(judge, PAUSE);
    });
    said.into()
}

/// The three fields.
#[component]
pub(crate) fn Choose(chosen: Chosen, sheet: Sheet) -> impl IntoView {
    let Chosen { login, passphrase, again } = chosen;
    let said = judged(chosen, sheet.keeper());
    view! {
        <TypedField name="login" label="Sign-in name" kind=Typed::Login value=login error=sheet.error(GateField::Login)>
            "You type it on each new device. It is printed on your kit."
        </TypedField>
        <TypedField name="passphrase" label="Passphrase" kind=Typed::NewPassphrase value=passphrase error=sheet.error(GateField::Passphrase)>
            "Four or more words only you would put together. It never leaves this device, and nobody can reset it."
            <p role="status">{said}</p>
        </TypedField>
        <TypedField name="passphrase-again" label="Passphrase, again" kind=Typed::NewPassphrase value=again error=sheet.error(GateField::Again)/>
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
        assert_eq!(found[0].field, Some(GateField::Passphrase));
    }

    #[test]
    fn two_different_passphrases_are_refused_at_the_second() {
        let found = troubles("ines", "four words make sense", "four words made sense");
        assert_eq!(found[0].field, Some(GateField::Again));
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
