//! Discarding a draft, with a while in which it can be had back. Until then the keeper is not even asked.

use super::Draft;
use crate::{use_link, use_notices_from_keeper};
use clinical::Body;
use keeper::protocol::{DocRow, DropDraft};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId, Status};
use std::time::Duration;
use ui::{Button, ButtonKind, use_notices};

/// How long it can be had back.
const WHILE: Duration = Duration::from_secs(15);

/// Drafts about to be dropped. Lives in the frame, because the draft's page is gone by then.
#[derive(Clone)]
pub(crate) struct Discards {
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
    /// Whether it is about to be dropped.
    pub(crate) fn is_going(&self, doc: DocId) -> bool {
        self.pending.with_value(|pending| pending.contains(&doc))
    }

    /// It is being written on again.
    pub(super) fn take_back(&self, doc: DocId) {
        self.pending.update_value(|pending| pending.retain(|other| *other != doc));
    }

    /// Drops a draft after a while, and offers it back until then at its page `here`. Ends on `list`.
    fn discard(&self, record: RecordId, doc: DocId, list: &str, here: String) {
        self.pending.update_value(|pending| pending.push(doc));
        let all = self.clone();
        self.frame.with(move || {
            let (link, changed, notices, navigate) =
                (use_link(), use_notices_from_keeper().changed, use_notices(), use_navigate());
            navigate(list, NavigateOptions::default());
            let pending = all.pending;
            let back = move |()| {
                if pending.with_value(|pending| pending.contains(&doc)) {
                    all.take_back(doc);
                    navigate(&here, NavigateOptions::default());
                } else {
                    notices.say("This draft is gone or was opened again.");
                }
            };
            let offer = notices.offer("Draft discarded.", "Undo", Callback::new(back));
            let drop = move || {
                // Locked meanwhile, or taken back: the draft stays.
                if pending.try_with_value(|pending| pending.contains(&doc)) != Some(true) {
                    return;
                }
                pending.update_value(|pending| pending.retain(|other| *other != doc));
                offer.withdraw();
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

/// Rows without the drafts that are about to be dropped. What was signed before stays: only what was changed in it goes.
pub(crate) fn without_discarded<T>(rows: Vec<T>, row: impl Fn(&T) -> &DocRow) -> Vec<T> {
    let Some(discards) = use_context::<Discards>() else { return rows };
    let stays = |one: &T| {
        let row = row(one);
        row.status != Status::Preliminary || !discards.is_going(row.doc)
    };
    rows.into_iter().filter(stays).collect()
}

/// The button.
#[component]
pub(crate) fn Discard<T: Clone + Into<Body> + Send + Sync + 'static>(
    /// What is being written.
    draft: Draft<T>,
    /// Whether there is a draft to throw away: what was signed before and returned has none until it is typed on.
    #[prop(into)]
    there: Signal<bool>,
    /// The address of the list it stood in.
    #[prop(into)]
    list: String,
    /// The address of its own page.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let discards = use_context::<Discards>();
    let discard = Callback::new(move |()| {
        draft.keep_now();
        draft.end();
        if let Some(discards) = &discards {
            discards.discard(draft.record, draft.doc, &list, here.clone());
        }
    });
    view! { <Show when=move || there.get()><Button kind=ButtonKind::Quiet on_press=discard>"Discard draft"</Button></Show> }
}
