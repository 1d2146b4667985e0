//! What a pause in typing costs, in a chart of any length.

use crate::{
    play::note,
    world::{World, played},
};
use clinical::Note;
use keeper::{
    Keeper,
    protocol::{Ask, DropDraft, Load, LoadChart, Open, SaveDraft, Sign, Unlock, read_answer},
};
use proof::{
    derive_once,
    simulation::{PASSPHRASE, profile},
};
use record::DocId;
use std::{cell::Cell, rc::Rc};
use vault::{Durability, KeyRange, MemoryStore, Order, Row, Store, StoreError, Table, Write};

/// A store that counts how often documents and entries are read.
struct Counting {
    inner: MemoryStore,
    reads: Rc<Cell<usize>>,
}

impl Counting {
    fn count(&self, table: Table) {
        if matches!(table, Table::Entries | Table::Docs | Table::Quarantine) {
            self.reads.set(self.reads.get() + 1);
        }
    }
}

impl Store for Counting {
    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.count(table);
        self.inner.get(table, key).await
    }
    async fn get_many(&self, table: Table, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.count(table);
        self.inner.get_many(table, keys).await
    }
    async fn range(&self, table: Table, range: KeyRange, limit: usize, order: Order) -> Result<Vec<Row>, StoreError> {
        self.count(table);
        self.inner.range(table, range, limit, order).await
    }
    async fn count(&self, table: Table) -> Result<usize, StoreError> {
        self.inner.count(table).await
    }
    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<(), StoreError> {
        self.inner.commit(writes, durability).await
    }
}

#[test]
fn a_pause_in_typing_reads_nothing_of_the_chart_again() {
    played(|| async {
        let world = World::found().await.unwrap();
        let trainee = &world.actors[0];
        let now = record::Time::from(chrono::Utc::now());
        let record = trainee.ask(Open { body: profile("first").into() }).await.unwrap();
        for doc in 1..=3 {
            let (doc, note) = (DocId::from_u128(doc), note("an old note", now));
            trainee.ask(Sign { record, doc, body: note.into(), passphrase: PASSPHRASE.to_owned() }).await.unwrap();
        }
        let reads = Rc::new(Cell::new(0));
        let store = Counting { inner: trainee.device.store().after_crash(), reads: Rc::clone(&reads) };
        let keeper = Keeper::new(store, Rc::clone(&trainee.net), trainee.clock.clone(), Rc::new(|_| {})).deriving(derive_once);
        async fn ask<A: Ask, S: Store, T: keeper::Transport, C: vault::Clock + keeper::Zone>(
            keeper: &Keeper<S, T, C>,
            ask: A,
        ) -> A::Reply {
            read_answer(&keeper.handle(&ask.call().unwrap()).await).unwrap()
        }
        ask(&keeper, Unlock { passphrase: PASSPHRASE.to_owned() }).await;
        assert_eq!(ask(&keeper, LoadChart { record }).await.rows.len(), 3);
        assert!(reads.get() > 0, "a chart that is opened is read");
        // Opening a note looks at the caseload, for what it is held against; typing in it does not again.
        let doc = DocId::from_u128(9);
        ask(&keeper, SaveDraft { record, doc, body: note("", now).into() }).await;
        assert!(!ask(&keeper, Load { record, doc }).await.findings.is_empty());
        reads.set(0);
        for text in ["as", "as it", "as it is typed"] {
            ask(&keeper, SaveDraft { record, doc, body: note(text, now).into() }).await;
            let view = ask(&keeper, Load { record, doc }).await;
            assert_eq!(view.content::<Note>(), Some(&note(text, now)), "what was kept last is shown");
            assert!(view.doc.signed.draft_saved.is_some());
        }
        let chart = ask(&keeper, LoadChart { record }).await;
        assert_eq!((chart.rows.len(), chart.rows.iter().filter(|row| row.draft).count()), (4, 1));
        ask(&keeper, DropDraft { record, doc }).await;
        assert_eq!(ask(&keeper, LoadChart { record }).await.rows.len(), 3);
        assert_eq!(reads.get(), 0, "only the draft is replaced");
    });
}
