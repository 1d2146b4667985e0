//! Prints the page as the print style sheet shows it.

use leptos::prelude::*;

use crate::button::{Button, ButtonKind};
use crate::icon::Glyph;

/// A button that prints.
#[component]
pub fn PrintButton(
    /// The words, for example "Print this kit".
    #[prop(into)]
    label: String,
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Runs after the browser's print dialog was asked for.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = Callback::new(move |()| {
        let _refused = window().print();
        if let Some(on_press) = on_press {
            on_press.run(());
        }
    });
    view! { <Button kind=kind glyph=Glyph::Print on_press=press>{label}</Button> }
}
