//! A document on its page: written while it is the reader's own draft, read afterwards.

use super::trouble::{Trouble, Waiting};
use crate::desk::ask::Asked;
use keeper::protocol::Problem;
use leptos::prelude::*;

/// What the page of a document shows.
#[derive(Clone, PartialEq)]
enum PageState {
    Waiting,
    Trouble(Problem),
    NotFound,
    Writing,
    Reading,
}

/// Draws a document to be written or to be read, as `may_write` says of the answer; where it says nothing the document is not in it.
pub(crate) fn written_or_read<V: Clone + PartialEq + Send + Sync + 'static>(
    asked: Asked<V>,
    may_write: impl Fn(&V) -> Option<bool> + Send + Sync + 'static,
    not_found: impl Fn() -> AnyView + Send + 'static,
    write: impl Fn() -> AnyView + Send + 'static,
    read: impl Fn() -> AnyView + Send + 'static,
) -> impl IntoView {
    // A failed look must not take what is being typed off the page.
    let state = Memo::new(move |before: Option<&PageState>| match (before, asked.get()) {
        (_, Some(Ok(view))) => match may_write(&view) {
            Some(true) => PageState::Writing,
            Some(false) => PageState::Reading,
            None => PageState::NotFound,
        },
        (Some(before @ (PageState::Writing | PageState::Reading)), _) => before.clone(),
        (_, Some(Err(Problem::NotFound))) => PageState::NotFound,
        (_, Some(Err(problem))) => PageState::Trouble(problem),
        (_, None) => PageState::Waiting,
    });
    move || match state.get() {
        PageState::Waiting => view! { <div class="body"><Waiting/></div> }.into_any(),
        PageState::Trouble(problem) => trouble(asked, problem),
        PageState::NotFound => not_found(),
        PageState::Writing => write(),
        PageState::Reading => read(),
    }
}

/// Says that the document is not there, and looks again where somebody wishes it.
pub(crate) fn not_found<V: Clone + PartialEq + Send + Sync + 'static>(asked: Asked<V>) -> AnyView {
    trouble(asked, Problem::NotFound)
}

fn trouble<V: Clone + PartialEq + Send + Sync + 'static>(asked: Asked<V>, problem: Problem) -> AnyView {
    view! { <div class="body"><Trouble problem on_again=move |()| asked.again()/></div> }.into_any()
}
