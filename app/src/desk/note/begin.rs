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
use clinical::{Format, Kind, Note, ServiceType, TypedTime, When};
use keeper::protocol::{Begin, Load, Problem, SaveDraft};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};

/// `/clients/:record/notes/new`
#[component]
pub(crate) fn NewNoteRoute() -> impl IntoView {
    by_record(|record| view! { <BeginNote record/> }.into_any())
}

#[component]
fn BeginNote(record: RecordId) -> impl IntoView {
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
    let offset = clock::offset_at(clock::now());
    let here = TypedTime { zone: clock::zone(), start_offset: offset, end_offset: offset, ..TypedTime::default() };
    let blank = Note { when: When::Typed(here), ..Note::new(ServiceType::Individual, Format::default()) };
    let doc = link.ask(Begin { record, body: blank.into() }).await?;
    // It begins in the format of the last note in this chart; one that was chosen since the unlock comes before that.
    if let Some(format) = format
        && let Some(mut note) = link.ask(Load { record, doc }).await?.content::<Note>().cloned()
    {
        note.switch_format(format);
        link.ask(SaveDraft { record, doc, body: note.into() }).await?;
    }
    Ok(doc)
}
