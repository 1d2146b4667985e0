//! The format of notes that was chosen last.

use clinical::Format;
use leptos::prelude::*;

/// The format chosen last, remembered until the page locks.
#[derive(Clone, Copy)]
pub(crate) struct LastFormat(pub(crate) StoredValue<Option<Format>>);

/// Puts the memory of formats in context. Call once, in the frame.
pub(crate) fn provide_last_format() {
    provide_context(LastFormat(StoredValue::new(None)));
}
