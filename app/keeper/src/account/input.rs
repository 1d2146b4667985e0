//! What is typed at set-up, enrollment and invitation: checked here, each finding beside its field.

use crate::{
    account::guess::{self, Pattern},
    protocol::{FieldProblem, PassphraseStrength, Problem},
};
use crypto::{Passphrase, PassphraseError};
use record::{LoginError, is_blank, read_login};

/// Fewer characters than this are guessed too soon, even with the Secret Key: the tablet keeps that one.
const SHORTEST_PASSPHRASE: usize = 12;
/// The longest name of a person or a program, in characters.
const LONGEST_NAME: usize = 100;
/// The longest credential: it stands behind the name under every note.
const LONGEST_CREDENTIAL: usize = 30;

/// Whether a character forces a direction on what follows (UAX #9: embeddings, overrides, isolates).
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What was found wrong so far.
#[derive(Default)]
pub(crate) struct Findings(Vec<FieldProblem>);

impl Findings {
    fn add(&mut self, field: &str, sentence: impl Into<String>) {
        self.0.push(FieldProblem { field: field.to_owned(), sentence: sentence.into() });
    }

    /// A name that must be there.
    pub(crate) fn name(&mut self, field: &str, typed: &str) -> String {
        let name = typed.trim();
        if is_blank(name) {
            self.add(field, "Enter a name.");
        }
        self.fits(field, name, LONGEST_NAME)
    }

    /// A credential, which may be empty.
    pub(crate) fn credential(&mut self, typed: &str) -> String {
        self.fits("credential", typed.trim(), LONGEST_CREDENTIAL)
    }

    fn fits(&mut self, field: &str, text: &str, most: usize) -> String {
        let count = text.chars().count();
        if count > most {
            self.add(field, format!("This has {count} characters. Use at most {most}."));
        } else if text.chars().any(|letter| letter.is_control() || turns(letter)) {
            self.add(field, "This has a character that cannot be shown, such as a line break. Type it again.");
        }
        text.to_owned()
    }

    /// A name to sign in with, in its one spelling.
    pub(crate) fn login(&mut self, typed: &str) -> String {
        read_login(typed).unwrap_or_else(|error| {
            self.add("login", login_sentence(error));
            String::new()
        })
    }

    /// A passphrase being chosen, by someone who has these names.
    pub(crate) fn passphrase(&mut self, typed: &str, names: &[&str]) -> Option<Passphrase> {
        let passphrase = Passphrase::read(typed);
        let wrong = match &passphrase {
            Err(error) => Some(passphrase_sentence(*error).to_owned()),
            Ok(passphrase) => weakness(passphrase, names),
        };
        if let Some(sentence) = wrong {
            self.add("passphrase", sentence);
        }
        passphrase.ok()
    }

    /// Fails with [`Problem::Invalid`] when something was found.
    pub(crate) fn done(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::Invalid(self.0)) }
    }
}

/// Why something is no name to sign in with, and what would be one.
const fn login_sentence(error: LoginError) -> &'static str {
    match error {
        LoginError::Empty => "Choose a name to sign in with, for example your work email.",
        LoginError::Short => "Use at least 2 characters.",
        LoginError::Long => "Use at most 64 characters.",
        LoginError::Space => "A sign-in name has no spaces. Use a period instead, for example “ines.quill”.",
        LoginError::Character => "Use letters, digits, and plain signs such as . _ - @ +.",
        LoginError::LookAlike => "Some letters here look like others. Use letters of one alphabet.",
    }
}

const fn passphrase_sentence(error: PassphraseError) -> &'static str {
    match error {
        PassphraseError::Empty => "Choose a passphrase.",
        PassphraseError::Character => {
            "This has a character that not every keyboard can type the same way, such as an emoji. Use letters, digits, and signs."
        }
    }
}

/// Why a passphrase is not taken.
fn weakness(passphrase: &Passphrase, names: &[&str]) -> Option<String> {
    if passphrase.as_str().chars().count() < SHORTEST_PASSPHRASE {
        return Some(format!("Use at least {SHORTEST_PASSPHRASE} characters: four or five words that do not belong together."));
    }
    let strength = strength(passphrase, names);
    (!strength.enough).then(|| format!("This is too easy to guess. {}", strength.advice))
}

/// From how many tries on a passphrase is taken, and what each step of the score takes. A thief with the tablet tries about a hundred
/// a second and processor.
const ENOUGH: f64 = 1e8;
const STEPS: [f64; 4] = [1e3, 1e6, ENOUGH, 1e10];

/// How hard a passphrase is to guess for whoever knows these names.
fn strength(passphrase: &Passphrase, names: &[&str]) -> PassphraseStrength {
    let judged = guess::judge(passphrase.as_str(), names);
    let score = STEPS.iter().filter(|step| judged.tries >= **step).count();
    let advice = if judged.tries < 1e10 { advice(judged.pattern) } else { "" };
    PassphraseStrength { score: u8::try_from(score).unwrap_or(0), enough: judged.tries >= ENOUGH, advice: advice.to_owned() }
}

/// What makes a passphrase easy to guess, and what would be better.
const fn advice(pattern: Option<Pattern>) -> &'static str {
    match pattern {
        None => "Add another word or two. Uncommon words are better.",
        Some(Pattern::Common) => "Common words and passwords are tried first. Add another word or two.",
        Some(Pattern::Known) => "Names that belong to you or the program are tried first. Add another word or two.",
        Some(Pattern::Repeat) => "Repeats like “abcabc” are tried first. Add another word or two.",
        Some(Pattern::Sequence) => "Sequences like “abc” or “6543” are tried first. Add another word or two.",
        Some(Pattern::Keys) => "Keys next to each other are tried first. Add another word or two.",
        Some(Pattern::Date) => "Dates and years are tried first. Add another word or two.",
    }
}

/// What the page says while a passphrase is typed.
pub(crate) fn judge(typed: &str, names: &[&str]) -> PassphraseStrength {
    match Passphrase::read(typed) {
        Err(error) => PassphraseStrength { score: 0, enough: false, advice: passphrase_sentence(error).to_owned() },
        Ok(passphrase) => {
            let judged = strength(&passphrase, names);
            match weakness(&passphrase, names) {
                Some(advice) => PassphraseStrength { advice, enough: false, ..judged },
                None => judged,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn refused(typed: &str) -> Option<String> {
        let mut findings = Findings::default();
        findings.passphrase(typed, &["ines", "Ines Quill", "Harbor Row"]);
        findings.0.into_iter().next().map(|found| found.sentence)
    }

    #[test]
    fn what_a_thief_tries_first_is_refused_however_long_it_is() {
        for typed in
            ["aaaaaaaaaaaa", "abcabcabcabc", "123456789012", "password1234", "qwertyuiopas", "Harbor Row 2026", "short words"]
        {
            assert!(refused(typed).is_some(), "{typed}");
        }
        assert!(refused("aaaaaaaaaaaa").unwrap().starts_with("This is too easy to guess. Repeats"));
        assert!(refused("short words").unwrap().starts_with("Use at least 12 characters"));
    }

    #[test]
    fn a_few_words_that_do_not_belong_together_are_taken() {
        for typed in ["violet harbor lantern stone", "seven quiet herons over Lübeck", "correcthorsebatterystaple"] {
            assert_eq!(refused(typed), None, "{typed}");
            assert!(judge(typed, &[]).enough);
        }
    }

    #[test]
    fn characters_are_counted_after_normalizing() {
        // Eight letters, each with its accent apart, are not sixteen.
        assert!(refused(&"e\u{301}x".repeat(4)).unwrap().starts_with("Use at least"));
    }

    #[test]
    fn names_and_credentials_have_a_length_and_each_finding_its_field() {
        let mut findings = Findings::default();
        findings.name("program", " ");
        findings.name("name", &"n".repeat(101));
        findings.credential(&"C".repeat(31));
        findings.login("ines quill");
        let fields: Vec<_> = findings.0.iter().map(|found| found.field.as_str()).collect();
        assert_eq!(fields, ["program", "name", "credential", "login"]);
        assert!(matches!(findings.done(), Err(Problem::Invalid(found)) if found.len() == 4));
        let mut turned = Findings::default();
        turned.name("name", "Ines \u{202E}Quill");
        assert!(turned.done().is_err(), "a name that turns the sentence around it is refused");
        let mut fine = Findings::default();
        assert_eq!(fine.name("name", " Ines Quill "), "Ines Quill");
        assert_eq!(fine.credential("CADC"), "CADC");
        assert_eq!(fine.login("Ines.Quill"), "ines.quill");
        assert!(fine.done().is_ok());
    }
}
