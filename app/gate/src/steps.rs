//! Where one is in the first set-up.

use leptos::prelude::*;

const STEPS: [&str; 3] = ["Names and passphrase", "Custodian kit", "Your kit"];

/// The steps, with the one at hand marked.
#[component]
pub(crate) fn Steps(
    /// Counted from 0.
    at: usize,
) -> impl IntoView {
    let step = move |(number, word): (usize, &'static str)| {
        view! {
            <li aria-current=(number == at).then_some("step") data-done=(number < at).then_some("")>
                {word}
                {(number < at).then(|| view! { <span class="hidden-visually">" (done)"</span> })}
            </li>
        }
    };
    view! { <ol class="steps" aria-label="Steps">{STEPS.into_iter().enumerate().map(step).collect_view()}</ol> }
}
