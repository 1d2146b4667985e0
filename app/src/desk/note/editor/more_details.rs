//! What every note may say besides its sections: who took part, toxicology, the next session.

use super::participants::Participants;
use crate::desk::{
    form::{Moment, Part},
    note::writing::Writing,
};
use clinical::Note;
use leptos::prelude::*;
use ui::TextArea;

/// The last part of the sheet.
#[component]
pub(super) fn MoreDetails(writing: Writing) -> impl IntoView {
    view! {
        <section class="part">
            <div class="write form">
                <Participants writing/>
                <TextArea name="toxicology" label="Toxicology" value=writing.part(|note| note.toxicology.clone())
                    on_input=move |text: String| writing.edit(|note| note.toxicology = text) error=writing.wrong("toxicology")>
                    "Results or samples that were spoken of; may be empty."
                </TextArea>
                <Next writing/>
            </div>
            <div class="margin"></div>
        </section>
    }
}

#[component]
fn Next(writing: Writing) -> impl IntoView {
    let at: Part<Note, Note> = writing.form.whole("");
    view! {
        <div class="pair">
            <Moment at field="next_session" label="Next session" get=|note| note.next_session.clone() set=|note, at| note.next_session = at/>
        </div>
    }
}
