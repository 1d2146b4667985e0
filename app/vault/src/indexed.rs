//! The store in a browser: IndexedDB, one object store for each table, bytes as keys.
//!
//! No crate in reach passes on how durable a transaction is to be, so this speaks to the browser itself. Nothing but
//! requests happens inside a transaction: it commits by itself as soon as nobody asks it anything.

mod connection;
mod request;

use crate::{Durability, KeyRange, Order, Row, Store, StoreError, Table, Write};
use connection::Connection;
use futures_util::future::join;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use request::{Mode, finished, key_range, opened, reason, succeeded};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursorDirection, IdbCursorWithValue, IdbObjectStore, IdbRequest, IdbTransaction};

/// A database of this origin.
///
/// Invariant: it has exactly the tables of [`Table::ALL`], and its mark in [`Table::Meta`].
pub struct IndexedDbStore(Rc<Connection>);

impl IndexedDbStore {
    /// Opens the database, making it when there is none. `on_lost` is called once when it turns out to be gone: deleted,
    /// emptied, or exchanged for another.
    ///
    /// Fails with [`StoreError::Blocked`] when another tab holds another version of it, with [`StoreError::Failed`] where
    /// there is no IndexedDB.
    pub async fn open(name: &str, on_lost: impl Fn() + 'static) -> Result<Self, StoreError> {
        Ok(Self(Connection::open(name, Box::new(on_lost)).await?))
    }

    /// Ends the connection; the next use opens another.
    pub fn close(&self) {
        self.0.close();
    }

    /// Deletes a whole database with everything unsent in it: for the databases of tests.
    ///
    /// Fails with [`StoreError::Blocked`] while a tab holds it open.
    pub async fn destroy(name: &str) -> Result<(), StoreError> {
        let request = request::factory()?.delete_database(name).map_err(|error| reason(&error))?;
        opened(&request).await
    }

    /// A transaction. A connection that was closed behind our back is opened again, once.
    async fn transaction(&self, tables: &[Table], mode: Mode) -> Result<IdbTransaction, StoreError> {
        match self.0.begin(tables, mode) {
            Err(StoreError::Closed) => {
                self.0.reopen().await?;
                self.0.begin(tables, mode)
            }
            other => other,
        }
    }

    /// Reads, and reads again on a new connection when the first was lost on the way.
    async fn read<T>(&self, table: Table, read: impl AsyncFn(IdbObjectStore) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let first = read(table_of(&self.transaction(&[table], Mode::Read).await?, table)?).await;
        if !matches!(first, Err(StoreError::Closed)) {
            return first;
        }
        self.0.reopen().await?;
        read(table_of(&self.0.begin(&[table], Mode::Read)?, table)?).await
    }
}

fn table_of(transaction: &IdbTransaction, table: Table) -> Result<IdbObjectStore, StoreError> {
    transaction.object_store(table.name()).map_err(|error| reason(&error))
}

fn js(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Bytes as the browser gives them back: keys are buffers, values views.
fn bytes(value: JsValue) -> Option<Vec<u8>> {
    match value.dyn_into::<Uint8Array>() {
        Ok(view) => Some(view.to_vec()),
        Err(value) => value.dyn_into::<ArrayBuffer>().ok().map(|buffer| Uint8Array::new(&buffer).to_vec()),
    }
}

fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    request.result().map_err(|error| reason(&error))
}

fn optional(request: &IdbRequest) -> Result<Option<Vec<u8>>, StoreError> {
    let value = result(request)?;
    if value.is_undefined() { Ok(None) } else { bytes(value).map(Some).ok_or(StoreError::Failed) }
}

impl Store for IndexedDbStore {
    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(table, async |store| {
            let request = store.get(&js(key)).map_err(|error| reason(&error))?;
            succeeded(&request).await?;
            optional(&request)
        })
        .await
    }

    async fn get_many(&self, table: Table, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        self.read(table, async |store| {
            let requests: Result<Vec<IdbRequest>, JsValue> = keys.iter().map(|key| store.get(&js(key))).collect();
            let requests = requests.map_err(|error| reason(&error))?;
            // Requests of a transaction are answered in their order.
            if let Some(last) = requests.last() {
                succeeded(last).await?;
            }
            requests.iter().map(optional).collect()
        })
        .await
    }

    async fn range(&self, table: Table, range: KeyRange, limit: usize, order: Order) -> Result<Vec<Row>, StoreError> {
        if limit == 0 || range.is_empty() {
            return Ok(Vec::new());
        }
        let range = key_range(&range)?;
        self.read(table, async |store| match order {
            Order::Up => upwards(&store, &range, limit).await,
            Order::Down => downwards(&store, &range, limit).await,
        })
        .await
    }

    async fn count(&self, table: Table) -> Result<usize, StoreError> {
        self.read(table, async |store| {
            let request = store.count().map_err(|error| reason(&error))?;
            succeeded(&request).await?;
            let count = result(&request)?.as_f64().ok_or(StoreError::Failed)?;
            Ok(count as usize)
        })
        .await
    }

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<(), StoreError> {
        let mut tables: Vec<Table> = writes.iter().map(Write::table).collect();
        tables.sort_unstable();
        tables.dedup();
        if tables.is_empty() {
            return Ok(());
        }
        // With the mark, which shows that this is still the database that was opened.
        let mut reach = tables.clone();
        if !reach.contains(&Table::Meta) {
            reach.push(Table::Meta);
        }
        let transaction = self.transaction(&reach, Mode::Write(durability)).await?;
        let issued = issue(&transaction, &tables, &writes);
        if issued.is_err() {
            // Without this, what was issued before would be kept.
            let _ = transaction.abort();
        }
        let marked = async {
            match self.0.is_marked(&transaction).await {
                Ok(false) => {
                    let _ = transaction.abort(); // ended already: then nothing was kept either
                    false
                }
                // Where the mark could not be read, the transaction itself says why.
                Ok(true) | Err(_) => true,
            }
        };
        let (marked, ended) = join(marked, finished(&transaction)).await;
        if marked { issued.and(ended) } else { Err(self.0.lose()) }
    }
}

/// Asks for every write, waiting for none.
fn issue(transaction: &IdbTransaction, tables: &[Table], writes: &[Write]) -> Result<(), StoreError> {
    let stores: Result<Vec<IdbObjectStore>, StoreError> = tables.iter().map(|table| table_of(transaction, *table)).collect();
    let stores = stores?;
    for write in writes {
        let place = tables.binary_search(&write.table()).map_err(|_| StoreError::Failed)?;
        let store = stores.get(place).ok_or(StoreError::Failed)?;
        match write {
            Write::Put(_, key, value) => store.put_with_key(&js(value), &js(key)),
            Write::Insert(_, key, value) => store.add_with_key(&js(value), &js(key)),
            Write::Delete(_, key) => store.delete(&js(key)),
        }
        .map_err(|error| reason(&error))?;
    }
    Ok(())
}

async fn upwards(store: &IdbObjectStore, range: &JsValue, limit: usize) -> Result<Vec<Row>, StoreError> {
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let keys = store.get_all_keys_with_key_and_limit(range, limit).map_err(|error| reason(&error))?;
    let values = store.get_all_with_key_and_limit(range, limit).map_err(|error| reason(&error))?;
    succeeded(&values).await?;
    let keys: Array = result(&keys)?.dyn_into().map_err(|_| StoreError::Failed)?;
    let values: Array = result(&values)?.dyn_into().map_err(|_| StoreError::Failed)?;
    let row = |(key, value)| Some((bytes(key)?, bytes(value)?));
    keys.iter().zip(values.iter()).map(row).collect::<Option<Vec<Row>>>().ok_or(StoreError::Failed)
}

async fn downwards(store: &IdbObjectStore, range: &JsValue, limit: usize) -> Result<Vec<Row>, StoreError> {
    let request = store.open_cursor_with_range_and_direction(range, IdbCursorDirection::Prev).map_err(|error| reason(&error))?;
    let mut rows = Vec::new();
    loop {
        succeeded(&request).await?;
        let Ok(cursor) = result(&request)?.dyn_into::<IdbCursorWithValue>() else { return Ok(rows) };
        let key = cursor.key().ok().and_then(bytes).ok_or(StoreError::Failed)?;
        let value = cursor.value().ok().and_then(bytes).ok_or(StoreError::Failed)?;
        rows.push((key, value));
        if rows.len() >= limit {
            return Ok(rows);
        }
        cursor.continue_().map_err(|error| reason(&error))?;
    }
}
