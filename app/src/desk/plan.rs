//! The plan: the version in force as one readable tree, its versions and signatures, each version edited in place, two of
//! them compared in words, and two that stand side by side joined.

mod acts;
mod add_to_plan;
mod begin;
mod carry_over;
mod client_signature;
mod compare;
mod drafts;
mod edit;
mod findings;
mod labels;
mod merge;
mod overview;
mod plan_text;
mod read;

pub(crate) use add_to_plan::{TakeUp, Taking};
pub(crate) use compare::{BesideLine, Comparison};
pub(crate) use labels::{previous, standing as plan_standing, version as plan_title};

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::{Unknown, once_ready, when_ready, written_or_read},
};
use carry_over::BringOver;
use compare::Compare;
use edit::Editor;
use keeper::protocol::{ChartView, LoadThread, ThreadView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use merge::MergeVersions;
use overview::Overview;
use read::Reading;
use record::{DocId, RecordId};

/// `/clients/:record/plan`
#[component]
pub(crate) fn PlanRoute() -> impl IntoView {
    by_record(|record| page(record, |chart, asked| view! { <Overview chart asked/> }.into_any()))
}

/// `/clients/:record/plan/:doc`
#[component]
pub(crate) fn VersionRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| {
        page(record, move |_, asked| view! { <LostStatements record doc/><Version doc asked/> }.into_any())
    })
}

/// `/clients/:record/plan/:doc/compare/:other`
#[component]
pub(crate) fn CompareRoute() -> impl IntoView {
    let params = use_params_map();
    let other = Memo::new(move |_| params.with(|params| params.get_str("other")?.parse::<DocId>().ok()));
    by_record_and_doc(move |record, doc| match other.get() {
        Some(earlier) => page(record, move |_, asked| {
            let draw = move |thread: ThreadView| view! { <Compare thread doc earlier/> }.into_any();
            view! { <div class="body diffpage">{when_ready(asked, draw)}</div> }.into_any()
        }),
        None => view! { <Unknown/> }.into_any(),
    })
}

/// `/clients/:record/plan/merge`
#[component]
pub(crate) fn MergeRoute() -> impl IntoView {
    by_record(|record| {
        page(record, |_, asked| {
            let draw = once_ready(asked, |thread: ThreadView| view! { <MergeVersions thread/> }.into_any());
            view! { <div class="body diffpage">{draw}</div> }.into_any()
        })
    })
}

/// `/clients/:record/plan/:doc/bring-over`
#[component]
pub(crate) fn BringOverRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| {
        page(record, move |_, asked| {
            let draw = once_ready(asked, move |thread: ThreadView| view! { <BringOver thread doc/> }.into_any());
            view! { <div class="body diffpage">{draw}</div> }.into_any()
        })
    })
}

/// What changed between two versions, line by line, for a page beside the plan.
pub(crate) fn compare_lines(reading: clinical::plan::Reading) -> AnyView {
    view! { <Comparison reading/> }.into_any()
}

/// A page of the plan's tab.
fn page(record: RecordId, draw: impl Fn(Asked<ChartView>, Asked<ThreadView>) -> AnyView + 'static) -> AnyView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    view! {
        <ChartHead chart tab=Tab::Plan/>
        <ChartTabs record chart tab=Tab::Plan/>
        {draw(chart, asked)}
    }
    .into_any()
}

#[component]
fn Version(doc: DocId, asked: Asked<ThreadView>) -> impl IntoView {
    let may_write = move |thread: &ThreadView| thread.plan(doc).map(|view| view.signed.rights.write);
    let unknown = || view! { <div class="body"><Unknown/></div> }.into_any();
    let write = move || untrack(|| asked.known()).map(|thread| view! { <Editor thread doc asked/> }).into_any();
    let read = move || view! { <div class="body planpage"><Reading doc asked/></div> }.into_any();
    written_or_read(asked, may_write, unknown, write, read)
}
