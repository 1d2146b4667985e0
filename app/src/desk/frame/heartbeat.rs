//! Sends what waits and fetches what is new: every so often, and when the device comes back.

use crate::{use_link, use_notices_from_keeper};
use keeper::protocol::{StripStatus, SyncNow};
use leptos::{ev, prelude::*, task::spawn_local};
use std::time::Duration;

/// How often the server is asked.
const EVERY: Duration = Duration::from_secs(20);

/// Starts it; it ends with the owner it was started in.
pub(super) fn beat() {
    let (link, strip) = (use_link(), use_notices_from_keeper().strip);
    let busy = StoredValue::new(false);
    let sync = move || {
        if busy.try_get_value() != Some(false) {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            // What went wrong stands in the strip: offline, or signed out.
            if let Ok(now) = link.ask(SyncNow {}).await {
                let _gone = strip.try_set(Some(now));
            }
            let _gone = busy.try_set_value(false);
        });
    };
    spawn_local(async move {
        if let Ok(now) = link.ask(StripStatus {}).await {
            let _gone = strip.try_set(Some(now));
        }
        sync();
    });
    let every = set_interval_with_handle(sync, EVERY).ok();
    let online = window_event_listener(ev::online, move |_| sync());
    let seen = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            sync();
        }
    });
    on_cleanup(move || {
        if let Some(every) = every {
            every.clear();
        }
        online.remove();
        seen.remove();
    });
}
