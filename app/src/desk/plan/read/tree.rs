//! Problem, goal, objective, intervention: the tree, with the thread in its gutter.

use super::{Shown, objective::Line};
use crate::desk::{
    clock,
    plan::{TakeUp, Taking, labels},
    quoted::quoted,
};
use clinical::{
    Finding,
    assessment::FindingId,
    plan::{Goal, Objective, Problem, ProblemStatus, unanswered},
};
use leptos::prelude::*;
use ui::{Glyph, Icon, ThreadBreak, ThreadNode, ThreadShape};

/// Every problem, then what was found and is not in the plan.
#[component]
pub(super) fn Tree(
    shown: Shown,
    /// Takes findings up.
    taking: Option<Taking>,
) -> impl IntoView {
    let problems = shown.view.plan.problems.clone().into_iter();
    let problems = problems.map(|problem| view! { <OfProblem shown=shown.clone() problem/> }).collect_view();
    view! { {problems}<Loose shown taking/> }
}

#[component]
fn OfProblem(shown: Shown, problem: Problem) -> impl IntoView {
    let (id, heading) = (format!("problem-{}", problem.id), format!("heading-{}", problem.id));
    let rows = rows(&shown, &problem);
    // The thread begins at the first knot, and where there is none, at the goal.
    let first = rows.iter().position(Row::holds).unwrap_or(usize::MAX);
    let last = rows.len().saturating_sub(1);
    let rows = rows.into_iter().enumerate().map(|(place, row)| drawn(row, tie(place, first, last), place == last, &shown));
    let closed = problem.objectives().filter(|objective| !objective.status.is_open()).cloned();
    let closed = closed.map(|objective| view! { <Closed objective number=problem.number/> }).collect_view();
    let status = (problem.status != ProblemStatus::Active).then(|| {
        let reason = problem.status_reason.trim();
        let words =
            if reason.is_empty() { problem.status.label().to_owned() } else { format!("{}: {reason}", problem.status.label()) };
        view! { <p class="soft standing">{words}</p> }
    });
    view! {
        <section class="problem" id=id tabindex="-1" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()><span class="line-number">{problem.number}</span>{problem.statement.clone()}</h3>
            {status}
            <ol class="lane tree">{rows.collect_view()}</ol>
            {closed}
        </section>
    }
}

/// One row of the lane.
enum Row {
    /// Words beside the thread, with a knot or without.
    Words { knot: Option<ThreadShape>, label: &'static str, text: String, meta: String },
    /// What the client wants.
    Goal(Box<Goal>),
    /// Where something is missing.
    Missing(Finding),
    /// A step.
    Step(Box<Objective>, u16),
}

impl Row {
    /// Whether the thread can begin here.
    const fn holds(&self) -> bool {
        match self {
            Self::Words { knot, .. } => knot.is_some(),
            Self::Goal(_) | Self::Missing(_) | Self::Step(..) => true,
        }
    }
}

/// How the row at `place` meets the thread, which runs from the row `first` to the row `last`.
const fn tie(place: usize, first: usize, last: usize) -> Option<&'static str> {
    if place < first || first == last {
        Some("none")
    } else if place == first {
        Some("start")
    } else if place == last {
        Some("end")
    } else {
        None
    }
}

fn rows(shown: &Shown, problem: &Problem) -> Vec<Row> {
    let words = |knot, label, text: String, meta: String| Row::Words { knot, label, text, meta };
    let today = shown.thread.today;
    let mut rows = Vec::new();
    for (text, day) in problem.findings.iter().filter_map(|id| found(shown, id)) {
        rows.push(words(Some(ThreadShape::Ring), "Finding", text, day));
    }
    if !record::is_blank(&problem.evidence) {
        rows.push(words(None, "As evidenced by", problem.evidence.trim().to_owned(), String::new()));
    }
    let named = problem.conditions.iter().filter_map(|id| shown.thread.current().find(|(doc, _)| doc == id));
    let named: Vec<String> = named.map(|(_, condition)| condition.text(today)).collect();
    let dimension = problem.dimension.map(|dimension| dimension.text()).unwrap_or_default();
    if !named.is_empty() {
        rows.push(words(Some(ThreadShape::Diamond), "Diagnosis", named.join(" · "), dimension));
    } else if let Some(known) = problem.dimension {
        let name = known.known().map(|known| known.name).unwrap_or_default();
        rows.push(words(None, "Dimension", format!("{} {name}", known.number), String::new()));
    }
    rows.extend(shown.broken(&format!("problem-{}", problem.id)).into_iter().map(Row::Missing));
    for goal in &problem.goals {
        rows.push(Row::Goal(Box::new(goal.clone())));
        rows.extend(shown.broken(&format!("goal-{}", goal.id)).into_iter().map(Row::Missing));
        let open = goal.objectives.iter().filter(|objective| objective.status.is_open());
        rows.extend(open.map(|objective| Row::Step(Box::new(objective.clone()), problem.number)));
    }
    rows
}

/// A finding's words, and where they come from.
fn found(shown: &Shown, id: &FindingId) -> Option<(String, String)> {
    shown.thread.assessments.iter().find_map(|view| {
        let finding = view.content.findings.iter().find(|finding| finding.id == *id)?;
        let day =
            view.content.date.map_or_else(|| "Assessment".to_owned(), |day| format!("Assessment, {}", clock::short_day(day)));
        Some((finding.text.trim().to_owned(), day))
    })
}

fn drawn(row: Row, thread: Option<&'static str>, last: bool, shown: &Shown) -> AnyView {
    match row {
        Row::Words { knot, label, text, meta } => view! {
            <li class="tree-row" data-thread=thread>
                {knot.map(|shape| view! { <ThreadNode shape/> })}
                <span class="row-label">{label}</span><div class="row-text">{text}</div><div class="meta">{meta}</div>
            </li>
        }
        .into_any(),
        Row::Goal(goal) => view! { <OfGoal goal=*goal thread/> }.into_any(),
        Row::Missing(lint) => view! {
            <li class="tree-row noprint" data-thread=thread>
                <ThreadNode shape=ThreadShape::Missing/>
                <span class="row-label">"Missing"</span><div class="row-text"><span class="broken">{lint.sentence.into_owned()}</span>" "{lint.fix.into_owned()}</div>
            </li>
        }
        .into_any(),
        Row::Step(objective, number) => view! { <Line shown=shown.clone() objective=*objective problem=number last/> }.into_any(),
    }
}

#[component]
fn OfGoal(
    goal: Goal,
    /// How it meets the thread.
    thread: Option<&'static str>,
) -> impl IntoView {
    let outcome = goal.outcome.trim().to_owned();
    let by = goal.target_date.map(|day| format!("by {}", clock::short_day(day)));
    let status = (!goal.status.is_open()).then(|| goal.status.label().to_owned());
    let meta = status.into_iter().chain(by).collect::<Vec<_>>().join(", ");
    let said = (!record::is_blank(&goal.words)).then(|| view! { <p class="said">{quoted(&goal.words)}</p> });
    view! {
        <li class="tree-row goal" id=format!("goal-{}", goal.id) tabindex="-1" data-thread=thread>
            <span class="row-label">"Goal"</span>
            <div class="row-text">{said}{(!outcome.is_empty()).then(|| view! { <p class="soft">{outcome}</p> })}</div>
            <div class="meta">{meta}</div>
        </li>
    }
}

/// A step that is over: one line under the tree.
#[component]
fn Closed(
    objective: Objective,
    /// Its problem's number.
    number: u16,
) -> impl IntoView {
    let reason = objective.status_reason.trim();
    let reason = if reason.is_empty() { String::new() } else { format!(". {reason}") };
    let words = format!(
        "{number}.{} {}: {}{reason}",
        objective.number,
        objective.statement.trim(),
        objective.status.label().to_lowercase()
    );
    view! {
        <p class="objective-done" id=format!("objective-{}", objective.id) tabindex="-1">
            <Icon glyph=labels::glyph(objective.status)/>{words}
        </p>
    }
}

/// Findings that neither a problem nor a deferral answers.
#[component]
fn Loose(
    shown: Shown,
    /// Takes findings up.
    taking: Option<Taking>,
) -> impl IntoView {
    let (found, put_off) = (shown.thread.findings(), shown.thread.deferrals());
    let loose: Vec<FindingId> = unanswered(&found, &shown.view.plan, &put_off, shown.thread.today)
        .into_iter()
        .map(|finding| finding.id.clone())
        .collect();
    if loose.is_empty() {
        return ().into_any();
    }
    // Another version than the one in force does not say what the next one lacks.
    let taking = taking.filter(|_| shown.thread.standing().active() == Some(shown.view.signed.doc));
    let rows = loose.into_iter().filter_map(|id| found_row(&shown, id, taking)).collect_view();
    view! {
        <section class="problem loose noprint" aria-labelledby="not-in-the-plan">
            <h3 id="not-in-the-plan">"Not in the plan"</h3>
            <ol class="lane tree">{rows}</ol>
            <p class="soft after">"Revise the plan to make each of these a problem, or to defer it with a reason."</p>
        </section>
    }
    .into_any()
}

fn found_row(shown: &Shown, id: FindingId, taking: Option<Taking>) -> Option<AnyView> {
    let (text, day) = found(shown, &id)?;
    let here = format!("finding-{id}");
    let take = taking.map(|taking| view! { <TakeUp taking finding=id named=text.clone()/> });
    let row = view! {
        <li class="tree-row" data-thread="broken" id=here tabindex="-1">
            <ThreadNode shape=ThreadShape::Ring/><ThreadBreak/><ThreadNode shape=ThreadShape::Missing/>
            <span class="row-label">"Finding"</span>
            <div class="row-text">{text}<p class="broken"><Icon glyph=Glyph::Owed/>"No problem and no deferral yet."</p>{take}</div>
            <div class="meta">{day}</div>
        </li>
    };
    Some(row.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thread_runs_from_the_first_knot_to_the_last_row() {
        let ties: Vec<_> = (0..4).map(|place| tie(place, 1, 3)).collect();
        assert_eq!(ties, [Some("none"), Some("start"), None, Some("end")]);
        assert_eq!(tie(0, usize::MAX, 0), Some("none"), "nothing to tie");
    }
}
