//! A store in memory: for tests, and for trying what a crash leaves behind.

use crate::{Durability, KeyRange, Order, Row, Store, StoreError, Table, Write};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

type Tables = BTreeMap<(Table, Vec<u8>), Vec<u8>>;

/// Everything in memory.
///
/// Invariant: `durable` plus `loose`, in order, is `seen`.
#[derive(Default)]
pub struct MemoryStore {
    inner: Mutex<Inner>,
}

#[derive(Clone, Default)]
struct Inner {
    seen: Tables,
    durable: Tables,
    loose: Vec<Write>,
    /// Commits until everything fails, if a crash is coming.
    left: Option<u64>,
    /// Everything is gone.
    lost: bool,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the process would find when it starts again now: everything committed.
    pub fn after_crash(&self) -> Self {
        let seen = self.lock().seen.clone();
        Self { inner: Mutex::new(Inner { durable: seen.clone(), seen, ..Inner::default() }) }
    }

    /// What a machine would find after the power failed now: relaxed commits since the last strict one are gone.
    pub fn after_power_loss(&self) -> Self {
        let durable = self.lock().durable.clone();
        Self { inner: Mutex::new(Inner { seen: durable.clone(), durable, ..Inner::default() }) }
    }

    /// From the `commits`-th commit after this, everything fails with [`StoreError::Closed`], as if the tab had been killed.
    pub fn crash_after(&self, commits: u64) {
        self.lock().left = Some(commits);
    }

    /// Everything is gone from now on, as when the site's data is cleared under an open page.
    pub fn lose(&self) {
        *self.lock() = Inner { lost: true, ..Inner::default() };
    }

    fn alive(&self) -> Result<MutexGuard<'_, Inner>, StoreError> {
        let inner = self.lock();
        if inner.lost {
            return Err(StoreError::Lost);
        }
        if inner.left == Some(0) { Err(StoreError::Closed) } else { Ok(inner) }
    }
}

fn apply(tables: &mut Tables, write: Write) {
    match write {
        Write::Put(table, key, value) | Write::Insert(table, key, value) => {
            tables.insert((table, key), value);
        }
        Write::Delete(table, key) => {
            tables.remove(&(table, key));
        }
    }
}

impl Store for MemoryStore {
    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.alive()?.seen.get(&(table, key.to_vec())).cloned())
    }

    async fn get_many(&self, table: Table, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let inner = self.alive()?;
        Ok(keys.iter().map(|key| inner.seen.get(&(table, key.clone())).cloned()).collect())
    }

    async fn range(&self, table: Table, range: KeyRange, limit: usize, order: Order) -> Result<Vec<Row>, StoreError> {
        let inner = self.alive()?;
        if range.is_empty() {
            return Ok(Vec::new());
        }
        let rows = inner
            .seen
            .range((table, range.from)..)
            .take_while(|((other, key), _)| *other == table && range.to.as_ref().is_none_or(|to| key < to))
            .map(|((_, key), value)| (key.clone(), value.clone()));
        Ok(match order {
            Order::Up => rows.take(limit).collect(),
            Order::Down => {
                let mut rows: Vec<Row> = rows.collect();
                rows.reverse();
                rows.truncate(limit);
                rows
            }
        })
    }

    async fn count(&self, table: Table) -> Result<usize, StoreError> {
        Ok(self.alive()?.seen.keys().filter(|(other, _)| *other == table).count())
    }

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<(), StoreError> {
        let mut inner = self.alive()?;
        let mut touched: BTreeMap<(Table, &[u8]), bool> = BTreeMap::new();
        for write in &writes {
            let (table, key, there) = match write {
                Write::Put(table, key, _) => (table, key, true),
                Write::Insert(table, key, _) => {
                    let there = touched.get(&(*table, key.as_slice())).copied();
                    if there.unwrap_or_else(|| inner.seen.contains_key(&(*table, key.clone()))) {
                        return Err(StoreError::Exists);
                    }
                    (table, key, true)
                }
                Write::Delete(table, key) => (table, key, false),
            };
            touched.insert((*table, key), there);
        }
        if let Some(left) = inner.left.as_mut() {
            *left = left.saturating_sub(1);
        }
        for write in &writes {
            apply(&mut inner.seen, write.clone());
        }
        inner.loose.extend(writes);
        if durability == Durability::Strict {
            let mut durable = std::mem::take(&mut inner.durable);
            for write in inner.loose.drain(..) {
                apply(&mut durable, write);
            }
            inner.durable = durable;
        }
        Ok(())
    }
}
