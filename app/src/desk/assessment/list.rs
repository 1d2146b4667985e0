//! The assessments of a chart as a list.

use super::begin::BeginAssessment;
use crate::desk::{ask::Asked, pages, row_labels};
use clinical::Kind;
use keeper::protocol::{DocRow, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use ui::{EmptyState, StateMark};

/// The list: drafts of mine first, then the rest, the newest first.
#[component]
pub(super) fn AssessmentList(
    /// The rows of the chart.
    rows: Vec<DocRow>,
    /// Whether I may begin one.
    may_write: bool,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
    record: RecordId,
) -> impl IntoView {
    let rows: Vec<DocRow> = rows.into_iter().filter(|row| row.summary.kind == Kind::Assessment).collect();
    if rows.is_empty() {
        let words = "The presenting concern, findings, and level of care appear here. The plan starts from them.";
        let begin = may_write.then(|| view! { <BeginAssessment asked record word="Start assessment"/> });
        return view! { <EmptyState title="No assessment yet" words>{begin}</EmptyState> }.into_any();
    }
    let begin = may_write.then(|| {
        view! {
            <div class="cluster">
                <BeginAssessment asked record word="Start another assessment"/>
                <p class="soft">"Starts blank. You can copy goals and strengths from the last one."</p>
            </div>
        }
    });
    let (drafts, others): (Vec<DocRow>, Vec<DocRow>) = rows.into_iter().partition(|row| row.draft);
    view! {
        {begin}
        <Rows title="Drafts" record rows=drafts asked/>
        <Rows title="Signed" record rows=others asked/>
    }
    .into_any()
}

#[component]
fn Rows(
    /// What they have in common.
    title: &'static str,
    record: RecordId,
    /// The assessments.
    rows: Vec<DocRow>,
    /// What runs through the chart, for the episode of each.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let count = rows.len();
        let line = |row: DocRow| {
            let ((mark, word), href) = (row_labels::standing(&row), pages::row(record, &row));
            let title = format!("Assessment, {}", row_labels::service_time(&row));
            let episode =
                move || asked.pick(|thread| thread.episodes.named_on(row.summary.day?)).map(|name| format!(" · {name}"));
            view! { <li><a href=href><b>{title}</b><small>{row.author_name}{episode}</small><StateMark is=mark word/></a></li> }
        };
        view! {
            <h2 class="over">{title}" "<span class="quiet">{count}</span></h2>
            <ul class="list">{rows.into_iter().map(line).collect_view()}</ul>
        }
    })
}
