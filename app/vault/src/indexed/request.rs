//! Waiting for the browser's requests and transactions, and what their failures mean.

use crate::{Durability, KeyRange, StoreError, Table};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// What a transaction is for.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    Read,
    Write(Durability),
}

/// The browser's IndexedDB, in a page as in a worker.
pub(super) fn factory() -> Result<IdbFactory, StoreError> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))
        .ok()
        .and_then(|value| value.dyn_into().ok())
        .ok_or(StoreError::Failed)
}

/// Begins a transaction. By name, because the bindings know no options.
pub(super) fn transaction(database: &IdbDatabase, tables: &[Table], mode: Mode) -> Result<IdbTransaction, StoreError> {
    let names: Array = tables.iter().map(|table| JsValue::from_str(table.name())).collect();
    let (mode, durability) = match mode {
        Mode::Read => ("readonly", "default"),
        Mode::Write(Durability::Strict) => ("readwrite", "strict"),
        Mode::Write(Durability::Relaxed) => ("readwrite", "relaxed"),
    };
    let begin = || -> Result<IdbTransaction, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &JsValue::from_str("durability"), &JsValue::from_str(durability))?;
        let function: Function = Reflect::get(database, &JsValue::from_str("transaction"))?.dyn_into()?;
        function.call3(database, &names, &JsValue::from_str(mode), &options)?.dyn_into()
    };
    begin().map_err(|error| reason(&error))
}

/// The same range, as the browser says it.
pub(super) fn key_range(range: &KeyRange) -> Result<JsValue, StoreError> {
    let from = Uint8Array::from(range.from.as_slice());
    match &range.to {
        Some(to) => IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &Uint8Array::from(to.as_slice()), false, true),
        None => IdbKeyRange::lower_bound(&from),
    }
    .map(JsValue::from)
    .map_err(|error| reason(&error))
}

/// A promise whose two ends are handed to `set`.
async fn wait(set: impl FnOnce(&Function, &Function)) -> Result<(), JsValue> {
    let mut set = Some(set);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(set) = set.take() {
            set(&resolve, &reject);
        }
    });
    JsFuture::from(promise).await.map(drop)
}

/// Waits until a request has succeeded.
pub(super) async fn succeeded(request: &IdbRequest) -> Result<(), StoreError> {
    let ended = wait(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    })
    .await;
    ended.map_err(|_| request.error().ok().flatten().map_or(StoreError::Failed, |error| named(&error)))
}

/// Waits until a database was opened or deleted.
pub(super) async fn opened(request: &IdbOpenDbRequest) -> Result<(), StoreError> {
    let ended = wait(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
        request.set_onblocked(Some(reject));
    })
    .await;
    ended.map_err(|event| match event.dyn_into::<Event>() {
        Ok(event) if event.type_() == "blocked" => StoreError::Blocked,
        Ok(_) | Err(_) => request.error().ok().flatten().map_or(StoreError::Failed, |error| named(&error)),
    })
}

/// Waits until a transaction is kept, or was given up.
pub(super) async fn finished(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let ended = wait(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onabort(Some(reject));
    })
    .await;
    ended.map_err(|_| transaction.error().map_or(StoreError::Failed, |error| named(&error)))
}

/// What a thrown value means.
pub(super) fn reason(error: &JsValue) -> StoreError {
    error.dyn_ref::<DomException>().map_or(StoreError::Failed, named)
}

fn named(error: &DomException) -> StoreError {
    match error.name().as_str() {
        "ConstraintError" => StoreError::Exists,
        "QuotaExceededError" => StoreError::Full,
        "InvalidStateError" | "TransactionInactiveError" | "AbortError" => StoreError::Closed,
        "VersionError" => StoreError::Blocked,
        // The table is not there: the database is not the one that was made here.
        "NotFoundError" => StoreError::Lost,
        // Safari calls a lost connection an unknown error.
        "UnknownError" => StoreError::Closed,
        _ => StoreError::Failed,
    }
}
