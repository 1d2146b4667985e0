//! What a passphrase opens, and what it does not.

use crate::world::{MASTER, PASSPHRASE, WORLD, secret_key};
use crypto::{Keyring, Profile, SecretKey, UnlockError, derive_master};
use record::Bytes;
use std::time::Instant;

fn sealed() -> Bytes {
    WORLD.author.seal(&MASTER).unwrap()
}

#[test]
fn a_keyring_opens_with_its_own_passphrase_and_secret_key() {
    let master = derive_master(&format!("  {PASSPHRASE}\n"), &secret_key(), Profile::CURRENT).unwrap();
    let keyring = Keyring::open(&sealed(), &master).unwrap();
    assert_eq!(keyring.recipient(), WORLD.author.recipient());
    assert_eq!(keyring.public(), WORLD.author.public());
}

#[test]
fn another_passphrase_or_secret_key_opens_nothing() {
    let others = [
        derive_master("seven quiet herons over lübeck", &secret_key(), Profile::V1).unwrap(),
        derive_master("", &secret_key(), Profile::V1).unwrap(),
        derive_master(PASSPHRASE, &SecretKey::from_bytes([8; 16]), Profile::V1).unwrap(),
    ];
    for other in others {
        assert_eq!(Keyring::open(&sealed(), &other).err(), Some(UnlockError::WrongPassphrase));
        assert_ne!(other.login_key().public(), MASTER.login_key().public());
    }
}

#[test]
fn deriving_takes_effort_but_less_than_a_person_minds() {
    let start = Instant::now();
    let master = derive_master(PASSPHRASE, &secret_key(), Profile::V1).unwrap();
    let took = start.elapsed();
    assert_eq!(master.login_key().public(), MASTER.login_key().public());
    assert!(took.as_millis() > 5, "{took:?}");
    assert!(took.as_secs() < 10, "{took:?}");
}
