//! About this version: when and why it is written, what was learned from a return to use, and how the plan ends.

use super::{
    fields::{Day, Kind, Pick, Text},
    problem::options,
    writing::{At, Writing},
};
use clinical::plan::{Ending, Plan, Revision};
use leptos::prelude::*;
use ui::Opt;

/// The head of the version.
#[component]
pub(super) fn About(
    /// The version.
    writing: Writing,
) -> impl IntoView {
    let at = writing.whole();
    let ends = Memo::new(move |_| at.part(|plan: &Plan| plan.head.ending.is_some()).get());
    let learned = Memo::new(move |_| at.part(|plan: &Plan| plan.head.revision.is_some()).get());
    let endings: Vec<Opt> =
        std::iter::once(Opt::new("", "The plan goes on")).chain(options(Ending::ALL, Ending::id, Ending::label)).collect();
    view! {
        <section class="edit" data-line="head" aria-label="About this version">
            <div class="pair">
                <Day at field="date" label="Written on" get=|p: &Plan| p.head.date set=|p, day| p.head.date = day/>
                <Text at field="occasion" label="What brought it about" get=|p: &Plan| &p.head.occasion set=|p| &mut p.head.occasion
                    hint="Admission, a review, a return to use."/>
                <Pick at field="ending" label="Does it end the plan?" options=vec![("", endings)]
                    get=|p: &Plan| p.head.ending.map(|ending| ending.id().to_owned()).unwrap_or_default()
                    set=|p, id| p.head.ending = Ending::from_id(id)/>
            </div>
            <Show when=move || ends.get()>
                <Text at field="ending_reason" label="Why it ends" kind=Kind::Words get=|p: &Plan| &p.head.ending_reason set=|p| &mut p.head.ending_reason/>
            </Show>
            <Show when=move || learned.get()><Learned at/></Show>
        </section>
    }
}

/// What was learned from a return to use.
#[component]
fn Learned(
    /// The plan.
    at: At<Plan>,
) -> impl IntoView {
    let field =
        move |name: &'static str, label: &'static str, get: fn(&Revision) -> &String, set: fn(&mut Revision) -> &mut String| {
            let id = clinical::assessment::Place::the("revision", name).name();
            let wrong = at.writing.wrong(id.clone());
            let value =
                at.part(move |plan: &Plan| plan.head.revision.as_ref().map(|revision| get(revision).clone()).unwrap_or_default());
            let typed = move |text: String| {
                at.edit(|plan: &mut Plan| {
                    if let Some(revision) = &mut plan.head.revision {
                        *set(revision) = text;
                    }
                });
            };
            view! { <super::fields::Typed id label=label kind=Kind::Words value on_input=typed wrong/> }
        };
    view! {
        {field("helped", "What helped in the version before", |r| &r.helped, |r| &mut r.helped)}
        {field("fell_short", "What did not help enough", |r| &r.fell_short, |r| &mut r.fell_short)}
        {field("medication_considered", "What was considered about medication", |r| &r.medication_considered, |r| &mut r.medication_considered)}
    }
}
