//! One of many, from a list that opens.

use leptos::prelude::*;

use crate::option::Opt;
use crate::told::{Hint, Told, describe};

/// A labelled select. Put `Opt::new("", "Choose")` first where nothing is chosen yet. Children are the hint.
#[component]
pub fn Select(
    /// Name and id; unique on the page.
    name: &'static str,
    /// The words above it.
    #[prop(into)]
    label: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Opt>>,
    /// The value that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the value that is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is wrong with it, in one sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The hint under it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let hinted = Hint::of(&children);
    let items = move || {
        let item = |Opt { value: own, label, hint: _ }: Opt| {
            let chosen = {
                let own = own.clone();
                move || value.with(|value| *value == own)
            };
            view! { <option value=own prop:selected=chosen>{label}</option> }
        };
        options.get().into_iter().map(item).collect_view()
    };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select
                class="input"
                id=name
                name=name
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || describe(name, hinted, error.with(Option::is_some))
                on:change:target=move |event| on_change.run(event.target().value())
            >
                {items}
            </select>
            <Told name hint=children error/>
        </div>
    }
}
