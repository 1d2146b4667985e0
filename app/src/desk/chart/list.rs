//! The notes of a chart as a list.

use super::timeline::NewNote;
use crate::desk::{draft::without_discarded, page::Stretch, pages, row_labels};
use clinical::Kind;
use keeper::protocol::{ChartView, DocRow};
use leptos::prelude::*;
use record::RecordId;
use ui::{EmptyState, StateMark};

/// The list: drafts of mine first, then the rest, newest service first.
#[component]
pub(super) fn NoteList(
    chart: ChartView,
    /// How much is drawn.
    stretch: Stretch,
) -> impl IntoView {
    let record = chart.record;
    let new = chart.may_write.then(|| view! { <NewNote record/> });
    let own = chart.may_write.then(
        || view! { <a class="btn" data-kind="quiet" href=pages::list(record, Kind::CounselingNote)>"My counseling notes"</a> },
    );
    let notes = without_discarded(chart.rows, |row| row).into_iter().filter(|row| row.summary.kind == Kind::Note);
    let notes: Vec<DocRow> = notes.collect();
    if notes.is_empty() {
        return view! { <EmptyState title="No notes yet" words="Notes of the care team appear here.">{new}{own}</EmptyState> }
            .into_any();
    }
    stretch.go_on(notes.len());
    let (drafts, others): (Vec<DocRow>, Vec<DocRow>) = notes.into_iter().partition(|row| row.draft);
    let above = drafts.len();
    view! {
        <div class="cluster">{new}{own}</div>
        <Rows title="Drafts" record above=0 rows=drafts stretch/>
        <Rows title="Signed" record above rows=others stretch/>
    }
    .into_any()
}

#[component]
fn Rows(
    /// What they have in common.
    title: &'static str,
    record: RecordId,
    /// How many stand above them.
    above: usize,
    rows: Vec<DocRow>,
    /// How much is drawn.
    stretch: Stretch,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        view! {
            <h2 class="over">{title}" "<span class="quiet">{count}</span></h2>
            <ul class="list"><For each=move || stretch.of(&rows, above) key=|row| row.doc let(row)><Line record row/></For></ul>
        }
    })
}

#[component]
fn Line(record: RecordId, row: DocRow) -> impl IntoView {
    let (mark, word) = row_labels::standing(&row);
    let title = row.summary.full_title();
    let what = [Some(row_labels::service_time(&row)), Some(row.author_name.clone()), row_labels::late_entry(&row)];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <a href=pages::row(record, &row)><b>{title}</b><small>{what}</small><StateMark is=mark word/></a>
        </li>
    }
}
