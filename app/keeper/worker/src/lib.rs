//! The Web Worker around the keeper: JSON in, JSON out. Here are the browser's store, clock and network; nothing else.
#![cfg(target_arch = "wasm32")]

mod clock;
mod fetch;
#[cfg(feature = "proof")]
pub mod proof;

use clock::BrowserClock;
use fetch::Fetch;
use js_sys::Function;
use keeper::{
    Keeper,
    protocol::{Answer, Problem, Request, SyncNow},
};
use std::{cell::RefCell, rc::Rc};
use vault::IndexedDbStore;
use wasm_bindgen::prelude::*;

/// The one database of this browser profile.
const DATABASE: &str = "throughline";

type Device = Keeper<IndexedDbStore, Fetch, BrowserClock>;

thread_local! {
    static KEEPER: RefCell<Option<Rc<Device>>> = const { RefCell::new(None) };
}

/// Opens the vault. `post` is called with the JSON of every [`keeper::protocol::Notice`].
///
/// Fails when the browser has no IndexedDB to give.
#[wasm_bindgen]
pub async fn start(post: Function) -> Result<(), JsValue> {
    console_error_panic_hook::set_once();
    let store = IndexedDbStore::open(DATABASE).await.map_err(|error| JsValue::from_str(&error.to_string()))?;
    let notify = Rc::new(move |notice| {
        if let Ok(text) = serde_json::to_string(&notice) {
            // A page that is gone hears nothing; that is no one's error.
            let _ = post.call1(&JsValue::NULL, &JsValue::from_str(&text));
        }
    });
    let keeper = Keeper::new(store, Fetch::new(), BrowserClock::new(), notify);
    KEEPER.with(|slot| *slot.borrow_mut() = Some(Rc::new(keeper)));
    Ok(())
}

/// Does one ask; always answers.
#[wasm_bindgen]
pub async fn handle(body: String) -> String {
    let keeper = KEEPER.with(|slot| slot.borrow().clone());
    let answer: Answer = match (keeper, serde_json::from_str::<Request>(&body)) {
        (Some(keeper), Ok(request)) => {
            let answer = keeper.handle(request).await;
            if keeper.take_unsent() {
                wasm_bindgen_futures::spawn_local(async move {
                    // What the sync found is in the strip, which it sends by itself.
                    let _ = keeper.handle(Request::SyncNow(SyncNow {})).await;
                });
            }
            answer
        }
        (None, _) => Err(Problem::AnotherTab),
        (_, Err(_)) => Err(Problem::Damaged),
    };
    serde_json::to_string(&answer).unwrap_or_else(|_| r#"{"Err":{"problem":"damaged"}}"#.to_owned())
}

/// Drops the keeper with every key in it: another tab has taken the vault over.
#[wasm_bindgen]
pub fn shut() {
    KEEPER.with(|slot| slot.borrow_mut().take());
}
