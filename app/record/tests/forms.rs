//! The stored forms, frozen: bytes that are signed must stay readable and re-encode to themselves for ever.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use record::{wire::*, *};

fn envelope() -> Envelope {
    Envelope {
        org: OrgId::from_u128(1),
        record: RecordId::from_u128(2),
        act: Act::Entry(Entry {
            doc: DocId::from_u128(3),
            class: Class::Note,
            event: Event::Sign(Review::Owed),
            version: 4,
            base: Some(OpId(Digest([5; 32]))),
            commitment: Digest([6; 32]),
            about: vec![],
        }),
        author: UserId::from_u128(7),
        certificate: Digest([8; 32]),
        device: DeviceId::from_u128(9),
        device_seq: 10,
        previous: OpId(Digest([11; 32])),
        seen: Seen { directory: Head { seq: 12, digest: Digest([13; 32]) }, record: Head::NONE },
        clock: ClockReading { device: Time(1_795_000_000_000), offset: Some(-250), uncertain: false },
    }
}

#[test]
fn the_envelope_has_its_frozen_bytes() {
    let bytes = envelope().to_bytes();
    insta::assert_snapshot!(hex::encode(&bytes.0));
    let read: Envelope = minicbor::decode(&bytes).unwrap();
    assert_eq!(read, envelope());
}

#[test]
fn the_acts_about_a_team_have_their_frozen_bytes() {
    let (member, epoch, after) = (UserId::from_u128(14), 2, OpId(Digest([16; 32])));
    let key = |holder, epoch| KeyFor { holder, epoch, file: Digest([15; 32]) };
    let acts = [
        Act::Admit { member, key: key(KeyHolder::Member(member), 1), after },
        Act::Leave { after },
        Act::Rotate {
            epoch,
            keys: vec![key(KeyHolder::Custodian, 2), key(KeyHolder::NextEpoch, 1)],
            leaving: vec![member],
            after,
        },
    ];
    let spelled = acts.map(|act| {
        let envelope = Envelope { act, ..envelope() };
        let bytes = envelope.to_bytes();
        assert_eq!(minicbor::decode::<Envelope>(&bytes).unwrap(), envelope);
        hex::encode(&bytes.0)
    });
    insta::assert_snapshot!(spelled.join("\n"));
}

/// The same bytes with another number in the place of one.
fn renumbered(envelope: &Envelope, from: &[u8], to: &[u8]) -> Vec<u8> {
    let bytes = envelope.to_bytes().0;
    let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn what_a_newer_version_wrote_is_read_as_that_and_keeps_its_bytes() {
    let known = envelope();
    let Act::Entry(entry) = known.act.clone() else { unreachable!() };
    let opening = Envelope { act: Act::Open { kind: RecordKind::Private, keys: vec![] }, ..envelope() };
    let doc = [&[0x50][..], entry.doc.as_bytes()].concat();
    let with = |class: &[u8]| [&doc[..], class].concat();
    // CBOR: an act is [number, [fields…]]; a class a number after the document's id; an event [number, [fields…]].
    let cases: [(&str, Vec<u8>, bool); 4] = [
        ("class", renumbered(&known, &with(&[0x01]), &with(&[0x18, 0x63])), true),
        ("event", renumbered(&known, &[0x82, 0x01, 0x81, 0x01], &[0x82, 0x18, 0x63, 0x81, 0x01]), true),
        ("review", renumbered(&known, &[0x82, 0x01, 0x81, 0x01], &[0x82, 0x01, 0x81, 0x18, 0x63]), true),
        ("act", renumbered(&opening, &[0x82, 0x00, 0x82, 0x01, 0x80], &[0x82, 0x18, 0x63, 0x82, 0x01, 0x80]), false),
    ];
    for (sort, bytes, is_entry) in cases {
        let read: Envelope = minicbor::decode(&bytes).unwrap_or_else(|error| panic!("{sort}: {error}"));
        assert!(matches!(read.act, Act::Newer { entry, .. } if entry == is_entry), "{sort}: {:?}", read.act);
        assert_eq!(read.to_bytes().0, bytes, "{sort}");
        assert_eq!((read.author, read.clock), (known.author, known.clock), "{sort}: what is around it is read");
    }
    let kind = renumbered(&opening, &[0x82, 0x00, 0x82, 0x01, 0x80], &[0x82, 0x00, 0x82, 0x18, 0x63, 0x80]);
    let read: Envelope = minicbor::decode(&kind).unwrap();
    assert_eq!(read.act, Act::Open { kind: RecordKind::Newer(99), keys: vec![] });
    assert_eq!(read.to_bytes().0, kind);
    let itself = renumbered(&opening, &[0x82, 0x00, 0x82, 0x01, 0x80], &[0x82, 0x19, 0xFF, 0xFF, 0x82, 0xF5, 0x40]);
    let read: Envelope = minicbor::decode(&itself).unwrap();
    assert!(matches!(&read.act, Act::Newer { entry: false, raw } if raw.0 == [0x82, 0x19, 0xFF, 0xFF, 0x82, 0xF5, 0x40]));
    let malformed = renumbered(&opening, &[0x82, 0x00, 0x82, 0x01, 0x80], &[0x82, 0x00, 0x82, 0x61, 0x78, 0x80]);
    assert!(minicbor::decode::<Envelope>(&malformed).is_err(), "what is no act at all is malformed");
}

#[test]
fn the_settings_of_a_program_have_their_frozen_bytes() {
    let entry = DirectoryEntry {
        org: OrgId::from_u128(1),
        seq: 3,
        previous: Digest([5; 32]),
        signer: Signer::Administrator(UserId::from_u128(7)),
        at: Time(1_795_000_000_000),
        statement: Statement::Settings("{\"version\":1}".to_owned()),
    };
    let bytes = entry.to_bytes();
    assert_eq!(minicbor::decode::<DirectoryEntry>(&bytes).unwrap(), entry);
    insta::assert_snapshot!(hex::encode(&bytes.0));
}

#[test]
fn the_receipt_and_the_seal_have_their_frozen_bytes() {
    let operation = OpId(Digest([1; 32]));
    let receipt = Receipt {
        operation,
        record: RecordId::from_u128(2),
        seq: 3,
        change: 4,
        previous: Digest([5; 32]),
        received: Time(6),
        epoch: Digest([7; 32]),
        directory: Head { seq: 7, digest: Digest([8; 32]) },
    };
    let seal = Seal {
        operation,
        record: RecordId::from_u128(2),
        epoch: 1,
        sealer: UserId::from_u128(7),
        certificate: Digest([8; 32]),
        ciphertext: Digest([9; 32]),
        length: 4096,
        commitment: Digest([6; 32]),
    };
    insta::assert_snapshot!(format!("{}\n{}", hex::encode(&receipt.to_bytes().0), hex::encode(&seal.to_bytes().0)));
}

#[test]
fn a_row_of_the_audit_log_covers_its_frozen_bytes() {
    let row = AuditRow {
        seq: 3,
        at: Time(1_795_000_000_000),
        actor: Some(UserId::from_u128(7)),
        action: "pull".to_owned(),
        object: Some(RecordId::from_u128(2).to_string()),
        subject: None,
        previous: Digest([5; 32]),
        digest: Digest::ZERO,
    };
    let nobody = AuditRow { actor: None, object: None, ..row.clone() };
    insta::assert_snapshot!(format!("{}\n{}", row.covered_digest(), nobody.covered_digest()));
    let admitted = AuditRow { action: "admit".to_owned(), subject: Some(UserId::from_u128(14)), ..row.clone() };
    insta::assert_snapshot!("a_row_of_the_audit_log_that_names_a_person_besides", admitted.covered_digest().to_string());
    let other_digest = AuditRow { digest: Digest([9; 32]), ..row.clone() };
    assert_eq!(other_digest.covered_digest(), row.covered_digest());
}

#[test]
fn every_outcome_comes_back_as_it_went() {
    let refusals = [
        Refusal::NotFound,
        Refusal::Exists,
        Refusal::NotAllowed,
        Refusal::Stale,
        Refusal::Keys,
        Refusal::Epoch,
        Refusal::Team,
        Refusal::Review,
        Refusal::OutOfOrder,
        Refusal::Newer,
        Refusal::Lifecycle(Refused::NotSignedYet),
        Refusal::Lifecycle(Refused::AlreadySigned),
        Refusal::Lifecycle(Refused::Retracted),
        Refusal::Lifecycle(Refused::NoReviewOwed),
        Refusal::Lifecycle(Refused::NoSuchEvent),
    ];
    for refusal in refusals {
        let reply = PushReply { outcomes: vec![Outcome::Quarantined(OutcomeCode(refusal))] };
        let bytes = minicbor::to_vec(&reply).unwrap();
        assert_eq!(minicbor::decode::<PushReply>(&bytes).unwrap(), reply);
    }
}

#[test]
fn every_error_code_has_a_status_and_a_sentence() {
    for code in ErrorCode::ALL {
        assert!((400..=500).contains(&code.status()));
        assert!(code.sentence().ends_with('.'));
    }
}

proptest! {
    #[test]
    fn reading_any_bytes_never_panics_and_what_reads_as_an_operation_is_whole(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(operation) = Operation::from_bytes(&bytes) {
            prop_assert_eq!(Operation::from_bytes(&operation.to_bytes()), Ok(operation));
        }
    }

    #[test]
    fn a_truncated_operation_is_malformed(cut in 0usize..200) {
        let envelope = Signed::new(envelope().to_bytes(), Signature([3; 64]));
        let whole = Operation { envelope, seal: None, files: vec![Bytes(vec![1, 2, 3])] }.to_bytes();
        prop_assume!(cut < whole.len());
        prop_assert_eq!(Operation::from_bytes(&whole[..cut]), Err(OperationError::Malformed));
    }
}

#[test]
fn parts_that_do_not_belong_together_are_named() {
    let file = Bytes(vec![42; 100]);
    let signed = |envelope: &Envelope| Signed::<Envelope>::new(envelope.to_bytes(), Signature([0; 64]));
    let operation_for = |change: fn(&mut Seal), files: Vec<Bytes>| {
        let envelope = signed(&envelope());
        let mut seal = Seal {
            operation: OpId(envelope.digest()),
            record: RecordId::from_u128(2),
            epoch: 1,
            sealer: UserId::from_u128(7),
            certificate: Digest([8; 32]),
            ciphertext: Digest::of_file(&file),
            length: 100,
            commitment: Digest([6; 32]),
        };
        change(&mut seal);
        Operation { envelope, seal: Some(Signed::new(seal.to_bytes(), Signature([0; 64]))), files }
    };
    let check = |operation: Operation| operation.check_parts(&envelope()).map(|_| ());
    let same = vec![file.clone()];
    assert_eq!(check(operation_for(|_| {}, same.clone())), Ok(()));
    assert_eq!(check(operation_for(|_| {}, vec![Bytes(vec![43; 100])])), Err(OperationError::FileMismatch));
    assert_eq!(check(operation_for(|_| {}, vec![])), Err(OperationError::Malformed));
    assert_eq!(check(operation_for(|s| s.length = 99, same.clone())), Err(OperationError::FileMismatch));
    assert_eq!(check(operation_for(|s| s.record = RecordId::from_u128(3), same.clone())), Err(OperationError::SealMismatch));
    assert_eq!(check(operation_for(|s| s.commitment = Digest::ZERO, same.clone())), Err(OperationError::SealMismatch));
    assert_eq!(check(operation_for(|s| s.operation = OpId(Digest::ZERO), same)), Err(OperationError::SealMismatch));
    let large = vec![Bytes(vec![0; limits::MAX_FILE + 1])];
    assert_eq!(check(operation_for(|_| {}, large)), Err(OperationError::TooLarge));
}
