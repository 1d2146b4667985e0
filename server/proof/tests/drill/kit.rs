//! What the custodian's kit can do besides: a key whose copy is useless, an export of another program, another administrator.

use super::{PLACE, options};
use proof::custodian::{
    DrillError,
    appoint::{Appoint, AppointError, appoint},
    drill,
};
use record::{Act, DirectoryEntry, KeyHolder, Operation, PublicKey, Role, Signed, Time};
use std::{fs, path::Path};

/// An export with each operation as `change` leaves it.
fn changed(export: &Path, out: &Path, change: impl Fn(&mut Operation) -> bool) -> usize {
    let text = fs::read_to_string(export).unwrap();
    let mut count = 0;
    let values: Vec<String> = text
        .split('"')
        .map(|value| {
            let bytes: Option<Vec<u8>> =
                (0..value.len()).step_by(2).map(|at| u8::from_str_radix(value.get(at..at + 2)?, 16).ok()).collect();
            let found = bytes.and_then(|bytes| Operation::from_bytes(&bytes).ok());
            let found = found.and_then(|mut operation| change(&mut operation).then_some(operation));
            match found {
                Some(operation) => {
                    count += 1;
                    operation.to_bytes().iter().map(|byte| format!("{byte:02X}")).collect()
                }
                None => value.to_owned(),
            }
        })
        .collect();
    fs::write(out, values.join("\"")).unwrap();
    count
}

/// Spoils what an operation handed to the custodian for this epoch.
fn spoil(operation: &mut Operation, epoch: u32) -> bool {
    let envelope = operation.envelope.peek().unwrap();
    let place = envelope.act.keys().iter().position(|key| key.holder == KeyHolder::Custodian && key.epoch == epoch);
    let Some(place) = place.filter(|_| !matches!(envelope.act, Act::Entry(_))) else { return false };
    *operation.files[place].0.last_mut().unwrap() ^= 1;
    true
}

#[test]
fn a_key_whose_copy_for_the_custodian_is_useless_opens_by_the_next_one_and_the_drill_says_so() {
    let place = &*PLACE;
    let (out, export) = (place.folder.join("by-link"), place.folder.join("by-link.surql"));
    let rotated = place.seeded.rotated;
    let spoiled = changed(&place.seeded.export, &export, |operation| {
        operation.envelope.peek().unwrap().record == rotated && spoil(operation, 1)
    });
    assert_eq!(spoiled, 1);
    let told = drill(&proof::custodian::Drill { export: &export, ..options(place, &out) }).unwrap();
    assert!(told.is_whole() && told.opened.len() == place.seeded.documents, "{told}");
    assert_eq!(told.by_link, [(rotated, 1)]);
    let line = format!("record {rotated}, epoch 1: opened by the key of the next epoch; the custodian’s copy does not open it.");
    assert!(told.to_string().contains(&line), "{told}");

    // The last epoch has no next one: then it is said what is wrong with the copy.
    let (out, export) = (place.folder.join("no-link"), place.folder.join("no-link.surql"));
    changed(&place.seeded.export, &export, |operation| {
        operation.envelope.peek().unwrap().record == rotated && spoil(operation, 2)
    });
    let told = drill(&proof::custodian::Drill { export: &export, ..options(place, &out) }).unwrap();
    assert!(!told.is_whole() && told.failed.iter().all(|(record, ..)| *record == rotated), "{told}");
    assert!(told.opened.iter().any(|opened| opened.record == rotated && opened.epoch == 1), "{told}");
}

#[test]
fn an_export_that_the_kits_root_did_not_sign_is_refused_and_without_the_kit_the_root_is_shown() {
    let place = &*PLACE;
    let out = place.folder.join("pinned");
    let told = drill(&options(place, &out)).unwrap();
    assert!(told.pinned && told.to_string().contains(&format!("root key {}: the kit’s.", place.seeded.root)), "{told}");
    let other = Some(PublicKey([7; 32]));
    let refused = drill(&proof::custodian::Drill { root: other, ..options(place, &out) });
    assert!(matches!(refused, Err(DrillError::OtherRoot)));
    let told = drill(&proof::custodian::Drill { root: None, ..options(place, &out) }).unwrap();
    assert!(told.to_string().contains("compare it with the kit’s"), "{told}");
}

#[test]
fn the_kit_signs_somebody_who_has_an_account_as_administrator_and_another_kit_nobody() {
    let place = &*PLACE;
    let (entry, again) = (place.folder.join("appoint.cbor"), place.folder.join("again.cbor"));
    let seeded = &place.seeded;
    let ask = |person: &'static str, out| {
        let options = Appoint { export: &seeded.export, identity: &seeded.identity, person, root: Some(seeded.root), out };
        appoint(&options, Time(0))
    };
    assert!(matches!(ask("Nobody Here", &entry), Err(AppointError::Nobody)));
    let (_, certificate) = ask("Person other", &entry).unwrap();
    assert_eq!((certificate.role, certificate.trainee), (Role::Administrator, false));
    let stranger = place.folder.join("another.key");
    fs::write(&stranger, format!("{}\n", *crypto::Custodian::make().to_text())).unwrap();
    let other = Appoint { export: &seeded.export, identity: &stranger, person: "Person one", root: None, out: &again };
    assert!(matches!(appoint(&other, Time(0)), Err(AppointError::OtherKit)));

    let known = Appoint { export: &seeded.export, identity: &seeded.identity, person: "Ada Admin", root: None, out: &again };
    assert!(matches!(appoint(&known, Time(0)), Err(AppointError::Already | AppointError::Nobody)));
    assert!(!again.exists(), "nothing was written");
    let signed: Signed<DirectoryEntry> = minicbor::decode(&fs::read(&entry).unwrap()).unwrap();
    assert!(signed.verify(&seeded.root).is_ok());
}
