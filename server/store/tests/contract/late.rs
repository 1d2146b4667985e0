//! What somebody had signed before their access ended: kept apart, within limits, for those who read the record now.

use super::Place;
use super::house::{House, NOW};
use super::people::{Person, fresh};
use record::wire::{LateWant, Outcome};
use record::*;
use store::{Administer, Follow, StoreError};

const SIGN: Event = Event::Sign(Review::NotOwed);

/// A chart that the leaver shares with a colleague.
async fn shared(house: &mut House) -> (Person, Person, RecordId, Operation) {
    let mut leaver = house.join("leaver", Role::Counselor).await;
    let colleague = house.join("colleague", Role::Supervisor).await;
    let chart = RecordId::from_u128(fresh());
    let open = leaver.open(chart);
    let admit = leaver.admit(chart, colleague.user, &open);
    house.keep(&leaver, &[&open, &admit]).await;
    (leaver, colleague, chart, admit)
}

async fn end(house: &mut House, user: UserId) {
    let owner = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Administer>(&owner, ()).await.unwrap();
    let entry = house.program.by_owner(Statement::Revoked(user));
    house.store.append_directory(&grant, &entry, NOW).await.unwrap();
    house.program.entries.push(entry);
}

async fn deliver(house: &House, user: UserId, operations: &[&Operation]) -> Vec<bool> {
    let bytes: Vec<Bytes> = operations.iter().map(|operation| operation.to_bytes()).collect();
    house.store.deliver(user, &bytes, NOW).await.unwrap()
}

async fn late(house: &House, person: &Person, known: Vec<OpId>) -> Vec<OpId> {
    let session = house.session(person).await;
    let grant = house.store.grant::<Follow>(&session, ()).await.unwrap();
    let page = house.store.late(&grant, &LateWant { known }, NOW).await.unwrap();
    assert!(!page.more && page.entries.iter().all(|entry| entry.received == NOW));
    page.entries.iter().map(|entry| Operation::from_bytes(&entry.operation).unwrap().id()).collect()
}

fn note(leaver: &mut Person, chart: RecordId, text: &str) -> Operation {
    leaver.note(chart, DocId::from_u128(fresh()), SIGN, text)
}

pub async fn what_a_leaver_had_signed_is_kept_apart_for_the_team(place: Place) {
    let mut house = House::found(&place).await;
    let (mut leaver, colleague, chart, admit) = shared(&mut house).await;
    let stranger = house.join("stranger", Role::Supervisor).await;
    let first = note(&mut leaver, chart, "first");
    let second = note(&mut leaver, chart, "second");
    let refused = house.store.deliver(leaver.user, &[first.to_bytes()], NOW).await;
    assert!(matches!(refused, Err(StoreError::NotAllowed)), "whoever is here pushes");
    end(&mut house, leaver.user).await;
    assert_eq!(deliver(&house, leaver.user, &[&first, &second]).await, [true, true]);
    assert_eq!(deliver(&house, leaver.user, &[&first]).await, [true], "the same again is no more");
    let mut found = late(&house, &colleague, Vec::new()).await;
    let mut both = [first.id(), second.id()];
    found.sort_unstable();
    both.sort_unstable();
    assert_eq!(found, both);
    assert_eq!(late(&house, &colleague, vec![first.id()]).await, [second.id()]);
    assert!(late(&house, &stranger, Vec::new()).await.is_empty());
    assert!(late(&house, &house.program.owner, Vec::new()).await.is_empty());
    // The record's chain knows nothing of it.
    let mut colleague = colleague;
    let removal = colleague.rotate(chart, 2, (&[leaver.user], &[colleague.user]), &admit);
    let receipts = house.keep(&colleague, &[&removal]).await;
    assert_eq!(receipts[0].seq, 3);
    assert_eq!(deliver(&house, leaver.user, &[&second]).await, [true], "also after the team has taken them out");
    assert_eq!(late(&house, &colleague, Vec::new()).await.len(), 2);
}

pub async fn nothing_else_is_delivered_late(place: Place) {
    let mut house = House::found(&place).await;
    let (mut leaver, mut colleague, chart, _) = shared(&mut house).await;
    let mut other = house.join("other", Role::Counselor).await;
    let alone = RecordId::from_u128(fresh());
    let open = leaver.open(alone);
    house.keep(&leaver, &[&open]).await;
    let taken = note(&mut leaver, chart, "taken");
    assert!(matches!(house.push(&leaver, &[&taken]).await[0], Outcome::Accepted(_)));
    let theirs = note(&mut colleague, chart, "a colleague's");
    let unknown = leaver.open(RecordId::from_u128(fresh()));
    let nobodys = note(&mut leaver, alone, "nobody else reads it");
    let elsewhere = note(&mut leaver, RecordId::from_u128(fresh()), "no such record");
    let team = leaver.leave(chart, &taken);
    let mut forged = note(&mut leaver, chart, "forged");
    forged.files[0].0.push(0);
    let never = RecordId::from_u128(fresh());
    let opened = other.open(never);
    let joined = other.admit(never, colleague.user, &opened);
    house.keep(&other, &[&opened, &joined]).await;
    let outside = note(&mut leaver, never, "never of that team");
    end(&mut house, leaver.user).await;
    // Signed under the directory that ended it.
    leaver.seen = Head { seq: house.program.entries.len() as u64, digest: house.program.entries.last().unwrap().digest() };
    let after = note(&mut leaver, chart, "after");
    let offered = [&theirs, &nobodys, &elsewhere, &team, &forged, &outside, &after, &unknown];
    assert_eq!(deliver(&house, leaver.user, &offered).await, [false; 8]);
    assert_eq!(deliver(&house, leaver.user, &[&taken]).await, [true], "the record has it");
    assert!(late(&house, &colleague, Vec::new()).await.is_empty());
}

pub async fn no_more_than_a_limit_is_kept_of_one_person(place: Place) {
    let mut house = House::found(&place).await;
    let (mut leaver, colleague, chart, _) = shared(&mut house).await;
    let large = "x".repeat(limits::MAX_FILE);
    let fit = limits::MAX_LATE_BYTES / (limits::MAX_FILE + 1024);
    let notes: Vec<Operation> = (0..fit + 2).map(|_| note(&mut leaver, chart, &large)).collect();
    let small = note(&mut leaver, chart, "small");
    end(&mut house, leaver.user).await;
    let mut kept = Vec::new();
    for part in notes.chunks(4) {
        kept.extend(deliver(&house, leaver.user, &part.iter().collect::<Vec<_>>()).await);
    }
    let taken = kept.iter().filter(|kept| **kept).count();
    assert!(taken >= fit && taken < notes.len(), "{taken} of {}", notes.len());
    assert!(taken * limits::MAX_FILE <= limits::MAX_LATE_BYTES);
    // What was too much left no trace: something small still fits.
    assert_eq!(deliver(&house, leaver.user, &[&small]).await, [true]);
    assert!(house.store.verify_audit().await.is_ok());
    let session = house.session(&colleague).await;
    let grant = house.store.grant::<Follow>(&session, ()).await.unwrap();
    let (mut known, mut pages) = (Vec::new(), 0);
    loop {
        let page = house.store.late(&grant, &LateWant { known: known.clone() }, NOW).await.unwrap();
        pages += 1;
        known.extend(page.entries.iter().map(|entry| Operation::from_bytes(&entry.operation).unwrap().id()));
        if !page.more {
            break;
        }
    }
    assert_eq!(known.len(), taken + 1);
    assert!(pages > 1, "no answer is larger than a page");
}
