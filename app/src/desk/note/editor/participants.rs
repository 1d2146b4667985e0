//! Who else was present.

use crate::desk::{
    form::{Line, List, Part, Several},
    note::writing::Writing,
};
use clinical::{Note, Participant};
use leptos::prelude::*;

/// The list, one row each, and a button for one more.
#[component]
pub(super) fn Participants(writing: Writing) -> impl IntoView {
    let list = List::of(writing.form, "participant", |note: &Note| &note.participants, |note| &mut note.participants);
    view! {
        <Several list name="participants".to_owned() legend="Others present" one="person" add="Add person" first="name"
            blank=Participant::default draw=participant/>
    }
}

fn participant(at: Part<Note, Participant>, _number: usize) -> AnyView {
    view! {
        <div class="pair">
            <Line at field="name" label="Name" get=|person| &person.name set=|person| &mut person.name/>
            <Line at field="relation" label="Relationship to the client" get=|person| &person.relation set=|person| &mut person.relation/>
        </div>
    }
    .into_any()
}
