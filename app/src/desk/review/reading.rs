//! What is under review, by its kind; the way to the next.

use super::{assessment::OfAssessment, decide::Decision, note::OfNote, plan::OfPlan};
use crate::desk::pages;
use clinical::Kind;
use keeper::protocol::ReviewRow;
use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use wasm_bindgen::JsCast;

/// One document, to read and to decide on.
#[component]
pub(super) fn Reading(
    record: RecordId,
    doc: DocId,
    /// The queue as it is shown.
    shown: Memo<Vec<ReviewRow>>,
) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |href: String| navigate.with_value(|navigate| navigate(&href, NavigateOptions::default()));
    let beside = move |step: isize| shown.with_untracked(|rows| beside(rows, (record, doc), step));
    let next = move || go(beside(1).or_else(|| beside(-1)).unwrap_or_else(|| pages::REVIEW.to_owned()));
    let key = window_event_listener(ev::keydown, move |event| {
        let typing = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let typing = typing.is_some_and(|target| target.matches("input, textarea, select").unwrap_or(false));
        let plain = !typing && !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let step = match event.key().as_str() {
            "j" | "J" if plain => 1,
            "k" | "K" if plain => -1,
            _ => return,
        };
        if let Some(href) = beside(step) {
            event.prevent_default();
            go(href);
        }
    });
    on_cleanup(move || key.remove());
    let decision = Decision::open(record, doc, next);
    // What it is does not change while it is open; a note that left the queue stays to be read.
    let kind = Memo::new(move |before: Option<&Kind>| {
        let found = shown.with(|rows| rows.iter().find(|row| row.note.doc == doc).map(|row| row.note.summary.kind));
        found.or_else(|| before.copied()).unwrap_or(Kind::Note)
    });
    view! {
        <article class="desk-audit">
            {move || {
                let kind = kind.get();
                if kind == Kind::Plan {
                    view! { <OfPlan record doc decision/> }.into_any()
                } else if kind == Kind::Assessment {
                    view! { <OfAssessment record doc decision/> }.into_any()
                } else {
                    view! { <OfNote record doc decision/> }.into_any()
                }
            }}
        </article>
    }
}

/// The address of the row so many steps away.
fn beside(rows: &[ReviewRow], place: (RecordId, DocId), step: isize) -> Option<String> {
    let at = rows.iter().position(|row| (row.record, row.note.doc) == place)?;
    let row = rows.get(at.checked_add_signed(step)?)?;
    Some(pages::review_row(row.record, &row.note))
}

/// Moves the focus to what was chosen, unless it is in it already.
pub(super) fn focus_on_arrival(name: NodeRef<html::H2>) {
    Effect::new(move |_| {
        let Some(name) = name.get() else { return };
        let inside = document().query_selector(".desk-audit :focus").ok().flatten().is_some();
        if !inside {
            request_animation_frame(move || {
                let _refused = name.focus();
            });
        }
    });
}
