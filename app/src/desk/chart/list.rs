//! The notes of a chart as a list.

use super::timeline::NewNote;
use crate::desk::{draft::without_discarded, page::Stretch, pages, row_labels};
use clinical::{Kind, episode::Episodes};
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
        <Rows title="Drafts".to_owned() record above=0 rows=drafts stretch/>
        {by_episode(others, &chart.episodes, above).into_iter().map(|(title, above, rows)| view! { <Rows title record above rows stretch/> }).collect_view()}
    }
    .into_any()
}

/// Signed notes, under their episode of care where there are several; each with how many stand above it.
fn by_episode(rows: Vec<DocRow>, episodes: &Episodes, mut above: usize) -> Vec<(String, usize, Vec<DocRow>)> {
    if !episodes.are_several() {
        return vec![("Signed".to_owned(), above, rows)];
    }
    let mut parts: Vec<(String, usize, Vec<DocRow>)> = Vec::new();
    let mut rest = rows;
    for episode in episodes.iter().rev() {
        let is_in =
            |row: &DocRow| row.summary.day.and_then(|day| episodes.nearest(day)).is_none_or(|one| one.number == episode.number);
        let (of_it, others): (Vec<DocRow>, Vec<DocRow>) = rest.into_iter().partition(is_in);
        rest = others;
        let count = of_it.len();
        parts.push((format!("Signed · {}", episode.name()), above, of_it));
        above += count;
    }
    parts
}

#[component]
fn Rows(
    /// What they have in common.
    title: String,
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
