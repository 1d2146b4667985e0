//! What a passphrase opens, and what it does not.

use crate::world::{MASTER, PASSPHRASE, WORLD, passphrase, secret_key};
use crypto::{Keyring, Passphrase, PassphraseError, Profile, SecretKey, UnlockError, derive_master};
use record::Bytes;
use std::time::Instant;

fn sealed() -> Bytes {
    WORLD.author.seal(&MASTER).unwrap()
}

#[test]
fn a_keyring_opens_with_its_own_passphrase_and_secret_key() {
    let master = derive_master(&passphrase(&format!("  {PASSPHRASE}\n")), &secret_key(), Profile::CURRENT).unwrap();
    let keyring = Keyring::open(&sealed(), &master).unwrap();
    assert_eq!(keyring.recipient(), WORLD.author.recipient());
    assert_eq!(keyring.public(), WORLD.author.public());
}

#[test]
fn another_passphrase_or_secret_key_opens_nothing() {
    let others = [
        derive_master(&passphrase("seven quiet herons over lübeck"), &secret_key(), Profile::V1).unwrap(),
        derive_master(&passphrase("x"), &secret_key(), Profile::V1).unwrap(),
        derive_master(&passphrase(PASSPHRASE), &SecretKey::from_bytes([8; 16]), Profile::V1).unwrap(),
    ];
    for other in others {
        assert_eq!(Keyring::open(&sealed(), &other).err(), Some(UnlockError::WrongPassphrase));
        assert_ne!(other.login_key().public(), MASTER.login_key().public());
    }
}

#[test]
fn deriving_takes_effort_but_less_than_a_person_minds() {
    let start = Instant::now();
    let master = derive_master(&passphrase(PASSPHRASE), &secret_key(), Profile::V1).unwrap();
    let took = start.elapsed();
    assert_eq!(master.login_key().public(), MASTER.login_key().public());
    assert!(took.as_millis() > 5, "{took:?}");
    assert!(took.as_secs() < 10, "{took:?}");
}

/// Every row is one passphrase, typed on different systems; the first spelling is the normalized one.
#[test]
fn the_same_words_are_the_same_passphrase_on_every_system() {
    let rows: [&[&str]; 7] = [
        // macOS and Linux keyboards: composed and decomposed.
        &["caf\u{e9} near the river", "cafe\u{301} near the river"],
        // U+212B ANGSTROM SIGN is canonically the letter (Unicode Annex 15).
        &["\u{c5}ngstr\u{f6}m at noon", "\u{212b}ngstr\u{f6}m at noon", "A\u{30a}ngstro\u{308}m at noon"],
        // RFC 8265, section 4.2.2: other spaces become U+0020.
        &["four words in all", "four\u{a0}words\u{3000}in\u{1680}all", "  four words in all\u{2003}", "four\twords in all"],
        // An input method's full-width letters.
        &["violet harbor", "\u{ff56}\u{ff49}\u{ff4f}\u{ff4c}\u{ff45}\u{ff54} harbor"],
        // A ligature from pasted text.
        &["first ferry", "\u{fb01}rst ferry"],
        // Hangul, in syllables and in letters.
        &["\u{d55c}\u{ae00}", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"],
        &["Case Counts", "Case Counts"],
    ];
    for row in rows {
        for typed in row {
            assert_eq!(passphrase(typed).as_str(), row[0], "{typed:?}");
        }
    }
    assert_ne!(passphrase("Case Counts").as_str(), passphrase("case counts").as_str());
    assert_ne!(passphrase("two  spaces").as_str(), passphrase("two spaces").as_str());
}

#[test]
fn what_cannot_be_typed_alike_everywhere_is_refused() {
    for typed in ["zero\u{200b}width", "bell\u{7}", "joined \u{1f469}\u{200d}\u{1f4bb}", "unassigned \u{378}"] {
        assert_eq!(Passphrase::read(typed).err(), Some(PassphraseError::Character), "{typed:?}");
    }
    for typed in ["", "   ", "\u{3000}\t"] {
        assert_eq!(Passphrase::read(typed).err(), Some(PassphraseError::Empty), "{typed:?}");
    }
}

#[test]
fn a_passphrase_from_another_keyboard_opens_the_same_keyring() {
    let decomposed = PASSPHRASE.replace('\u{fc}', "u\u{308}");
    assert_ne!(decomposed, PASSPHRASE);
    let master = derive_master(&passphrase(&decomposed), &secret_key(), Profile::CURRENT).unwrap();
    assert!(Keyring::open(&sealed(), &master).is_ok());
}

proptest::proptest! {
    #[test]
    fn normalizing_twice_changes_nothing(typed in "\\PC{1,40}") {
        if let Ok(once) = Passphrase::read(&typed) {
            let again = Passphrase::read(once.as_str()).unwrap();
            proptest::prop_assert_eq!(once.as_str(), again.as_str());
        }
    }

    #[test]
    fn printable_ascii_needs_no_tables(typed in "[ -~]{1,40}") {
        match (Passphrase::plain(&typed), Passphrase::read(&typed)) {
            (Some(plain), Ok(read)) => proptest::prop_assert_eq!(plain.as_str(), read.as_str()),
            (None, Err(error)) => proptest::prop_assert_eq!(error, PassphraseError::Empty),
            (plain, read) => proptest::prop_assert!(false, "{} {}", plain.is_some(), read.is_ok()),
        }
    }
}
