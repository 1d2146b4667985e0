//! The text of a version as its reader signs it: all of it, in plain order.

use crate::desk::{
    clock,
    plan::{labels, plan_text::parts},
    quoted::quoted,
};
use clinical::plan::{Goal, Problem, ProblemStatus};
use keeper::protocol::{PlanView, ThreadView};
use leptos::prelude::*;

/// Problem by problem, then everything else.
#[component]
pub(super) fn PlanText(thread: ThreadView, view: PlanView) -> impl IntoView {
    let plan = &view.plan;
    let problems = plan.problems.iter().map(|problem| view! { <OfProblem problem=problem.clone()/> }).collect_view();
    let rest = parts(plan, &thread.findings(), thread.next_review(&view)).into_iter().map(|(title, lines)| {
        view! { <h3>{title}</h3><ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
    });
    let written = plan.head.date.map(|day| format!(", written {}", clock::date(day))).unwrap_or_default();
    let head = format!("Plan of {}, {}{written}", thread.client, labels::version(&thread, view.signed.doc).to_lowercase());
    view! {
        <article class="plantext prose" tabindex="0" aria-label="The plan to read">
            <p class="soft" tabindex="-1" autofocus=true>{head}</p>
            {problems}
            {rest.collect_view()}
        </article>
    }
}

#[component]
fn OfProblem(problem: Problem) -> impl IntoView {
    let status = (problem.status != ProblemStatus::Active)
        .then(|| view! { <p>{format!("{}. {}", problem.status.label(), problem.status_reason.trim())}</p> });
    let evidence = problem.evidence.trim().to_owned();
    let goals = problem.goals.iter().map(|goal| view! { <OfGoal goal=goal.clone() number=problem.number/> }).collect_view();
    view! {
        <h3>{format!("{}. {}", problem.number, problem.statement.trim())}</h3>
        {status}
        {(!evidence.is_empty()).then(|| view! { <p>{evidence}</p> })}
        {goals}
    }
}

#[component]
fn OfGoal(
    goal: Goal,
    /// Its problem's number.
    number: u16,
) -> impl IntoView {
    let (said, outcome) = (goal.words.trim().to_owned(), goal.outcome.trim().to_owned());
    let steps = goal.objectives.iter().map(|step| {
        let by = step.target_date.map(|day| format!(", by {}", clock::date(day))).unwrap_or_default();
        let criterion = step.criterion.trim();
        let criterion = if criterion.is_empty() { String::new() } else { format!(". {criterion}") };
        let closed = if step.status.is_open() { String::new() } else { format!(" ({})", step.status.label().to_lowercase()) };
        let head = format!("{number}.{} {}{closed}{by}{criterion}", step.number, step.statement.trim());
        let done = step.interventions.iter().map(|line| {
            let parts = [line.description.trim().to_owned(), labels::often(line), labels::by_whom(line)];
            view! { <li>{parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")}</li> }
        });
        view! { <li>{head}<ul>{done.collect_view()}</ul></li> }
    });
    view! {
        {(!said.is_empty()).then(|| view! { <p class="said">{quoted(&said)}</p> })}
        {(!outcome.is_empty()).then(|| view! { <p>{outcome}</p> })}
        <ul>{steps.collect_view()}</ul>
    }
}
