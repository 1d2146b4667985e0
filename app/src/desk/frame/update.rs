//! A newer version of the page waits: it starts when somebody says so, never by itself.

use crate::desk::draft::OpenDrafts;
use leptos::prelude::*;
use std::time::Duration;
use ui::use_notices;
use web_sys::Event;

/// How long until it is looked again whether everything typed is kept.
const PATIENCE: Duration = Duration::from_millis(200);

/// Listens while the desk is there. `boot.js` says when a version waits, and hears that it may start.
pub(super) fn watch(open: OpenDrafts) {
    let notices = use_notices();
    let offer = move || {
        let start = Callback::new(move |()| start_once_kept(open));
        notices.offer("A new version is ready. Updating locks Throughline; nothing is lost.", "Update now", start);
    };
    if document().document_element().is_some_and(|html| html.get_attribute("data-update").as_deref() == Some("waiting")) {
        offer();
    }
    let listener = window_event_listener_untyped("throughline:update", move |_| offer());
    on_cleanup(move || listener.remove());
}

/// Says that the new version may start, as soon as no editor holds anything that is not kept.
fn start_once_kept(open: OpenDrafts) {
    if !open.are_kept() {
        set_timeout(move || start_once_kept(open), PATIENCE);
    } else if let Ok(event) = Event::new("throughline:activate") {
        let _heard = window().dispatch_event(&event);
    }
}
