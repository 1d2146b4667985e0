//! How Secret Keys and invitation codes are written down and read back.

use crypto::{InviteCode, InviteCodeError, SecretKey, SecretKeyError};
use proptest::prelude::*;

/// As someone in a hurry types it.
fn carelessly(text: &str) -> String {
    let (prefix, rest) = text.split_at(3);
    let rest = rest.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
    format!("  {}{rest}\n", prefix.to_lowercase())
}

proptest! {
    #[test]
    fn a_code_is_read_back_however_it_is_typed(bytes: [u8; 16]) {
        let (key, code) = (SecretKey::from_bytes(bytes), InviteCode::from_bytes(bytes));
        for text in [key.to_text(), carelessly(&key.to_text()), key.to_text()[4..].to_owned(), key.to_text().replace('-', "")] {
            prop_assert!(SecretKey::parse(&text) == Ok(key.clone()));
        }
        for text in [code.to_text(), carelessly(&code.to_text()), code.to_text().replace('1', "I")] {
            prop_assert!(InviteCode::parse(&text) == Ok(code.clone()));
        }
    }

    #[test]
    fn a_code_has_one_spelling_and_no_ambiguous_letter(bytes: [u8; 16]) {
        let text = SecretKey::from_bytes(bytes).to_text();
        prop_assert_eq!(text.len(), 39);
        prop_assert!(text.starts_with("TL1-"));
        prop_assert!(!text[4..].contains(['I', 'L', 'O', 'U']));
    }

    #[test]
    fn one_mistyped_letter_is_noticed(bytes: [u8; 16], place in 4usize..39, by in 1usize..32) {
        const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut text: Vec<char> = SecretKey::from_bytes(bytes).to_text().chars().collect();
        prop_assume!(text[place] != '-');
        let was = ALPHABET.find(text[place]).unwrap();
        text[place] = ALPHABET.chars().nth((was + by) % 32).unwrap();
        let text: String = text.into_iter().collect();
        // One in four million slips passes the checksum; none of them gives the same key.
        prop_assert!(SecretKey::parse(&text).is_err() || SecretKey::parse(&text) != Ok(SecretKey::from_bytes(bytes)));
    }

    #[test]
    fn no_text_makes_reading_fail_badly(text in ".{0,60}") {
        prop_assert!(SecretKey::parse(&text) == Err(SecretKeyError::Malformed));
    }
}

#[test]
fn an_invitation_code_is_no_secret_key() {
    for number in 0..50 {
        let code = InviteCode::from_bytes([number; 16]);
        assert!(SecretKey::parse(&code.to_text()) == Err(SecretKeyError::Malformed));
        assert!(InviteCode::parse(&SecretKey::from_bytes([number; 16]).to_text()) == Err(InviteCodeError::Malformed));
    }
}

#[test]
fn new_codes_differ() {
    assert!(SecretKey::make() != SecretKey::make());
    assert!(InviteCode::make() != InviteCode::make());
    assert_ne!(SecretKey::make().id(), SecretKey::make().id());
}

#[test]
fn secrets_do_not_print() {
    let printed =
        format!("{:?} {:?} {:?} {:?}", SecretKey::make(), InviteCode::make(), crypto::RecordKey::make(), crypto::RootKey::make());
    assert_eq!(printed, "[sealed] [sealed] [sealed] [sealed]");
}
