//! Keeps what is typed: sealed by the keeper, a moment after each pause, and at once when the page goes away.

use super::OpenDrafts;
use crate::desk::clock;
use keeper::protocol::{Problem, SaveDraft};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use record::Time;
use std::{
    future::Future,
    pin::{Pin, pin},
    task::{Context, Waker},
    time::Duration,
};
use ui::{Offer, use_notices};

/// How long a pause in typing is before it is saved.
const PAUSE: Duration = Duration::from_millis(600);

/// How long something typed may wait to be saved while somebody types on without a pause, in milliseconds.
const LONGEST: i64 = 1_000;

/// How long to wait for a pause, where the first letter that is not saved yet was typed so many milliseconds ago; `None` when
/// it has waited long enough.
fn wait(since: i64) -> Option<Duration> {
    let left = u64::try_from(LONGEST.saturating_sub(since)).ok().filter(|left| *left > 0)?;
    Some(PAUSE.min(Duration::from_millis(left)))
}

/// Whether what is typed is saved.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing was typed since the page was opened; saved then, if ever.
    Untouched(Option<Time>),
    /// Typed, not saved yet.
    Typed,
    Saving,
    Saved(Time),
    /// Not saved, and why.
    Failed(String),
}

/// What saving comes to.
pub(super) type Saving = Pin<Box<dyn Future<Output = Result<Time, Problem>>>>;

type Save<T> = Box<dyn Fn(T) -> Saving + Send + Sync>;

/// A value being typed that saves itself. Cheap to copy; belongs to the page that began it.
pub(crate) struct Autosave<T: Send + Sync + 'static> {
    /// As it stands.
    pub(crate) value: RwSignal<T>,
    /// Whether it is saved.
    pub(crate) kept: RwSignal<Kept>,
    save: StoredValue<Save<T>>,
    after: Callback<()>,
    pause: StoredValue<Option<TimeoutHandle>>,
    since: StoredValue<Option<Time>>,
    ended: StoredValue<bool>,
    /// The last try to save failed, also while the next one is under way.
    failed: StoredValue<bool>,
    saves: StoredValue<u32>,
    undos: StoredValue<Vec<Offer>>,
    /// The page: what is offered back must outlive the row that was taken out, and not the page.
    page: StoredValue<Option<Owner>>,
}

impl<T: Send + Sync + 'static> Clone for Autosave<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Autosave<T> {}

impl<T: Clone + Send + Sync + 'static> Autosave<T> {
    /// Begins with `value`, saved at `saved` if ever; saves what is typed until the owner is gone, and runs `after` each time. `text`
    /// is what is handed out where this device can no longer save.
    pub(super) fn begin(
        value: T,
        saved: Option<Time>,
        save: impl Fn(T) -> Saving + Send + Sync + 'static,
        text: impl Fn(T) -> Option<SaveDraft> + Send + Sync + 'static,
        after: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let autosave = Self {
            value: RwSignal::new(value),
            kept: RwSignal::new(Kept::Untouched(saved)),
            save: StoredValue::new(Box::new(save)),
            after: Callback::new(move |()| after()),
            pause: StoredValue::new(None),
            since: StoredValue::new(None),
            ended: StoredValue::new(false),
            failed: StoredValue::new(false),
            saves: StoredValue::new(0),
            undos: StoredValue::new(Vec::new()),
            page: StoredValue::new(Owner::current()),
        };
        if let Some(open) = use_context::<OpenDrafts>() {
            open.add(autosave.kept, autosave.failed, move || autosave.standing().and_then(&text));
        }
        let hidden = window_event_listener_untyped("visibilitychange", move |_| autosave.keep_now());
        let leaving = window_event_listener_untyped("pagehide", move |_| autosave.keep_now());
        on_cleanup(move || {
            hidden.remove();
            leaving.remove();
            autosave.withdraw_undos();
            autosave.save_before_it_is_gone();
        });
        autosave
    }

    /// Something of it.
    pub(crate) fn part<U: Send + Sync + 'static>(self, get: impl Fn(&T) -> U + Send + Sync + 'static) -> Signal<U> {
        Signal::derive(move || get(&self.value.read()))
    }

    /// Changes it, and saves it soon. Nothing happens once its page is gone.
    pub(crate) fn edit(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        self.change(&mut |value| {
            if let Some(change) = change.take() {
                change(value);
            }
        });
    }

    /// The same, compiled once for what is typed and not once for each field.
    fn change(self, change: &mut dyn FnMut(&mut T)) {
        if self.value.try_update(change).is_none() {
            return;
        }
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

    /// Offers to undo a change for a while. The offer goes when the page does: it would have nothing to change.
    pub(crate) fn offer_undo(self, words: impl Into<String>, undo: impl Fn(&mut T) + Send + Sync + 'static) {
        let (notices, words) = (use_notices(), words.into());
        let offer = || notices.offer(words, "Undo", Callback::new(move |()| self.edit(&undo)));
        let offer = match self.page.get_value() {
            Some(page) => page.with(offer),
            None => offer(),
        };
        self.undos.update_value(|undos| undos.push(offer));
    }

    /// Saves what was typed, if anything, without waiting for a pause.
    pub(crate) fn keep_now(self) {
        if self.ended.try_get_value() != Some(false) {
            return;
        }
        match self.kept.get_untracked() {
            Kept::Typed | Kept::Failed(_) => {}
            // What is typed while saving turns it to `Typed`, and its own pause saves it.
            Kept::Untouched(_) | Kept::Saving | Kept::Saved(_) => return,
        }
        self.stop_waiting();
        self.since.set_value(None);
        self.kept.set(Kept::Saving);
        let number = self.saves.get_value().wrapping_add(1);
        self.saves.set_value(number);
        let Some(saving) = self.saving() else { return };
        spawn_local(async move {
            let answer = saving.await;
            // An answer about what was typed since, or to a page that is gone, says nothing.
            let still = self.kept.try_get_untracked() == Some(Kept::Saving) && self.saves.try_get_value() == Some(number);
            let now = match answer {
                Ok(at) => Kept::Saved(at),
                Err(problem) => Kept::Failed(crate::sentence(&problem)),
            };
            if still {
                self.failed.set_value(matches!(now, Kept::Failed(_)));
                self.kept.set(now);
                self.after.run(());
            }
        });
    }

    /// Nothing more is saved, and nothing comes back: it was signed, or is discarded.
    pub(crate) fn end(self) {
        self.stop_waiting();
        self.withdraw_undos();
        let _gone = self.ended.try_set_value(true);
        let _gone = self.failed.try_set_value(false);
    }

    /// What stands there is saved or signed: what is typed from now on is saved anew.
    pub(crate) fn settle(self) {
        self.stop_waiting();
        self.since.set_value(None);
        self.saves.update_value(|saves| *saves = saves.wrapping_add(1));
        self.kept.set(Kept::Untouched(None));
    }

    /// What stands on the screen, unless it was signed or discarded.
    fn standing(self) -> Option<T> {
        if self.ended.try_get_value() == Some(false) { self.value.try_get_untracked() } else { None }
    }

    fn saving(self) -> Option<Saving> {
        let value = self.value.try_get_untracked()?;
        self.save.try_with_value(|save| save(value))
    }

    fn withdraw_undos(self) {
        for offer in self.undos.try_update_value(std::mem::take).unwrap_or_default() {
            offer.withdraw();
        }
    }

    fn stop_waiting(self) {
        if let Some(pause) = self.pause.try_update_value(Option::take).flatten() {
            pause.clear();
        }
    }

    /// The page goes away, perhaps because it locks: the message must leave before the keeper forgets its keys, so the
    /// future is polled here and now, and nobody is left to hear the answer.
    fn save_before_it_is_gone(self) {
        let unsaved = matches!(self.kept.try_get_untracked(), Some(Kept::Typed | Kept::Saving | Kept::Failed(_)));
        if unsaved && self.ended.try_get_value() == Some(false) {
            self.stop_waiting();
            if let Some(saving) = self.saving() {
                let _sent = pin!(saving).as_mut().poll(&mut Context::from_waker(Waker::noop()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_types_steadily_is_saved_within_a_second() {
        for step in [1, 30, 250, 550, 599] {
            let (mut typed, mut saved_after) = (0, None);
            while saved_after.is_none() {
                match wait(typed) {
                    None => saved_after = Some(typed),
                    Some(wait) if wait <= Duration::from_millis(step as u64) => {
                        saved_after = Some(typed + i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
                    }
                    Some(_) => typed += step,
                }
            }
            assert!(saved_after.is_some_and(|after| after <= 1_000), "a letter each {step} ms: {saved_after:?}");
        }
        assert_eq!(wait(0), Some(PAUSE), "a pause is awaited first");
    }
}
