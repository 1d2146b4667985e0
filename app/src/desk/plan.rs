//! The plan: the version in force as one readable tree, its versions and signatures, each version edited in place, two of
//! them compared in words, and two that stand side by side joined.

mod acts;
mod against;
mod begin;
mod edit;
mod findings;
mod hand;
mod join;
mod overview;
mod read;
mod take;
mod words;

pub(crate) use take::{TakeUp, Taking};

use crate::desk::{
    ask::{Asked, use_asked},
    chart::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    page::{Trouble, Unknown, Waiting, once_ready, when_ready},
};
use against::Against;
use edit::Editor;
use join::Join;
use keeper::protocol::{ChartView, LoadThread, Problem, ThreadView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
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
    by_record_and_doc(|record, doc| page(record, move |_, asked| view! { <Version doc asked/> }.into_any()))
}

/// `/clients/:record/plan/:doc/against/:other`
#[component]
pub(crate) fn AgainstRoute() -> impl IntoView {
    let params = use_params_map();
    let other = Memo::new(move |_| params.with(|params| params.get_str("other")?.parse::<DocId>().ok()));
    by_record_and_doc(move |record, doc| match other.get() {
        Some(earlier) => page(record, move |_, asked| {
            let draw = move |thread: ThreadView| view! { <Against thread doc earlier/> }.into_any();
            view! { <div class="body diffpage">{when_ready(asked, draw)}</div> }.into_any()
        }),
        None => view! { <Unknown/> }.into_any(),
    })
}

/// `/clients/:record/plan/join`
#[component]
pub(crate) fn JoinRoute() -> impl IntoView {
    by_record(|record| {
        page(record, |_, asked| {
            let draw = once_ready(asked, |thread: ThreadView| view! { <Join thread/> }.into_any());
            view! { <div class="body diffpage">{draw}</div> }.into_any()
        })
    })
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

/// How a version stands on the page.
#[derive(Clone, PartialEq)]
enum Stand {
    Waiting,
    Trouble(Problem),
    Unknown,
    Writing,
    Reading,
}

#[component]
fn Version(
    /// Which version.
    doc: DocId,
    /// The through-line.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    // A failed look must not take what is being typed off the page.
    let stand = Memo::new(move |before: Option<&Stand>| match (before, asked.get()) {
        (_, Some(Ok(thread))) => match thread.plan(doc) {
            Some(view) if view.signed.rights.write => Stand::Writing,
            Some(_) => Stand::Reading,
            None => Stand::Unknown,
        },
        (Some(before @ (Stand::Writing | Stand::Reading)), _) => before.clone(),
        (_, Some(Err(problem))) => Stand::Trouble(problem),
        (_, None) => Stand::Waiting,
    });
    move || match stand.get() {
        Stand::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        Stand::Trouble(problem) => {
            view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
        }
        Stand::Unknown => view! { <div class="body"><Unknown/></div> }.into_any(),
        Stand::Writing => untrack(|| asked.known()).map(|thread| view! { <Editor thread doc asked/> }).into_any(),
        Stand::Reading => view! { <div class="body planpage"><Reading doc asked/></div> }.into_any(),
    }
}
