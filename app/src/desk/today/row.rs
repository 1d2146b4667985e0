//! One thing owed.

use crate::desk::{
    clock::{self, Owed},
    pages, row_labels,
};
use keeper::protocol::OwedRow;
use leptos::prelude::*;

/// Why it is owed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// A draft of mine.
    Draft,
    /// Returned to me.
    Returned,
    /// For me to co-sign.
    ToAttest,
    /// Somebody else owes it.
    Others,
}

/// One line; it leads to where it is done.
#[component]
pub(super) fn Row(
    row: OwedRow,
    /// Why it is owed.
    reason: Reason,
) -> impl IntoView {
    let OwedRow { record, client, note, due } = row;
    let href = match reason {
        Reason::Draft | Reason::Returned | Reason::Others => pages::row(record, &note),
        Reason::ToAttest => pages::review_row(record, &note),
    };
    let day = row_labels::service_day(&note).unwrap_or_else(|| "no date yet".to_owned());
    let what = match reason {
        Reason::Draft | Reason::Returned | Reason::Others => format!("{}, {day}", note.summary.title),
        Reason::ToAttest => format!("{}, {day}, {}", note.summary.title, note.author_name),
    };
    let age = match (reason, due.map(clock::owed)) {
        (Reason::Draft | Reason::Returned | Reason::ToAttest, Some(Owed::Over(words))) => {
            view! { <span class="broken">{words}</span> }.into_any()
        }
        (Reason::Draft | Reason::Returned | Reason::ToAttest, Some(Owed::By(words))) => words.into_any(),
        (Reason::Others, _) | (_, None) => ().into_any(),
    };
    view! {
        <li>
            <a href=href><b>{client}</b>" "<span>{what}</span></a>
            <span class="age">{age}</span>
        </li>
    }
}
