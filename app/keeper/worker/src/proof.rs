//! For a page under test: the store's contract in this browser, and how fast keys work here.

use crypto::{Context, Passphrase, Profile, RecordKey, SecretKey, derive_master, open_document, seal_document};
use record::{DocId, OrgId, RecordId, UserId};
use std::{cell::Cell, rc::Rc};
use vault::{IndexedDbStore, StoreError};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::Performance;

/// Runs the store's contract over a database of its own. Answers with nothing, or with the clause that is broken.
#[wasm_bindgen]
pub async fn contract(name: String) -> Option<String> {
    let store = match IndexedDbStore::open(&name, || {}).await {
        Ok(store) => store,
        Err(error) => return Some(error.to_string()),
    };
    // Closed behind the store's back: the next use must open it again.
    let again = async |store: IndexedDbStore| {
        store.close();
        Ok(store)
    };
    vault::contract::run(store, again).await.err()
}

/// Loses databases of their own, deleted under the store and emptied under it, as `lose` of the page does. Answers with
/// nothing, or with the clause that is broken or how often it was told.
#[wasm_bindgen]
pub async fn lost(name: String, lose: js_sys::Function) -> Option<String> {
    let told = Rc::new(Cell::new(0_u32));
    let hears = told.clone();
    let store = match IndexedDbStore::open(&name, move || hears.set(hears.get() + 1)).await {
        Ok(store) => store,
        Err(error) => return Some(error.to_string()),
    };
    let lose = async |_: &IndexedDbStore| {
        let promise: js_sys::Promise = lose.call0(&JsValue::NULL).and_then(JsCast::dyn_into).map_err(|_| StoreError::Failed)?;
        JsFuture::from(promise).await.map(drop).map_err(|_| StoreError::Failed)
    };
    let broken = vault::contract::lost(store, lose).await.err();
    broken.or_else(|| (told.get() != 1).then(|| format!("a loss is told once, not {} times", told.get())))
}

/// Milliseconds by the clock of the page or worker this runs in.
fn now() -> f64 {
    let clock = js_sys::Reflect::get(&js_sys::global(), &"performance".into()).ok();
    clock.and_then(|clock| clock.dyn_into::<Performance>().ok()).map_or(0.0, |clock| clock.now())
}

/// Milliseconds for `count` seals of 2 kB, as many opens, and one derivation, as JSON, with how many opened and how many
/// bytes each has sealed. The native benchmark does the same work, so that both can be compared.
#[wasm_bindgen]
pub fn measure(count: u32) -> String {
    let key = RecordKey::make();
    let context = Context {
        org: OrgId::from_u128(1),
        record: RecordId::from_u128(2),
        doc: DocId::from_u128(3),
        kind: "note/3".to_owned(),
        version: 1,
        author: UserId::from_u128(4),
    };
    // With what is sealed around it, the padding rounds it up to 2 kB.
    let body = "x".repeat(1600);
    let began = now();
    let sealed: Vec<_> = (0..count).filter_map(|_| seal_document(&key, &context, &body).ok()).collect();
    let sealed_at = now();
    let opened = sealed.iter().filter(|one| open_document(&key, &one.file).is_ok()).count();
    let opened_at = now();
    let secret_key = SecretKey::from_bytes([7; 16]);
    let derived = Passphrase::plain("four quiet words here")
        .is_some_and(|passphrase| derive_master(&passphrase, &secret_key, Profile::CURRENT).is_ok());
    let derived_at = now();
    let (seal, open, derive) = (sealed_at - began, opened_at - sealed_at, derived_at - opened_at);
    let size = sealed.first().map_or(0, |one| one.file.len());
    let figures = serde_json::json!({
        "count": opened, "size": size, "seal_ms": seal, "open_ms": open, "derive_ms": derive, "derived": derived
    });
    figures.to_string()
}
