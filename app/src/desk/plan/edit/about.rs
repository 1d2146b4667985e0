//! About this version: when and why it is written, what was learned from a return to use, and how the plan ends.

use super::{options::options, writing::Writing};
use crate::desk::form::{Day, Form, Line, Part, Pick, Text};
use clinical::plan::{Ending, Plan, Revision};
use leptos::prelude::*;
use ui::Opt;

/// The head of the version.
#[component]
pub(super) fn About(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let ends = Memo::new(move |_| writing.plan.with(|plan| plan.head.ending.is_some()));
    let learned = Memo::new(move |_| writing.plan.with(|plan| plan.head.revision.is_some()));
    let endings: Vec<Opt> =
        std::iter::once(Opt::new("", "The plan goes on")).chain(options(Ending::ALL, Ending::id, Ending::label)).collect();
    view! {
        <section class="edit" data-line="head" aria-label="About this version">
            <div class="pair">
                <Day at field="date" label="Written on" get=|p: &Plan| p.head.date set=|p, day| p.head.date = day/>
                <Line at field="occasion" label="What brought it about" get=|p: &Plan| &p.head.occasion set=|p| &mut p.head.occasion
                    hint="Admission, a review, a return to use."/>
                <Pick at field="ending" label="Does it end the plan?" options=endings
                    get=|p: &Plan| p.head.ending.map(|ending| ending.id().to_owned()).unwrap_or_default()
                    set=|p, id| p.head.ending = Ending::from_id(id)/>
            </div>
            <Show when=move || ends.get()>
                <Text at field="ending_reason" label="Why it ends" get=|p: &Plan| &p.head.ending_reason set=|p| &mut p.head.ending_reason/>
            </Show>
            <Show when=move || learned.get()><Learned form=writing.form/></Show>
        </section>
    }
}

/// What was learned from a return to use.
#[component]
fn Learned(form: Form<Plan>) -> impl IntoView {
    let at: Part<Plan, Revision> =
        Part::the(form, "revision", |plan, _| plan.head.revision.as_ref(), |plan, _| plan.head.revision.as_mut());
    view! {
        <Text at field="helped" label="What helped in the version before" get=|r| &r.helped set=|r| &mut r.helped/>
        <Text at field="fell_short" label="What did not help enough" get=|r| &r.fell_short set=|r| &mut r.fell_short/>
        <Text at field="medication_considered" label="What was considered about medication" get=|r| &r.medication_considered
            set=|r| &mut r.medication_considered/>
    }
}
