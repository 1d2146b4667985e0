//! Locks the desk when nobody has touched it for a while, with a warning before.

use std::time::Duration;

use js_sys::Date;
use leptos::{ev, prelude::*};
use ui::{Button, ButtonKind, Dialog, Progress};

use crate::{
    desk::Desk,
    session::{use_notices_from_keeper, use_session},
};

/// The desk locks after this long without pointer or keyboard.
const LOCK_AFTER: Duration = Duration::from_secs(10 * 60);
/// The warning comes this long before.
const WARNING: Duration = Duration::from_secs(60);
/// How often it is looked at.
const TICK: Duration = Duration::from_secs(1);

/// What the clock asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Watch {
    Working,
    /// So many seconds are left.
    Warning(u64),
    Over,
}

/// What to do after `idle` milliseconds without a touch. A device that slept through the warning locks at once.
fn watch(idle: f64) -> Watch {
    // Negative when the clock was set back: then somebody is at work. Far below 2^53.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let idle = Duration::from_millis(idle.max(0.0) as u64);
    match LOCK_AFTER.checked_sub(idle) {
        None | Some(Duration::ZERO) => Watch::Over,
        Some(left) if left <= WARNING => Watch::Warning(left.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)),
        Some(_) => Watch::Working,
    }
}

/// The desk, watched.
#[component]
pub(crate) fn Watched() -> impl IntoView {
    let session = use_session();
    let last = StoredValue::new(Date::now());
    let left = RwSignal::new(None::<u64>);
    let warned = RwSignal::new(false);
    // A touch counts only before the warning: from then on the question must be answered.
    let touch = move || {
        if left.get_untracked().is_none() {
            last.set_value(Date::now());
        }
    };
    let stay = move |()| {
        // A dialog says that it closed a moment later: the desk may be gone by then.
        let _gone = (last.try_set_value(Date::now()), left.try_set(None), warned.try_set(false));
    };
    let listeners = [
        window_event_listener(ev::pointerdown, move |_| touch()),
        window_event_listener(ev::pointermove, move |_| touch()),
        window_event_listener(ev::keydown, move |_| touch()),
        window_event_listener(ev::wheel, move |_| touch()),
    ];
    // A tick that comes after the desk was taken away finds nothing to watch.
    let idle = move || last.try_get_value().map_or(0.0, |last| Date::now() - last);
    let tick = move || match watch(idle()) {
        Watch::Working => {}
        Watch::Warning(seconds) => {
            left.set(Some(seconds));
            warned.set(true);
        }
        Watch::Over => session.lock(),
    };
    let clock = set_interval_with_handle(tick, TICK).ok();
    let heard = use_notices_from_keeper();
    on_cleanup(move || {
        heard.clear();
        listeners.into_iter().for_each(WindowListenerHandle::remove);
        if let Some(clock) = clock {
            clock.clear();
        }
    });
    view! {
        <Desk/>
        <Warning open=warned left on_stay=stay on_lock=move |()| session.lock()/>
    }
}

/// The question before the desk locks.
#[component]
fn Warning(
    open: RwSignal<bool>,
    left: RwSignal<Option<u64>>,
    #[prop(into)] on_stay: Callback<()>,
    #[prop(into)] on_lock: Callback<()>,
) -> impl IntoView {
    let seconds = move || left.get().unwrap_or_default();
    let whole = u32::try_from(WARNING.as_secs()).unwrap_or(60);
    view! {
        <Dialog open title="Still there?" on_close=on_stay>
            <p class="words">"You’ve been inactive. Your drafts are saved; unlock to come back to this page."</p>
            <Progress
                label="Locking soon"
                value=Signal::derive(move || u32::try_from(seconds()).ok())
                max=whole
                count=Signal::derive(move || format!("Locking in {} s", seconds()))
            />
            <footer>
                // First, so that it has the focus: a key meant for a note must not lock.
                <Button kind=ButtonKind::First on_press=on_stay>"Stay"</Button>
                <Button kind=ButtonKind::Quiet on_press=on_lock>"Lock now"</Button>
            </footer>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_minutes_of_reading_are_not_interrupted() {
        assert_eq!(watch(8.9 * 60_000.0), Watch::Working);
    }

    #[test]
    fn the_last_minute_is_counted_down() {
        assert_eq!(watch(9.5 * 60_000.0), Watch::Warning(30));
    }

    #[test]
    fn a_device_that_slept_locks_when_it_wakes() {
        assert_eq!(watch(60.0 * 60_000.0), Watch::Over);
    }

    #[test]
    fn a_clock_set_back_does_not_lock() {
        assert_eq!(watch(-60_000.0), Watch::Working);
    }
}
