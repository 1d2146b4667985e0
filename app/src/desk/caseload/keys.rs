//! The caseload by keyboard: `/` to search, arrows from row to row, Enter opens the link that has the focus.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The links of the rows, in order.
const LINKS: &str = ".case th[scope=row] a";

/// Listens while the page is there. `search` is the id of the search box.
pub(super) fn listen(search: &'static str) {
    let handle = window_event_listener(ev::keydown, move |event| on_key(&event, search));
    on_cleanup(move || handle.remove());
}

fn on_key(event: &KeyboardEvent, search: &str) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(active) = document().active_element() else { return };
    let typing = active.tag_name().eq_ignore_ascii_case("input") || active.tag_name().eq_ignore_ascii_case("textarea");
    let searching = active.id() == search;
    match event.key().as_str() {
        "/" if !typing => focus(document().get_element_by_id(search)),
        "ArrowDown" if searching || at_link(&active) => focus(beside(&active, Way::Down)),
        "ArrowUp" if at_link(&active) => focus(beside(&active, Way::Up).or_else(|| document().get_element_by_id(search))),
        "Enter" if searching => open_first(),
        _ => return,
    }
    event.prevent_default();
}

fn at_link(active: &Element) -> bool {
    active.matches(LINKS).unwrap_or(false)
}

/// Which way an arrow leads.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// The link of the next row that way; the first, where none has the focus.
fn beside(active: &Element, way: Way) -> Option<Element> {
    let Ok(Some(row)) = active.closest("tr") else { return document().query_selector(LINKS).ok().flatten() };
    let next = match way {
        Way::Up => row.previous_element_sibling(),
        Way::Down => row.next_element_sibling(),
    };
    next?.query_selector("th[scope=row] a").ok().flatten()
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _refused = element.focus();
    }
}

fn open_first() {
    let first = document().query_selector(LINKS).ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        first.click();
    }
}
