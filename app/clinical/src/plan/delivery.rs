//! What was promised and what was given, and findings nobody answered.

use super::{Frequency, Intervention, LineId, Period, Plan};
use crate::{
    assessment::{AssessmentFinding, Deferral, FindingId},
    sealed::sealed,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the thread needs to know of a note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSummary {
    /// The day of the service.
    pub date: NaiveDate,
    /// Whether it counts as a session, see [`crate::ServiceType::is_session`].
    pub session: bool,
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
    let taken_up: BTreeSet<&FindingId> = record::order::gather(plan.problems.iter().flat_map(|problem| &problem.findings));
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
    /// How often it is promised.
    pub frequency: Frequency,
    /// Over how many days it was looked at; of no meaning for what is promised once.
    pub days: u16,
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

/// What active objectives promised and what was given in the `days` days that end with `to`. An intervention counts from its
/// start, or from the day of the version, until its end. One that is promised for a longer time than `days` is looked at over
/// that time: a month cannot be kept within four weeks. What is promised once is due when those days have gone by, or at its
/// end; whenever it was given, it was given.
pub fn delivery(plan: &Plan, notes: &[NoteSummary], days: u16, to: NaiveDate) -> Vec<Delivery> {
    let interventions = plan.active_objectives().flat_map(|(_, _, objective)| &objective.interventions);
    interventions.filter_map(|one| Some(delivered(plan, notes, one, one.frequency?, days, to))).collect()
}

fn delivered(
    plan: &Plan,
    notes: &[NoteSummary],
    intervention: &Intervention,
    frequency: Frequency,
    days: u16,
    to: NaiveDate,
) -> Delivery {
    let looked_at = days.max(frequency.per.days().unwrap_or(0));
    let from = to.checked_sub_days(Days::new(u64::from(looked_at).saturating_sub(1))).unwrap_or(to);
    let begun = intervention.start.or(plan.head.date);
    let last = to.min(intervention.end.unwrap_or(to));
    let length = |first: NaiveDate| u32::try_from((last - first).num_days() + 1).unwrap_or(0);
    let (first, last, promised) = if frequency.per == Period::Once {
        let over = intervention.end.is_some_and(|end| end < to);
        let due = over || length(begun.unwrap_or(from)) > u32::from(days);
        (NaiveDate::MIN, to, if due { frequency.due_in(1) } else { 0 })
    } else {
        let first = begun.unwrap_or(from).max(from);
        (first, last, frequency.due_in(length(first)))
    };
    let named = notes.iter().filter(|note| (first..=last).contains(&note.date) && note.interventions.contains(&intervention.id));
    let minutes: Vec<u32> = named.map(|note| u32::from(note.minutes)).collect();
    Delivery {
        line: intervention.id.clone(),
        frequency,
        days: looked_at,
        promised,
        given: u32::try_from(minutes.len()).unwrap_or(u32::MAX),
        minutes_promised: intervention.minutes.map(|each| promised.saturating_mul(u32::from(each))),
        minutes_given: minutes.iter().fold(0, |sum, each| sum.saturating_add(*each)),
    }
}
