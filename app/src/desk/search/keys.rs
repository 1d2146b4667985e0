//! The search by keyboard: `/` from anywhere, arrows from hit to hit.

use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The id of the search box.
pub(super) const BOX: &str = "search";

/// Where `/` means something else: the caseload is searched by name.
const OWN: &str = "/caseload";
/// What a key belongs to while it has the focus, or is open.
const TAKEN: &str = "input, textarea, select, [contenteditable], dialog[open] *";
const HITS: &str = ".hits a";

/// Listens for `/` as long as the frame is there.
pub(super) fn listen() {
    let (path, navigate) = (use_location().pathname, use_navigate());
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.key() != "/" || with_other_keys(&event) || taken() || path.with_untracked(|path| path == OWN) {
            return;
        }
        event.prevent_default();
        if path.with_untracked(|path| path == "/search") {
            focus(document().get_element_by_id(BOX));
        } else {
            navigate("/search", NavigateOptions::default());
        }
    });
    on_cleanup(move || handle.remove());
}

/// Moves the focus into the box, and the arrows from hit to hit while the page is there.
pub(super) fn arrive() {
    // After the heading, which takes the focus in the next frame.
    request_animation_frame(|| request_animation_frame(|| focus(document().get_element_by_id(BOX))));
    let handle = window_event_listener(ev::keydown, |event| {
        let down = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        if !with_other_keys(&event) && step(down) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether there was a way to go.
fn step(down: bool) -> bool {
    let Some(active) = document().active_element() else { return false };
    let at_box = active.id() == BOX;
    let here = active.closest("li").ok().flatten().filter(|_| active.matches(HITS).unwrap_or(false));
    let next = match (&here, down) {
        (None, true) if at_box => document().query_selector(HITS).ok().flatten(),
        (None, _) => return false,
        (Some(row), true) => row.next_element_sibling().and_then(|row| link_in(&row)),
        (Some(row), false) => {
            row.previous_element_sibling().and_then(|row| link_in(&row)).or_else(|| document().get_element_by_id(BOX))
        }
    };
    focus(next);
    true
}

fn link_in(row: &Element) -> Option<Element> {
    row.query_selector("a").ok().flatten()
}

fn with_other_keys(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

fn taken() -> bool {
    let open = document().query_selector("dialog[open]").ok().flatten().is_some();
    open || document().active_element().is_some_and(|active| active.matches(TAKEN).unwrap_or(false))
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _refused = element.focus();
    }
}
