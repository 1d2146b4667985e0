//! What every note may say besides its sections: who took part, toxicology, the next session.

use super::participants::Participants;
use crate::desk::{clock, note::writing::Writing};
use chrono::NaiveDateTime;
use clinical::Zoned;
use leptos::prelude::*;
use ui::{Entry, Field, TextArea};

/// The last part of the sheet.
#[component]
pub(super) fn Also(
    /// The note.
    writing: Writing,
) -> impl IntoView {
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
fn Next(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    // The field keeps its own half-typed state: written back, that would be wiped.
    let first = writing.note.with_untracked(|note| note.next_session.as_ref().map(typed));
    view! {
        <div class="pair">
            <Field name="next-session" label="Next session" kind=Entry::DateTime value=first.unwrap_or_default()
                on_input=move |text: String| writing.edit(|note| note.next_session = zoned(&text)) error=writing.wrong("next-session")/>
        </div>
    }
}

/// As a field for day and time shows it.
pub(super) fn typed(at: &Zoned) -> String {
    at.local().format("%Y-%m-%dT%H:%M").to_string()
}

/// From such a field, on this device's clock.
pub(super) fn zoned(text: &str) -> Option<Zoned> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    Zoned::from_local(local, clock::zone(), clock::offset_when(text)).ok()
}
