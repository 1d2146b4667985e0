//! What stands between a version of the plan and its signature, field by field.

use super::{Diff, Frequency, Goal, GoalStatus, Intervention, LineId, Objective, Plan, Problem, flat::doubles};
use crate::{
    Finding, Place, Wrong,
    contact::{LINE, SHORT},
    finding::Findings,
    profile::earliest,
};
use chrono::{Days, Months, NaiveDate};
use record::is_blank;
use std::collections::BTreeSet;

/// A revision after a return to use is reviewed within so many days. Source: domain reference, section 12.
pub const REVISION_REVIEW_DAYS: u16 = 14;

const TEXT: u32 = crate::Note::SECTION_MAX;
const MANY: u32 = 200;

impl Plan {
    /// What a check before signing finds, the blocking first; `today` is the local date.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("plan", field);
        findings.block(self.head.date.is_none(), the("date"), Wrong::Missing);
        findings.block(self.head.date.is_some_and(|date| date > today), the("date"), Wrong::InFuture);
        findings.block(self.head.date.is_some_and(|date| date < earliest()), the("date"), Wrong::TooEarly);
        self.check_head(&mut findings);
        findings.block(self.problems.is_empty() && self.head.ending.is_none(), the("problems"), Wrong::NoProblem);
        for id in doubles(&self.problems) {
            findings.block(true, Place::one("line", &id, "id"), Wrong::SameIdTwice);
        }
        let mut numbers = BTreeSet::new();
        for problem in &self.problems {
            findings.block(!numbers.insert(problem.number), Place::one("problem", &problem.id, "number"), Wrong::SameNumberTwice);
            check_problem(problem, today, &mut findings);
        }
        findings.block(self.level.is_none(), the("level"), Wrong::Missing);
        let unknown = self.level.as_ref().is_some_and(|level| level.known().is_none());
        findings.block(unknown, the("level"), Wrong::UnknownLevel);
        let hours = self.weekly_hours.is_some_and(|hours| hours > 168);
        findings.block(hours, the("weekly_hours"), Wrong::OutOfRange { from: 0, to: 168 });
        // A revision after a return to use asks for these in words of its own.
        let revised = self.head.revision.is_some();
        findings.warn(!revised && is_blank(&self.level_reason), the("level_reason"), Wrong::Missing);
        self.check_review(today, &mut findings);
        for (field, texts) in [
            ("strengths", &self.strengths),
            ("barriers", &self.barriers),
            ("preferences", &self.preferences),
            ("harm_reduction", &self.harm_reduction),
            ("discharge_criteria", &self.discharge_criteria),
        ] {
            findings.count(the(field), texts.len(), MANY);
            texts.iter().for_each(|text| findings.length(the(field), text, SHORT));
        }
        findings.warn(self.strengths.iter().all(|strength| is_blank(strength)), the("strengths"), Wrong::Missing);
        findings.warn(self.discharge_criteria.is_empty(), the("discharge_criteria"), Wrong::Missing);
        for (field, text) in [
            ("level_reason", &self.level_reason),
            ("risk", &self.risk),
            ("measures", &self.measures),
            ("aftercare", &self.aftercare),
        ] {
            findings.length(the(field), text, TEXT);
        }
        for support in &self.supports {
            findings.required(the("supports"), &support.name, LINE);
        }
        for trigger in &self.triggers {
            findings.required(the("triggers"), &trigger.trigger, SHORT);
            findings.warn(!revised && is_blank(&trigger.coping), the("triggers"), Wrong::Missing);
        }
        crate::assessment::check_deferrals(&mut findings, &self.deferrals);
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > Self::TEXT_MAX as usize, the("problems"), Wrong::TooLarge);
        findings.sorted()
    }

    /// Whether nothing blocks the signature.
    pub fn is_ready(&self, today: NaiveDate) -> bool {
        !self.check(today).iter().any(Finding::blocks)
    }

    fn check_head(&self, findings: &mut Findings) {
        let the = |field| Place::the("plan", field);
        let bases: BTreeSet<&record::DocId> = record::order::gather(self.head.bases.iter());
        findings.block(bases.len() != self.head.bases.len(), the("bases"), Wrong::BaseTwice);
        findings.length(the("occasion"), &self.head.occasion, SHORT);
        for (line, reason) in &self.head.reasons {
            findings.length(Place::one("line", line, "reason"), reason, SHORT);
        }
        if self.head.ending.is_some() {
            findings.required(the("ending_reason"), &self.head.ending_reason, TEXT);
        }
        if let Some(revision) = &self.head.revision {
            revision.check(self, findings);
        }
    }

    fn check_review(&self, today: NaiveDate, findings: &mut Findings) {
        let place = || Place::the(if self.head.revision.is_some() { "revision" } else { "plan" }, "review_date");
        if self.head.ending.is_some() {
            return; // nothing is left to review
        }
        findings.block(self.review_date.is_none(), place(), Wrong::Missing);
        check_target(findings, place(), self.review_date, today);
        if self.head.revision.is_some() {
            let written = self.head.date.unwrap_or(today);
            let latest = written.checked_add_days(Days::new(u64::from(REVISION_REVIEW_DAYS)));
            let late = self.review_date.zip(latest).is_some_and(|(review, latest)| review > latest);
            findings.block(late, place(), Wrong::ReviewTooLate { days: REVISION_REVIEW_DAYS });
        }
    }
}

fn check_problem(problem: &Problem, today: NaiveDate, findings: &mut Findings) {
    let at = |field| Place::one("problem", &problem.id, field);
    findings.required(at("statement"), &problem.statement, SHORT);
    findings.warn(is_blank(&problem.evidence), at("evidence"), Wrong::Missing);
    findings.length(at("evidence"), &problem.evidence, TEXT);
    let unknown = problem.dimension.is_some_and(|dimension| dimension.known().is_none());
    findings.block(unknown, at("dimension"), Wrong::UnknownDimension);
    let silent = problem.status.wants_reason() && is_blank(&problem.status_reason);
    findings.block(silent, at("status_reason"), Wrong::StatusWithoutReason);
    findings.length(at("status_reason"), &problem.status_reason, SHORT);
    let mut numbers = BTreeSet::new();
    for objective in problem.objectives() {
        let twice = !numbers.insert(objective.number);
        findings.warn(twice, Place::one("objective", &objective.id, "number"), Wrong::SameNumberTwice);
    }
    for goal in &problem.goals {
        check_goal(goal, today, findings);
    }
}

fn check_goal(goal: &Goal, today: NaiveDate, findings: &mut Findings) {
    let at = |field| Place::one("goal", &goal.id, field);
    findings.required(at("words"), &goal.words, SHORT);
    findings.length(at("outcome"), &goal.outcome, SHORT);
    // A goal on hold keeps its old date until it is taken up again.
    if goal.status.is_open() {
        check_target(findings, at("target_date"), goal.target_date, today);
    }
    for objective in &goal.objectives {
        check_objective(objective, goal.status, today, findings);
    }
}

fn check_objective(objective: &Objective, goal: GoalStatus, today: NaiveDate, findings: &mut Findings) {
    let at = |field| Place::one("objective", &objective.id, field);
    findings.required(at("statement"), &objective.statement, SHORT);
    let open = objective.status.is_open() && goal.is_open();
    let numbered = objective.target.is_some();
    findings.block(open && !numbered && is_blank(&objective.criterion), at("criterion"), Wrong::Missing);
    findings.length(at("criterion"), &objective.criterion, SHORT);
    findings.warn(open && numbered && objective.baseline.is_none(), at("baseline"), Wrong::Missing);
    findings.warn(numbered && is_blank(&objective.unit), at("unit"), Wrong::Missing);
    // Points of a measure are what it can come to.
    let measured = objective.measured_by().filter(|_| !is_blank(&objective.unit)).map(|(_, rule)| i32::from(rule.most));
    let (from, to) = measured.map_or((-NUMBER, NUMBER), |most| (0, most));
    for (field, number) in [("baseline", objective.baseline), ("target", objective.target)] {
        let wild = number.is_some_and(|number| !(from..=to).contains(&number));
        findings.block(wild, at(field), Wrong::OutOfRange { from, to });
    }
    findings.length(at("instrument"), &objective.instrument, LINE);
    findings.length(at("unit"), &objective.unit, LINE);
    findings.block(open && objective.target_date.is_none(), at("target_date"), Wrong::Missing);
    if open {
        check_target(findings, at("target_date"), objective.target_date, today);
    }
    let silent = objective.status.wants_reason() && is_blank(&objective.status_reason);
    findings.block(silent, at("status_reason"), Wrong::StatusWithoutReason);
    findings.length(at("status_reason"), &objective.status_reason, SHORT);
    for intervention in &objective.interventions {
        check_intervention(intervention, open, today, findings);
    }
}

/// No count of days, points, times or minutes is larger.
const NUMBER: i32 = 100_000;

fn check_intervention(intervention: &Intervention, open: bool, today: NaiveDate, findings: &mut Findings) {
    let at = |field| Place::one("intervention", &intervention.id, field);
    findings.required(at("description"), &intervention.description, SHORT);
    findings.warn(open && is_blank(&intervention.provider), at("provider"), Wrong::Missing);
    findings.warn(open && intervention.frequency.is_none(), at("frequency"), Wrong::Missing);
    let often = intervention.frequency.is_some_and(|frequency| !(1..=Frequency::MOST).contains(&frequency.times));
    findings.block(often, at("frequency"), Wrong::OutOfRange { from: 1, to: i32::from(Frequency::MOST) });
    let long = intervention.minutes.is_some_and(|minutes| !(1..=1440).contains(&minutes));
    findings.block(long, at("minutes"), Wrong::OutOfRange { from: 1, to: 1440 });
    let backwards = intervention.start.zip(intervention.end).is_some_and(|(start, end)| end < start);
    findings.block(backwards, at("end"), Wrong::EndsBeforeStart);
    for (field, day) in [("start", intervention.start), ("end", intervention.end)] {
        findings.block(day.is_some_and(|day| day < earliest()), at(field), Wrong::TooEarly);
    }
    let in_a_year = today.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
    findings.warn(intervention.start.is_some_and(|start| start > in_a_year), at("start"), Wrong::FarAhead);
    findings.length(at("provider"), &intervention.provider, LINE);
    findings.length(at("role"), &intervention.role, LINE);
}

/// A target is today or later, and within ten years.
fn check_target(findings: &mut Findings, place: Place, day: Option<NaiveDate>, today: NaiveDate) {
    let Some(day) = day else { return };
    findings.block(day < today, place.clone(), Wrong::Past);
    let latest = today.checked_add_months(Months::new(120)).unwrap_or(NaiveDate::MAX);
    findings.block(day > latest, place, Wrong::TooFar);
}

/// Lines that changed without a word why: a revision after a return to use needs one for each.
pub fn without_reason(diff: &Diff) -> Vec<Finding> {
    let silent = |line: &&LineId| diff.head.reasons.get(*line).is_none_or(|reason| is_blank(reason));
    let mut findings = Findings::default();
    for line in diff.to_explain().into_iter().filter(silent) {
        let place = Place::one("line", line, "reason");
        findings.block(diff.head.revision.is_some(), place.clone(), Wrong::LineWithoutReason);
        findings.warn(diff.head.revision.is_none(), place, Wrong::LineWithoutReason);
    }
    findings.sorted()
}
