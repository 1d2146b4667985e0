//! One field: how it is called, read and written. What it is a field of is not in its type, so that one component draws it on every
//! page and is compiled once.

use super::unfit::Unfit;
use leptos::prelude::*;

/// A field that holds a `V`.
pub(crate) struct Bound<V: Send + Sync + 'static> {
    /// Name and id, as checks name it.
    pub(crate) name: String,
    pub(crate) value: Signal<V>,
    /// Writes it, and saves it soon.
    pub(crate) write: Callback<V>,
    /// What stands in the way there.
    pub(crate) wrong: Signal<Option<String>>,
    /// What could be better there, and stops nothing.
    pub(crate) remark: Signal<Option<String>>,
    /// The fields of the form that show something that cannot be saved.
    pub(super) unfit: Unfit,
}

impl<V: Send + Sync + 'static> Clone for Bound<V> {
    fn clone(&self) -> Self {
        let Self { name, value, write, wrong, remark, unfit } = self;
        Self { name: name.clone(), value: *value, write: *write, wrong: *wrong, remark: *remark, unfit: *unfit }
    }
}

impl<V: Send + Sync + 'static> Bound<V> {
    /// The same field, written in another way.
    pub(crate) fn writing(self, write: Callback<V>) -> Self {
        Self { write, ..self }
    }
}
