//! What a plan says beside its tree, in words.

use super::labels;
use crate::desk::clock;
use chrono::NaiveDate;
use clinical::{assessment::AssessmentFinding, plan::Plan};

/// The parts of a plan that are no lines of its tree, each with its entries; those that say nothing are left out. `next_review` is the
/// day that was agreed on last, which may be later than the plan.
pub(super) fn parts(
    plan: &Plan,
    findings: &[AssessmentFinding],
    next_review: Option<NaiveDate>,
) -> Vec<(&'static str, Vec<String>)> {
    let named =
        |parts: &[&str]| parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let level = plan.level.as_ref().map(|level| {
        let hours = plan.weekly_hours.map(|hours| format!(", {}", labels::weekly(hours))).unwrap_or_default();
        format!("{}{hours}", level.text())
    });
    let text = |words: &str| vec![words.trim().to_owned()];
    let put_off = plan.deferrals.iter().map(|deferral| {
        let finding =
            findings.iter().find(|finding| finding.id == deferral.finding).map_or("A finding", |finding| finding.text.trim());
        let until = deferral.until.map(|day| format!(", until {}", clock::date(day))).unwrap_or_default();
        format!("{finding}: {}{until}", deferral.reason.trim())
    });
    let cope = |trigger: &str, coping: &str| match coping.trim() {
        "" => trigger.trim().to_owned(),
        coping => format!("{}: {coping}", trigger.trim()),
    };
    let medication = if plan.has_medication() { "Medication is part of the plan." } else { "" };
    let all = [
        ("Level of care", level.into_iter().chain(text(&plan.level_reason)).collect()),
        ("Strengths", plan.strengths.clone()),
        ("Barriers", plan.barriers.clone()),
        ("Preferences", plan.preferences.clone()),
        ("Supports", plan.supports.iter().map(|one| named(&[&one.name, &one.relation, &one.part])).collect()),
        ("Triggers and coping skills", plan.triggers.iter().map(|one| cope(&one.trigger, &one.coping)).collect()),
        ("Harm reduction", plan.harm_reduction.clone()),
        ("Risk and safety", text(&plan.risk)),
        ("Medication", text(medication)),
        ("Measures", text(&plan.measures)),
        ("Discharge criteria", plan.discharge_criteria.clone()),
        ("Aftercare", text(&plan.aftercare)),
        ("Deferred findings", put_off.collect()),
        ("Participants", plan.participants.iter().map(|one| named(&[&one.name, &one.relation])).collect()),
        ("Next review", next_review.map(clock::day).into_iter().collect()),
    ];
    let said = |(title, lines): (&'static str, Vec<String>)| {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        (!lines.is_empty()).then_some((title, lines))
    };
    all.into_iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_said_has_no_part() {
        let plan = Plan { strengths: vec!["Tells the truth early.".into(), " ".into()], ..Plan::default() };
        assert_eq!(parts(&plan, &[], None), [("Strengths", vec!["Tells the truth early.".to_owned()])]);
    }
}
