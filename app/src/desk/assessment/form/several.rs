//! A list of entries, each with its fields: one more, one fewer, and one fewer taken back.

use crate::desk::assessment::filling::{At, Rows};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The list.
#[component]
pub(super) fn Several<T: Clone + Send + Sync + 'static>(
    /// The entries.
    rows: Rows<T>,
    /// Name of the whole list, as the check names it.
    name: String,
    /// What it is, above it.
    legend: &'static str,
    /// What one of them is called: `substance`.
    one: &'static str,
    /// The field with which one begins.
    first: &'static str,
    /// Makes one more.
    blank: fn() -> T,
    /// What is wrong with the whole list.
    wrong: Signal<Option<String>>,
    /// Draws the fields of one.
    draw: fn(At<T>) -> AnyView,
) -> impl IntoView {
    let (keys, next) = (rows.keys(), StoredValue::new(name.clone()));
    let row = move |place: usize| {
        let out = move |()| rows.take_out(place, next.get_value());
        view! {
            <div class="one" role="group" aria-label=format!("{one} {}", place + 1)>
                {draw(rows.at(place))}
                <div class="out">
                    <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=out>
                        "Take out"<span class="hidden-visually">{format!(" {one} {}", place + 1)}</span>
                    </Button>
                </div>
            </div>
        }
    };
    view! {
        <fieldset class="field several" id=name tabindex="-1">
            <legend class="legend">{legend}</legend>
            <For each=move || keys.get() key=|key| *key let((_, place))>{row(place)}</For>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div><Button glyph=Glyph::Add on_press=move |()| rows.add(blank(), first)>{format!("Add {one}")}</Button></div>
        </fieldset>
    }
}
