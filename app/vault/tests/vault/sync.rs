use crate::{
    device::Device,
    server::{Fault, Server, Wire},
    world::{self, ANNA, SAM, Text},
};
use record::{Class, DocId, Event, RecordId, Refusal, Review, wire::OutcomeCode};
use vault::{Reason, Stop};

const RECORD: RecordId = RecordId::from_u128(1);
const DOC: DocId = DocId::from_u128(7);

#[tokio::test]
async fn what_is_written_here_is_read_there() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    let mut ids = anna.open(RECORD, Some(SAM)).await;
    for doc in 0..7 {
        ids.push(anna.note(RECORD, doc).await);
    }
    let report = anna.sync(&server).await;
    assert_eq!((report.pushed, report.pulled, report.waiting), (9, 9, 0));
    assert!(report.online);
    assert_eq!(report.last_sync, Some(server.now.get()));
    assert_eq!(report.changed, [RECORD]);
    assert!(anna.pending().await.is_empty());
    let report = sam.sync(&server).await;
    assert_eq!((report.pushed, report.pulled), (0, 9));
    assert_eq!(sam.entries(RECORD).await, ids);
    assert_eq!(anna.entries(RECORD).await, ids);
    let docs = sam.vault.docs(RECORD, &sam.keeper).await.unwrap();
    assert_eq!((docs.len(), docs[3].entries[0].seq, docs[3].entries[0].operation), (7, 6, ids[5]));
    assert_eq!(sam.vault.entries_at(RECORD, &[6, 99, 2]).await.unwrap().iter().map(|one| one.seq).collect::<Vec<_>>(), [6, 2]);
}

#[tokio::test]
async fn a_sync_without_news_asks_once() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, None).await;
    anna.sync(&server).await;
    let wire = Wire::new(&server, ANNA, &[]);
    let report = anna.sync_over(&wire).await.unwrap();
    assert_eq!((wire.calls.get(), report.pulled, report.stopped), (1, 0, None));
}

#[tokio::test]
async fn many_operations_go_in_several_pushes() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    server.page.set(1000);
    anna.open(RECORD, None).await;
    for doc in 0..249 {
        anna.note(RECORD, doc).await;
    }
    let report = anna.sync(&server).await;
    assert_eq!((report.pushed, report.pulled, report.waiting), (250, 250, 0));
}

#[tokio::test]
async fn an_answer_that_is_lost_is_asked_for_again_and_nothing_is_doubled() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    let ids = anna.open(RECORD, Some(SAM)).await;
    let report = anna.sync_with(&server, &[Fault::None, Fault::ReplyLost]).await;
    assert_eq!((report.stopped, report.online, report.waiting), (Some(Stop::Offline), false, 2));
    let report = anna.sync(&server).await;
    assert_eq!((report.pushed, report.waiting), (2, 0));
    assert!(ids.iter().all(|id| server.copies(*id) == 1));
    assert_eq!(anna.entries(RECORD).await, ids);
}

#[tokio::test]
async fn a_pull_can_bring_back_what_no_answer_came_for() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    let ids = anna.open(RECORD, None).await;
    anna.sync_with(&server, &[Fault::None, Fault::ReplyLost]).await;
    // The server's directory is behind: nothing is pushed, but the pull goes on.
    server.directory.set(3);
    server.takes_back.set(false);
    let report = anna.sync_with(&server, &[]).await;
    assert_eq!((report.stopped, report.waiting, report.pulled), (Some(Stop::ServerBehind), 0, 1));
    assert_eq!(anna.entries(RECORD).await, ids);
}

#[tokio::test]
async fn offline_keeps_everything_and_says_so() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    let ids = anna.open(RECORD, None).await;
    let report = anna.sync_with(&server, &[Fault::Lost]).await;
    assert_eq!((report.stopped, report.waiting, report.last_sync), (Some(Stop::Offline), 1, None));
    assert_eq!(anna.vault.status().await.unwrap().online, Some(false));
    assert_eq!(anna.pending().await, ids);
    let report = anna.sync_with(&server, &[Fault::None, Fault::SignedOut]).await;
    assert_eq!((report.stopped, report.online, report.waiting), (Some(Stop::SignedOut), true, 1));
}

#[tokio::test]
async fn an_acknowledged_operation_stays_pending_until_a_pull_brings_it_back() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    let ids = anna.open(RECORD, None).await;
    let report = anna.sync_with(&server, &[Fault::None, Fault::None, Fault::Lost]).await;
    assert_eq!((report.pushed, report.waiting), (1, 0));
    assert!(anna.entries(RECORD).await.is_empty());
    assert_eq!(anna.pending().await, ids, "still shown");
    assert_eq!(anna.vault.records(&anna.keeper).await.unwrap().len(), 1);
    anna.sync(&server).await;
    assert!(anna.pending().await.is_empty());
    assert_eq!(anna.entries(RECORD).await, ids);
}

#[tokio::test]
async fn a_conflict_is_quarantined_shown_and_blocks_nothing() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.next(RECORD, DOC, Class::Profile).await.unwrap();
    anna.sync(&server).await;
    sam.sync(&server).await;
    let first = sam.next(RECORD, DOC, Class::Profile).await.unwrap().unwrap();
    let second = anna.next(RECORD, DOC, Class::Profile).await.unwrap().unwrap();
    let note = anna.note(RECORD, 8).await;
    sam.sync(&server).await;
    let report = anna.sync(&server).await;
    assert_eq!((report.pushed, report.quarantined, report.waiting), (1, 1, 0));
    let kept = anna.vault.quarantined().await.unwrap();
    assert_eq!((kept[0].id, kept[0].reason), (second, Some(Reason::Refused(OutcomeCode(Refusal::Stale)))));
    assert_eq!((server.copies(first), server.copies(second), server.copies(note)), (1, 0, 1));
    let docs = anna.vault.docs(RECORD, &anna.keeper).await.unwrap();
    assert_eq!(docs.iter().find(|view| view.doc == DOC).unwrap().head.latest, first);
    // Taken back as a draft, it leaves the quarantine; dismissed, too.
    let draft =
        vault::Draft { record: RECORD, doc: DOC, base: Some(first), updated: record::Time(0), sealed: kept[0].operation.clone() };
    anna.vault.take_back(second, &draft).await.unwrap();
    assert!(anna.quarantined().await.is_empty());
    assert_eq!(anna.vault.drafts(None).await.unwrap(), [draft]);
}

#[tokio::test]
async fn a_pending_operation_overtaken_by_another_says_so_in_the_view() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.next(RECORD, DOC, Class::Profile).await.unwrap();
    anna.sync(&server).await;
    sam.sync(&server).await;
    sam.next(RECORD, DOC, Class::Profile).await.unwrap();
    sam.sync(&server).await;
    anna.next(RECORD, DOC, Class::Profile).await.unwrap();
    server.directory.set(3);
    server.takes_back.set(false);
    anna.sync_with(&server, &[]).await;
    let pending = anna.vault.pending(&anna.keeper).await.unwrap();
    assert_eq!(pending[0].effect, Err(Refusal::Stale));
}

#[tokio::test]
async fn an_unreadable_operation_is_quarantined_and_the_rest_is_written_anew() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, None).await;
    let damaged = anna.note(RECORD, 7).await;
    anna.note(RECORD, 8).await;
    anna.next(RECORD, DocId::from_u128(8), Class::Note).await.unwrap();
    server.unreadable.borrow_mut().insert(damaged);
    let report = anna.sync(&server).await;
    assert_eq!((report.quarantined, report.waiting), (1, 0));
    let kept = anna.vault.quarantined().await.unwrap();
    assert_eq!((kept[0].id, kept[0].reason), (damaged, Some(Reason::Damaged)));
    assert_eq!(server.chart(RECORD).entries.len(), 3, "opened, and two versions of the other note");
    let after = anna.note(RECORD, 9).await;
    anna.sync(&server).await;
    assert_eq!(server.copies(after), 1);
}

#[tokio::test]
async fn what_cannot_be_written_anew_goes_to_quarantine_with_it() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.keeper.renews.set(false);
    anna.open(RECORD, None).await;
    let damaged = anna.note(RECORD, 7).await;
    let stranded = anna.note(RECORD, 8).await;
    server.unreadable.borrow_mut().insert(damaged);
    anna.sync(&server).await;
    let mut reasons: Vec<_> = anna.vault.quarantined().await.unwrap().into_iter().map(|kept| (kept.id, kept.reason)).collect();
    reasons.sort_by_key(|(id, _)| *id != damaged);
    assert_eq!(reasons, [(damaged, Some(Reason::Damaged)), (stranded, Some(Reason::Stranded))]);
    let after = anna.note(RECORD, 9).await;
    anna.sync(&server).await;
    assert_eq!(server.copies(after), 1, "the chain goes on");
}

#[tokio::test]
async fn a_copied_device_stops_and_keeps_what_it_has() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, None).await;
    anna.sync(&server).await;
    let copy = Device::new(ANNA).await;
    let mine = copy.append(RecordId::from_u128(2), |slot| world::open(ANNA, RecordId::from_u128(2), slot)).await;
    let report = copy.sync_with(&server, &[]).await;
    assert_eq!((report.stopped, report.waiting), (Some(Stop::Forked), 1));
    assert_eq!(copy.pending().await, [mine]);
}

#[tokio::test]
async fn what_a_copied_device_wrote_under_the_same_number_acknowledges_nothing_of_this_one() {
    let (server, anna, copy) = (Server::new(), Device::new(ANNA).await, Device::new(ANNA).await);
    let theirs = copy.open(RECORD, None).await;
    copy.sync(&server).await;
    let other = RecordId::from_u128(2);
    let mine = anna.append(other, |slot| world::open(ANNA, other, slot)).await;
    // Nothing is sent, so that the entry of the same device and number comes in while this device's own still waits.
    server.directory.set(3);
    server.takes_back.set(false);
    let report = anna.sync_with(&server, &[]).await;
    assert_eq!((report.stopped, report.pulled, report.waiting), (Some(Stop::ServerBehind), 1, 1));
    assert_eq!(anna.entries(RECORD).await, theirs);
    assert_eq!(anna.pending().await, [mine]);
    let own = anna.crashed().await;
    assert_eq!(own.pending().await, [mine], "still in the outbox after a crash");
}

#[tokio::test]
async fn leaving_a_team_hides_the_record_and_keeps_unsent_work() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    anna.remove(RECORD, SAM).await;
    anna.sync(&server).await;
    let report = sam.sync(&server).await;
    assert_eq!(report.left, [RECORD]);
    assert!(sam.vault.records(&sam.keeper).await.unwrap().is_empty());
    let unsent = sam.note(RECORD, 9).await;
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1, "shown while something is unsent");
    let report = sam.sync(&server).await;
    assert_eq!((report.quarantined, report.waiting), (1, 0));
    assert_eq!(sam.quarantined().await, [unsent]);
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1, "refused, and readable to its author");
    let sam = sam.crashed().await;
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1, "after a crash too");
    sam.vault.dismiss(unsent).await.unwrap();
    assert!(sam.quarantined().await.is_empty() && sam.vault.records(&sam.keeper).await.unwrap().is_empty());
    anna.admit(RECORD, SAM).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1);
}

#[tokio::test]
async fn who_leaves_by_themselves_sees_the_record_until_the_server_has_heard_of_it() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    let leaving = sam.remove(RECORD, SAM).await;
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1);
    sam.sync(&server).await;
    assert_eq!(server.copies(leaving), 1);
    assert!(sam.vault.records(&sam.keeper).await.unwrap().is_empty(), "no pull brings the acknowledged operation back");
    assert_eq!(sam.pending().await, [leaving], "and it is kept all the same");
    anna.sync(&server).await;
    anna.admit(RECORD, SAM).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    assert_eq!(sam.vault.records(&sam.keeper).await.unwrap().len(), 1);
    assert!(sam.pending().await.is_empty());
}

#[tokio::test]
async fn a_new_device_finds_everything_and_the_people() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    let ids = anna.open(RECORD, Some(SAM)).await;
    anna.sync(&server).await;
    let sam = Device::bare(SAM).await;
    let report = sam.sync(&server).await;
    assert!(report.directory);
    assert_eq!(sam.entries(RECORD).await, ids);
    let sam = sam.crashed().await;
    assert_eq!(sam.vault.directory_head().await.unwrap().seq, 4);
}

#[tokio::test]
async fn a_signed_note_is_known_as_final_everywhere() {
    let (server, anna, sam) = (Server::new(), Device::new(ANNA).await, Device::new(SAM).await);
    anna.open(RECORD, Some(SAM)).await;
    let text = Text { event: Event::Sign(Review::NotOwed), ..Text::note(DOC) };
    anna.append(RECORD, |slot| world::write(ANNA, RECORD, text, slot)).await;
    anna.sync(&server).await;
    sam.sync(&server).await;
    let docs = sam.vault.docs(RECORD, &sam.keeper).await.unwrap();
    assert_eq!(docs[0].head.status, record::Status::Final(Review::NotOwed));
    assert_eq!(sam.vault.doc_row(RECORD, DOC).await.unwrap().unwrap().head, docs[0].head);
}
