//! What each participant will do, or not do any more, if help is refused.

use super::super::{
    labels,
    page::part,
    writing::{Opened, Writing},
};
use super::{done, nothing};
use crate::desk::form::{List, Part, Pick, Several, Text, Tick};
use clinical::intervention::{Consequence, Intervention, ParticipantId, Step};
use leptos::prelude::*;

/// The part.
#[component]
pub(crate) fn Consequences(writing: Writing) -> impl IntoView {
    let rows = writing.read(|all| {
        let row = |one: &Consequence| (labels::who(all, one.by.as_ref()), one.words.clone(), one.announced);
        all.consequences.iter().map(row).collect::<Vec<_>>()
    });
    let read = move || {
        let row = |(who, words, announced): (String, String, bool)| {
            view! { <li><b>{who}</b><span>{words}</span>{done(announced, "Announced", "Not said")}</li> }
        };
        let body = move || match rows.get() {
            rows if rows.is_empty() => {
                nothing("What each person will do, or will no longer do. Each announces their own. Nobody is forced.")
            }
            rows => view! { <ul class="consequences">{rows.into_iter().map(row).collect_view()}</ul> }.into_any(),
        };
        view! { {body} }.into_any()
    };
    let small = Signal::stored("said once, without threat".to_owned());
    part(writing, Opened::At(Step::Consequences), "Consequences", small, read, move || {
        let list = List::of(writing.form, "consequence", |all| &all.consequences, |all| &mut all.consequences);
        view! {
            <Several list name="intervention-consequences".to_owned() legend="Consequences" one="consequence" add="Add consequence" first="by"
                blank=Consequence::default draw=one/>
        }
        .into_any()
    })
}

fn one(at: Part<Intervention, Consequence>, _number: usize) -> AnyView {
    let people = Signal::derive(move || at.form.read_now(|all| labels::people(all, "Choose who says it")));
    let held = Memo::new(move |_| at.form.read_now(|all| all.is_held()));
    view! {
        <Pick at field="by" label="Whose it is, and who says it" options=people
            get=|one: &Consequence| one.by.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default()
            set=|one, id| one.by = ParticipantId::new(id).ok()/>
        <Text at field="words" label="What it is" get=|one: &Consequence| &one.words set=|one| &mut one.words
            hint="What they themselves will do. What stays open belongs here too."/>
        <Show when=move || held.get()>
            <Tick at field="announced" get=|one: &Consequence| one.announced set=|one, on| one.announced = on>"Announced in the session"</Tick>
        </Show>
    }
    .into_any()
}
