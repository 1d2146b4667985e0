//! What becomes of operations.

use super::{
    house::{House, NOW, Place},
    people::{Person, fresh, sign},
};
use record::wire::{Outcome, OutcomeCode};
use record::*;
use store::{Administer, Append, Follow, Read};

const SIGN: Event = Event::Sign(Review::NotOwed);

fn record() -> RecordId {
    RecordId::from_u128(fresh())
}

fn doc() -> DocId {
    DocId::from_u128(fresh())
}

pub async fn an_accepted_operation_gets_the_next_number_and_a_signed_receipt(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let (open, note) = (writer.open(record), writer.note(record, doc(), SIGN, "one"));
    let receipts = house.keep(&writer, &[&open, &note]).await;
    assert_eq!(receipts.iter().map(|receipt| (receipt.seq, receipt.change)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
    assert_eq!(receipts[0].previous, Digest::ZERO);
    assert_eq!(receipts[1].operation, note.id());
    assert_eq!(receipts[1].received, NOW);

    let session = house.session(&writer).await;
    let grant = house.store.grant::<Read>(&session, record).await.unwrap();
    let page = house.store.pull(&[(grant, 0)], 100, NOW).await.unwrap();
    assert_eq!(page.entries[1].operation, note.to_bytes());
    assert_eq!(receipts[1].previous, page.entries[0].receipt.digest());
    assert!(!page.more);
}

pub async fn a_replay_gets_the_same_receipt_and_changes_nothing(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let (open, note) = (writer.open(record), writer.note(record, doc(), SIGN, "one"));
    let first = house.push(&writer, &[&open, &note]).await;
    let again = house.push(&writer, &[&open, &note]).await;
    for (first, again) in first.iter().zip(&again) {
        match (first, again) {
            (Outcome::Accepted(first), Outcome::Duplicate(again)) => assert_eq!(first, again),
            other => panic!("{other:?}"),
        }
    }
    let session = house.session(&writer).await;
    let grant = house.store.grant::<Follow>(&session, ()).await.unwrap();
    assert_eq!(house.store.changes(&grant, 0, NOW).await.unwrap().change, 2);
    // Twice in one push is the same as twice in a row.
    let note = writer.note(record, doc(), SIGN, "two");
    let twice = house.push(&writer, &[&note, &note]).await;
    assert!(matches!((&twice[0], &twice[1]), (Outcome::Accepted(a), Outcome::Duplicate(b)) if a == b));
}

pub async fn a_gap_names_what_is_expected_and_ends_the_push(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let open = writer.open(record);
    let lost = writer.note(record, doc(), SIGN, "lost");
    let late = writer.note(record, doc(), SIGN, "late");
    let expected = Head { seq: 1, digest: open.id().0 };
    let outcomes = house.push(&writer, &[&open, &late, &lost]).await;
    assert!(matches!(outcomes[0], Outcome::Accepted(_)));
    assert_eq!(outcomes[1..], [Outcome::Gap(expected), Outcome::Gap(expected)]);
    let outcomes = house.push(&writer, &[&lost, &late]).await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Accepted(_))));
}

pub async fn another_operation_under_a_used_number_is_a_gap(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let open = writer.open(record);
    let mut twin = writer.clone();
    let (note, fork) = (writer.note(record, doc(), SIGN, "one"), twin.note(record, doc(), SIGN, "other"));
    house.keep(&writer, &[&open, &note]).await;
    let outcomes = house.push(&writer, &[&fork]).await;
    assert_eq!(outcomes, [Outcome::Gap(Head { seq: 2, digest: note.id().0 })]);
}

pub async fn a_quarantined_operation_is_answered_once_and_the_device_goes_on(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let (record, note) = (record(), doc());
    let open = writer.open(record);
    let signed = writer.note(record, note, SIGN, "one");
    let edit = writer.version(record, note, Event::Save, 2, Some(signed.id()), "edited");
    let next = writer.note(record, doc(), SIGN, "two");
    let refused = Outcome::Quarantined(OutcomeCode(Refusal::Lifecycle(Refused::AlreadySigned)));
    let outcomes = house.push(&writer, &[&open, &signed, &edit, &next]).await;
    assert_eq!(outcomes[2], refused);
    assert_eq!(house.receipt(&outcomes[3]).seq, 3);
    assert_eq!(house.push(&writer, &[&edit]).await, [refused]);
}

pub async fn what_is_malformed_consumes_nothing(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let open = writer.open(record);
    let session = house.session(&writer).await;
    let grant = house.store.grant::<Append>(&session, ()).await.unwrap();
    let whole = open.to_bytes();
    let mut longer = whole.0.clone();
    longer.push(0);
    let bad = vec![
        Bytes(whole.0[..whole.0.len() - 1].to_vec()),
        Bytes(longer),
        Bytes(Vec::new()),
        Bytes(vec![0xff; 100]),
        Bytes(vec![0; limits::MAX_OPERATION + 1]),
    ];
    let count = bad.len();
    let outcomes = house.store.push(&grant, bad, NOW, house.program.server.clone()).await.unwrap();
    assert_eq!(outcomes, vec![Outcome::Malformed; count]);
    assert_eq!(house.keep(&writer, &[&open]).await[0].seq, 1);
}

pub async fn a_device_belongs_to_its_first_user(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let mut thief = house.join("thief", Role::Counselor).await;
    let open = writer.open(record());
    house.keep(&writer, &[&open]).await;
    thief.device = writer.device;
    thief.last = writer.last;
    let taken = thief.open(record());
    assert_eq!(house.push(&thief, &[&taken]).await, [Outcome::Malformed]);
    assert_eq!(house.keep(&writer, &[&writer.clone().open(record())]).await.len(), 1);
}

pub async fn a_forged_seal_or_envelope_is_malformed(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let other = house.join("other", Role::Counselor).await;
    let record = record();
    let open = writer.open(record);
    house.keep(&writer, &[&open]).await;

    let entry = Entry {
        doc: doc(),
        class: Class::Note,
        event: SIGN,
        version: 1,
        base: None,
        commitment: Digest::ZERO,
        about: Vec::new(),
    };
    let envelope = writer.envelope(record, Act::Entry(entry));
    let good = writer.draw(&envelope, vec![b"text".to_vec()]);
    let by_other = Operation { envelope: sign(&other.key, &envelope), ..good.clone() };
    let sealed_by_other = Operation { seal: Some(sign(&other.key, &writer.seal(&good.envelope, 1, b"text"))), ..good.clone() };
    let other_text = Operation { files: vec![Bytes(b"another".to_vec())], ..good.clone() };
    let unsealed = Operation { seal: None, ..good.clone() };
    let foreign = writer.draw(&Envelope { org: OrgId::from_u128(fresh()), ..envelope.clone() }, vec![b"text".to_vec()]);
    let as_other = writer.draw(&Envelope { author: other.user, ..envelope }, vec![b"text".to_vec()]);
    for forged in [by_other, sealed_by_other, other_text, unsealed, foreign, as_other] {
        assert_eq!(house.push(&writer, &[&forged]).await, [Outcome::Malformed]);
    }
    // Someone else cannot send it either, though its signatures hold.
    assert_eq!(house.push(&other, &[&good]).await, [Outcome::Malformed]);
    assert_eq!(house.keep(&writer, &[&good]).await[0].seq, 2);
}

pub async fn what_every_device_would_doubt_is_malformed(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let open = writer.clone().open(record());
    let said = open.envelope.peek().unwrap();
    let files: Vec<Vec<u8>> = open.files.iter().map(|file| file.0.clone()).collect();
    let last = house.program.entries.last().unwrap().digest();
    let seen = |seq: u64, digest: Digest| Seen { directory: Head { seq, digest }, ..said.seen };
    let ahead = house.program.entries.len() as u64 + 1;
    for seen in [seen(2, last), seen(ahead, last), seen(0, last)] {
        let doubtful = writer.draw(&Envelope { seen, ..said.clone() }, files.clone());
        assert_eq!(house.push(&writer, &[&doubtful]).await, [Outcome::Malformed], "{seen:?}");
    }
    let other = writer.draw(&Envelope { org: OrgId::from_u128(fresh()), ..said.clone() }, files.clone());
    assert_eq!(house.push(&writer, &[&other]).await, [Outcome::Malformed], "of another program");
    let known = writer.draw(&Envelope { seen: seen(ahead - 1, last), ..said.clone() }, files);
    writer.sent(&known);
    assert_eq!(house.keep(&writer, &[&known]).await[0].seq, 1);
}

pub async fn a_lost_race_for_a_version_is_stale(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let (record, note) = (record(), doc());
    let open = writer.open(record);
    let first = writer.note(record, note, Event::Save, "draft");
    house.keep(&writer, &[&open, &first]).await;
    let mut tablet = Person { device: DeviceId::from_u128(fresh()), last: Head::NONE, ..writer.clone() };
    let here = writer.version(record, note, Event::Save, 2, Some(first.id()), "here");
    let there = tablet.version(record, note, Event::Save, 2, Some(first.id()), "there");
    let (here, there) = ([&here], [&there]);
    let (here, there) = tokio::join!(house.push(&writer, &here), house.push(&tablet, &there));
    let stale = Outcome::Quarantined(OutcomeCode(Refusal::Stale));
    let accepted = [&here[0], &there[0]].into_iter().filter(|outcome| matches!(outcome, Outcome::Accepted(_))).count();
    let refused = [&here[0], &there[0]].into_iter().filter(|outcome| **outcome == stale).count();
    assert_eq!((accepted, refused), (1, 1));
}

pub async fn an_old_certificate_lends_no_rights(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let open = writer.open(record);
    house.keep(&writer, &[&open]).await;
    let owner = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Administer>(&owner, ()).await.unwrap();
    let entry = house.program.by_owner(Statement::Certified(writer.certificate(Role::Auditor, false)));
    house.store.append_directory(&grant, &entry, NOW).await.unwrap();
    let note = writer.note(record, doc(), SIGN, "with the old certificate");
    assert_eq!(house.push(&writer, &[&note]).await, [Outcome::Quarantined(OutcomeCode(Refusal::NotAllowed))]);
}

pub async fn many_writers_get_dense_numbers(place: Place) {
    let mut house = House::found(&place).await;
    let writer = house.join("writer", Role::Counselor).await;
    let house = std::sync::Arc::new(house);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let house = std::sync::Arc::clone(&house);
        let mut tablet = Person { device: DeviceId::from_u128(fresh()), ..writer.clone() };
        tasks.spawn(async move {
            let record = record();
            let mut changes = vec![house.keep(&tablet, &[&tablet.clone().open(record)]).await[0].change];
            tablet.open(record);
            for number in 0..10 {
                let note = tablet.note(record, doc(), SIGN, "text");
                let receipt = house.keep(&tablet, &[&note]).await.remove(0);
                assert_eq!(receipt.seq, number + 2);
                changes.push(receipt.change);
            }
            changes
        });
    }
    let mut changes: Vec<u64> = tasks.join_all().await.concat();
    changes.sort_unstable();
    assert_eq!(changes, (1..=88).collect::<Vec<_>>());
    house.store.verify_audit().await.unwrap();
}

pub async fn two_servers_before_one_database_never_give_a_number_twice(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let other = house.store.beside();
    let record = record();
    let open = writer.open(record);
    house.keep(&writer, &[&open]).await;
    let mut tablet = Person { device: DeviceId::from_u128(fresh()), last: Head::NONE, ..writer.clone() };
    let mut seqs = vec![];
    for _ in 0..10 {
        let (here, there) = (writer.note(record, doc(), SIGN, "here"), tablet.note(record, doc(), SIGN, "there"));
        let (here, there) = ([&here], [&there]);
        let (here, there) = tokio::join!(house.push(&writer, &here), house.push_to(&other, &tablet, &there));
        seqs.extend([house.receipt(&here[0]).seq, house.receipt(&there[0]).seq]);
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (2..=21).collect::<Vec<_>>());
    // A replay at the server that did not take it is known there too.
    let last = writer.note(record, doc(), SIGN, "once");
    house.keep(&writer, &[&last]).await;
    assert!(matches!(house.push_to(&other, &writer, &[&last]).await[0], Outcome::Duplicate(_)));
    other.verify_audit().await.unwrap();
}

pub async fn a_document_said_to_be_new_that_is_there_already_is_refused_alone(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let (record, known) = (record(), doc());
    let (open, first) = (writer.open(record), writer.note(record, known, Event::Save, "first"));
    house.keep(&writer, &[&open, &first]).await;
    // This server has not heard of the document, and believes that it is new until the database says otherwise.
    let other = house.store.beside();
    let (again, after) = (writer.note(record, known, SIGN, "again"), writer.note(record, doc(), SIGN, "after"));
    let outcomes = house.push_to(&other, &writer, &[&again, &after]).await;
    assert!(matches!(outcomes[0], Outcome::Quarantined(_)), "{:?}", outcomes[0]);
    assert_eq!(house.receipt(&outcomes[1]).seq, 3);
    let latest = writer.version(record, known, SIGN, 2, Some(first.id()), "second");
    assert!(matches!(house.push_to(&other, &writer, &[&latest]).await[0], Outcome::Accepted(_)), "the first one still stands");
}

pub async fn what_was_acknowledged_is_there_after_reopening(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let (open, note) = (writer.open(record), writer.note(record, doc(), SIGN, "kept"));
    house.keep(&writer, &[&open, &note]).await;
    let epoch = house.store.epoch();
    let program = house.program;
    drop(house.store);
    let house = House { store: place.open().await, program };
    assert_eq!(house.store.epoch(), epoch);
    assert!(matches!(house.push(&writer, &[&note]).await[0], Outcome::Duplicate(_)));
    let session = house.session(&writer).await;
    let grant = house.store.grant::<Read>(&session, record).await.unwrap();
    let page = house.store.pull(&[(grant, 1)], 100, NOW).await.unwrap();
    assert_eq!(page.entries.len(), 1);
    assert_eq!(page.entries[0].operation, note.to_bytes());
    house.store.verify_audit().await.unwrap();
}
