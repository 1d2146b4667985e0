//! The plan of a chart: the version in force, or the newest, or the ways to begin one.

use super::{begin::Begin, read::Reading, words};
use crate::desk::{
    ask::Asked,
    page::{Trouble, Waiting},
};
use keeper::protocol::{ChartView, Problem, ThreadView};
use leptos::prelude::*;
use record::{DocId, Status};
use ui::{Banner, Tone};

/// What is shown first.
#[derive(Clone, PartialEq)]
enum First {
    Waiting,
    Trouble(Problem),
    Nothing,
    Version(DocId),
}

/// The page.
#[component]
pub(super) fn Overview(
    /// The chart.
    chart: Asked<ChartView>,
    /// The through-line.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let first = Memo::new(move |_| match asked.get() {
        None => First::Waiting,
        Some(Err(problem)) => First::Trouble(problem),
        Some(Ok(thread)) => shown_first(&thread).map_or(First::Nothing, First::Version),
    });
    let body = move || match first.get() {
        First::Waiting => view! { <Waiting/> }.into_any(),
        First::Trouble(problem) => view! { <Trouble problem on_again=move |()| asked.again()/> }.into_any(),
        First::Nothing => untrack(|| asked.known())
            .map(
                |thread| view! { <h2 class="hidden-visually">"Treatment plan"</h2><Drafts asked but=None/><Begin thread chart/> },
            )
            .into_any(),
        First::Version(doc) => view! { <Reading doc asked/> }.into_any(),
    };
    view! { <div class="body planpage">{body}</div> }
}

/// The version in force; where there is none, the newest that was signed and stands.
pub(super) fn shown_first(thread: &ThreadView) -> Option<DocId> {
    let signed = |status: Status| match status {
        Status::Preliminary | Status::EnteredInError => false,
        Status::Final(_) | Status::Amended(_) => true,
    };
    let newest = || thread.plans.iter().rfind(|view| signed(view.signed.status)).map(|view| view.signed.doc);
    thread.standing().active().or_else(|| thread.standing().heads().last().copied()).or_else(newest)
}

/// Drafts of mine that wait to be written on.
#[component]
pub(super) fn Drafts(
    /// The through-line.
    asked: Asked<ThreadView>,
    /// The version that is on the page itself.
    but: Option<DocId>,
) -> impl IntoView {
    let drafts = Memo::new(move |_| {
        asked.pick(|thread| {
            let mine = thread.plans.iter().filter(|view| view.signed.is_draft() && Some(view.signed.doc) != but);
            let told = mine.map(|view| {
                let words = format!(
                    "You are writing {}. {}.",
                    lower(&words::version(thread, view.signed.doc)),
                    words::standing(thread, view).1
                );
                (words::href(thread.record, view.signed.doc), words)
            });
            told.collect::<Vec<_>>()
        })
    });
    move || {
        let banner = |(href, words): (String, String)| {
            view! { <Banner tone=Tone::Owed words><a class="go" href=href>"Go on writing"</a></Banner> }
        };
        drafts.get().into_iter().map(banner).collect_view()
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}
