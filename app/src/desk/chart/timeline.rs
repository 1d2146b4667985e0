//! What happened, newest first, by month.

use crate::desk::{draft::without_discarded, page::Stretch, pages, return_to_use::BeginReturn, row_labels};
use chrono::NaiveDate;
use clinical::{Kind, episode::Episodes};
use keeper::protocol::{ChartView, DocRow};
use leptos::prelude::*;
use record::{RecordId, Status};
use ui::{EmptyState, Glyph, Icon, StateMark};

/// The timeline.
#[component]
pub(super) fn Timeline(
    chart: ChartView,
    /// How much is drawn.
    stretch: Stretch,
) -> impl IntoView {
    let record = chart.record;
    let new = chart.may_write.then(|| view! { <NewNote record/><BeginReturn record/> });
    let rows = without_discarded(chart.rows, |row| row);
    if rows.is_empty() {
        return view! {
            <EmptyState title="Nothing yet" words="Entries in this chart appear here, newest first.">{new}</EmptyState>
        }
        .into_any();
    }
    stretch.go_on(rows.len());
    let mut before = 0;
    let month = |(month, rows): (String, Vec<DocRow>)| {
        let above = before;
        before += rows.len();
        view! { <Month record month rows above stretch/> }
    };
    let months = by_month(rows, &chart.episodes).into_iter().map(month).collect_view();
    view! { <div class="cluster">{new}</div>{months} }.into_any()
}

/// The way to a new note.
#[component]
pub(super) fn NewNote(record: RecordId) -> impl IntoView {
    view! { <a class="btn" data-kind="first" href=pages::new(record, Kind::Note)><Icon glyph=Glyph::Add/>"New note"</a> }
}

#[component]
fn Month(
    record: RecordId,
    /// `November 2026`.
    month: String,
    /// Its notes.
    rows: Vec<DocRow>,
    /// How many stand above them.
    above: usize,
    /// How much is drawn.
    stretch: Stretch,
) -> impl IntoView {
    view! {
        <h2 class="over">{month}</h2>
        <ol class="lane timeline">
            <For each=move || stretch.of(&rows, above) key=|row| row.doc let(row)>
                <li data-thread="none"><Entry record row/></li>
            </For>
        </ol>
    }
}

#[component]
fn Entry(record: RecordId, row: DocRow) -> impl IntoView {
    let ((mark, word), href) = (row_labels::standing(&row), pages::row(record, &row));
    let retracted = matches!(row.status, Status::EnteredInError).then_some("retracted");
    let what = [row_labels::service_time(&row), row.author_name.clone()].join(" · ");
    let day = row_labels::service_day(&row);
    let late = row_labels::late_entry(&row).map(|words| view! { <span class="broken">" · "{words}</span> });
    view! {
        <article class="entry" data-is=retracted>
            <header>
                <h3><a href=href>{row.summary.title}<span class="hidden-visually">{day.map(|day| format!(" of {day}"))}</span></a></h3>
                <StateMark is=mark word/>
            </header>
            <p class="soft">{what}{late}</p>
            <p>{row.summary.excerpt}</p>
        </article>
    }
}

/// Rows under the month of their service, and the episode of care where there are several; those without a time stand first.
fn by_month(rows: Vec<DocRow>, episodes: &Episodes) -> Vec<(String, Vec<DocRow>)> {
    let mut months: Vec<(String, Vec<DocRow>)> = Vec::new();
    for row in rows {
        let episode = |date| episodes.named_on(date).map(|name| format!(" · {name}"));
        let named = |date: NaiveDate| date.format("%B %Y").to_string() + &episode(date).unwrap_or_default();
        let month = row.summary.day.map_or_else(|| "No date yet".to_owned(), named);
        match months.iter_mut().find(|(name, _)| *name == month) {
            Some((_, rows)) => rows.push(row),
            None => months.push((month, vec![row])),
        }
    }
    months
}
