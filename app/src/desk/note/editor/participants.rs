//! Who else took part.

use crate::desk::{note::writing::Writing, page::go_soon};
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
    let add = move |()| {
        writing.edit(|note| note.participants.push(Participant::default()));
        let last = writing.note.with_untracked(|note| note.participants.len()).saturating_sub(1);
        go_soon(line_id(last, NAME));
    };
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

const NAME: &str = "Name";

fn line_id(place: usize, label: &str) -> String {
    format!("participant-{place}-{}", label.len())
}

#[component]
fn Row(
    /// The note.
    writing: Writing,
    /// Its place in the list.
    place: usize,
) -> impl IntoView {
    let remove = move |()| {
        let Some(out) = writing.note.with_untracked(|note| note.participants.get(place).cloned()) else { return };
        writing.edit(|note| {
            note.participants.remove(place);
        });
        writing.offer_back(move |note| note.participants.insert(place.min(note.participants.len()), out.clone()));
        go_soon("participants".to_owned());
    };
    view! {
        <div class="pair">
            <Line writing place label=NAME get=|person| &person.name set=|person, text| person.name = text/>
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
    let id = line_id(place, label);
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
