use crate::{
    device::{Device, Hands},
    server::Server,
    world::{self, ANNA, Text},
};
use record::{Bytes, DocHead, DocId, Effect, Envelope, Head, OpId, RecordHead, RecordId, Refusal, Seal, Time};
use std::{cell::Cell, rc::Rc};
use vault::{AppendError, Clock, Draft, Judge, MemoryStore, StoreError, Vault, VaultError};

const RECORD: RecordId = RecordId::from_u128(1);
const DOC: DocId = DocId::from_u128(7);
const MINUTE: i64 = 60_000;

fn draft() -> Draft {
    Draft { record: RECORD, doc: DOC, base: None, updated: Time(1), sealed: Bytes(vec![1, 2, 3]) }
}

#[tokio::test]
async fn operations_form_one_chain_in_their_order() {
    let anna = Device::new(ANNA).await;
    let mut ids = anna.open(RECORD, None).await;
    ids.push(anna.note(RECORD, 7).await);
    let pending = anna.vault.pending(&anna.keeper).await.unwrap();
    let chain: Vec<(u64, OpId)> = pending.iter().map(|one| (one.envelope.device_seq, one.envelope.previous)).collect();
    assert_eq!(chain, [(1, OpId(record::Digest::ZERO)), (2, ids[0])]);
    assert!(pending.iter().all(|one| one.effect.is_ok()));
    assert_eq!(anna.pending().await, ids);
}

#[tokio::test]
async fn what_was_appended_is_shown_before_any_sync() {
    let anna = Device::new(ANNA).await;
    anna.open(RECORD, None).await;
    let id = anna.note(RECORD, 7).await;
    let records = anna.vault.records(&anna.keeper).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].record, records[0].pending), (RECORD, 2));
    let docs = anna.vault.docs(RECORD, &anna.keeper).await.unwrap();
    assert_eq!((docs[0].doc, docs[0].head.version, docs[0].pending.clone()), (DOC, 1, vec![id]));
    let status = anna.vault.status().await.unwrap();
    assert_eq!((status.waiting, status.online, status.last_sync), (2, None, None));
}

#[tokio::test]
async fn signing_drops_its_draft_in_the_same_commit() {
    let anna = Device::new(ANNA).await;
    anna.open(RECORD, None).await;
    anna.vault.save_draft(&draft()).await.unwrap();
    assert_eq!(anna.vault.drafts(Some(RECORD)).await.unwrap(), [draft()]);
    let make = |slot| Ok::<_, ()>(world::write(ANNA, RECORD, Text::note(DOC), slot));
    anna.store.crash_after(0);
    assert_eq!(anna.vault.append(RECORD, Some(DOC), make).await, Err(AppendError::Vault(VaultError::Store(StoreError::Closed))));
    let anna = anna.crashed().await;
    assert_eq!((anna.vault.drafts(None).await.unwrap().len(), anna.pending().await.len()), (1, 1), "neither happened");
    anna.vault.append(RECORD, Some(DOC), make).await.unwrap();
    let anna = anna.without_power().await;
    assert_eq!((anna.vault.drafts(None).await.unwrap().len(), anna.pending().await.len()), (0, 2), "both happened");
}

#[tokio::test]
async fn operations_that_belong_together_are_kept_together() {
    let anna = Device::new(ANNA).await;
    let build = |fail: bool| {
        move |index: usize, slot| match index {
            0 => Ok(Some(world::open(ANNA, RECORD, slot))),
            1 if fail => Err("no key"),
            1 => Ok(Some(world::write(ANNA, RECORD, Text::note(DOC), slot))),
            _ => Ok(None),
        }
    };
    assert_eq!(anna.vault.append_all(RECORD, &[], build(true)).await, Err(AppendError::Build("no key")));
    assert!(anna.pending().await.is_empty());
    let ids = anna.vault.append_all(RECORD, &[], build(false)).await.unwrap();
    assert_eq!(anna.pending().await, ids);
    assert_eq!(ids.len(), 2);
}

#[tokio::test]
async fn an_operation_for_another_place_is_not_taken() {
    let anna = Device::new(ANNA).await;
    let other = RecordId::from_u128(2);
    assert_eq!(anna.try_append(RECORD, |slot| world::open(ANNA, other, slot)).await, Err(AppendError::Unfit));
    let later = |slot| world::open(ANNA, RECORD, vault::Slot { device_seq: 5, ..slot });
    assert_eq!(anna.try_append(RECORD, later).await, Err(AppendError::Unfit));
    assert!(anna.pending().await.is_empty());
}

#[tokio::test]
async fn appends_at_the_same_moment_take_different_numbers() {
    let anna = Device::new(ANNA).await;
    anna.open(RECORD, None).await;
    let (first, second) = futures_util::future::join(anna.note(RECORD, 7), anna.note(RECORD, 8)).await;
    assert_ne!(first, second);
    let seqs: Vec<u64> = anna.vault.pending(&anna.keeper).await.unwrap().iter().map(|one| one.envelope.device_seq).collect();
    assert_eq!(seqs, [1, 2, 3]);
}

#[tokio::test]
async fn a_vault_belongs_to_one_device() {
    let vault = Vault::new(MemoryStore::new(), Rc::new(Hands::default()));
    let before = vault.append(RECORD, None, |slot| Ok::<_, ()>(world::open(ANNA, RECORD, slot))).await;
    assert_eq!(before, Err(AppendError::Vault(VaultError::NotSetUp)));
    assert_eq!(vault.device().await, Ok(None));
    vault.begin(ANNA.device(), Vec::new()).await.unwrap();
    assert_eq!(vault.begin(world::SAM.device(), Vec::new()).await, Err(VaultError::Store(StoreError::Exists)));
    assert_eq!(vault.device().await, Ok(Some(ANNA.device())));
}

#[tokio::test]
async fn the_slot_says_what_was_seen() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.open(RECORD, None).await;
    anna.sync(&server).await;
    anna.note(RECORD, 7).await;
    let pending = anna.vault.pending(&anna.keeper).await.unwrap();
    let seen = pending[0].envelope.seen;
    assert_eq!(seen.record, server.chart(RECORD).last());
    assert_eq!(seen.directory, Head { seq: 4, digest: world::directory()[3].digest() });
}

#[tokio::test]
async fn the_clock_is_corrected_at_contact() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.hands.now.set(400);
    assert_eq!(anna.vault.read_clock().await.unwrap().offset, None);
    server.now.set(Time(3_600_400));
    anna.sync(&server).await;
    let reading = anna.vault.read_clock().await.unwrap();
    assert_eq!((reading.offset, reading.uncertain, reading.written()), (Some(3_600_000), false, Time(3_600_400)));
}

#[tokio::test]
async fn a_clock_that_was_moved_is_uncertain_until_the_next_contact() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.sync(&server).await;
    let reading = async |device: &Device| device.vault.read_clock().await.unwrap().uncertain;
    anna.hands.now.set(60 * MINUTE);
    anna.hands.steady.set(60 * MINUTE);
    assert!(!reading(&anna).await, "an hour passed on both clocks");
    anna.hands.now.set(56 * MINUTE);
    assert!(!reading(&anna).await, "four minutes back are no reason");
    anna.hands.now.set(50 * MINUTE);
    assert!(reading(&anna).await, "ten minutes back are");
    anna.open(RECORD, None).await;
    let anna = anna.crashed().await;
    assert!(reading(&anna).await, "a restart does not forget");
    assert!(anna.vault.pending(&anna.keeper).await.unwrap()[0].envelope.clock.uncertain);
    anna.sync(&server).await;
    assert!(!reading(&anna).await);
}

#[tokio::test]
async fn a_clock_set_back_while_the_device_was_off_is_uncertain() {
    let anna = Device::new(ANNA).await;
    anna.hands.now.set(60 * MINUTE);
    anna.hands.steady.set(60 * MINUTE);
    anna.open(RECORD, None).await;
    anna.hands.now.set(30 * MINUTE);
    let anna = anna.crashed().await;
    assert!(anna.vault.read_clock().await.unwrap().uncertain);
    assert_eq!(anna.vault.clock().now(), Time(30 * MINUTE));
}

#[tokio::test]
async fn an_hour_of_sleep_is_no_moved_clock_and_hides_none() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.sync(&server).await;
    anna.hands.now.set(60 * MINUTE);
    anna.hands.steady.set(1);
    assert!(!anna.vault.read_clock().await.unwrap().uncertain, "the steady clock stood still while the machine slept");
    anna.open(RECORD, None).await;
    assert!(!anna.vault.pending(&anna.keeper).await.unwrap()[0].envelope.clock.uncertain);
    anna.hands.now.set(50 * MINUTE);
    assert!(anna.vault.read_clock().await.unwrap().uncertain, "set back by ten minutes after it");
}

#[tokio::test]
async fn a_clock_set_forward_looks_like_sleep_until_it_is_put_right_or_the_server_answers() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.sync(&server).await;
    let uncertain = async |device: &Device| device.vault.read_clock().await.unwrap().uncertain;
    anna.hands.now.set(60 * MINUTE);
    assert!(!uncertain(&anna).await, "offline nothing tells it from sleep");
    anna.hands.now.set(0);
    assert!(uncertain(&anna).await, "put right again: it was moved");
    anna.hands.now.set(60 * MINUTE);
    anna.sync(&server).await;
    let reading = anna.vault.read_clock().await.unwrap();
    assert_eq!((reading.uncertain, reading.written()), (false, server.now.get()), "contact tells");
}

/// A keeper that counts what it is asked to judge.
struct Counting<'a>(&'a crate::device::Keeper, Cell<u32>);

impl Judge for Counting<'_> {
    fn judge(
        &self,
        id: OpId,
        envelope: &Envelope,
        seal: Option<&Seal>,
        record: Option<&RecordHead>,
        doc: Option<&DocHead>,
    ) -> Result<Effect, Refusal> {
        self.1.set(self.1.get() + 1);
        self.0.judge(id, envelope, seal, record, doc)
    }
}

#[tokio::test]
async fn a_look_at_many_records_judges_each_operation_once() {
    let anna = Device::new(ANNA).await;
    let records: Vec<RecordId> = (1..=4).map(RecordId::from_u128).collect();
    for record in &records {
        anna.open(*record, None).await;
        anna.note(*record, 7).await;
    }
    let judge = Counting(&anna.keeper, Cell::new(0));
    let unsettled = anna.vault.unsettled(&judge).await.unwrap();
    assert_eq!(anna.vault.records_with(&unsettled).await.unwrap(), anna.vault.records(&anna.keeper).await.unwrap());
    for record in records {
        let docs = anna.vault.docs_with(record, &unsettled).await.unwrap();
        assert!(!docs.is_empty() && docs == anna.vault.docs(record, &anna.keeper).await.unwrap());
    }
    assert_eq!(judge.1.get(), 8, "an opening and a note for each of four records");
}

#[tokio::test]
async fn a_server_that_shifts_the_time_by_a_month_is_not_followed_until_a_person_says_so() {
    const MONTH: i64 = 30 * 24 * 60 * MINUTE;
    for month in [MONTH, -MONTH] {
        let (server, anna) = (Server::new(), Device::new(ANNA).await);
        anna.sync(&server).await;
        let pass = |minutes: i64| {
            anna.hands.now.set(anna.hands.now.get() + minutes * MINUTE);
            anna.hands.steady.set(anna.hands.steady.get() + minutes * MINUTE);
            server.now.set(server.now.get().plus(minutes * MINUTE));
        };
        pass(60);
        anna.sync(&server).await;
        let honest = anna.vault.read_clock().await.unwrap();
        assert!(!honest.uncertain);
        server.now.set(server.now.get().plus(month));
        anna.sync(&server).await;
        let reading = anna.vault.read_clock().await.unwrap();
        assert_eq!((reading.written(), reading.uncertain), (honest.written(), true), "not followed, and marked");
        assert_eq!(anna.vault.status().await.unwrap().time_apart, Some(month), "told");
        anna.open(RECORD, None).await;
        assert!(anna.vault.pending(&anna.keeper).await.unwrap()[0].envelope.clock.uncertain, "the entry says so");
        anna.sync(&server).await;
        assert!(anna.vault.read_clock().await.unwrap().uncertain, "saying it twice makes it no truer");

        let anna = anna.crashed().await;
        anna.sync(&server).await;
        assert!(anna.vault.read_clock().await.unwrap().uncertain, "nor does a restart");
        anna.vault.believe_server_time().await.unwrap();
        let decided = anna.vault.read_clock().await.unwrap();
        assert_eq!((decided.written(), decided.uncertain), (server.now.get(), false), "a person compared it");
        assert_eq!(anna.vault.status().await.unwrap().time_apart, None);
        server.now.set(server.now.get().plus(-month));
        anna.sync(&server).await;
        assert_eq!(anna.vault.status().await.unwrap().time_apart, Some(-month), "put right again, it is asked again");
    }
}

#[tokio::test]
async fn a_device_whose_own_clock_was_set_follows_the_server() {
    let (server, anna) = (Server::new(), Device::new(ANNA).await);
    anna.sync(&server).await;
    for turned in [-90, 90, 1_440] {
        anna.hands.now.set(anna.hands.now.get() + turned * MINUTE);
        anna.sync(&server).await;
        let reading = anna.vault.read_clock().await.unwrap();
        assert_eq!((reading.written(), reading.uncertain), (server.now.get(), false), "turned by {turned} minutes");
    }
}
