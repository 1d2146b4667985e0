//! What waits for a supervisor, by reason.

use crate::desk::{
    clock::{self, Owed},
    pages, row_labels,
};
use keeper::protocol::ReviewRow;
use leptos::prelude::*;
use record::{DocId, RecordId, Review, Status};
use ui::EmptyState;

/// Whether a row owes me a co-signature; the others were returned and wait for their author.
pub(super) fn owed(row: &ReviewRow) -> bool {
    match row.note.status {
        Status::Final(review) | Status::Amended(review) => match review {
            Review::Owed => true,
            Review::NotOwed | Review::Returned | Review::Attested => false,
        },
        Status::Preliminary | Status::EnteredInError => false,
    }
}

/// The queue.
#[component]
pub(super) fn Queue(
    /// What waits, and what I returned.
    rows: Vec<ReviewRow>,
    /// The note that is open.
    open: Memo<Option<(RecordId, DocId)>>,
) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <EmptyState title="Nothing waits" words="Notes of people in training will be here once they sign, in charts whose team you are in."/>
        }
        .into_any();
    }
    let (owed, others): (Vec<ReviewRow>, Vec<ReviewRow>) = rows.into_iter().partition(owed);
    let (returned, events): (Vec<ReviewRow>, Vec<ReviewRow>) =
        others.into_iter().partition(|row| row.note.status.review() == Some(Review::Returned));
    view! {
        <Part title="Co-signature" rows=owed open/>
        <Part title="Plan not revised yet" rows=events open/>
        <Part title="Returned, with their author" rows=returned open/>
    }
    .into_any()
}

#[component]
fn Part(
    title: &'static str,
    rows: Vec<ReviewRow>,
    /// The note that is open.
    open: Memo<Option<(RecordId, DocId)>>,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|row| view! { <Line row open/> }).collect_view();
        view! { <h2>{title}</h2><ul>{rows}</ul> }
    })
}

#[component]
fn Line(
    row: ReviewRow,
    /// The note that is open.
    open: Memo<Option<(RecordId, DocId)>>,
) -> impl IntoView {
    let ReviewRow { record, client, note, due, .. } = row;
    let doc = note.doc;
    let current = move || (open.get() == Some((record, doc))).then_some("true");
    let day = row_labels::service_day(&note).unwrap_or_default();
    let (age, is) = match due.map(clock::owed) {
        Some(Owed::Over(over)) => (over, Some("owed")),
        Some(Owed::By(by)) => (by, None),
        None => (day.clone(), None),
    };
    view! {
        <li>
            <a href=pages::review_row(record, &note) aria-current=current>
                <b>{client}<span data-is=is>{age}</span></b>
                <small>{format!("{}, {day} · {}", note.summary.title, note.author_name)}</small>
            </a>
        </li>
    }
}
