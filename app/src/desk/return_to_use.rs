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
    ask::use_asked,
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::{not_found, when_ready, written_or_read},
    pages,
};
use clinical::{Kind, chart::ReturnOf};
use form::EventForm;
use keeper::protocol::{LoadThread, Mark, Signed, ThreadView};
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

#[component]
fn EventPage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    let may_write = move |view: &ThreadView| view.return_to_use(doc).map(|one| one.signed.rights.write);
    let write = move || {
        untrack(|| asked.pick(|view| view.return_to_use(doc).cloned()))
            .map(|one| view! { <EventForm record one asked/> })
            .into_any()
    };
    let read = move || view! { <EventRead record doc asked chart/> }.into_any();
    view! {
        <ChartHead chart tab=Tab::ReturnToUse/>
        <ChartTabs record chart tab=Tab::ReturnToUse/>
        <LostStatements record doc/>
        {written_or_read(asked, may_write, move || not_found(asked), write, read)}
    }
}
