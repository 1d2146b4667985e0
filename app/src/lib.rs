//! The Leptos desk behind the gate, and what ties both to the keeper. Nothing here seals, signs, fetches or decides a
//! permission: pages ask the keeper through [`use_link`].
#![expect(unreachable_pub, reason = "the component macro writes a public function into each private module")]
#![recursion_limit = "256"]

mod behind;
mod desk;
mod fetched;
mod gate_adapter;
mod idle;
mod link;
mod loss;
mod passkey;
mod problem;
mod session;

pub use link::{Link, use_link};
pub use problem::{refused, sentence, sentence_for};
pub use session::{Doing, KeeperEvents, Session, use_notices_from_keeper, use_session};

use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use link::LinkEvents;
use session::Place;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Event;

/// Called by `boot.js`: puts the living gate where the server's picture of it is, within one frame.
///
/// Leptos could take the server's elements over instead. The code for that weighs more than all of the gate, and what it would
/// keep, which is what was typed before, the picture's disabled fields never hold.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    if let Some(body) = document().body() {
        body.set_inner_html("");
    }
    mount_to_body(House);
}

/// The gate, and the desk behind it.
#[component]
fn House() -> impl IntoView {
    let place = Place::new();
    let heard = KeeperEvents::new();
    let link = Link::start(LinkEvents {
        on_notice: Callback::new(move |notice| heard.hear(notice, place)),
        on_shut: Callback::new(move |problem| place.shut(&problem)),
        on_rest: Callback::new(move |()| heard.doing.set(None)),
        on_lost: Callback::new(move |()| heard.lost.set(true)),
    });
    let session = Session::new(place, link);
    link::provide_link(link);
    session::provide_session(session);
    session::provide_keeper_events(heard);
    // After mounting: the first paint is the server's and knows nothing.
    spawn_local(session.look());
    // A page that the browser keeps for "back" gives up the vault, so that the next page has it at once. When it comes back it
    // has slept: others may have worked since.
    let kept = |event: &Event| Reflect::get(event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy());
    let _away = window_event_listener_untyped("pagehide", move |event| {
        if kept(&event) {
            session.sleep();
        }
    });
    let _back = window_event_listener_untyped("pageshow", move |event| {
        if kept(&event) {
            session.lock();
        }
    });
    let keeper = gate_adapter::gate_keeper(link, place, heard);
    view! {
        <loss::Gone door=place.door()/>
        <gate::Root keeper behind=move || view! { <behind::Behind/> }/>
    }
}
