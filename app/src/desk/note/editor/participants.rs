//! Who else took part.

use crate::desk::note::writing::Writing;
use clinical::{Note, Participant};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The list, one row each, and a button for one more.
#[component]
pub(super) fn Participants(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let count = Memo::new(move |_| writing.note.with(|note| note.participants.len()));
    let wrong = writing.wrong("participants");
    let add = move |()| writing.edit(|note| note.participants.push(Participant::default()));
    view! {
        <fieldset class="field" id="participants" tabindex="-1">
            <legend class="legend">"Others who took part"</legend>
            <For each=move || 0..count.get() key=|place| *place let(place)>
                <Row writing place/>
            </For>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add someone"</Button></div>
        </fieldset>
    }
}

#[component]
fn Row(
    /// The note.
    writing: Writing,
    /// Its place in the list.
    place: usize,
) -> impl IntoView {
    let remove = move |()| {
        writing.edit(|note| {
            if place < note.participants.len() {
                note.participants.remove(place);
            }
        });
    };
    view! {
        <div class="pair">
            <Line writing place label="Name" get=|person| &person.name set=|person, text| person.name = text/>
            <Line writing place label="What they are to the client" get=|person| &person.relation set=|person, text| person.relation = text/>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=remove>
                "Take out"<span class="hidden-visually">{format!(" number {}", place + 1)}</span>
            </Button>
        </div>
    }
}

#[component]
fn Line(
    /// The note.
    writing: Writing,
    /// Its place in the list.
    place: usize,
    /// The words above it.
    label: &'static str,
    /// Reads it.
    get: fn(&Participant) -> &String,
    /// Writes it.
    set: fn(&mut Participant, String),
) -> impl IntoView {
    let id = format!("participant-{place}-{}", label.len());
    let value =
        writing.part(move |note: &Note| note.participants.get(place).map(|person| get(person).clone()).unwrap_or_default());
    let typed = move |text: String| {
        writing.edit(|note| {
            if let Some(person) = note.participants.get_mut(place) {
                set(person, text);
            }
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" id=id type="text" autocomplete="off" prop:value=value
                on:input:target=move |event| typed(event.target().value())/>
        </div>
    }
}
