//! The plan of a chart: the version in force, or the newest, or the ways to begin one.

use super::{begin::BeginPlan, drafts::Drafts, labels::shown_first, read::Reading};
use crate::desk::{
    ask::Asked,
    page::{Trouble, Waiting},
};
use keeper::protocol::{ChartView, Problem, ThreadView};
use leptos::prelude::*;
use record::DocId;

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
pub(super) fn Overview(chart: Asked<ChartView>, asked: Asked<ThreadView>) -> impl IntoView {
    let first = Memo::new(move |_| match asked.get() {
        None => First::Waiting,
        Some(Err(problem)) => First::Trouble(problem),
        Some(Ok(thread)) => shown_first(&thread).map_or(First::Nothing, First::Version),
    });
    let body = move || {
        match first.get() {
        First::Waiting => view! { <Waiting/> }.into_any(),
        First::Trouble(problem) => view! { <Trouble problem on_again=move |()| asked.again()/> }.into_any(),
        First::Nothing => untrack(|| asked.known())
            .map(
                |thread| view! { <h2 class="hidden-visually">"Treatment plan"</h2><Drafts asked but=None/><BeginPlan thread chart/> },
            )
            .into_any(),
        First::Version(doc) => view! { <Reading doc asked/> }.into_any(),
    }
    };
    view! { <div class="body planpage">{body}</div> }
}
