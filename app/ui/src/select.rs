//! One of many, from a list that opens.

use leptos::{oco::Oco, prelude::*};

use crate::field_message::{FieldMessage, Under, describe};
use crate::option::Opt;

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
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the value that is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is wrong with it, in one sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What could be better about it, and stops nothing.
    #[prop(optional, into)]
    remark: Signal<Option<String>>,
    /// The hint under it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (hint, described) = (children.is_some(), name.clone());
    let under = move || Under { hint, error: error.with(Option::is_some), remark: remark.with(Option::is_some) };
    let item = move |Opt { value: own, label, .. }: Opt| {
        let chosen = {
            let own = own.clone();
            move || value.with(|value| *value == own)
        };
        view! { <option value=own prop:selected=chosen>{label}</option> }
    };
    let items = move || {
        let options = options.get();
        let groups = options.chunk_by(|one, next| one.group == next.group).map(|group| {
            let items = group.iter().cloned().map(item).collect_view();
            match group.first().and_then(|first| first.group) {
                Some(name) => view! { <optgroup label=name>{items}</optgroup> }.into_any(),
                None => items.into_any(),
            }
        });
        groups.collect_view()
    };
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <select
                class="input"
                id=name.clone()
                name=name.clone()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || describe(&described, under())
                on:change:target=move |event| on_change.run(event.target().value())
            >
                {items}
            </select>
            <FieldMessage name label hint=children error remark/>
        </div>
    }
}
