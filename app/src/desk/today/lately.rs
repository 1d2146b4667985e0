//! What I signed lately.

use crate::desk::{clock, pages, row_labels};
use keeper::protocol::OwedRow;
use leptos::prelude::*;
use ui::{EmptyState, StateMark};

/// The notes signed lately, newest first.
#[component]
pub(super) fn Lately(
    /// The rows.
    rows: Vec<OwedRow>,
) -> impl IntoView {
    let now = format!("it is {}", clock::clock(&clock::here(clock::now())));
    let list = if rows.is_empty() {
        view! { <EmptyState title="Nothing signed lately" words="Notes you sign will be here for a while."/> }.into_any()
    } else {
        view! { <ol class="visits">{rows.into_iter().map(|row| view! { <Signed row/> }).collect_view()}</ol> }.into_any()
    };
    view! {
        <section aria-labelledby="lately">
            <h2 id="lately" class="over">"Signed lately "<span class="quiet">{now}</span></h2>
            {list}
        </section>
    }
}

#[component]
fn Signed(row: OwedRow) -> impl IntoView {
    let OwedRow { record, client, note, due: _ } = row;
    let (mark, word) = row_labels::standing(&note);
    let at = note.summary.time.map(|time| clock::local(time.start, time.offset_minutes));
    let day = at.map(|at| clock::near_day(at.date_naive()));
    let what = format!("{} · {}", note.summary.title, note.summary.excerpt);
    view! {
        <li class="visit" data-done="">
            <time>{at.map(|at| clock::clock(&at))}<span>{day}</span></time>
            <div class="who"><h3><a href=pages::row(record, &note)>{client}</a></h3><p>{what}</p></div>
            <div class="thread-cell"></div>
            <div class="then"><StateMark is=mark word/></div>
        </li>
    }
}
