//! What every note may say besides its sections: others present, toxicology, the next session.

use super::{note_body::Margin, participants::Participants};
use crate::desk::{
    form::{Moment, Text},
    note::writing::Writing,
};
use leptos::prelude::*;

/// The last part of the sheet. Where nobody met, only the next session is asked for.
#[component]
pub(super) fn MoreDetails(writing: Writing) -> impl IntoView {
    let met = writing.memo(|note| note.service.spec().met);
    let remarks = writing.suggestions(|found| matches!(found.place.name().as_str(), "next-session" | "note"));
    view! {
        <section class="part" id="note" tabindex="-1">
            <div class="write form">
                <Show when=move || met.get()>
                    <Participants writing/>
                    <Text at=writing.whole() field="toxicology" label="Toxicology" get=|note| &note.toxicology set=|note| &mut note.toxicology
                        hint="Results or samples discussed. May be left empty."/>
                </Show>
                <div class="pair">
                    <Moment at=writing.whole() field="next_session" label="Next session" get=|note| note.next_session.clone()
                        set=|note, at| note.next_session = at/>
                </div>
            </div>
            <Margin remarks/>
        </section>
    }
}
