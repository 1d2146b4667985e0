//! Names to sign in with, by RFC 8265: one spelling for one person, on every device and at the server.

use precis_profiles::{UsernameCaseMapped, precis_core::profile::Profile as _};
use unicode_security::MixedScript as _;

/// The fewest characters of a name to sign in with.
const SHORTEST: usize = 2;
/// The most.
const LONGEST: usize = 64;
/// See `data/README.md`.
const LOOK_ALIKES: &str = include_str!("../data/look_alikes.txt");

/// Why something typed is no name to sign in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// Fewer characters than two.
    #[error("the name is too short")]
    Short,
    /// More characters than 64.
    #[error("the name is too long")]
    Long,
    /// A space within it.
    #[error("the name has a space")]
    Space,
    /// A character that is neither a letter, a digit nor plain punctuation, or letters that run both ways.
    #[error("the name has a character that is not allowed")]
    Character,
    /// Letters of several alphabets, or of another one that look like plain letters: it would be taken for another name.
    #[error("the name looks like another")]
    LookAlike,
}

/// The one spelling of a name that was typed: RFC 8265's `UsernameCaseMapped` (full-width letters made plain, lower case, NFC).
///
/// Fails with [`LoginError`].
pub fn read_login(typed: &str) -> Result<String, LoginError> {
    let trimmed = typed.trim();
    if trimmed.is_empty() {
        return Err(LoginError::Empty);
    }
    if trimmed.chars().any(char::is_whitespace) {
        return Err(LoginError::Space);
    }
    let name = UsernameCaseMapped::new().enforce(trimmed).map_err(|_| LoginError::Character)?.into_owned();
    match name.chars().count() {
        ..SHORTEST => return Err(LoginError::Short),
        SHORTEST..=LONGEST => {}
        _ => return Err(LoginError::Long),
    }
    // Unicode Technical Standard 39: single script, and not another alphabet's spelling of plain letters.
    if !name.is_ascii() && (!name.as_str().is_single_script() || name.chars().all(looks_plain)) {
        return Err(LoginError::LookAlike);
    }
    Ok(name)
}

/// Whether a character of a name in its one spelling looks like nothing but plain ones. The table has the percent sign look like others.
fn looks_plain(c: char) -> bool {
    if c.is_ascii() { c != '%' } else { LOOK_ALIKES.contains(c) }
}

/// Whether this is a name to sign in with in its one spelling.
pub fn is_login(name: &str) -> bool {
    read_login(name).is_ok_and(|read| read == name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn one_person_has_one_spelling() {
        for (typed, name) in [
            ("ines", "ines"),
            (" Ines ", "ines"),
            ("INES@Example.ORG", "ines@example.org"),
            ("\u{ff29}nes", "ines"),      // full-width I: RFC 8265, section 3.3.1
            ("\u{dc}nal", "\u{fc}nal"),   // case
            ("u\u{308}nal", "\u{fc}nal"), // NFC
            ("i.n_e+s-x", "i.n_e+s-x"),
            ("\u{438}\u{440}\u{438}\u{43d}\u{430}", "\u{438}\u{440}\u{438}\u{43d}\u{430}"), // all Cyrillic, not like Latin
        ] {
            assert_eq!(read_login(typed).as_deref(), Ok(name), "{typed}");
            assert!(is_login(name), "{name}");
            assert_eq!(is_login(typed), typed == name);
        }
    }

    #[test]
    fn what_looks_like_plain_letters_is_what_the_whole_table_says() {
        // Between letters that run the other way a letter is refused; between its own kind it is not.
        let stays = |c: char, around: char| {
            let name = UsernameCaseMapped::new().enforce(format!("{around}{c}{around}"));
            name.is_ok_and(|name| name.chars().nth(1) == Some(c))
        };
        let named: Vec<char> = ('\0'..=char::MAX).filter(|c| stays(*c, 'a') || stays(*c, *c)).collect();
        assert!(named.len() > 50_000, "too few characters to be believed: {}", named.len());
        for c in named {
            let plain = unicode_security::skeleton(&c.to_string()).all(|c| c.is_ascii());
            assert_eq!(looks_plain(c), plain, "{:x}", u32::from(c));
        }
    }

    #[test]
    fn each_way_not_to_be_a_name_is_told_apart() {
        let long = "a".repeat(LONGEST + 1);
        for (typed, error) in [
            ("", LoginError::Empty),
            ("  ", LoginError::Empty),
            ("a", LoginError::Short),
            (long.as_str(), LoginError::Long),
            ("ines quill", LoginError::Space),
            ("ines\u{a0}quill", LoginError::Space),
            ("ines\u{200b}", LoginError::Character),
            ("\u{fb01}nn", LoginError::Character),
            ("\u{5e9}\u{5dc}\u{5d5}\u{5dd}a", LoginError::Character), // RFC 5893's rule on direction
            ("in\u{435}s", LoginError::LookAlike),                    // Cyrillic e
            ("\u{430}\u{441}\u{435}", LoginError::LookAlike),         // all Cyrillic, drawn like "ace"
        ] {
            assert_eq!(read_login(typed), Err(error), "{typed}");
        }
        assert!(read_login(&"a".repeat(LONGEST)).is_ok());
    }
}
