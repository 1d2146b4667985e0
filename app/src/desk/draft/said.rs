//! What is said about a signed document, kept while it is typed like a draft of the document itself, and until it is signed.

use super::{Draft, Kept};
use crate::use_link;
use clinical::{
    Addendum, Kinded, NoLongerApplies, Retraction, ReviewComment,
    plan::{EventKind, PlanEvent, PlanReview},
};
use keeper::protocol::LoadBegun;
use leptos::{prelude::*, task::spawn_local};
use record::{DocId, RecordId};

/// A statement about a document.
pub(crate) trait Statement: Kinded + Clone + PartialEq + Send + Sync + 'static {
    /// Before anything is typed.
    fn blank() -> Self;
}

impl Statement for Addendum {
    fn blank() -> Self {
        Self::default()
    }
}

impl Statement for Retraction {
    fn blank() -> Self {
        Self::default()
    }
}

impl Statement for ReviewComment {
    fn blank() -> Self {
        Self::default()
    }
}

impl Statement for NoLongerApplies {
    fn blank() -> Self {
        Self::default()
    }
}

impl Statement for PlanReview {
    fn blank() -> Self {
        Self::default()
    }
}

impl Statement for PlanEvent {
    /// A kind that nobody tells stands for none chosen yet.
    fn blank() -> Self {
        Self { kind: EventKind::MeasuresWorse, on: None, words: String::new() }
    }
}

/// Something to say about a document: blank, or as it was typed before the page was left or the desk locked.
pub(crate) fn use_said<T: Statement>(record: RecordId, doc: DocId) -> Draft<T> {
    let (link, draft) = (use_link(), Draft::begin(record, doc, T::blank(), None, || {}));
    spawn_local(async move {
        let Ok(begun) = link.ask(LoadBegun { record, doc }).await else { return };
        let mine = begun.into_iter().find_map(|begun| Some((begun.body.into_content::<T>().ok()?, begun.saved)));
        // What was typed meanwhile stays; so does a page that is gone.
        let untouched = draft.kept.try_get_untracked() == Some(Kept::Untouched(None));
        if let Some((said, saved)) = mine.filter(|(said, _)| untouched && *said != T::blank()) {
            draft.value.set(said);
            draft.kept.set(Kept::Untouched(Some(saved)));
        }
    });
    draft
}

impl<T: Statement> Draft<T> {
    /// Whether something is typed.
    pub(crate) fn is_begun(self) -> bool {
        self.value.with(|said| *said != T::blank())
    }

    /// It was signed: the next one begins with nothing.
    pub(crate) fn said(self) {
        self.value.set(T::blank());
        self.settle();
    }
}
