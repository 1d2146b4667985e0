//! The comment with which an assessment was returned, while it is being revised.

use crate::desk::clock;
use keeper::protocol::{LineKind, NoteLine};
use leptos::prelude::*;

/// The last comment, where nothing was signed after it.
#[component]
pub(super) fn Returned(
    /// Signatures and statements, oldest first.
    lines: Vec<NoteLine>,
) -> impl IntoView {
    let last = lines.into_iter().next_back().filter(|line| matches!(line.kind, LineKind::Returned));
    last.map(|line| {
        view! {
            <div class="comment" role="note">
                <b>{format!("{} returned this on {}: ", line.who, clock::full_moment(line.written))}</b>{line.text}
                <p class="label">"Edit the assessment and sign it again. The earlier version stays in the record."</p>
            </div>
        }
    })
}
