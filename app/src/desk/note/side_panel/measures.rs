//! The last measures and their change beside the sheet, each with one tap into the text.

use crate::desk::note::writing::Writing;
use clinical::{Format, Note};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The list; nothing where nothing was measured.
#[component]
pub(super) fn Measures(writing: Writing) -> impl IntoView {
    let told = Memo::new(move |_| writing.beside(|view| view.measures.clone()));
    let row = move |words: String| {
        let text = words.clone();
        let add = move |()| writing.edit(|note| append(note, &text));
        view! {
            <li class="last">
                <p>{words}</p>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add to note"</Button>
            </li>
        }
    };
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            view! { <h3 class="over">"Measures"</h3><ul>{told.into_iter().map(row).collect_view()}</ul> }
        })
    }
}

/// Adds a sentence where a note says what was seen and measured, on a line of its own.
fn append(note: &mut Note, sentence: &str) {
    let seen = match note.format {
        Format::Soap => "objective",
        Format::Dap => "data",
        Format::Birp => "behavior",
        Format::Girp | Format::Pirp => "response",
    };
    let layout = note.layout();
    let section = layout.iter().find(|section| section.id == seen).or_else(|| layout.first()).map(|section| section.id);
    let Some(id) = section else { return };
    let before = note.text_of(id).trim_end().to_owned();
    let text = if before.is_empty() { sentence.to_owned() } else { format!("{before}\n{sentence}") };
    note.set_text(id, text);
}
