//! A list of entries, each with its fields, and the buttons to add, move and take out.

use super::{List, Part, Remarks, Shift};
use leptos::prelude::*;
use ui::{Button, Glyph};

/// The list.
#[component]
pub(crate) fn Several<T: Clone + Send + Sync + 'static, R: Clone + Send + Sync + 'static>(
    list: List<T, T, R>,
    /// Name of the whole list, as checks name it.
    name: String,
    legend: &'static str,
    /// What one of them is called: `substance`.
    one: &'static str,
    /// The words on the button for one more.
    add: &'static str,
    /// The field with which an entry begins.
    first: &'static str,
    blank: fn() -> R,
    /// Draws the fields of an entry; its number from 1 is for labels.
    draw: fn(Part<T, R>, usize) -> AnyView,
) -> impl IntoView {
    let form = list.above.form;
    let (wrong, remark) = (form.wrong(name.clone()), form.remark(name.clone()));
    let (keys, of) = (list.keys(), StoredValue::new(name.clone()));
    let row = move |at: usize| {
        let number = at + 1;
        let id = of.with_value(|of| format!("{of}-{number}"));
        let out = move |()| list.take_out_at(at, format!("Removed {one} {number}."), of.get_value());
        let next = move |way| list.shift_at(at, way);
        view! {
            <div class="entry-row" role="group" aria-label=format!("{one} {number}")>
                {draw(list.at(at), number)}
                <div class="entry-acts"><Shift id what=format!("{one} {number}") on_shift=next on_remove=out/></div>
            </div>
        }
    };
    view! {
        <fieldset class="field several" id=name tabindex="-1">
            <legend class="legend">{legend}</legend>
            <For each=move || keys.get() key=|key| *key let((_, at))>{row(at)}</For>
            <Remarks wrong remark/>
            <div><Button glyph=Glyph::Add on_press=move |()| list.add(blank(), first)>{add}</Button></div>
        </fieldset>
    }
}
