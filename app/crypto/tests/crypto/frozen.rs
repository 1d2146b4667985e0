//! Every stored form of version 1 opens and verifies for ever; what is deterministic is written again byte by byte.

use crate::{
    vector::frozen,
    world::{
        ADMINISTRATOR, AUTHOR, COLLEAGUE, LEAVER, MASTER, ORG, RECORD, WORLD, context, keyring, note, receipts, root, secret_key,
        server,
    },
};
use crypto::{InviteCode, ReceiptEnd, RecordKey, RootKey, SecretKey};
use record::{
    Bytes, Digest, Directory, DirectoryEntry, Head, OpId, Operation, PublicKey, Receipt, Recipient, Role, Signable, Signed, Time,
    wire::{Enrollment, LoginProof, Offer},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// What was frozen is what is made today.
fn stays<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, made: T) -> T {
    let made_text = serde_json::to_value(&made).unwrap();
    let kept: T = frozen(name, || made);
    assert_eq!(serde_json::to_value(&kept).unwrap(), made_text, "{name}");
    kept
}

/// What was frozen says the same when it is decoded and encoded again.
fn encodes_again<T: Signable>(signed: &Signed<T>) {
    assert_eq!(signed.peek().unwrap().to_bytes(), signed.bytes);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Derivations {
    passphrase: String,
    secret_key_text: String,
    secret_key_id: Digest,
    login: PublicKey,
    unlock: Recipient,
    invite_text: String,
    invite_key: PublicKey,
    root: PublicKey,
}

/// What two people compare.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Comparisons {
    head: Head,
    directory: String,
    record: String,
}

pub(crate) fn code() -> InviteCode {
    InviteCode::from_bytes([9; 16])
}

#[test]
fn derivations_stay_the_same() {
    let kept = stays(
        "derivations",
        Derivations {
            passphrase: crate::world::PASSPHRASE.into(),
            secret_key_text: secret_key().to_text(),
            secret_key_id: secret_key().id(),
            login: MASTER.login_key().public(),
            unlock: MASTER.unlock_identity().recipient(),
            invite_text: code().to_text(),
            invite_key: code().key(),
            root: root().public(),
        },
    );
    assert!(SecretKey::parse(&kept.secret_key_text).unwrap() == secret_key());
    assert!(InviteCode::parse(&kept.invite_text).unwrap() == code());
}

#[test]
fn the_codes_that_two_people_compare_stay_the_same() {
    let head = Head { seq: 12, digest: Digest([7; 32]) };
    let (directory, record) = (crypto::directory_code(&head), crypto::record_code(RECORD, &head));
    stays("comparisons", Comparisons { head, directory, record });
}

#[test]
fn keyrings_open() {
    for (name, user) in [("administrator", ADMINISTRATOR), ("author", AUTHOR), ("colleague", COLLEAGUE), ("leaver", LEAVER)] {
        let (kept, keyring) = keyring(name, user);
        assert_eq!((keyring.org(), keyring.user(), *keyring.root()), (ORG, user, root().public()));
        assert_eq!((keyring.recipient(), keyring.public()), (kept.recipient, kept.signing));
        assert_eq!(kept.user, user);
    }
}

#[test]
fn wrapped_keys_open() {
    let keys = &WORLD.keys;
    assert_eq!(WORLD.author.unwrap(&keys.first_for_author).unwrap().recipient(), keys.first);
    assert_eq!(WORLD.author.unwrap(&keys.second_for_author).unwrap().recipient(), keys.second);
    assert_eq!(WORLD.second.unwrap_previous(&keys.link).unwrap().recipient(), keys.first);
    for (file, recipient) in [(&keys.first_for_custodian, &keys.first), (&keys.second_for_custodian, &keys.second)] {
        assert_eq!(RecordKey::unwrap_with(&WORLD.custodian, file).unwrap().recipient(), *recipient);
    }
}

#[test]
fn the_custodian_opens_the_root_key() {
    let file: Bytes = frozen("root_sealed", || root().seal_for(&WORLD.custodian.recipient()).unwrap());
    assert_eq!(RootKey::open(&file, &WORLD.custodian).unwrap().public(), root().public());
}

#[test]
fn documents_open() {
    let kept = &WORLD.document;
    let opened = crypto::open_document(&WORLD.first, &kept.file).unwrap();
    assert!(opened.context == context() && kept.context == context());
    assert_eq!(opened.commitment, kept.commitment);
    assert_eq!(opened.read::<serde_json::Value>().unwrap(), note());
}

#[test]
fn directory_entries_stay_the_same() {
    let kept: Vec<Signed<DirectoryEntry>> = stays("directory", WORLD.entries.clone());
    kept.iter().for_each(encodes_again);
    let directory = Directory::verify(&kept, Some(&root().public())).unwrap();
    assert_eq!(directory.head(), WORLD.directory.head());
    assert_eq!(directory.certificate(AUTHOR).unwrap().signing, WORLD.author.public());
    assert_eq!(directory.certificate(LEAVER), None);
}

#[test]
fn envelopes_seals_and_operations_stay_the_same() {
    let operation = WORLD.signed_note();
    let envelope = stays("envelope", operation.envelope.clone());
    let seal = stays("seal", operation.seal.clone().unwrap());
    encodes_again(&envelope);
    encodes_again(&seal);
    let kept = Operation::from_bytes(&stays("operation", operation.to_bytes())).unwrap();
    assert_eq!(kept.to_bytes(), operation.to_bytes());
    let verified = crypto::verify_operation(&WORLD.directory, &kept).unwrap();
    assert_eq!(verified.author.user, AUTHOR);
    let opened = crypto::open_document(&WORLD.first, &kept.files[0]).unwrap();
    crypto::check_content(&verified.envelope, &opened).unwrap();
    assert_eq!(opened.read::<serde_json::Value>().unwrap(), note());
}

#[test]
fn openings_stay_the_same() {
    let opening = WORLD.opening();
    let kept = Operation::from_bytes(&stays("opening", opening.to_bytes())).unwrap();
    assert_eq!(kept, opening);
    assert_eq!(crypto::verify_operation(&WORLD.directory, &kept).unwrap().seal, None);
}

#[test]
fn receipts_stay_the_same() {
    let operations = [WORLD.opening().id(), WORLD.signed_note().id(), OpId(Digest([6; 32]))];
    let kept: Vec<Signed<Receipt>> = stays("receipts", receipts(&operations));
    kept.iter().for_each(encodes_again);
    let server = server().public();
    let verify = |end, from: usize, to: usize| {
        crypto::verify_receipts(&server, RECORD, end, kept[from..to].iter(), &operations[from..to]).unwrap().1
    };
    let end = verify(ReceiptEnd::NONE, 0, 3);
    assert_eq!(end.head, Head { seq: 3, digest: kept[2].digest() });
    assert_eq!(verify(verify(ReceiptEnd::NONE, 0, 1), 1, 3), end);
    assert_eq!(verify(end, 3, 3), end);
    for (signed, operation) in kept.iter().zip(operations) {
        assert_eq!(crypto::verify_receipt(&server, RECORD, operation, signed).unwrap().operation, operation);
    }
}

pub(crate) fn offer() -> Offer {
    Offer {
        org: ORG,
        root: root().public(),
        program: "Harbour House".into(),
        name: "Robin Vale".into(),
        credential: String::new(),
        role: Role::Nurse,
        trainee: true,
        expires: Time(1_750_172_800_000),
    }
}

pub(crate) fn enrollment() -> Enrollment {
    Enrollment {
        user: AUTHOR,
        recipient: WORLD.author.recipient(),
        signing: WORLD.author.public(),
        login_key: MASTER.login_key().public(),
        login: "robin".into(),
    }
}

#[test]
fn offers_and_enrollments_stay_the_same() {
    let kept = stays("offer", code().sign_offer(&offer()));
    assert_eq!(kept.verify(&code().key()), Ok(offer()));
    let kept = stays("enrollment", code().sign_enrollment(&enrollment()));
    assert_eq!(kept.verify(&code().key()), Ok(enrollment()));
}

#[test]
fn login_proofs_stay_the_same() {
    let proof = LoginProof { challenge: Digest([3; 32]), login: "robin".into(), server: server().public() };
    let kept = stays("login_proof", MASTER.login_key().sign(&proof));
    assert_eq!(kept.verify(&MASTER.login_key().public()), Ok(proof));
}
