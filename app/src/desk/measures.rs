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
    ask::use_asked,
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::{not_found, when_ready, written_or_read},
    pages,
    surroundings::{Around, use_around},
};
use clinical::{Kind, measure::Measure};
use keeper::protocol::{DocPage, Load, LoadThread};
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

/// A measure's page.
fn page_of(record: RecordId, doc: DocId) -> String {
    pages::one(record, Kind::Measure, doc)
}

#[component]
fn ListPage(record: RecordId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    // Shown to the client, the pictures stand alone.
    let alone = use_around();
    let whole = move || alone.get() != Around::Nothing;
    let act = begin::use_begin(record);
    let may = Memo::new(move |_| asked.pick(list::may_begin));
    // The list is drawn anew when a sync ends; what is being chosen is outside of it.
    let start = move || view! { <begin::Start record asked act/> };
    view! {
        <Show when=whole><ChartHead chart tab=Tab::Measures/><ChartTabs record chart tab=Tab::Measures/></Show>
        <div class="body">
            <div class="measures">
                <div class="spread planhead"><h2>"Measures"</h2><Show when=move || may.get()>{start}</Show></div>
                {when_ready(asked, move |thread| view! { <list::MeasureList thread act/> }.into_any())}
            </div>
        </div>
    }
}

#[component]
fn MeasurePage(record: RecordId, doc: DocId) -> impl IntoView {
    let (chart, asked) = (use_chart(record), use_asked(move || Load { record, doc }));
    let thread = use_asked(move || LoadThread { record });
    let write =
        move || untrack(|| asked.pick(DocPage::view)).map(|one| view! { <form::Form record one asked=thread/> }).into_any();
    let read = move || view! { <read::Reading record doc page=asked asked=thread/> }.into_any();
    view! {
        <ChartHead chart tab=Tab::Measures/>
        <ChartTabs record chart tab=Tab::Measures/>
        <LostStatements record doc/>
        {written_or_read(asked, DocPage::may_write::<Measure>, move || not_found(asked), write, read)}
    }
}
