//! A newer version of the page waits: it starts when somebody says so, never by itself.

use leptos::prelude::*;
use std::time::Duration;
use ui::use_notices;
use web_sys::Event;

/// Long enough for the draft under somebody's hands to be kept before the page loads anew.
const KEEPING: Duration = Duration::from_millis(800);

/// Listens while the desk is there. `boot.js` says when a version waits, and hears that it may start.
pub(super) fn watch() {
    let notices = use_notices();
    let offer = move || {
        let start = move |()| {
            set_timeout(
                || {
                    if let Ok(event) = Event::new("throughline:activate") {
                        let _heard = window().dispatch_event(&event);
                    }
                },
                KEEPING,
            );
        };
        notices.offer("A new version is ready. Starting it locks this desk; nothing is lost.", "Start it", Callback::new(start));
    };
    if document().document_element().is_some_and(|html| html.get_attribute("data-update").as_deref() == Some("waiting")) {
        offer();
    }
    let listener = window_event_listener_untyped("throughline:update", move |_| offer());
    on_cleanup(move || listener.remove());
}
