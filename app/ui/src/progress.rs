//! Long work, with a count.

use leptos::prelude::*;

/// A bar with its label. Without a value it only says that something is going on.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done; `None` while that cannot be known.
    #[prop(optional, into)]
    value: Signal<Option<u32>>,
    /// How much there is.
    #[prop(optional, into)]
    max: Signal<u32>,
    /// The count in words, for example "312 of 1 000 notes".
    #[prop(optional, into)]
    count: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <p class="progress-words">
                <span>{label}</span>
                <span class="figures">{count}</span>
            </p>
            <progress
                aria-label=label
                value=move || value.get().map(|value| value.to_string())
                max=move || max.get().max(1).to_string()
            ></progress>
        </div>
    }
}
