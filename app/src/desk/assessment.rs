//! Assessments of a chart: the list of them, one being written, and one as it was signed.

mod begin;
mod filling;
mod finding_status;
mod form;
mod list;
mod read;

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    page::{Trouble, Waiting, when_ready},
    pages,
};
use clinical::Kind;
use form::Form;
use keeper::protocol::{AssessmentView, ChartView, LoadThread, Problem, ThreadView};
use leptos::prelude::*;
use list::AssessmentList;
use read::AssessmentRead;
pub(crate) use read::AssessmentText;
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

/// How an assessment stands on the page.
#[derive(Clone, PartialEq)]
enum PageState {
    Waiting,
    Trouble(Problem),
    Writing,
    Reading,
}

#[component]
fn AssessmentPage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    // A failed look must not take what is being typed off the page.
    let stand = Memo::new(move |before: Option<&PageState>| match (before, asked.get()) {
        (_, Some(Ok(view))) => match found(&view, doc) {
            Some(one) if one.signed.rights.write => PageState::Writing,
            Some(_) => PageState::Reading,
            None => PageState::Trouble(Problem::NotFound),
        },
        (Some(before @ (PageState::Writing | PageState::Reading)), _) => before.clone(),
        (_, Some(Err(problem))) => PageState::Trouble(problem),
        (_, None) => PageState::Waiting,
    });
    view! {
        <ChartHead chart tab=Tab::Assessment/>
        <ChartTabs record chart tab=Tab::Assessment/>
        {move || stood(stand.get(), (record, doc), asked, chart)}
    }
}

fn stood(stand: PageState, (record, doc): (RecordId, DocId), asked: Asked<ThreadView>, chart: Asked<ChartView>) -> AnyView {
    match stand {
        PageState::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        PageState::Trouble(problem) => {
            view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
        }
        PageState::Writing => {
            untrack(|| asked.pick(|view| found(view, doc).cloned())).map(|one| view! { <Form record one asked/> }).into_any()
        }
        PageState::Reading => view! { <AssessmentRead record doc asked chart/> }.into_any(),
    }
}

/// One of the assessments of a chart.
fn found(view: &ThreadView, doc: DocId) -> Option<&AssessmentView> {
    view.assessments.iter().find(|one| one.signed.doc == doc)
}
