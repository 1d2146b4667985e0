//! What is owed, by reason. A reason without anything is not shown.

use super::row::{Reason, Row};
use keeper::protocol::{OwedRow, TodayView};
use leptos::prelude::*;
use ui::EmptyState;

/// Everything owed.
#[component]
pub(super) fn OwedList(
    /// As the keeper says.
    today: TodayView,
) -> impl IntoView {
    let nothing = today.drafts.is_empty() && today.returned.is_empty() && today.to_attest.is_empty();
    let all_done = nothing
        .then(|| view! { <EmptyState title="Nothing is owed" words="Drafts, returned notes and co-signatures will be here."/> });
    view! {
        <section class="owed" aria-labelledby="owed">
            <h2 id="owed" class="over">"Owed "<span class="quiet">"by reason"</span></h2>
            {all_done}
            <Part title="Notes to sign" reason=Reason::Draft rows=today.drafts/>
            <Part title="Returned to you" reason=Reason::Returned rows=today.returned/>
            <Part title="To co-sign" reason=Reason::ToAttest rows=today.to_attest/>
            <Part title="Waiting for others" reason=Reason::Others rows=today.awaiting_others/>
        </section>
    }
}

#[component]
fn Part(
    /// The reason, in words.
    title: &'static str,
    /// The reason.
    reason: Reason,
    /// The notes.
    rows: Vec<OwedRow>,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        let rows = rows.into_iter().map(|row| view! { <Row row reason/> }).collect_view();
        view! {
            <section>
                <h3>{title}" "<span class="n">{count}</span></h3>
                <ul>{rows}</ul>
            </section>
        }
    })
}
