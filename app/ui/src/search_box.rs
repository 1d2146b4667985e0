//! The line in which one searches.

use leptos::prelude::*;

use crate::icon::{Glyph, Icon};

/// How many characters it takes: more than anybody types, so that a pasted page is not searched at each key.
const LONGEST: usize = 400;

/// A search field that answers while one types.
#[component]
pub fn SearchBox(
    /// Name and id; unique on the page.
    name: &'static str,
    /// What is searched; read, and shown while it is empty.
    #[prop(into)]
    label: String,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the whole new text on each change.
    #[prop(into)]
    on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="search" for=name>
            <Icon glyph=Glyph::Search/>
            <span class="hidden-visually">{label.clone()}</span>
            <input
                type="search"
                id=name
                name=name
                placeholder=label
                autocomplete="off"
                spellcheck="false"
                maxlength=LONGEST
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            />
        </label>
    }
}
