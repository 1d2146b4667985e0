//! What was promised and what was given, and findings nobody answered.

use super::{LineId, Plan};
use crate::{
    assessment::{AssessmentFinding, Deferral, FindingId},
    sealed::sealed,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the thread needs to know of a note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSummary {
    /// The day of the service.
    pub date: NaiveDate,
    /// Objectives it worked on.
    pub objectives: Vec<LineId>,
    /// Interventions that were given.
    pub interventions: Vec<LineId>,
    /// How long it took, in minutes.
    pub minutes: u16,
}

/// Findings that neither a problem nor a standing deferral answers: nothing found may silently vanish.
pub fn unanswered<'a>(
    findings: &'a [AssessmentFinding],
    plan: &Plan,
    deferrals: &[Deferral],
    today: NaiveDate,
) -> Vec<&'a AssessmentFinding> {
    let taken_up: BTreeSet<&FindingId> = plan.problems.iter().flat_map(|problem| &problem.findings).collect();
    let put_off: BTreeSet<&FindingId> = plan
        .deferrals
        .iter()
        .chain(deferrals)
        .filter(|deferral| deferral.holds(today))
        .map(|deferral| &deferral.finding)
        .collect();
    findings.iter().filter(|finding| !taken_up.contains(&finding.id) && !put_off.contains(&finding.id)).collect()
}

/// What was promised and what was given, for one intervention.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Which intervention.
    pub line: LineId,
    /// Times promised, whole ones only.
    pub promised: u32,
    /// Notes that name it.
    pub given: u32,
    /// Minutes promised, where the length of a time was agreed on.
    pub minutes_promised: Option<u32>,
    /// Minutes of those notes; a note that names two interventions counts for both.
    pub minutes_given: u32,
}

sealed!(NoteSummary, Delivery);

/// What active objectives promised and what was given, from one day to another, both included. An intervention
/// counts from its start, or from the day of the version, until its end.
pub fn delivery(plan: &Plan, notes: &[NoteSummary], from: NaiveDate, to: NaiveDate) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    for (_, _, objective) in plan.active_objectives() {
        for intervention in &objective.interventions {
            let Some(frequency) = intervention.frequency else { continue };
            let first = from.max(intervention.start.or(plan.head.date).unwrap_or(from));
            let last = to.min(intervention.end.unwrap_or(to));
            let days = u32::try_from((last - first).num_days() + 1).unwrap_or(0);
            let promised = frequency.due_in(days);
            let named =
                notes.iter().filter(|note| (first..=last).contains(&note.date) && note.interventions.contains(&intervention.id));
            let minutes: Vec<u32> = named.map(|note| u32::from(note.minutes)).collect();
            deliveries.push(Delivery {
                line: intervention.id.clone(),
                promised,
                given: u32::try_from(minutes.len()).unwrap_or(u32::MAX),
                minutes_promised: intervention.minutes.map(|each| promised.saturating_mul(u32::from(each))),
                minutes_given: minutes.iter().fold(0, |sum, each| sum.saturating_add(*each)),
            });
        }
    }
    deliveries
}
