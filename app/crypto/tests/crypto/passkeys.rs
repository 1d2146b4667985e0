//! A passkey's wrap: for its own output and nobody else's, and readable for ever.

use crate::{
    vector::frozen,
    world::{AUTHOR, MASTER, ORG, keyring},
};
use crypto::{Passkey, UnlockError};
use proptest::prelude::*;
use record::{Bytes, PublicKey};
use serde::{Deserialize, Serialize};

const OUTPUT: [u8; 32] = [0x5a; 32];

#[derive(Serialize, Deserialize)]
struct Frozen {
    output: Bytes,
    wrap: Bytes,
    login: PublicKey,
}

#[test]
fn wraps_open_and_open_the_keyring() {
    let kept: Frozen = frozen("passkey", || {
        let wrap = Passkey::from_output(&OUTPUT).wrap(&MASTER).unwrap();
        Frozen { output: Bytes(OUTPUT.to_vec()), wrap, login: MASTER.login_key().public() }
    });
    let output: [u8; 32] = kept.output.0.as_slice().try_into().unwrap();
    let keys = Passkey::from_output(&output).unwrap(&kept.wrap).unwrap();
    let (stored, _) = keyring("author", AUTHOR);
    let opened = keys.open(&stored.file).unwrap();
    assert_eq!((opened.org(), opened.user(), opened.public()), (ORG, AUTHOR, stored.signing));
    assert_eq!(keys.into_login().public(), kept.login);
    assert_eq!(kept.login, MASTER.login_key().public());
}

/// Computed here from RFC 5869; the age library opens the wrap with it.
#[test]
fn the_identity_is_hkdf_of_the_output_under_its_own_label() {
    use bech32::{ToBase32, Variant};
    let wrap = Passkey::from_output(&OUTPUT).wrap(&MASTER).unwrap();
    let mut key = [0; 32];
    hkdf::Hkdf::<sha2::Sha256>::new(None, &OUTPUT).expand(b"passkey/v1", &mut key).unwrap();
    let line = bech32::encode("age-secret-key-", key.to_base32(), Variant::Bech32).unwrap().to_uppercase();
    let text = age::decrypt(&line.parse::<age::x25519::Identity>().unwrap(), &wrap).unwrap();
    let fields: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let names: Vec<_> = fields.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["format", "login", "unlock"]);
    assert_eq!(fields["unlock"], MASTER.unlock_identity().to_text().as_str());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_wrap_opens_for_its_own_output_only(mine: [u8; 32], theirs: [u8; 32]) {
        prop_assume!(mine != theirs);
        let wrap = Passkey::from_output(&mine).wrap(&MASTER).unwrap();
        let keys = Passkey::from_output(&mine).unwrap(&wrap).unwrap();
        prop_assert_eq!(keys.into_login().public(), MASTER.login_key().public());
        prop_assert_eq!(Passkey::from_output(&theirs).unwrap(&wrap).err(), Some(UnlockError::WrongPassphrase));
    }

    #[test]
    fn one_changed_bit_of_the_output_opens_nothing(mine: [u8; 32], byte in 0usize..32, bit in 0u8..8) {
        let wrap = Passkey::from_output(&mine).wrap(&MASTER).unwrap();
        let mut near = mine;
        near[byte] ^= 1 << bit;
        prop_assert_eq!(Passkey::from_output(&near).unwrap(&wrap).err(), Some(UnlockError::WrongPassphrase));
    }

    #[test]
    fn a_changed_or_shortened_wrap_never_opens(place: prop::sample::Index, bit in 0u8..8, length: prop::sample::Index) {
        let passkey = Passkey::from_output(&OUTPUT);
        let wrap = passkey.wrap(&MASTER).unwrap();
        let (mut changed, mut short) = (wrap.clone(), wrap.clone());
        changed.0[place.index(wrap.len())] ^= 1 << bit;
        short.0.truncate(length.index(wrap.len()));
        prop_assert!(passkey.unwrap(&changed).is_err());
        prop_assert!(passkey.unwrap(&short).is_err());
    }
}

#[test]
fn nothing_of_a_passkey_prints() {
    let passkey = Passkey::from_output(&OUTPUT);
    let keys = passkey.unwrap(&passkey.wrap(&MASTER).unwrap()).unwrap();
    assert_eq!(format!("{passkey:?} {keys:?}"), "[sealed] [sealed]");
}
