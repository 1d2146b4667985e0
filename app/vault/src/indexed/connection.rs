//! The connection to the database, and whether it is still the one that was opened.

use super::{
    bytes,
    request::{self, Mode, finished, opened, reason, succeeded, transaction},
    table_of,
};
use crate::{Durability, MARK, StoreError, Table};
use js_sys::{Date, Math, Reflect, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, IdbDatabase, IdbTransaction};

/// The version of the set of tables.
const VERSION: u32 = 3;

/// What to do where there is no database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Make,
    /// It was there before: an empty one in its place would look like one in which everything was sent.
    Refuse,
}

/// Invariant: once lost, always lost.
pub(super) struct Connection {
    name: String,
    database: RefCell<IdbDatabase>,
    mark: Vec<u8>,
    lost: Cell<bool>,
    on_lost: Box<dyn Fn()>,
}

impl Connection {
    pub(super) async fn open(name: &str, on_lost: Box<dyn Fn()>) -> Result<Rc<Self>, StoreError> {
        let database = connect(name, Missing::Make).await?;
        let mark = match marked(&database).await? {
            Some(mark) => mark,
            None => begin_mark(&database).await?,
        };
        let (name, database) = (name.to_owned(), RefCell::new(database));
        let connection = Rc::new(Self { name, database, mark, lost: Cell::new(false), on_lost });
        connection.watch();
        Ok(connection)
    }

    pub(super) fn close(&self) {
        self.database.borrow().close();
    }

    pub(super) fn begin(&self, tables: &[Table], mode: Mode) -> Result<IdbTransaction, StoreError> {
        if self.lost.get() {
            return Err(StoreError::Lost);
        }
        match transaction(&self.database.borrow(), tables, mode) {
            // A table that was there is not.
            Err(StoreError::Lost) => Err(self.lose()),
            other => other,
        }
    }

    /// Connects again to the same database.
    ///
    /// Fails with [`StoreError::Lost`] when it is gone, or another is in its place.
    pub(super) async fn reopen(self: &Rc<Self>) -> Result<(), StoreError> {
        if self.lost.get() {
            return Err(StoreError::Lost);
        }
        let database = match connect(&self.name, Missing::Refuse).await {
            Err(StoreError::Lost) => return Err(self.lose()),
            other => other?,
        };
        if marked(&database).await?.as_ref() != Some(&self.mark) {
            database.close();
            return Err(self.lose());
        }
        self.database.replace(database).close();
        self.watch();
        Ok(())
    }

    /// Whether the mark is still there, as part of a transaction.
    pub(super) async fn is_marked(&self, transaction: &IdbTransaction) -> Result<bool, StoreError> {
        Ok(mark_in(transaction).await?.as_ref() == Some(&self.mark))
    }

    /// Remembers, and tells once, that what was kept is gone.
    pub(super) fn lose(&self) -> StoreError {
        if !self.lost.replace(true) {
            self.close();
            (self.on_lost)();
        }
        StoreError::Lost
    }

    /// Hears at once when the database is deleted, or its connection is cut as when the site's data is cleared.
    fn watch(self: &Rc<Self>) {
        let here = Rc::downgrade(self);
        let changing = Closure::<dyn FnMut(Event)>::new(move |event: Event| give_way(&here, &event));
        let here = Rc::downgrade(self);
        let cut = Closure::<dyn FnMut()>::new(move || {
            let here = here.clone();
            spawn_local(async move {
                if let Some(here) = here.upgrade() {
                    let _ = here.reopen().await; // a loss was told by it; anything else is found by the next use
                }
            });
        });
        let database = self.database.borrow();
        database.set_onversionchange(Some(changing.into_js_value().unchecked_ref()));
        database.set_onclose(Some(cut.into_js_value().unchecked_ref()));
    }
}

/// A newer version in another tab must not wait for this one for ever; a deletion is a loss.
fn give_way(here: &Weak<Connection>, event: &Event) {
    let Some(here) = here.upgrade() else { return };
    let next = Reflect::get(event, &JsValue::from_str("newVersion")).ok().and_then(|version| version.as_f64());
    if next.is_none() {
        here.lose();
    }
    here.close();
}

async fn connect(name: &str, missing: Missing) -> Result<IdbDatabase, StoreError> {
    let request = request::factory()?.open_with_u32(name, VERSION).map_err(|error| reason(&error))?;
    let refused = Rc::new(Cell::new(false));
    let (upgrading, refusing) = (request.clone(), refused.clone());
    let upgrade = Closure::once(move || {
        if missing == Missing::Refuse {
            refusing.set(true);
            if let Some(transaction) = upgrading.transaction() {
                let _ = transaction.abort(); // takes the empty database away again
            }
            return;
        }
        let Ok(Some(database)) = upgrading.result().map(|result| result.dyn_into::<IdbDatabase>().ok()) else { return };
        let there = database.object_store_names();
        for table in Table::ALL.into_iter().filter(|table| !there.contains(table.name())) {
            // What could not be made is missed by the first transaction, which says so.
            let _ = database.create_object_store(table.name());
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opening = opened(&request).await;
    request.set_onupgradeneeded(None);
    if refused.get() {
        return Err(StoreError::Lost);
    }
    opening?;
    request.result().ok().and_then(|result| result.dyn_into().ok()).ok_or(StoreError::Failed)
}

async fn mark_in(transaction: &IdbTransaction) -> Result<Option<Vec<u8>>, StoreError> {
    let request = table_of(transaction, Table::Meta)?.get(&Uint8Array::from(MARK)).map_err(|error| reason(&error))?;
    succeeded(&request).await?;
    Ok(request.result().ok().and_then(bytes))
}

async fn marked(database: &IdbDatabase) -> Result<Option<Vec<u8>>, StoreError> {
    mark_in(&transaction(database, &[Table::Meta], Mode::Read)?).await
}

/// Writes a mark that no other database has: it need not be secret.
async fn begin_mark(database: &IdbDatabase) -> Result<Vec<u8>, StoreError> {
    let mark = format!("{} {}", Date::now(), Math::random()).into_bytes();
    let transaction = transaction(database, &[Table::Meta], Mode::Write(Durability::Strict))?;
    let (key, value) = (Uint8Array::from(MARK), Uint8Array::from(mark.as_slice()));
    table_of(&transaction, Table::Meta)?.put_with_key(&value, &key).map_err(|error| reason(&error))?;
    finished(&transaction).await?;
    Ok(mark)
}
