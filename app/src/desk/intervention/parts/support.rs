//! Support for the family and friends, for themselves.

use super::super::{
    labels::{self, options},
    page::part,
    writing::{Opened, Writing},
};
use super::nothing;
use crate::desk::form::{Line, List, Part, Pick, Several};
use clinical::intervention::{FamilySupport, Intervention, Offer, ParticipantId};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// The part.
#[component]
pub(crate) fn Support(writing: Writing) -> impl IntoView {
    let rows = writing.read(|all| {
        let row = |one: &FamilySupport| {
            let who = one.who.as_ref().map_or_else(|| "Everyone".to_owned(), |id| labels::who(all, Some(id)));
            (format!("{who}: {}", one.what.trim()), one.offer)
        };
        all.supports.iter().map(row).collect::<Vec<_>>()
    });
    let read = move || {
        let row = |(words, offer): (String, Offer)| {
            let glyph = if offer == Offer::Accepted { Glyph::Ok } else { Glyph::Ring };
            view! { <li><Icon glyph/><div>{words}<span class="soft">{format!(", {}", offer.label().to_lowercase())}</span></div></li> }
        };
        let body = move || match rows.get() {
            rows if rows.is_empty() => {
                nothing("Family groups, Al-Anon, a counselor of their own: help for those who asked for help.")
            }
            rows => view! { <ul class="checks">{rows.into_iter().map(row).collect_view()}</ul> }.into_any(),
        };
        view! { {body} }.into_any()
    };
    let small = Signal::stored("for themselves".to_owned());
    part(writing, Opened::Support, "Family support", small, read, move || {
        let list = List::of(writing.form, "support", |all| &all.supports, |all| &mut all.supports);
        view! {
            <Several list name="intervention-supports".to_owned() legend="Support" one="support" add="Add support" first="what"
                blank=FamilySupport::default draw=one/>
        }
        .into_any()
    })
}

fn one(at: Part<Intervention, FamilySupport>, _number: usize) -> AnyView {
    let people = Signal::derive(move || at.form.read_now(|all| labels::people(all, "Everyone")));
    view! {
        <Line at field="what" label="What" get=|one: &FamilySupport| &one.what set=|one| &mut one.what/>
        <div class="pair">
            <Pick at field="who" label="For whom" options=people
                get=|one: &FamilySupport| one.who.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default()
                set=|one, id| one.who = ParticipantId::new(id).ok()/>
            <Pick at field="offer" label="Result" options=options(Offer::ALL, Offer::id, Offer::label)
                get=|one: &FamilySupport| one.offer.id().to_owned() set=|one, id| one.offer = Offer::from_id(id).unwrap_or_default()/>
        </div>
    }
    .into_any()
}
