//! Waiting for an answer, and answers that did not come.

use crate::desk::ask::Asked;
use keeper::protocol::Problem;
use leptos::prelude::*;
use ui::{Banner, Button, Tone};

/// A quiet word while something is opened.
#[component]
pub(crate) fn Waiting(
    /// What is going on.
    #[prop(default = "Opening…")]
    words: &'static str,
) -> impl IntoView {
    view! { <p class="quiet" role="status">{words}</p> }
}

/// What happened, what to do, and a way to try again.
#[component]
pub(crate) fn Trouble(
    /// What happened.
    problem: Problem,
    /// Tries again.
    #[prop(into)]
    on_again: Callback<()>,
) -> impl IntoView {
    view! {
        <Banner tone=Tone::Danger words=crate::sentence(&problem)>
            <Button on_press=on_again>"Try again"</Button>
        </Banner>
    }
}

/// Draws an answer once it is there, anew whenever it is another one; until then a word, or what went wrong.
pub(crate) fn when_ready<T>(
    asked: Asked<T>,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> impl Fn() -> AnyView + Send + 'static
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    move || match asked.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(problem)) => view! { <Trouble problem on_again=move |()| asked.again()/> }.into_any(),
        Some(Ok(value)) => draw(value),
    }
}

/// How far an answer is, for what is drawn once and then keeps its own state.
#[derive(Clone, PartialEq)]
enum Phase {
    Waiting,
    Trouble(Problem),
    Ready,
}

/// Draws the first answer, and never again: what is typed there is not lost when records change or an ask fails.
pub(crate) fn once_ready<T>(
    asked: Asked<T>,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> impl Fn() -> AnyView + Send + 'static
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let phase = Memo::new(move |before: Option<&Phase>| match (before, asked.get()) {
        (Some(Phase::Ready), _) | (_, Some(Ok(_))) => Phase::Ready,
        (_, Some(Err(problem))) => Phase::Trouble(problem),
        (_, None) => Phase::Waiting,
    });
    move || match phase.get() {
        Phase::Waiting => view! { <Waiting/> }.into_any(),
        Phase::Trouble(problem) => view! { <Trouble problem on_again=move |()| asked.again()/> }.into_any(),
        Phase::Ready => untrack(|| asked.known()).map(&draw).into_any(),
    }
}
