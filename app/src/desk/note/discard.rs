//! Discarding a draft, with a while in which it can be had back. Until then the keeper is not even asked.

use super::words;
use crate::{use_link, use_notices_from_keeper};
use keeper::protocol::DropDraft;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use std::time::Duration;
use ui::use_notices;

/// How long it can be had back.
const WHILE: Duration = Duration::from_secs(8);

/// Drafts about to be dropped. Lives in the frame, because the note's page is gone by then.
#[derive(Clone)]
pub(super) struct Discards {
    pending: StoredValue<Vec<DocId>>,
    frame: Owner,
}

/// Puts the list in context. Call once, in the frame, inside the router.
pub(crate) fn provide_discards() {
    if let Some(frame) = Owner::current() {
        provide_context(Discards { pending: StoredValue::new(Vec::new()), frame });
    }
}

impl Discards {
    /// It is being written on again.
    pub(super) fn take_back(&self, doc: DocId) {
        self.pending.update_value(|pending| pending.retain(|other| *other != doc));
    }

    /// Drops a draft after a while, and offers it back until then. Ends on the list of notes.
    pub(super) fn discard(&self, record: RecordId, doc: DocId) {
        self.pending.update_value(|pending| pending.push(doc));
        let all = self.clone();
        self.frame.with(move || {
            let (link, changed, notices, navigate) =
                (use_link(), use_notices_from_keeper().changed, use_notices(), use_navigate());
            navigate(&format!("/clients/{record}/notes"), NavigateOptions::default());
            let pending = all.pending;
            let back = move |()| {
                if pending.with_value(|pending| pending.contains(&doc)) {
                    all.take_back(doc);
                    navigate(&words::href(record, doc), NavigateOptions::default());
                } else {
                    notices.say("This draft is gone, or is being written on again.");
                }
            };
            notices.offer("The draft is discarded.", "Undo", Callback::new(back));
            let drop = move || {
                // Locked meanwhile, or taken back: the draft stays.
                if pending.try_with_value(|pending| pending.contains(&doc)) != Some(true) {
                    return;
                }
                pending.update_value(|pending| pending.retain(|other| *other != doc));
                spawn_local(async move {
                    let dropped = link.ask(DropDraft { record, doc }).await;
                    if dropped.is_ok() {
                        let _gone = changed.try_update(|count| *count = count.wrapping_add(1));
                    }
                });
            };
            set_timeout(drop, WHILE);
        });
    }
}
