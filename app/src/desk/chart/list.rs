//! The notes of a chart as a list.

use super::timeline::NewNote;
use crate::desk::note::words;
use keeper::protocol::{ChartView, DocRow, RowKind};
use leptos::prelude::*;
use record::RecordId;
use ui::{EmptyState, StateMark};

/// The list: drafts of mine first, then the rest, newest service first.
#[component]
pub(super) fn NoteList(
    /// The chart.
    chart: ChartView,
) -> impl IntoView {
    let record = chart.record;
    let new = chart.may_write.then(|| view! { <NewNote record/> });
    let own = chart
        .may_write
        .then(|| view! { <a class="btn" data-kind="quiet" href=format!("/clients/{record}/private")>"My counseling notes"</a> });
    let notes: Vec<DocRow> = chart.rows.into_iter().filter(|row| row.kind == RowKind::Note).collect();
    if notes.is_empty() {
        return view! { <EmptyState title="No notes yet" words="Notes of the team will be here.">{new}{own}</EmptyState> }
            .into_any();
    }
    let (drafts, others): (Vec<DocRow>, Vec<DocRow>) = notes.into_iter().partition(|row| row.draft);
    view! {
        <div class="cluster">{new}{own}</div>
        <Rows title="Being written" record rows=drafts/>
        <Rows title="In the chart" record rows=others/>
    }
    .into_any()
}

#[component]
fn Rows(
    /// What they have in common.
    title: &'static str,
    /// In which record.
    record: RecordId,
    /// The notes.
    rows: Vec<DocRow>,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        let rows = rows.into_iter().map(|row| view! { <Line record row/> }).collect_view();
        view! {
            <h2 class="over">{title}" "<span class="quiet">{count}</span></h2>
            <ul class="list">{rows}</ul>
        }
    })
}

#[component]
fn Line(
    /// In which record.
    record: RecordId,
    /// The note.
    row: DocRow,
) -> impl IntoView {
    let (mark, word) = words::standing(&row);
    let title = if row.format.is_empty() { row.service.clone() } else { format!("{}, {}", row.service, row.format) };
    let what = [words::service_time(&row), row.author_name.clone()].join(" · ");
    view! {
        <li>
            <a href=words::page(record, &row)><b>{title}</b><small>{what}</small><StateMark is=mark word/></a>
        </li>
    }
}
