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
    ask::{Asked, use_asked},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record_and_doc, use_chart},
    page::{Trouble, Waiting},
};
use editor::Editor;
use keeper::protocol::{LoadNote, NoteView, Problem};
use leptos::prelude::*;
use read::NoteRead;
use record::{DocId, RecordId};

/// `/clients/:record/notes/:doc`
#[component]
pub(crate) fn NoteRoute() -> impl IntoView {
    by_record_and_doc(|record, doc| view! { <NotePage record doc/> }.into_any())
}

/// What the page shows of a note.
#[derive(Clone, PartialEq)]
enum PageState {
    Waiting,
    Trouble(Problem),
    Writing,
    Reading,
}

#[component]
fn NotePage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadNote { record, doc });
    // A failed look must not take what is being typed off the page.
    let stand = Memo::new(move |before: Option<&PageState>| match (before, asked.get()) {
        (_, Some(Ok(view))) if view.rights.write => PageState::Writing,
        (_, Some(Ok(_))) => PageState::Reading,
        (Some(before @ (PageState::Writing | PageState::Reading)), _) => before.clone(),
        (_, Some(Err(problem))) => PageState::Trouble(problem),
        (_, None) => PageState::Waiting,
    });
    view! {
        <ChartHead chart tab=Tab::Notes/>
        <ChartTabs record chart tab=Tab::Notes/>
        {move || stood(stand.get(), (record, doc), asked)}
    }
}

fn stood(stand: PageState, (record, doc): (RecordId, DocId), asked: Asked<NoteView>) -> AnyView {
    match stand {
        PageState::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        PageState::Trouble(problem) => {
            view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
        }
        PageState::Writing => untrack(|| asked.known()).map(|view| view! { <Editor view asked/> }).into_any(),
        PageState::Reading => view! { <NoteRead record doc asked/> }.into_any(),
    }
}
