//! Which documents are under somebody's hands, and whether all that was typed is kept.

use super::Kept;
use keeper::protocol::SaveDraft;
use leptos::prelude::*;

/// A draft that is open: whether it is saved, whether the last try failed, and its text.
type Open = (RwSignal<Kept>, StoredValue<bool>, Callback<(), Option<SaveDraft>>);

const NOT_SAVED: &str = "What you typed could not be saved. If you leave this page, it is lost. Leave anyway?";

/// The drafts that are open on the desk.
#[derive(Clone, Copy)]
pub(crate) struct OpenDrafts(StoredValue<Vec<Open>>);

/// Makes the list, for the frame around all pages.
pub(crate) fn provide_open_drafts() -> OpenDrafts {
    let open = OpenDrafts(StoredValue::new(Vec::new()));
    provide_context(open);
    open
}

impl OpenDrafts {
    /// Another is opened; those whose page is gone are forgotten.
    pub(super) fn add(
        self,
        kept: RwSignal<Kept>,
        failed: StoredValue<bool>,
        text: impl Fn() -> Option<SaveDraft> + Send + Sync + 'static,
    ) {
        self.0.update_value(|open| {
            open.retain(|(one, ..)| one.try_get_untracked().is_some());
            open.push((kept, failed, Callback::new(move |()| text())));
        });
    }

    /// The texts on the screen, as they stand.
    pub(crate) fn texts(self) -> Vec<SaveDraft> {
        let here = |(kept, _, text): &Open| kept.try_get_untracked().and_then(|_| text.run(()));
        self.0.try_with_value(|open| open.iter().filter_map(here).collect()).unwrap_or_default()
    }

    /// Whether something on the screen could not be saved.
    fn has_failed(self) -> bool {
        let failed = |(_, failed, _): &Open| failed.try_get_value() == Some(true);
        self.0.try_with_value(|open| open.iter().any(failed)).unwrap_or_default()
    }

    /// Whether somebody may leave: asks them, where something on the screen could not be saved.
    pub(crate) fn may_leave(self) -> bool {
        !self.has_failed() || window().confirm_with_message(NOT_SAVED).unwrap_or(true)
    }

    /// The same question from the browser, where the page is closed or loaded anew.
    pub(crate) fn ask_before_unload(self) {
        let asked = window_event_listener_untyped("beforeunload", move |event| {
            if self.has_failed() {
                event.prevent_default();
            }
        });
        on_cleanup(move || asked.remove());
    }

    /// Whether nothing that was typed is still to be kept.
    pub(crate) fn are_kept(self) -> bool {
        let is_kept = |(one, ..): &Open| match one.try_get_untracked() {
            None | Some(Kept::Untouched(_) | Kept::Saved(_)) => true,
            Some(Kept::Typed | Kept::Saving | Kept::Failed(_)) => false,
        };
        // After a lock the whole desk is gone.
        self.0.try_with_value(|open| open.iter().all(is_kept)).unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_or_could_not_be_kept_counts_until_it_is_kept_or_its_page_is_gone() {
        let desk = Owner::new();
        desk.set();
        let open = provide_open_drafts();
        assert!(open.are_kept(), "nothing is open");
        let page = desk.child();
        let kept = page.with(|| RwSignal::new(Kept::Untouched(None)));
        let failed = page.with(|| StoredValue::new(false));
        open.add(kept, failed, || None);
        assert!(open.are_kept());
        for unkept in [Kept::Typed, Kept::Saving, Kept::Failed("The disk is full.".to_owned())] {
            kept.set(unkept);
            assert!(!open.are_kept());
        }
        kept.set(Kept::Saving);
        assert!(!open.has_failed());
        failed.set_value(true);
        assert!(open.has_failed(), "the next try does not hide that the last one failed");
        page.cleanup();
        assert!(!open.has_failed());
        assert!(open.are_kept(), "a page that is gone has handed over what it had");
    }
}
