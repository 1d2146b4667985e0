//! Aftercare and episodes of care: the overview, and the pages of a readmission or transfer, a discharge, a continuing-care plan with
//! the client's copy, and a check-in.

mod begin;
mod check_in;
mod continuing;
mod copy;
mod discharge;
mod event;
mod levels;
mod overview;
mod read;
mod writing;

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::{not_found, when_ready, written_or_read},
};
use clinical::{Discharge, EpisodeEvent, Kinded, aftercare::CheckIn, aftercare::ContinuingCare};
use keeper::protocol::{ChartView, LoadThread, Signed, ThreadView};
use leptos::prelude::*;
use read::{Parts, Reading};
use record::{DocId, RecordId};

/// `/clients/:record/aftercare`, and the lists of each kind.
#[component]
pub(crate) fn AftercareRoute() -> impl IntoView {
    by_record(|record| {
        let chart = use_chart(record);
        let asked = use_asked(move || LoadThread { record });
        view! {
            <ChartHead chart tab=Tab::Aftercare/>
            <ChartTabs record chart tab=Tab::Aftercare/>
            <div class="body">{when_ready(asked, move |thread| view! { <overview::Overview thread/> }.into_any())}</div>
        }
        .into_any()
    })
}

/// `/clients/:record/episodes/:doc`
#[component]
pub(crate) fn EventRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| document::<EpisodeEvent>(record, doc, event::form, event::parts, event::WITHDRAWN))
}

/// `/clients/:record/discharge/:doc`
#[component]
pub(crate) fn DischargeRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| document::<Discharge>(record, doc, discharge::form, discharge::parts, discharge::WITHDRAWN))
}

/// `/clients/:record/continuing-care/:doc`
#[component]
pub(crate) fn ContinuingRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| {
        document::<ContinuingCare>(record, doc, continuing::form, continuing::parts, continuing::WITHDRAWN)
    })
}

/// `/clients/:record/check-ins/:doc`
#[component]
pub(crate) fn CheckInRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| document::<CheckIn>(record, doc, check_in::form, check_in::parts, check_in::WITHDRAWN))
}

/// `/clients/:record/continuing-care/:doc/copy`
#[component]
pub(crate) fn CopyRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <copy::CopyPage record doc/> }.into_any())
}

/// What a form begins with.
struct Opened<T> {
    record: RecordId,
    /// How it was filed when the page was opened.
    signed: Signed,
    value: T,
    asked: Asked<ThreadView>,
    chart: Asked<ChartView>,
}

/// A document of the chart, with how it is filed.
fn found<T: Kinded + Clone>(view: &ThreadView, doc: DocId) -> Option<(Signed, T)> {
    view.of::<T>().find(|(signed, _)| signed.doc == doc).map(|(signed, one)| (signed.clone(), one.clone()))
}

/// The page of one document: written while it is a draft of mine, read afterwards.
fn document<T: Kinded + Clone + PartialEq + Send + Sync + 'static>(
    record: RecordId,
    doc: DocId,
    form: fn(Opened<T>) -> AnyView,
    parts: fn(&T) -> Parts,
    withdrawn: &'static str,
) -> AnyView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    let may_write = move |view: &ThreadView| found::<T>(view, doc).map(|(signed, _)| signed.rights.write);
    let write = move || {
        let opened = untrack(|| asked.pick(|view| found::<T>(view, doc)));
        opened.map(|(signed, value)| form(Opened { record, signed, value, asked, chart })).into_any()
    };
    let read = move || {
        let one = Memo::new(move |_| asked.pick(|view| found::<T>(view, doc).map(|(signed, one)| (signed, parts(&one)))));
        view! { <Reading record doc kind=T::KIND one chart withdrawn/> }.into_any()
    };
    view! {
        <ChartHead chart tab=Tab::Aftercare/>
        <ChartTabs record chart tab=Tab::Aftercare/>
        <LostStatements record doc/>
        {written_or_read(asked, may_write, move || not_found(asked), write, read)}
    }
    .into_any()
}
