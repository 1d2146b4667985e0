//! Yes or no.

use leptos::prelude::*;

use crate::icon::{Glyph, Icon};

/// How a [`Check`] looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CheckLook {
    /// A box with words beside it.
    #[default]
    Box,
    /// A round chip with a tick, for filters.
    Chip,
}

/// A checkbox. Children are its words.
#[component]
pub fn Check(
    /// Name and id; unique on the page.
    #[prop(into)]
    name: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Runs with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// How it looks.
    #[prop(optional)]
    look: CheckLook,
    /// Not possible now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let class = match look {
        CheckLook::Box => "choice",
        CheckLook::Chip => "chip",
    };
    view! {
        <label class=class for=name.clone()>
            <input
                type="checkbox"
                id=name.clone()
                name=name.clone()
                prop:checked=checked
                disabled=move || disabled.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            {(look == CheckLook::Chip).then(|| view! { <Icon glyph=Glyph::Ok/> })}
            <span>{children()}</span>
        </label>
    }
}
