//! The button.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::icon::{Glyph, Icon};

/// How much a button weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ButtonKind {
    /// The one first action of a screen or dialog.
    First,
    /// A bordered button.
    #[default]
    Plain,
    /// No border until a pointer is over it.
    Quiet,
    /// An action that takes something away.
    Danger,
    /// Sends the form it stands in, and looks like [`ButtonKind::First`].
    Submit,
}

impl ButtonKind {
    const fn look(self) -> &'static str {
        match self {
            Self::First | Self::Submit => "first",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }

    const fn r#type(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::First | Self::Plain | Self::Quiet | Self::Danger => "button",
        }
    }
}

/// A button with words. While `busy` it keeps the focus and answers nothing.
#[component]
pub fn Button(
    /// How much it weighs, and whether it sends a form.
    #[prop(optional)]
    kind: ButtonKind,
    /// Not possible now; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its work is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Runs on each press, unless disabled or busy.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// A shape before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let press = move |event: MouseEvent| {
        if disabled.get_untracked() || busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class="btn"
            type=kind.r#type()
            data-kind=kind.look()
            disabled=move || disabled.get()
            aria-disabled=move || busy.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {children()}
        </button>
    }
}
