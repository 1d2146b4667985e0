//! A discharge.

use super::{
    Opened, levels,
    read::{Parts, day, row},
    writing::{Writing, options, step},
};
use crate::desk::form::{Day, Line, List, Part, Pick, Several, Text};
use clinical::{
    Discharge, LevelOfCare,
    episode::{DischargeKind, GoalProgress},
    plan::GoalStatus,
};
use leptos::prelude::*;
use ui::{Banner, Opt, Tone};

/// What happens when it is marked as entered in error.
pub(super) const WITHDRAWN: &str =
    "The discharge stays in the record, crossed out for everyone, and the episode of care is open again. You cannot undo this.";

/// The form.
pub(super) fn form(opened: Opened<Discharge>) -> AnyView {
    let (asked, doc) = (opened.asked, opened.signed.doc);
    let writing = Writing::begin(&opened, move |discharge: &Discharge| {
        asked.pick(|thread| {
            let others = thread.episodes_without(doc);
            let continuing = others.last().is_some_and(|episode| thread.continuing_care(episode).is_some());
            discharge.check_in(&others, thread.last_session(), continuing, thread.birth_date, thread.today)
        })
    });
    // Remission is told as of the last day.
    let on = writing.draft.part(|one: &Discharge| one.on);
    let diagnoses = Memo::new(move |_| on.get().map(|on| asked.pick(|thread| thread.diagnoses_on(on))));
    Effect::new(move |_| {
        let known = writing.draft.value.with_untracked(|one| one.diagnoses.clone());
        if let Some(now) = diagnoses.get().filter(|now| *now != known) {
            writing.draft.edit(|one| one.diagnoses = now);
        }
    });
    let missing = writing.form.remark("discharge-continuing".to_owned());
    let fields = view! {
        {move || missing.get().map(|words| view! { <Banner tone=Tone::Owed words/> })}
        {how(writing)}
        {came_of_it(writing)}
        {rest(writing)}
    };
    let intro = "Whatever the reason, the chart stays, and the client can come back at any time.";
    writing.page(&opened, "Discharge", intro, fields)
}

fn how(writing: Writing<Discharge>) -> AnyView {
    let at = writing.form.whole("discharge");
    let kinds: Vec<Opt> = std::iter::once(Opt::new("", "Choose"))
        .chain(options(DischargeKind::ALL, DischargeKind::id, DischargeKind::label))
        .collect();
    let kind = at.read(|one: &Discharge| one.kind);
    let elsewhere = Memo::new(move |_| kind.get() == Some(DischargeKind::Transferred));
    let edition = at.peek(|one: &Discharge| one.level.as_ref().map(|level| level.edition)).unwrap_or_default();
    step(
        "discharge-how",
        "How care ends",
        "plain words",
        view! {
            <div class="pair">
                <Day at field="on" label="Last day in care" required=true get=|d: &Discharge| d.on set=|d, day| d.on = day/>
                <Day at field="last_service" label="Last service" get=|d: &Discharge| d.last_service set=|d, day| d.last_service = day/>
            </div>
            <Pick at field="kind" label="Type of discharge" options=kinds
                get=|d: &Discharge| d.kind.map(|kind| kind.id().to_owned()).unwrap_or_default() set=|d, id| d.kind = DischargeKind::from_id(id)/>
            <p class="soft" aria-live="polite">{move || kind.get().map(DischargeKind::hint)}</p>
            <Text at field="reason" label="Reason for discharge" get=|d: &Discharge| &d.reason set=|d| &mut d.reason
                hint="What happened, and what the client wants. No judgment."/>
            <Show when=move || elsewhere.get()>
                <Line at field="next_program" label="Who continues the care" get=|d: &Discharge| &d.next_program set=|d| &mut d.next_program/>
            </Show>
            <Pick at field="level" label="Level of care on the last day" options=levels::options(edition)
                get=|d: &Discharge| d.level.as_ref().map(levels::id).unwrap_or_default() set=|d, id| d.level = levels::of(id)/>
        },
    )
}

fn came_of_it(writing: Writing<Discharge>) -> AnyView {
    let at = writing.form.whole("discharge");
    let diagnoses = at.read(|one: &Discharge| one.diagnoses.clone());
    let listed = move || match diagnoses.get() {
        all if all.is_empty() => view! { <p class="soft">"No diagnosis is recorded."</p> }.into_any(),
        all => view! { <ul class="plain">{all.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }.into_any(),
    };
    let goals = List::of(writing.form, "goal", |all| &all.goals, |all| &mut all.goals);
    step(
        "discharge-course",
        "The course of care",
        "results",
        view! {
            <div class="field"><h4 class="legend">"Diagnoses on the last day, with remission"</h4>{listed}</div>
            <Several list=goals name=at.name("goals") legend="Goals" one="goal" add="Add a goal" first="goal" blank=GoalProgress::default draw=goal/>
            <Text at field="summary" label="Summary" get=|d: &Discharge| &d.summary set=|d| &mut d.summary
                hint="Course of care, response to treatment, toxicology and medication, what changed."/>
        },
    )
}

fn goal(one: Part<Discharge, GoalProgress>, number: usize) -> AnyView {
    view! {
        <Line at=one field="goal" label=format!("Goal {number}") get=|g| &g.goal set=|g| &mut g.goal/>
        <div class="pair">
            <Pick at=one field="status" label="Status" options=options(GoalStatus::ALL, GoalStatus::id, GoalStatus::label)
                get=|g| g.status.id().to_owned() set=|g, id| g.status = GoalStatus::from_id(id).unwrap_or_default()/>
            <Line at=one field="words" label="Result" get=|g| &g.words set=|g| &mut g.words/>
        </div>
    }
    .into_any()
}

fn rest(writing: Writing<Discharge>) -> AnyView {
    let at = writing.form.whole("discharge");
    step(
        "discharge-on",
        "After discharge",
        "what is in place, what is needed",
        view! {
            <Text at field="strengths" label="What the client can build on" get=|d: &Discharge| &d.strengths set=|d| &mut d.strengths
                hint="People, skills, home, work, health."/>
            <Text at field="needs" label="What is still needed" get=|d: &Discharge| &d.needs set=|d| &mut d.needs
                hint="Referrals made, and who was told."/>
            <Text at field="words" label="Client’s own words" get=|d: &Discharge| &d.words set=|d| &mut d.words/>
        },
    )
}

/// What it says.
pub(super) fn parts(discharge: &Discharge) -> Parts {
    let goals = discharge.goals.iter().map(|goal| (goal.goal.clone(), format!("{}. {}", goal.status.label(), goal.words.trim())));
    let mut course =
        vec![row("Diagnoses on the last day", discharge.diagnoses.join("\n")), row("Summary", discharge.summary.clone())];
    course.extend(goals);
    vec![
        (
            "How care ended",
            vec![
                row("Last day in care", day(discharge.on)),
                row("Last service", day(discharge.last_service)),
                row("Type of discharge", discharge.kind.map(|kind| kind.label().to_owned()).unwrap_or_default()),
                row("Reason for discharge", discharge.reason.clone()),
                row("Who continues the care", discharge.next_program.clone()),
                row("Level of care on the last day", discharge.level.as_ref().map(LevelOfCare::text).unwrap_or_default()),
            ],
        ),
        ("The course of care", course),
        (
            "After discharge",
            vec![
                row("What the client can build on", discharge.strengths.clone()),
                row("What is still needed", discharge.needs.clone()),
                row("Client’s own words", discharge.words.clone()),
            ],
        ),
    ]
}
