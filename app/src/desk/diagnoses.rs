//! The diagnoses of a client: what holds, since when, counted from what, and who changed it.

mod clocks;
mod entry;
mod form;
mod history;
mod labels;
mod list;

use crate::desk::{
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, by_record_and_doc, use_chart},
    draft::Discards,
    new_id,
    page::{Unknown, once_ready, when_ready},
};
use chrono::NaiveDate;
use clinical::icd10cm;
use entry::Entry;
use form::DiagnosisForm;
use keeper::protocol::{BegunCondition, ConditionView, LoadThread, ThreadView};
use leptos::prelude::*;
use list::Diagnoses;
use record::{DocId, RecordId};
use ui::{Banner, Tone};

/// `/clients/:record/diagnoses`
#[component]
pub(crate) fn DiagnosesRoute() -> impl IntoView {
    by_record(|record| {
        let thread = use_thread(record);
        view! { <Page record><div class="body">{when_ready(thread, |thread| view! { <Diagnoses thread/> }.into_any())}</div></Page> }.into_any()
    })
}

/// `/clients/:record/diagnoses/new`
#[component]
pub(crate) fn NewDiagnosisRoute() -> impl IntoView {
    by_record(|record| {
        let thread = use_thread(record);
        let body = once_ready(thread, move |now| {
            if !now.may_write {
                return view! { <div class="body"><Unknown/></div> }.into_any();
            }
            let doc = begun(&now).map_or_else(new_id::document, |begun| begun.doc);
            view! { <DiagnosisForm thread=now asked=thread doc/> }.into_any()
        });
        view! { <Page record>{body}</Page> }.into_any()
    })
}

/// `/clients/:record/diagnoses/:doc`
#[component]
pub(crate) fn DiagnosisRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| {
        let thread = use_thread(record);
        view! { <Page record>{once_ready(thread, move |now| one(now, thread, doc))}</Page> }.into_any()
    })
}

/// One diagnosis: to be changed, or only read.
fn one(thread: ThreadView, asked: Asked<ThreadView>, doc: DocId) -> AnyView {
    match thread.conditions.iter().find(|view| view.doc == doc).cloned() {
        None if thread.may_write && thread.begun_new().any(|begun| begun.doc == doc) => {
            view! { <DiagnosisForm thread asked doc/> }.into_any()
        }
        None => view! { <div class="body"><Unknown/></div> }.into_any(),
        Some(view) if thread.may_write => view! { <DiagnosisForm thread asked doc changed=view/> }.into_any(),
        Some(view) => {
            let returned = last_return(&thread, &view);
            view! {
                <div class="body">
                    <ol class="conditions">
                        <Entry record=thread.record view today=thread.today returned may_write=false addressed=None/>
                    </ol>
                </div>
            }
            .into_any()
        }
    }
}

/// The last use of the substance of a use disorder in the chart's returns to use.
fn last_return(thread: &ThreadView, view: &ConditionView) -> Option<NaiveDate> {
    thread.last_return(view.last()?.condition.disorder()?.substance)
}

/// The new diagnosis that was begun and not saved: it is gone on with before another is begun. Not one that was discarded.
fn begun(thread: &ThreadView) -> Option<&BegunCondition> {
    let discards = use_context::<Discards>();
    thread.begun_new().filter(|begun| discards.as_ref().is_none_or(|discards| !discards.is_going(begun.doc))).last()
}

fn use_thread(record: RecordId) -> Asked<ThreadView> {
    use_asked(move || LoadThread { record })
}

/// A page of the chart under this tab.
#[component]
fn Page(
    record: RecordId,
    /// The body, and where something is signed its bar.
    children: Children,
) -> impl IntoView {
    let chart = use_chart(record);
    view! {
        <ChartHead chart tab=Tab::Diagnoses/>
        <ChartTabs record chart tab=Tab::Diagnoses/>
        {children()}
    }
}

/// Which code list is used, and whether it holds today.
#[component]
fn Edition(
    /// The local date.
    today: NaiveDate,
) -> impl IntoView {
    if let Some(release) = icd10cm::release_on(today) {
        return view! { <p class="label edition">{format!("Codes: {}.", release.text())}</p> }.into_any();
    }
    let last = icd10cm::releases().last().map(icd10cm::Release::text).unwrap_or_default();
    let words = format!(
        "This device’s code list is not the current one: {last}. An administrator can load the current list in the settings. Until then, check each code against the current list."
    );
    view! { <Banner tone=Tone::Owed words/> }.into_any()
}
