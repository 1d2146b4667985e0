//! A note: being written, or as it was signed with everything said about it since.

mod acts;
mod begin;
mod editor;
mod read;
mod side_panel;
mod thread_lines;
mod writing;

pub(crate) use begin::NewNoteRoute;

use crate::desk::{
    ask::use_asked,
    chart_frame::{ChartHead, ChartTabs, Tab, by_record_and_doc, use_chart},
    lost::LostStatements,
    page::{not_found, written_or_read},
};
use clinical::Note;
use editor::Editor;
use keeper::protocol::{DocPage, Load};
use leptos::prelude::*;
use read::NoteRead;
use record::{DocId, RecordId};

/// `/clients/:record/notes/:doc`
#[component]
pub(crate) fn NoteRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <NotePage record doc/> }.into_any())
}

#[component]
fn NotePage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || Load { record, doc });
    let write = move || untrack(|| asked.pick(DocPage::view)).map(|one| view! { <Editor record one asked/> }).into_any();
    let read = move || view! { <NoteRead record doc asked/> }.into_any();
    view! {
        <ChartHead chart tab=Tab::Notes/>
        <ChartTabs record chart tab=Tab::Notes/>
        <LostStatements record doc/>
        {written_or_read(asked, DocPage::may_write::<Note>, move || not_found(asked), write, read)}
    }
}
