//! One of a few, all in view.

use leptos::{oco::Oco, prelude::*};

use crate::icon::{Glyph, Icon};
use crate::option::Opt;

/// How a [`Choice`] is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ChoiceLook {
    /// One under another, with room for a second line.
    #[default]
    List,
    /// Side by side in one frame; for two to five short words. The legend is read, not shown.
    Segments,
    /// Round chips that wrap.
    Chips,
}

impl ChoiceLook {
    const fn group(self) -> &'static str {
        match self {
            Self::List => "choices",
            Self::Segments => "seg",
            Self::Chips => "chips",
        }
    }

    const fn item(self) -> &'static str {
        match self {
            Self::List => "choice",
            Self::Segments => "seg-item",
            Self::Chips => "chip",
        }
    }

    const fn legend(self) -> &'static str {
        match self {
            Self::List | Self::Chips => "legend",
            Self::Segments => "hidden-visually",
        }
    }
}

/// A group of radio buttons.
#[component]
pub fn Choice(
    /// Name of the group; unique on the page.
    #[prop(into)]
    name: Oco<'static, str>,
    /// What is being asked.
    #[prop(into)]
    legend: String,
    /// What can be chosen.
    #[prop(into)]
    options: Vec<Opt>,
    /// The value that is chosen; one that is not an option leaves all open.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the value that is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// How it is laid out.
    #[prop(optional)]
    look: ChoiceLook,
) -> impl IntoView {
    let item = move |Opt { value: own, label, hint, group: _ }: Opt| {
        let chosen = {
            let own = own.clone();
            move || value.with(|value| *value == own)
        };
        let id = format!("{name}-{own}");
        view! {
            <label class=look.item() for=id.clone()>
                <input
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    value=own.clone()
                    prop:checked=chosen
                    on:change=move |_| on_change.run(own.clone())
                />
                {(look == ChoiceLook::Chips).then(|| view! { <Icon glyph=Glyph::Ok/> })}
                <span>{label}{hint.map(|hint| view! { <small>{hint}</small> })}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class=look.legend()>{legend}</legend>
            <div class=look.group()>{options.into_iter().map(item).collect_view()}</div>
        </fieldset>
    }
}
