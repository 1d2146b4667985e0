//! Objectives: steps that can be seen or counted, and the interventions for each.

use super::{
    intervention::Interventions,
    line::{LineFindings, LineShift},
    opening::{EditButton, Opening},
    options::options,
    unit::Unit,
    writing::{Writing, all_versions},
};
use crate::desk::{
    clock,
    form::{Day, Line, List, Number, Part, Pick, Text},
    new_id,
    plan::labels,
};
use clinical::{
    measure::{HigherIs, instruments, score_named},
    plan::{Domain, Goal, LineId, Objective, ObjectiveStatus, Plan, Verdict, next_objective_number},
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Icon, Opt, ThreadNode, ThreadShape};

/// The objectives of a goal.
#[component]
pub(super) fn Objectives(
    writing: Writing,
    /// The problem's id.
    problem: LineId,
    /// The goal's id.
    id: LineId,
) -> impl IntoView {
    let above = writing.problem(&problem);
    let list = List::new(writing.goal(&id), "objective", |goal: &Goal| &goal.objectives, |goal| &mut goal.objectives);
    let ids = list.each(|line| line.id.clone());
    let problem = StoredValue::new(problem);
    let add = move |()| {
        let number =
            all_versions(writing, |all| problem.with_value(|problem| next_objective_number(all.iter().copied(), problem)));
        let objective = Objective::new(new_id::line(), number, "");
        let unit = Unit::Objective(objective.id.clone());
        list.push(objective);
        writing.open(unit);
    };
    let of = above.read(|problem| format!(" to problem {}", problem.number));
    let number = above.read(|problem| problem.number);
    view! {
        <ol class="lane lines">
            <For each=move || ids.get() key=Clone::clone let(id)><OneObjective writing list problem=number id/></For>
        </ol>
        <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add an objective"<span class="hidden-visually">{of}</span></Button></div>
    }
}

#[component]
fn OneObjective(
    writing: Writing,
    list: List<Plan, Goal, Objective>,
    /// The problem's number.
    problem: Signal<u16>,
    id: LineId,
) -> impl IntoView {
    let unit = Unit::Objective(id.clone());
    let own = StoredValue::new(id.clone());
    let reading = unit.clone();
    let read = move || view! { <ObjectiveRead writing problem id=own.get_value() unit=reading.clone()/> };
    let fields = move || view! { <ObjectiveFields writing list problem id=own.get_value()/> };
    view! {
        <li id=writing.objective(&id).id() tabindex="-1">
            <span class="branch" aria-hidden="true"></span><ThreadNode shape=ThreadShape::Disc/>
            <Opening writing unit read=read fields=fields/>
        </li>
    }
}

/// What it says: one row, and its interventions.
#[component]
fn ObjectiveRead(
    writing: Writing,
    /// The problem's number.
    problem: Signal<u16>,
    id: LineId,
    /// The same, to be opened.
    unit: Unit,
) -> impl IntoView {
    let at = writing.objective(&id);
    let number = at.read(|line| line.number);
    let statement = at.read(|line| line.statement.trim().to_owned());
    let given = at.read(|line| {
        let words = line.interventions.iter().map(|one| {
            let parts = [one.description.trim().to_owned(), labels::often(one), labels::by_whom(one)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        words.collect::<Vec<_>>()
    });
    let (own, said) = (StoredValue::new(id.clone()), writing.said(&id));
    let figure = at.read(move |line| {
        let now = said.1.or(line.baseline).map(|now| format!("{now} of ")).unwrap_or_default();
        line.target.map(|target| format!("{now}{target} {}", line.unit.trim())).unwrap_or_default()
    });
    let by = at.read(|line| line.target_date.map(clock::near_day).unwrap_or_default());
    let status = at.read(|line| line.status);
    let changed = Memo::new(move |_| {
        writing.changes.with(|all| {
            own.with_value(|id| {
                all.iter().find(|one| one.line == *id).map(|one| (one.verdict, one.asks_reason, one.reason.clone()))
            })
        })
    });
    let tag = move || {
        changed.get().map(|(verdict, ..)| {
            view! { " "<span class="tagnew">{if verdict == Verdict::Added { "new" } else { "changed" }}</span> }
        })
    };
    let reason_place = StoredValue::new(format!("line-{id}-reason"));
    let why = move || {
        match changed.get() {
        Some((_, true, reason)) if reason.is_empty() => view! {
            <p class="line-why" data-is="owed"><Icon glyph=Glyph::Owed/>"Give a reason for the change. "
                <button type="button" class="go-link" on:click=move |_| reason_place.with_value(|place| writing.go(place))>"Add reason"</button></p>
        }
        .into_any(),
        Some((_, _, reason)) if !reason.is_empty() => view! { <p class="line-why"><b>"Reason: "</b>{reason}</p> }.into_any(),
        Some(_) | None => ().into_any(),
    }
    };
    view! {
        <div class="line-row">
            <h4><span class="line-number">{move || format!("{}.{} ", problem.get(), number.get())}</span>
                {move || if statement.with(String::is_empty) { "Not written yet".to_owned() } else { statement.get() }}{tag}</h4>
            <b class="line-figure">{move || figure.get()}</b>
            <span class="line-by"><span class="hidden-visually">"Target date "</span>{move || by.get()}</span>
            <span class="state">{move || view! { <Icon glyph=labels::glyph(status.get())/> }}{move || status.get().label()}</span>
            <EditButton writing unit/>
        </div>
        <LineFindings writing id=at.id()/>
        <ul class="interventions">{move || given.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
        {why}
    }
}

/// Its fields.
#[component]
fn ObjectiveFields(
    writing: Writing,
    list: List<Plan, Goal, Objective>,
    /// The problem's number.
    problem: Signal<u16>,
    id: LineId,
) -> impl IntoView {
    let at = writing.objective(&id);
    let number = at.read(|line| line.number);
    let called = Signal::derive(move || format!("objective {}.{}", problem.get(), number.get()));
    view! {
        <LineFindings writing id=at.id()/>
        <Text at field="statement" label="Objective" get=|o| &o.statement set=|o| &mut o.statement hint="What the client will do."/>
        <Measured writing at id=id.clone()/>
        <Interventions writing id=id.clone() called/>
        <div class="edit-acts"><LineShift list id own=|line| &line.id what=called/></div>
    }
}

/// The measure as the picker has it: a score by its name, or whatever was typed before there was a picker.
fn chosen_score(objective: &Objective) -> String {
    score_named(&objective.instrument).map_or_else(|| objective.instrument.trim().to_owned(), |(one, rule)| one.score_name(rule))
}

/// Names the measure; what it counts is points.
fn choose_score(objective: &mut Objective, name: &str) {
    name.clone_into(&mut objective.instrument);
    if score_named(name).is_some() {
        "points".clone_into(&mut objective.unit);
    }
}

/// Every score that a result can show progress by; `other` is offered too where it is none of them.
fn scores_with(other: &str) -> Vec<Opt> {
    let known = instruments().iter().flat_map(|one| one.scores.iter().map(|rule| one.score_name(rule)));
    let mut all: Vec<String> = known.collect();
    if !other.is_empty() && !all.iter().any(|name| name == other) {
        all.push(other.to_owned());
    }
    let named = all.into_iter().map(|name| Opt::new(name.clone(), name));
    [Opt::new("", "None, counted in another way")].into_iter().chain(named).collect()
}

/// How it is measured, by when, and how it goes.
#[component]
fn Measured(writing: Writing, at: Part<Plan, Objective>, id: LineId) -> impl IntoView {
    let reasoned = at.read(|line| line.status.wants_reason() || !line.status_reason.is_empty());
    let reasoned = Memo::new(move |_| reasoned.get());
    let chosen = at.read(chosen_score);
    let scores = Signal::derive(move || chosen.with(|chosen| scores_with(chosen)));
    let scale = move || {
        let (_, rule) = chosen.with(|chosen| score_named(chosen))?;
        let better = match rule.higher_is {
            HigherIs::Worse => "Lower is better",
            HigherIs::Better => "Higher is better",
        };
        let words = format!("Points from 0 to {}. {better}. Each signed result shows here as progress.", rule.most);
        Some(view! { <p class="hint">{words}</p> })
    };
    let from_notes = match writing.said(&id) {
        (None, None) => String::new(),
        (status, value) => {
            let status = status.map(|status| status.label().to_lowercase());
            let value = value.map(|value| format!("current value {value}"));
            format!("From notes: {}", status.into_iter().chain(value).collect::<Vec<_>>().join(", "))
        }
    };
    view! {
        <div class="pair">
            <Line at field="criterion" label="Measurable by" get=|o| &o.criterion set=|o| &mut o.criterion/>
            <Pick at field="instrument" label="Measure" options=scores get=chosen_score set=choose_score/>
        </div>
        {scale}
        <div class="pair">
            <Number at field="baseline" label="Baseline" get=|o| o.baseline set=|o, number| o.baseline = number/>
            <Number at field="target" label="Target" get=|o| o.target set=|o, number| o.target = number/>
            <Line at field="unit" label="Unit" get=|o| &o.unit set=|o| &mut o.unit/>
            <Day at field="target_date" label="Target date" get=|o| o.target_date set=|o, day| o.target_date = day/>
        </div>
        <div class="pair">
            <Pick at field="status" label="Status" options=options(ObjectiveStatus::ALL, ObjectiveStatus::id, ObjectiveStatus::label)
                get=|o| o.status.id().to_owned() set=|o, id| o.status = ObjectiveStatus::from_id(id).unwrap_or_default() hint=from_notes/>
            <Pick at field="domain" label="Area of progress" options=options(Domain::ALL, Domain::id, Domain::label)
                get=|o| o.domain.id().to_owned() set=|o, id| o.domain = Domain::from_id(id).unwrap_or_default()/>
        </div>
        <Show when=move || reasoned.get()>
            <Line at field="status_reason" label="Reason for the status" get=|o| &o.status_reason set=|o| &mut o.status_reason/>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn the_picker_offers_what_results_are_counted_by_and_keeps_what_was_typed() {
        let names = |other: &str| scores_with(other).into_iter().map(|one| one.value).collect::<Vec<_>>();
        let all = names("");
        assert!(all.iter().skip(1).all(|name| score_named(name).is_some_and(|(one, rule)| one.score_name(rule) == *name)));
        assert!(all.contains(&"PHQ-9".to_owned()) && all.contains(&"BAM risk".to_owned()));
        assert!(!all.contains(&"BAM-IOP".to_owned()), "no score of it is validated");
        assert_eq!(names("PHQ-9"), all);
        assert_eq!(names("A diary").last().unwrap(), "A diary");
        let mut objective = Objective::new(LineId::new("o-days").unwrap(), 1, "");
        (objective.instrument, objective.unit) = ("phq 9".to_owned(), "evenings".to_owned());
        assert_eq!(chosen_score(&objective), "PHQ-9");
        assert!(objective.measured_by().is_none(), "evenings are no points");
        choose_score(&mut objective, "GAD-7");
        assert_eq!((objective.unit.as_str(), objective.measured_by().unwrap().0.id.as_str()), ("points", "gad-7"));
        choose_score(&mut objective, "");
        assert!(objective.measured_by().is_none());
    }
}
