//! Two ways to read what was signed again after it was returned: what changed since then, and all of it.

use leptos::prelude::*;

/// The switch.
#[component]
pub(super) fn Since(
    /// Only what changed is shown.
    since: RwSignal<bool>,
    /// What the other way is called: `Whole note`.
    whole: &'static str,
) -> impl IntoView {
    let press = move |on: bool| move |_| since.set(on);
    view! {
        <span class="seg" role="group" aria-label="View">
            <button type="button" aria-pressed=move || since.get().to_string() on:click=press(true)>"Since returned"</button>
            <button type="button" aria-pressed=move || (!since.get()).to_string() on:click=press(false)>{whole}</button>
        </span>
    }
}
