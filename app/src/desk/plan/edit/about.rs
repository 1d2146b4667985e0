//! About this version: when and why it is written, and how the plan ends.

use super::{
    opening::{EditButton, Opening},
    options::options,
    unit::Unit,
    writing::Writing,
};
use crate::desk::{
    clock,
    form::{Day, Line, Pick, Text},
};
use clinical::plan::{Ending, Plan};
use leptos::prelude::*;
use ui::Opt;

/// The head of the version.
#[component]
pub(super) fn About(writing: Writing) -> impl IntoView {
    let read = move || view! { <Read writing/> };
    let fields = move || view! { <Fields writing/> };
    view! { <Opening writing unit=Unit::About read=read fields=fields/> }
}

#[component]
fn Read(writing: Writing) -> impl IntoView {
    let said = move || {
        let ending = writing
            .plan
            .with(|plan| plan.head.ending.map(|ending| format!("{}. {}", ending.label(), plan.head.ending_reason.trim())));
        let date = writing.plan.with(|plan| plan.head.date.map(clock::short_day)).unwrap_or_else(|| "no date".to_owned());
        let occasion = writing.plan.with(|plan| plan.head.occasion.trim().to_owned());
        let occasion = if occasion.is_empty() { "not written yet".to_owned() } else { occasion };
        let reason = writing.revises().map(|before| {
            view! { {format!(" Revises {before}. ")}<b>"Reason for revision: "</b>{occasion.clone()} }
        });
        view! { {format!("Dated {date}.")}{reason}{ending.map(|ending| view! { " "<b>"The plan ends: "</b>{ending} })} }
    };
    view! { <p class="plan-about soft">{said}" "<EditButton writing unit=Unit::About/></p> }
}

#[component]
fn Fields(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let ends = Memo::new(move |_| writing.plan.with(|plan| plan.head.ending.is_some()));
    let endings: Vec<Opt> =
        std::iter::once(Opt::new("", "No, the plan continues")).chain(options(Ending::ALL, Ending::id, Ending::label)).collect();
    view! {
        <div class="pair">
            <Day at field="date" label="Date" get=|p: &Plan| p.head.date set=|p, day| p.head.date = day/>
            <Line at field="occasion" label="Reason for revision" get=|p: &Plan| &p.head.occasion set=|p| &mut p.head.occasion
                hint="Admission, a review, a return to use."/>
            <Pick at field="ending" label="Does this end the plan?" options=endings
                get=|p: &Plan| p.head.ending.map(|ending| ending.id().to_owned()).unwrap_or_default()
                set=|p, id| p.head.ending = Ending::from_id(id)/>
        </div>
        <Show when=move || ends.get()>
            <Text at field="ending_reason" label="Reason for ending" get=|p: &Plan| &p.head.ending_reason set=|p| &mut p.head.ending_reason/>
        </Show>
    }
}
