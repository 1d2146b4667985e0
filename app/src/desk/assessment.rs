//! Assessments of a chart: the list of them, one being written, and one as it was signed.

mod begin;
mod filling;
mod finding_status;
mod form;
mod list;
mod read;

use crate::desk::{
    ask::use_asked,
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::{not_found, when_ready, written_or_read},
    pages,
};
use clinical::{Kind, assessment::Assessment};
use form::Form;
use keeper::protocol::{DocPage, Load, LoadThread};
use leptos::prelude::*;
use list::AssessmentList;
use read::AssessmentRead;
pub(crate) use read::{AssessmentChanges, AssessmentText};
use record::{DocId, RecordId};

/// `/clients/:record/assessments`
#[component]
pub(crate) fn AssessmentsRoute() -> impl IntoView {
    by_record(|record| view! { <ListPage record/> }.into_any())
}

/// `/clients/:record/assessments/:doc`
#[component]
pub(crate) fn AssessmentRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <AssessmentPage record doc/> }.into_any())
}

/// The list of them.
fn list_of(record: RecordId) -> String {
    pages::list(record, Kind::Assessment)
}

/// The plan, where findings are taken up.
fn plan_of(record: RecordId) -> String {
    pages::list(record, Kind::Plan)
}

#[component]
fn ListPage(record: RecordId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    view! {
        <ChartHead chart tab=Tab::Assessment/>
        <ChartTabs record chart tab=Tab::Assessment/>
        <div class="body">
            {when_ready(chart, move |chart| view! { <AssessmentList rows=chart.rows may_write=chart.may_write asked record/> }.into_any())}
        </div>
    }
}

#[component]
fn AssessmentPage(record: RecordId, doc: DocId) -> impl IntoView {
    let (chart, asked) = (use_chart(record), use_asked(move || Load { record, doc }));
    let thread = use_asked(move || LoadThread { record });
    let write = move || untrack(|| asked.pick(DocPage::view)).map(|one| view! { <Form record one asked=thread/> }).into_any();
    let read = move || view! { <AssessmentRead record doc page=asked asked=thread chart/> }.into_any();
    view! {
        <ChartHead chart tab=Tab::Assessment/>
        <ChartTabs record chart tab=Tab::Assessment/>
        <LostStatements record doc/>
        {written_or_read(asked, DocPage::may_write::<Assessment>, move || not_found(asked), write, read)}
    }
}
