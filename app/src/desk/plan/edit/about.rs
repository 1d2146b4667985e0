//! About this version: when and why it is written, and how the plan ends.

use super::{options::options, writing::Writing};
use crate::desk::form::{Day, Line, Pick, Text};
use clinical::plan::{Ending, Plan};
use leptos::prelude::*;
use ui::Opt;

/// The head of the version.
#[component]
pub(super) fn About(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let ends = Memo::new(move |_| writing.plan.with(|plan| plan.head.ending.is_some()));
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
        </section>
    }
}
