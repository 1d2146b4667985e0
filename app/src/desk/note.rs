//! A note: being written, or as it was signed with everything said about it since.

mod acts;
mod begin;
mod beside;
mod editor;
mod lines;
mod passphrase;
mod read;
mod served;
pub(crate) mod words;
mod writing;

pub(crate) use begin::{NewNoteRoute, provide_last_format};
pub(crate) use beside::label;
pub(crate) use lines::Lines;
pub(crate) use passphrase::PassInput;
pub(crate) use read::parts;
pub(crate) use served::worked_on;

use crate::desk::{
    ask::{Asked, use_asked},
    chart::{ChartHead, ChartTabs, Tab, by_record_and_doc, use_chart},
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

/// How a note stands on the page.
#[derive(Clone, PartialEq)]
enum Stand {
    Waiting,
    Trouble(Problem),
    Writing,
    Reading,
}

#[component]
fn NotePage(
    /// In which record.
    record: RecordId,
    /// Which note.
    doc: DocId,
) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadNote { record, doc });
    // A failed look must not take what is being typed off the page.
    let stand = Memo::new(move |before: Option<&Stand>| match (before, asked.get()) {
        (_, Some(Ok(view))) if view.rights.write => Stand::Writing,
        (_, Some(Ok(_))) => Stand::Reading,
        (Some(before @ (Stand::Writing | Stand::Reading)), _) => before.clone(),
        (_, Some(Err(problem))) => Stand::Trouble(problem),
        (_, None) => Stand::Waiting,
    });
    view! {
        <ChartHead chart tab=Tab::Notes/>
        <ChartTabs record chart tab=Tab::Notes/>
        {move || stood(stand.get(), (record, doc), asked)}
    }
}

fn stood(stand: Stand, (record, doc): (RecordId, DocId), asked: Asked<NoteView>) -> AnyView {
    match stand {
        Stand::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        Stand::Trouble(problem) => {
            view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
        }
        Stand::Writing => untrack(|| asked.known()).map(|view| view! { <Editor view asked/> }).into_any(),
        Stand::Reading => view! { <NoteRead record doc asked/> }.into_any(),
    }
}
