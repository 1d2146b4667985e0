//! Standard instruments of a chart: results over time, filling one in together, handing the tablet to the client, the result.

mod begin;
mod beyond;
mod client;
mod filling;
mod form;
mod item;
mod labels;
mod list;
mod read;
mod result;
mod risk;

pub(crate) use client::provide_hand_over;

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    page::{Trouble, Waiting, when_ready},
    pages,
};
use clinical::{Kind, measure::Measure};
use keeper::protocol::{ChartView, LoadThread, Problem, Signed, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId};

/// `/clients/:record/measures`
#[component]
pub(crate) fn MeasuresRoute() -> impl IntoView {
    by_record(|record| view! { <ListPage record/> }.into_any())
}

/// `/clients/:record/measures/:doc`
#[component]
pub(crate) fn MeasureRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <MeasurePage record doc/> }.into_any())
}

/// `/clients/:record/measures/:doc/client`
#[component]
pub(crate) fn ClientRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <client::HandOver record doc/> }.into_any())
}

/// A measure of the chart, with how it is filed.
fn found(view: &ThreadView, doc: DocId) -> Option<(Signed, Measure)> {
    view.of::<Measure>().find(|(signed, _)| signed.doc == doc).map(|(signed, measure)| (signed.clone(), measure.clone()))
}

/// A measure's page.
fn page_of(record: RecordId, doc: DocId) -> String {
    pages::one(record, Kind::Measure, doc)
}

#[component]
fn ListPage(record: RecordId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    view! {
        <ChartHead chart tab=Tab::Measures/>
        <ChartTabs record chart tab=Tab::Measures/>
        <div class="body">{when_ready(asked, move |thread| view! { <list::MeasureList thread/> }.into_any())}</div>
    }
}

/// How a measure stands on the page.
#[derive(Clone, PartialEq)]
enum PageState {
    Waiting,
    Trouble(Problem),
    Writing,
    Reading,
}

#[component]
fn MeasurePage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    // A failed look must not take what is being typed off the page.
    let state = Memo::new(move |before: Option<&PageState>| match (before, asked.get()) {
        (_, Some(Ok(view))) => match found(&view, doc) {
            Some((signed, _)) if signed.rights.write => PageState::Writing,
            Some(_) => PageState::Reading,
            None => PageState::Trouble(Problem::NotFound),
        },
        (Some(before @ (PageState::Writing | PageState::Reading)), _) => before.clone(),
        (_, Some(Err(problem))) => PageState::Trouble(problem),
        (_, None) => PageState::Waiting,
    });
    view! {
        <ChartHead chart tab=Tab::Measures/>
        <ChartTabs record chart tab=Tab::Measures/>
        {move || drawn(state.get(), (record, doc), asked, chart)}
    }
}

fn drawn(state: PageState, (record, doc): (RecordId, DocId), asked: Asked<ThreadView>, chart: Asked<ChartView>) -> AnyView {
    match state {
        PageState::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        PageState::Trouble(problem) => {
            view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
        }
        PageState::Writing => untrack(|| asked.pick(|view| found(view, doc)))
            .map(|(signed, measure)| view! { <form::Form record signed measure asked/> })
            .into_any(),
        PageState::Reading => view! { <read::Reading record doc asked chart/> }.into_any(),
    }
}
