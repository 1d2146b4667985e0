//! How serious it is by the rules, live, with the rules that fired.

use super::{
    super::{decided::class, writing::Writing},
    step,
};
use leptos::prelude::*;

/// The part.
#[component]
pub(super) fn Serious(writing: Writing) -> impl IntoView {
    let told = move || {
        writing.suggestion.with(|now| now.as_ref().map(class)).unwrap_or_else(|| {
            view! { <p class="soft">"Not classified yet. Enter the day it became known and the first day of use."</p> }.into_any()
        })
    };
    step("serious", "How serious", "what the rules say", view! { <div aria-live="polite">{told}</div> })
}
