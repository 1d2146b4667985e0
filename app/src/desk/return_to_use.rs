//! Returns to use: the list of them, one being written down, and one as it was signed with the plan that answers it.

mod begin;
mod decided;
mod form;
mod later;
mod list;
mod read;
mod recovery;
mod writing;

pub(crate) use begin::BeginReturn;
pub(crate) use recovery::RecoveryRoute;

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    page::{Trouble, Waiting, when_ready},
    pages,
};
use clinical::{Kind, chart::ReturnOf};
use form::EventForm;
use keeper::protocol::{ChartView, LoadThread, Mark, Problem, Signed, ThreadView};
use leptos::prelude::*;
use list::EventList;
use read::EventRead;
use record::{DocId, RecordId};

/// A return to use as the keeper shows it.
type EventView = ReturnOf<Signed, Mark>;

/// `/clients/:record/return-to-use`
#[component]
pub(crate) fn ReturnsRoute() -> impl IntoView {
    by_record(|record| view! { <ListPage record/> }.into_any())
}

/// `/clients/:record/return-to-use/:doc`
#[component]
pub(crate) fn ReturnRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <EventPage record doc/> }.into_any())
}

/// The list of them.
fn list_of(record: RecordId) -> String {
    pages::list(record, Kind::ReturnToUse)
}

#[component]
fn ListPage(record: RecordId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    view! {
        <ChartHead chart tab=Tab::ReturnToUse/>
        <ChartTabs record chart tab=Tab::ReturnToUse/>
        <div class="body">
            {when_ready(asked, move |thread| view! { <EventList thread/> }.into_any())}
        </div>
    }
}

/// How an event stands on the page.
#[derive(Clone, PartialEq)]
enum PageState {
    Waiting,
    Trouble(Problem),
    Writing,
    Reading,
}

#[component]
fn EventPage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    // A failed look must not take what is being typed off the page.
    let state = Memo::new(move |before: Option<&PageState>| match (before, asked.get()) {
        (_, Some(Ok(view))) => match view.return_to_use(doc) {
            Some(one) if one.signed.rights.write => PageState::Writing,
            Some(_) => PageState::Reading,
            None => PageState::Trouble(Problem::NotFound),
        },
        (Some(before @ (PageState::Writing | PageState::Reading)), _) => before.clone(),
        (_, Some(Err(problem))) => PageState::Trouble(problem),
        (_, None) => PageState::Waiting,
    });
    view! {
        <ChartHead chart tab=Tab::ReturnToUse/>
        <ChartTabs record chart tab=Tab::ReturnToUse/>
        {move || drawn(state.get(), (record, doc), asked, chart)}
    }
}

fn drawn(state: PageState, (record, doc): (RecordId, DocId), asked: Asked<ThreadView>, chart: Asked<ChartView>) -> AnyView {
    match state {
        PageState::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        PageState::Trouble(problem) => {
            view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
        }
        PageState::Writing => untrack(|| asked.pick(|view| view.return_to_use(doc).cloned()))
            .map(|one| view! { <EventForm record one asked/> })
            .into_any(),
        PageState::Reading => view! { <EventRead record doc asked chart/> }.into_any(),
    }
}
