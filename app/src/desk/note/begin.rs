//! Beginning a note: the keeper fills in what it knows, then the page goes to where it is written.

use crate::desk::pages;
use crate::{
    desk::{
        chart_frame::by_record,
        clock,
        last_format::LastFormat,
        page::{Heading, Trouble, Waiting},
    },
    use_link,
};
use clinical::{Format, Kind};
use keeper::protocol::{BeginNote, Problem, SaveDraft};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};

/// `/clients/:record/notes/new`
#[component]
pub(crate) fn NewNoteRoute() -> impl IntoView {
    by_record(|record| view! { <Begin record/> }.into_any())
}

#[component]
fn Begin(record: RecordId) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let (link, navigate) = (use_link(), use_navigate());
    let format = use_context::<LastFormat>().and_then(|LastFormat(last)| last.get_value());
    let begin = move || {
        let navigate = navigate.clone();
        problem.set(None);
        spawn_local(async move {
            match begun(link, record, format).await {
                Ok(doc) if problem.try_get_untracked().is_some() => {
                    navigate(
                        &pages::one(record, Kind::Note, doc),
                        NavigateOptions { replace: true, ..NavigateOptions::default() },
                    );
                }
                Ok(_) => {} // somebody left meanwhile; the empty draft stays in the list
                Err(why) => {
                    let _gone = problem.try_set(Some(why));
                }
            }
        });
    };
    begin();
    let body = move || match problem.get() {
        None => view! { <Waiting words="Beginning a note…"/> }.into_any(),
        Some(problem) => {
            view! { <Trouble problem on_again=Callback::new({ let begin = begin.clone(); move |()| begin() })/> }.into_any()
        }
    };
    view! {
        <header class="pagehead"><div><Heading title="New note"/></div></header>
        {body}
    }
}

async fn begun(link: crate::Link, record: RecordId, format: Option<Format>) -> Result<DocId, Problem> {
    let (zone, offset_minutes) = (clock::zone(), clock::offset_at(clock::now()));
    let mut draft = link.ask(BeginNote { record, zone, offset_minutes }).await?;
    if let Some(format) = format {
        draft.note.switch_format(format);
    }
    link.ask(SaveDraft { record, doc: draft.doc, body: draft.note.into() }).await?;
    Ok(draft.doc)
}
