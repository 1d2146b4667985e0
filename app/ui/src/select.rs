//! One of many, from a list that opens.

use leptos::{oco::Oco, prelude::*};

use crate::option::Opt;
use crate::told::{Hint, Told, describe};

/// A labeled select. Put `Opt::new("", "Choose")` first where nothing is chosen yet. Children are the hint.
#[component]
pub fn Select(
    /// Name and id; unique on the page.
    #[prop(into)]
    name: Oco<'static, str>,
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
    let (hinted, described) = (Hint::of(&children), name.clone());
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
            <label for=name.clone()>{label}</label>
            <select
                class="input"
                id=name.clone()
                name=name.clone()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || describe(&described, hinted, error.with(Option::is_some))
                on:change:target=move |event| on_change.run(event.target().value())
            >
                {items}
            </select>
            <Told name hint=children error/>
        </div>
    }
}
