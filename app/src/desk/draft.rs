//! A document under somebody's hands: what is typed, and whether it is kept.

mod discard;
mod open;
mod said;
mod saved;

pub(crate) use discard::{Discard, Discards, offer_undo, provide_discards};
pub(crate) use open::{OpenDrafts, provide_open_drafts};
pub(crate) use said::{Said, use_said};
pub(crate) use saved::Saved;

use crate::{Link, desk::clock, use_link};
use clinical::Body;
use keeper::protocol::SaveDraft;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use record::{DocId, RecordId, Time};
use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

/// How long a pause in typing is before it is kept.
const PAUSE: Duration = Duration::from_millis(600);

/// How long something typed may wait to be kept while somebody types on without a pause, in milliseconds.
const LONGEST: i64 = 1_000;

/// How long to wait for a pause, where the first letter that is not kept yet was typed so many milliseconds ago; `None` when
/// it has waited long enough.
fn wait(since: i64) -> Option<Duration> {
    let left = u64::try_from(LONGEST.saturating_sub(since)).ok().filter(|left| *left > 0)?;
    Some(PAUSE.min(Duration::from_millis(left)))
}

/// Whether what is typed is kept.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing was typed since the page was opened; kept then, if ever.
    Untouched(Option<Time>),
    /// Typed, not kept yet.
    Typed,
    /// Being kept.
    Saving,
    /// Kept.
    Saved(Time),
    /// Not kept, and why.
    Failed(String),
}

/// A document being written, or something said about one. Cheap to copy.
pub(crate) struct Draft<T: Send + Sync + 'static> {
    /// In which record.
    pub(crate) record: RecordId,
    /// Which.
    pub(crate) doc: DocId,
    /// As it stands.
    pub(crate) value: RwSignal<T>,
    /// Whether it is kept.
    pub(crate) kept: RwSignal<Kept>,
    link: Link,
    after: Callback<()>,
    pause: StoredValue<Option<TimeoutHandle>>,
    since: StoredValue<Option<Time>>,
    ended: StoredValue<bool>,
    saves: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Draft<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Draft<T> {}

impl<T: Clone + Into<Body> + Send + Sync + 'static> Draft<T> {
    /// Begins with `value`, kept at `saved` if ever; keeps what is typed until the owner is gone, and tells `after` each time.
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
        let draft = Self {
            record,
            doc,
            value: RwSignal::new(value),
            kept: RwSignal::new(Kept::Untouched(saved)),
            link: use_link(),
            after: Callback::new(move |()| after()),
            pause: StoredValue::new(None),
            since: StoredValue::new(None),
            ended: StoredValue::new(false),
            saves: StoredValue::new(0),
        };
        if let Some(open) = use_context::<OpenDrafts>() {
            open.add(draft.kept, move || draft.text());
        }
        let hidden = window_event_listener_untyped("visibilitychange", move |_| draft.keep_now());
        let leaving = window_event_listener_untyped("pagehide", move |_| draft.keep_now());
        on_cleanup(move || {
            hidden.remove();
            leaving.remove();
            draft.keep_before_it_is_gone();
        });
        draft
    }

    /// Something of it.
    pub(crate) fn part<U: Send + Sync + 'static>(self, get: impl Fn(&T) -> U + Send + Sync + 'static) -> Signal<U> {
        Signal::derive(move || self.value.with(&get))
    }

    /// What a date field begins with. It keeps its own half-typed state: written back, that would be wiped.
    pub(crate) fn first<U: Send + Sync + 'static>(self, get: impl Fn(&T) -> U) -> Signal<U> {
        Signal::stored(self.value.with_untracked(get))
    }

    /// Changes it, and keeps it soon.
    pub(crate) fn edit(self, change: impl FnOnce(&mut T)) {
        self.value.update(change);
        self.kept.set(Kept::Typed);
        let now = clock::now();
        let since = self.since.get_value().unwrap_or(now);
        self.since.set_value(Some(since));
        self.stop_waiting();
        match wait(now.since(since)) {
            Some(wait) => self.pause.set_value(set_timeout_with_handle(move || self.keep_now(), wait).ok()),
            None => self.keep_now(),
        }
    }

    /// Keeps what was typed, if anything, without waiting for a pause.
    pub(crate) fn keep_now(self) {
        if self.ended.try_get_value() != Some(false) {
            return;
        }
        match self.kept.get_untracked() {
            Kept::Typed | Kept::Failed(_) => {}
            // What is typed while saving turns it to `Typed`, and its own pause keeps it.
            Kept::Untouched(_) | Kept::Saving | Kept::Saved(_) => return,
        }
        self.stop_waiting();
        self.since.set_value(None);
        self.kept.set(Kept::Saving);
        let number = self.saves.get_value().wrapping_add(1);
        self.saves.set_value(number);
        spawn_local(async move {
            let answer = self.link.ask(self.ask()).await;
            // An answer about what was typed since, or to a page that is gone, says nothing.
            let still = self.kept.try_get_untracked() == Some(Kept::Saving) && self.saves.try_get_value() == Some(number);
            let now = match answer {
                Ok(saved) => Kept::Saved(saved.at),
                Err(problem) => Kept::Failed(crate::sentence(&problem)),
            };
            if still {
                self.kept.set(now);
                self.after.run(());
            }
        });
    }

    /// Nothing more is kept: it was signed, or is discarded.
    pub(crate) fn end(self) {
        self.stop_waiting();
        self.ended.set_value(true);
    }

    /// What stands there is saved or signed: what is typed from now on is kept anew.
    pub(crate) fn settle(self) {
        self.stop_waiting();
        self.since.set_value(None);
        self.saves.update_value(|saves| *saves = saves.wrapping_add(1));
        self.kept.set(Kept::Untouched(None));
    }

    /// As it stands, for signing.
    pub(crate) fn body(self) -> Body {
        self.value.get_untracked().into()
    }

    /// What stands on the screen, unless it was signed or discarded.
    fn text(self) -> Option<SaveDraft> {
        (self.ended.try_get_value() == Some(false)).then(|| self.ask())
    }

    fn ask(self) -> SaveDraft {
        SaveDraft { record: self.record, doc: self.doc, body: self.body() }
    }

    fn stop_waiting(self) {
        if let Some(pause) = self.pause.try_update_value(Option::take).flatten() {
            pause.clear();
        }
    }

    /// The page goes away, perhaps because it locks: the message must leave before the keeper forgets its keys, so the
    /// future is polled here and now, and nobody is left to hear the answer.
    fn keep_before_it_is_gone(self) {
        let unkept = matches!(self.kept.try_get_untracked(), Some(Kept::Typed | Kept::Saving | Kept::Failed(_)));
        if unkept && self.ended.try_get_value() == Some(false) {
            self.stop_waiting();
            let _sent = pin!(self.link.ask(self.ask())).as_mut().poll(&mut Context::from_waker(Waker::noop()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_types_steadily_is_kept_within_a_second() {
        for step in [1, 30, 250, 550, 599] {
            let (mut typed, mut kept_after) = (0, None);
            while kept_after.is_none() {
                match wait(typed) {
                    None => kept_after = Some(typed),
                    Some(wait) if wait <= Duration::from_millis(step as u64) => {
                        kept_after = Some(typed + i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
                    }
                    Some(_) => typed += step,
                }
            }
            assert!(kept_after.is_some_and(|after| after <= 1_000), "a letter each {step} ms: {kept_after:?}");
        }
        assert_eq!(wait(0), Some(PAUSE), "a pause is awaited first");
    }
}
