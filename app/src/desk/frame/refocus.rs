//! After a lock one goes on where one was: on the same page, in the same field.

use crate::desk::page::focus_field;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::{cell::RefCell, time::Duration};

/// How often, and how many times, it is looked whether the page shows the field again.
const EACH: Duration = Duration::from_millis(100);
const TRIES: u32 = 30;

const FIELDS: &str = "#main :is(input, textarea, select)";

thread_local! {
    /// The page and the id of the field that had the focus last. No text: what was typed is sealed in its draft.
    static LAST: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Goes to the field that had the focus when the desk was locked on this page, and remembers from now on which has it.
/// Who clicks or types before that has already gone on, and is left there.
pub(super) fn go_on() {
    let path = use_location().pathname;
    let last = LAST.take().filter(|(page, _)| path.with_untracked(|path| path == page));
    let acted = StoredValue::new(false);
    let acts = ["pointerdown", "keydown"].map(|act| {
        window_event_listener_untyped(act, move |_| {
            let _gone = acted.try_set_value(true);
        })
    });
    if let Some((_, field)) = last {
        look(field, acted, TRIES);
    }
    let heard = window_event_listener_untyped("focusin", move |_| {
        // What takes the focus on the way out, such as the button that locks, is not where one was.
        let field = document().active_element().filter(|element| element.matches(FIELDS).unwrap_or_default());
        if let Some(at) = path.try_get_untracked().zip(field.map(|field| field.id()).filter(|id| !id.is_empty())) {
            LAST.set(Some(at));
        }
    });
    on_cleanup(move || {
        heard.remove();
        for act in acts {
            act.remove();
        }
    });
}

/// Waits for the field, and for what the page itself brings into focus when it opens.
fn look(field: String, acted: StoredValue<bool>, tries: u32) {
    let still = move || acted.try_get_value() == Some(false);
    let go = move |field: &str| {
        if still() {
            focus_field(field);
        }
    };
    let again = move || {
        if document().get_element_by_id(&field).is_some() {
            set_timeout(move || go(&field), EACH);
        } else if tries > 0 && still() {
            look(field, acted, tries - 1);
        }
    };
    set_timeout(again, EACH);
}
