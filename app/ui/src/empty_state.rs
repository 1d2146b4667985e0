//! A place with nothing in it yet.

use leptos::prelude::*;

/// Says what will be here. Children are the first step.
#[component]
pub fn EmptyState(
    /// What is not here yet, as a short heading.
    #[prop(into)]
    title: Signal<String>,
    /// What will be here and how it gets here.
    #[prop(into)]
    words: Signal<String>,
    /// The first step, if this person can take it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{words}</p>
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </div>
    }
}
