//! Broken keyrings and wrapped keys, each named by its defect.

use crate::{
    vector::{count, frozen},
    world::{MASTER, WORLD, keyring},
};
use crypto::{Keyring, OpenError, RecordKey, RootKey, UnlockError};
use record::{Bytes, Recipient};

fn sealed(recipient: &Recipient, text: &str) -> Bytes {
    Bytes(age::encrypt(&recipient.0.parse::<age::x25519::Recipient>().unwrap(), text.as_bytes()).unwrap())
}

fn shortened(file: &Bytes) -> Bytes {
    let mut file = file.clone();
    file.0.pop();
    file
}

/// As a later age would begin its files.
fn of_later_age(file: &Bytes) -> Bytes {
    let text = b"age-encryption.org/v1";
    assert!(file.starts_with(text));
    let mut file = file.clone();
    file.0[text.len() - 1] = b'2';
    file
}

fn own() -> Bytes {
    keyring("author", crate::world::AUTHOR).0.file
}

fn unlock() -> Recipient {
    MASTER.unlock_identity().recipient()
}

type BrokenKeyring = (&'static str, UnlockError, fn() -> Bytes);

const KEYRINGS: [BrokenKeyring; 7] = [
    ("keyring_truncated", UnlockError::Damaged, || shortened(&own())),
    ("keyring_empty", UnlockError::Damaged, Bytes::default),
    ("keyring_of_later_age", UnlockError::UnknownVersion, || of_later_age(&own())),
    ("keyring_of_newer_format", UnlockError::UnknownVersion, || sealed(&unlock(), r#"{"format":2,"keys":[]}"#)),
    ("keyring_without_keys", UnlockError::Damaged, || sealed(&unlock(), r#"{"format":1}"#)),
    ("keyring_not_json", UnlockError::Damaged, || sealed(&unlock(), "keys")),
    ("keyring_sealed_to_another", UnlockError::WrongPassphrase, || sealed(&WORLD.author.recipient(), "{}")),
];

#[test]
fn every_broken_keyring_is_refused_for_its_reason() {
    for (name, reason, make) in KEYRINGS {
        let file: Bytes = frozen(&format!("broken_keyrings/{name}"), make);
        assert_eq!(Keyring::open(&file, &MASTER).err(), Some(reason), "{name}");
    }
    assert_eq!(count("broken_keyrings"), KEYRINGS.len());
}

type BrokenKey = (&'static str, OpenError, fn() -> Bytes);

const KEYS: [BrokenKey; 7] = [
    ("wrapped_for_another", OpenError::NotARecipient, || WORLD.first.wrap_for(&WORLD.colleague.recipient()).unwrap()),
    ("wrapped_key_truncated", OpenError::Damaged, || shortened(&WORLD.keys.first_for_author)),
    ("wrapped_key_of_later_age", OpenError::UnknownVersion, || of_later_age(&WORLD.keys.first_for_author)),
    ("wrapped_key_header_changed", OpenError::Damaged, || {
        // A second recipient slipped in: the header's own code no longer fits.
        let file = WORLD.keys.first_for_author.clone();
        let end = file.windows(4).position(|four| four == b"\n---").unwrap() + 1;
        let mut bytes = file[..end].to_vec();
        bytes.extend_from_slice(b"-> X25519 AAAA\n\n");
        bytes.extend_from_slice(&file[end..]);
        Bytes(bytes)
    }),
    ("wrapped_two_keys", OpenError::Damaged, || {
        let lines = format!("{}\n{}\n", *WORLD.custodian.to_text(), *WORLD.custodian.to_text());
        sealed(&WORLD.author.recipient(), &lines)
    }),
    ("wrapped_no_key", OpenError::Damaged, || sealed(&WORLD.author.recipient(), "# nothing\n")),
    ("wrapped_recipient_for_key", OpenError::Damaged, || sealed(&WORLD.author.recipient(), &WORLD.keys.first.0)),
];

#[test]
fn every_broken_wrapped_key_is_refused_for_its_reason() {
    for (name, reason, make) in KEYS {
        let file: Bytes = frozen(&format!("broken_keys/{name}"), make);
        assert_eq!(WORLD.author.unwrap(&file).err(), Some(reason), "{name}");
        assert!(WORLD.second.unwrap_previous(&file).is_err(), "{name}");
    }
    assert_eq!(count("broken_keys"), KEYS.len());
}

#[test]
fn the_root_key_opens_for_the_custodian_only() {
    let file = RootKey::make().seal_for(&WORLD.author.recipient()).unwrap();
    assert_eq!(RootKey::open(&file, &WORLD.custodian).err(), Some(OpenError::NotARecipient));
    let no_seed = sealed(&WORLD.custodian.recipient(), "# Throughline root key, Ed25519 seed\n0011\n");
    assert_eq!(RootKey::open(&no_seed, &WORLD.custodian).err(), Some(OpenError::Damaged));
    let wrapped = RecordKey::make().wrap_for(&WORLD.custodian.recipient()).unwrap();
    assert_eq!(RootKey::open(&wrapped, &WORLD.custodian).err(), Some(OpenError::Damaged));
}
