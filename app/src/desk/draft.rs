//! What is under somebody's hands and saves itself: a draft of a document, or a page that is no document yet.

mod autosave;
mod discard;
mod open;
mod page;
mod said;
mod saved;

pub(crate) use autosave::{Autosave, Kept};
pub(crate) use discard::{Discard, Discards, provide_discards, without_discarded};
pub(crate) use open::{OpenDrafts, provide_open_drafts};
pub(crate) use page::{PageDraft, PageName, with_page};
pub(crate) use said::{Statement, use_said};
pub(crate) use saved::Saved;

use crate::use_link;
use clinical::Body;
use keeper::protocol::SaveDraft;
use leptos::prelude::*;
use record::{DocId, RecordId, Time};
use std::ops::Deref;

/// A document being written, or something said about one. Cheap to copy.
pub(crate) struct Draft<T: Send + Sync + 'static> {
    pub(crate) record: RecordId,
    pub(crate) doc: DocId,
    autosave: Autosave<T>,
}

impl<T: Send + Sync + 'static> Clone for Draft<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Draft<T> {}

impl<T: Send + Sync + 'static> Deref for Draft<T> {
    type Target = Autosave<T>;

    fn deref(&self) -> &Autosave<T> {
        &self.autosave
    }
}

impl<T: Clone + Into<Body> + Send + Sync + 'static> Draft<T> {
    /// Begins with `value`, saved at `saved` if ever; saves what is typed until the owner is gone, and runs `after` each time.
    pub(crate) fn begin(
        record: RecordId,
        doc: DocId,
        value: T,
        saved: Option<Time>,
        after: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        if let Some(discards) = use_context::<Discards>() {
            discards.take_back(doc);
        }
        let link = use_link();
        let save = move |value: T| -> autosave::Saving {
            let ask = SaveDraft { record, doc, body: value.into() };
            Box::pin(async move { Ok(link.ask(ask).await?.at) })
        };
        let text = move |value: T| Some(SaveDraft { record, doc, body: value.into() });
        Self { record, doc, autosave: Autosave::begin(value, saved, save, text, after) }
    }

    /// As it stands, for signing.
    pub(crate) fn body(self) -> Body {
        self.value.get_untracked().into()
    }

    /// What saves it.
    pub(crate) const fn autosave(self) -> Autosave<T> {
        self.autosave
    }
}
