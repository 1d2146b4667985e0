//! Text whose section the chosen format does not have: kept, and offered a section.

use crate::desk::note::writing::Writing;
use leptos::prelude::*;
use ui::{Button, ButtonKind};

/// A section's id and its heading.
type Named = (String, String);

/// Everything set aside.
#[component]
pub(super) fn NoteSide(writing: Writing) -> impl IntoView {
    let offered = Memo::new(move |_| {
        writing.note.with(|note| {
            let named = |id: &String| clinical::section(id).map_or_else(|| id.clone(), |section| section.label.to_owned());
            note.set_aside.iter().map(|(id, text)| ((id.clone(), named(id)), text.clone())).collect::<Vec<(Named, String)>>()
        })
    });
    view! {
        <For each=move || offered.get() key=|((id, _), text)| (id.clone(), text.len()) let(((id, label), text))>
            <Offered writing id label text/>
        </For>
    }
}

#[component]
fn Offered(
    writing: Writing,
    /// The section it comes from.
    id: String,
    /// That section's heading.
    label: String,
    text: String,
) -> impl IntoView {
    let anchor = format!("aside-{id}");
    let id = StoredValue::new(id);
    let places = Memo::new(move |_| writing.note.with(clinical::Note::layout));
    let put = move |into: &'static str| {
        writing.edit(|note| {
            note.take_aside(&id.get_value(), into);
        })
    };
    let button = move |section: clinical::Section| {
        view! { <Button on_press=move |()| put(section.id)>{format!("Move to {}", section.label)}</Button> }
    };
    let drop = move |()| {
        let (id, mut dropped) = (id.get_value(), None);
        writing.edit(|note| dropped = note.drop_aside(&id));
        let Some(text) = dropped else { return };
        writing.form.offer_undo("Removed the text.", move |note| {
            note.set_aside.insert(id.clone(), text.clone());
        });
    };
    view! {
        <section class="part" id=anchor tabindex="-1">
            <div class="write">
                <h3>{format!("From {label}")}</h3>
                <div class="prose read"><p>{text}</p></div>
                <div class="cluster">
                    {move || places.get().into_iter().map(button).collect_view()}
                    <Button kind=ButtonKind::Quiet on_press=drop>"Remove"</Button>
                </div>
            </div>
            <div class="margin"><div class="lint" data-is="owed"><b>"This format has no section for this text"</b>"Move it to a section, or remove it, before signing."</div></div>
        </section>
    }
}
