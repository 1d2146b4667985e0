//! Treatment arranged beforehand, so that a yes can be acted on the same day.

use super::super::{
    labels::options,
    page::part,
    writing::{Opened, Writing},
};
use super::nothing;
use crate::desk::{
    clock,
    form::{Day, Line, Part, Pick, Text},
};
use clinical::{
    Edition, LevelOfCare,
    intervention::{ArrangedTreatment, DetoxNeed, Intervention, Step},
    levels,
};
use leptos::prelude::*;
use ui::Opt;

/// The part.
#[component]
pub(crate) fn Treatment(writing: Writing) -> impl IntoView {
    let all = writing.read(|all| all.treatment.clone());
    let read = move || {
        let body = move || {
            let facts = facts(&all.get());
            if facts.is_empty() {
                return nothing(
                    "Program, bed, coverage, transport: ready before the session, so a yes can be acted on that day.",
                );
            }
            let row = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
            view! { <dl class="arranged">{facts.into_iter().map(row).collect_view()}</dl> }.into_any()
        };
        view! { {body} }.into_any()
    };
    let small = Signal::stored("ready beforehand".to_owned());
    part(writing, Opened::At(Step::Treatment), "Arranged treatment", small, read, move || fields(writing))
}

fn facts(all: &ArrangedTreatment) -> Vec<(&'static str, String)> {
    let held = all.held_until.map(|day| format!("held until {}", clock::short_day(day)));
    let bed = [Some(all.bed.trim().to_owned()), held]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let detox = match all.detox {
        DetoxNeed::NotAsked => String::new(),
        DetoxNeed::NotNeeded | DetoxNeed::Needed if record::is_blank(&all.detox_words) => all.detox.label().to_owned(),
        DetoxNeed::NotNeeded | DetoxNeed::Needed => format!("{}: {}", all.detox.label(), all.detox_words.trim()),
    };
    let level = all.level.as_ref().map(LevelOfCare::text).unwrap_or_default();
    let facts = [
        ("Program", all.program.trim().to_owned()),
        ("Level", level),
        ("Bed", bed),
        ("Coverage", all.coverage.trim().to_owned()),
        ("Transport", all.transport.trim().to_owned()),
        ("Bag", all.packing.trim().to_owned()),
        ("Detox", detox),
        ("Expect", all.expect.trim().to_owned()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn fields(writing: Writing) -> AnyView {
    let at: Part<Intervention, ArrangedTreatment> =
        Part::the(writing.form, "treatment", |all, _| Some(&all.treatment), |all, _| Some(&mut all.treatment));
    let every = levels(Edition::Fourth).iter().filter_map(|row| LevelOfCare::find(Edition::Fourth, row.number));
    let every = every.map(|level| Opt::new(level.number.clone(), level.text()));
    let levels = std::iter::once(Opt::new("", "Not decided yet")).chain(every).collect::<Vec<_>>();
    view! {
        <div class="pair">
            <Line at field="program" label="Program" get=|t: &ArrangedTreatment| &t.program set=|t| &mut t.program/>
            <Pick at field="level" label="Level of care" options=levels
                get=|t: &ArrangedTreatment| t.level.as_ref().map(|level| level.number.clone()).unwrap_or_default()
                set=|t, number| t.level = LevelOfCare::find(Edition::Fourth, number)/>
        </div>
        <div class="pair">
            <Line at field="bed" label="Bed or slot" get=|t: &ArrangedTreatment| &t.bed set=|t| &mut t.bed/>
            <Day at field="held_until" label="Held until" get=|t: &ArrangedTreatment| t.held_until set=|t, day| t.held_until = day/>
        </div>
        <Line at field="coverage" label="Coverage" get=|t: &ArrangedTreatment| &t.coverage set=|t| &mut t.coverage hint="Insurance or other payment, and when it was verified."/>
        <div class="pair">
            <Line at field="transport" label="Transport" get=|t: &ArrangedTreatment| &t.transport set=|t| &mut t.transport hint="Who drives, how long."/>
            <Line at field="packing" label="Bag" get=|t: &ArrangedTreatment| &t.packing set=|t| &mut t.packing hint="Packed, and where it is."/>
        </div>
        <Pick at field="detox" label="Withdrawal management first" options=options(DetoxNeed::ALL, DetoxNeed::id, DetoxNeed::label)
            get=|t: &ArrangedTreatment| t.detox.id().to_owned() set=|t, id| t.detox = DetoxNeed::from_id(id).unwrap_or_default()/>
        <Text at field="detox_words" label="About withdrawal" get=|t: &ArrangedTreatment| &t.detox_words set=|t| &mut t.detox_words
            hint="What is watched on arrival, who takes over. Stopping suddenly can be dangerous."/>
        <Text at field="expect" label="What to expect" get=|t: &ArrangedTreatment| &t.expect set=|t| &mut t.expect
            hint="Kind, duration, the first days: in words the person can be told."/>
    }
    .into_any()
}
