//! What owes a second look, by reason.

use super::Place;
use crate::desk::{clock, pages, row_labels};
use keeper::protocol::{ReviewRow, SecondLook};
use leptos::prelude::*;
use ui::EmptyState;

/// The reasons in the order of the page, and what each is called.
const REASONS: [(SecondLook, &str); 5] = [
    (SecondLook::CoSignature, "Co-signature"),
    (SecondLook::Late, "Late notes"),
    (SecondLook::Unanswered, "After a return to use"),
    (SecondLook::Plan, "Plans"),
    (SecondLook::Returned, "Awaiting revision"),
];

/// The rows in the order of the page, the oldest first within a reason.
pub(super) fn ordered(mut rows: Vec<ReviewRow>) -> Vec<ReviewRow> {
    record::order::sort_by_key(&mut rows, |row| (row.why, row.note.signed));
    rows
}

/// The queue.
#[component]
pub(super) fn Queue(
    /// What is shown, in order.
    shown: Memo<Vec<ReviewRow>>,
    /// What is open.
    open: Memo<Option<Place>>,
) -> impl IntoView {
    move || {
        let rows = shown.get();
        if rows.is_empty() {
            return view! {
                <EmptyState title="Nothing to review" words="Notes, assessments, and plans that need a second look appear here, for clients whose care team you are on."/>
            }
            .into_any();
        }
        let part = |(why, title): &(SecondLook, &'static str)| {
            let own: Vec<ReviewRow> = rows.iter().filter(|row| row.why == *why).cloned().collect();
            (!own.is_empty()).then(|| {
                let count = own.len();
                let lines = own.into_iter().map(|row| view! { <Line row open/> }).collect_view();
                view! { <h2>{*title}" "<span class="quiet">{count}</span></h2><ul>{lines}</ul> }
            })
        };
        REASONS.iter().map(part).collect_view().into_any()
    }
}

#[component]
fn Line(
    row: ReviewRow,
    /// What is open.
    open: Memo<Option<Place>>,
) -> impl IntoView {
    let place = (row.record, row.note.doc);
    let current = move || (open.get() == Some(place)).then_some("true");
    let day = row_labels::service_day(&row.note).unwrap_or_default();
    let age = clock::waiting(row.note.signed.map_or_else(clock::today, |at| clock::here(at).date_naive()));
    let late = row_labels::late_entry(&row.note).map(|_| " · late entry").unwrap_or_default();
    let title = title(&row);
    let episode = row.episode.as_ref().map(|episode| format!(" · {episode}")).unwrap_or_default();
    view! {
        <li>
            <a href=pages::review_row(row.record, &row.note) aria-current=current>
                <b><bdi>{row.client}</bdi><span>{age}</span></b>
                <small>{format!("{title}, {day}{late}{episode} · {}", row.note.author_name)}</small>
            </a>
        </li>
    }
}

/// What it is: `Treatment plan, version 3`.
fn title(row: &ReviewRow) -> String {
    let title = &row.note.summary.title;
    row.version.map_or_else(|| title.clone(), |version| format!("{title}, version {version}"))
}
