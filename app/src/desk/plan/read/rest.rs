//! What a plan says beside its tree.

use crate::desk::plan::plan_text::parts;
use chrono::NaiveDate;
use clinical::{assessment::AssessmentFinding, plan::Plan};
use leptos::prelude::*;

/// Every part that says something, one under another.
#[component]
pub(in crate::desk::plan) fn Rest(
    plan: Plan,
    /// What assessments found, for the words of what was put off.
    findings: Vec<AssessmentFinding>,
    /// The day that was agreed on last for the next review.
    next_review: Option<NaiveDate>,
) -> impl IntoView {
    let parts = parts(&plan, &findings, next_review).into_iter().map(|(title, lines)| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <section class="rest"><h3>{title}</h3><ul>{lines}</ul></section> }
    });
    view! { <div class="rests">{parts.collect_view()}</div> }
}
