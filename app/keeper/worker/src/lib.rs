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
    protocol::{Ask, Notice, Problem, SyncNow, answer},
};
use std::{cell::RefCell, pin::Pin, rc::Rc};
use vault::IndexedDbStore;
use wasm_bindgen::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

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
    let notify = Rc::new(move |notice| {
        if let Ok(text) = serde_json::to_string(&notice) {
            // A page that is gone hears nothing; that is no one's error.
            let _ = post.call1(&JsValue::NULL, &JsValue::from_str(&text));
        }
    });
    let tell = notify.clone();
    let store = IndexedDbStore::open(DATABASE, move || tell(Notice::Lost)).await;
    let store = store.map_err(|error| JsValue::from_str(&error.to_string()))?;
    let keeper = Keeper::new(store, Fetch::new(), BrowserClock::new(), notify);
    KEEPER.with(|slot| *slot.borrow_mut() = Some(Rc::new(keeper)));
    Ok(())
}

/// Does one ask; always answers.
#[wasm_bindgen]
pub async fn handle(call: String) -> String {
    let Some(keeper) = KEEPER.with(|slot| slot.borrow().clone()) else {
        return answer::<()>(&Err(Problem::AnotherTab));
    };
    if let Some(answered) = keeper.gate(&call).await {
        return answered;
    }
    match desk(keeper, call).await {
        Ok(answered) => answered.await,
        // The other half of this module is not on the device yet and could not be fetched.
        Err(_) => answer::<()>(&Err(Problem::Offline)),
    }
}

type Answered = Pin<Box<dyn Future<Output = String>>>;

/// What the gate can open without is a file of its own, which is fetched with the first call: the gate opens sooner.
#[wasm_split(keeper_desk, fallible)]
fn desk(keeper: Rc<Device>, call: String) -> Result<Answered, SplitLoaderError> {
    Ok(Box::pin(async move {
        let answered = keeper.desk(&call).await;
        let (unsent, unindexed) = (keeper.take_unsent(), keeper.take_unindexed());
        if unsent || unindexed {
            wasm_bindgen_futures::spawn_local(async move {
                if let (true, Ok(call)) = (unsent, (SyncNow {}).call()) {
                    // What the sync found is in the strip, which it sends by itself.
                    let _ = keeper.desk(&call).await;
                }
                if unindexed {
                    keeper.index_ahead().await;
                }
            });
        }
        answered
    }))
}

/// Drops the keeper with every key in it: another tab has taken the vault over.
#[wasm_bindgen]
pub fn shut() {
    KEEPER.with(|slot| slot.borrow_mut().take());
}
