//! What happened: the client's account, then the facts.

use super::{super::writing::Writing, step};
use crate::desk::form::{Day, Line, List, Number, Part, Pick, Several, Text, Tick};
use clinical::{
    assessment::Route,
    diagnosis::Substance,
    return_to_use::{Company, FoundBy, Period, ReturnToUse, SubstanceUsed},
};
use leptos::prelude::*;
use ui::Opt;

/// The part.
#[component]
pub(super) fn Happened(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let used = List::of(writing.form, "used", |all| &all.substances, |all| &mut all.substances);
    step(
        "happened",
        "What happened",
        "in the client’s words",
        view! {
            <Text at field="account" label="The client’s account" get=|e: &ReturnToUse| &e.account set=|e| &mut e.account
                hint="As the client says it. Their words, not a summary."/>
            <div class="pair">
                <Day at field="found_on" label="Known since" required=true get=|e: &ReturnToUse| e.found_on set=|e, day| e.found_on = day
                    hint="The day someone here learned of it."/>
                <Pick at field="found_by" label="How it became known" options=options(FoundBy::ALL, FoundBy::id, FoundBy::label)
                    get=|e: &ReturnToUse| e.found_by.id().to_owned() set=|e, id| e.found_by = FoundBy::from_id(id).unwrap_or_default()/>
            </div>
            <Line at field="found_words" label="More about how it became known" get=|e: &ReturnToUse| &e.found_words set=|e| &mut e.found_words/>
            <Pick at field="period" label="When it was" options=options(Period::ALL, Period::id, Period::label)
                get=|e: &ReturnToUse| e.period.id().to_owned() set=|e, id| e.period = Period::from_id(id).unwrap_or_default()/>
            <div class="pair">
                <Day at field="start" label="First day of use" get=|e: &ReturnToUse| e.start set=|e, day| e.start = day/>
                <Day at field="end" label="Last day of use" get=|e: &ReturnToUse| e.end set=|e, day| e.end = day/>
                <Number at field="use_days" label="Days of use" get=|e: &ReturnToUse| e.use_days set=|e, days| e.use_days = days/>
            </div>
            <Tick at field="stopped" get=|e: &ReturnToUse| e.stopped set=|e, on| e.stopped = on>"The client has stopped"</Tick>
            <Several list=used name=at.name("substances") legend="What was used" one="substance" add="Add a substance" first="substance"
                blank=SubstanceUsed::default draw=substance/>
            <Day at field="last_use_before" label="Last use before this" get=|e: &ReturnToUse| e.last_use_before
                set=|e, day| e.last_use_before = day/>
            <Without writing/>
            <div class="pair">
                <Pick at field="company" label="Alone or with others" options=options(Company::ALL, Company::id, Company::label)
                    get=|e: &ReturnToUse| e.company.id().to_owned() set=|e, id| e.company = Company::from_id(id).unwrap_or_default()/>
                <Line at field="with_whom" label="With whom" get=|e: &ReturnToUse| &e.with_whom set=|e| &mut e.with_whom/>
            </div>
            <Text at field="medication" label="Medication" get=|e: &ReturnToUse| &e.medication set=|e| &mut e.medication
                hint="Taken as prescribed, missed, stopped; since when."/>
            <Text at field="consequences" label="What followed" get=|e: &ReturnToUse| &e.consequences set=|e| &mut e.consequences
                hint="At home, at work, in court."/>
        },
    )
}

/// The days without use before it.
#[component]
fn Without(writing: Writing) -> impl IntoView {
    let days = Memo::new(move |_| writing.draft.value.with(ReturnToUse::days_without_use_before));
    move || days.get().map(|days| view! { <p class="soft">{format!("{days} days without use before this.")}</p> })
}

fn substance(one: Part<ReturnToUse, SubstanceUsed>, _number: usize) -> AnyView {
    let routes =
        std::iter::once(Opt::new("", "Not said")).chain(options(Route::ALL, Route::id, Route::label)).collect::<Vec<_>>();
    view! {
        <div class="pair">
            <Pick at=one field="substance" label="Class" options=options(Substance::ALL, Substance::id, Substance::label)
                get=|u| u.substance.id().to_owned() set=|u, id| u.substance = Substance::from_id(id).unwrap_or_default()/>
            <Line at=one field="name" label="What exactly" get=|u| &u.name set=|u| &mut u.name/>
        </div>
        <div class="pair">
            <Line at=one field="amount" label="How much" get=|u| &u.amount set=|u| &mut u.amount/>
            <Pick at=one field="route" label="How it was taken" options=routes
                get=|u| u.route.map(|route| route.id().to_owned()).unwrap_or_default() set=|u, id| u.route = Route::from_id(id)/>
        </div>
    }
    .into_any()
}

/// Every word of a vocabulary, to choose from.
pub(super) fn options<W: Copy>(all: &[W], id: fn(W) -> &'static str, label: fn(W) -> &'static str) -> Vec<Opt> {
    all.iter().map(|word| Opt::new(id(*word), label(*word))).collect()
}
