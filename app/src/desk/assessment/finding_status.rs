//! What became of a finding: taken up by the plan, deferred, or not answered yet.

use chrono::NaiveDate;
use clinical::{
    assessment::{Deferral, FindingId},
    plan::Plan,
};

/// What became of it.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum FindingStatus {
    /// A problem of the plan in force answers it.
    TakenUp {
        /// The problem's number.
        number: u16,
        /// The problem, in a sentence.
        statement: String,
    },
    /// It waits.
    Deferred {
        /// Why.
        reason: String,
        /// Until when.
        until: Option<NaiveDate>,
    },
    /// Nobody has answered it.
    Open,
}

/// What became of a finding on `today`, by the plan in force and the deferrals of its own assessment.
pub(super) fn finding_status(plan: Option<&Plan>, own: &[Deferral], id: &FindingId, today: NaiveDate) -> FindingStatus {
    let problem = plan.and_then(|plan| plan.problems.iter().find(|problem| problem.findings.contains(id)));
    if let Some(problem) = problem {
        return FindingStatus::TakenUp { number: problem.number, statement: problem.statement.clone() };
    }
    let put_off = plan.map(|plan| plan.deferrals.as_slice()).unwrap_or_default().iter().chain(own);
    let waits = put_off.filter(|deferral| deferral.holds(today)).find(|deferral| deferral.finding == *id);
    waits.map_or(FindingStatus::Open, |deferral| FindingStatus::Deferred {
        reason: deferral.reason.clone(),
        until: deferral.until,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::plan::{LineId, Problem};

    #[test]
    fn a_problem_of_the_plan_answers_before_any_deferral() {
        let (today, id) = (NaiveDate::from_ymd_opt(2026, 11, 18).unwrap(), FindingId::new("f1").unwrap());
        let problem =
            Problem { findings: vec![id.clone()], ..Problem::new(LineId::new("p1").unwrap(), 2, "Low mood takes the mornings") };
        let plan = Plan { problems: vec![problem], ..Plan::default() };
        let own = [Deferral { finding: id.clone(), reason: "Later.".into(), until: None }];
        let taken = FindingStatus::TakenUp { number: 2, statement: "Low mood takes the mornings".into() };
        assert!(finding_status(Some(&plan), &own, &id, today) == taken);
    }

    #[test]
    fn a_deferral_answers_until_its_day_and_no_longer() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let id = FindingId::new("f1").unwrap();
        let own = [Deferral { finding: id.clone(), reason: "After two weeks.".into(), until: Some(day(20)) }];
        assert!(matches!(finding_status(None, &own, &id, day(19)), FindingStatus::Deferred { .. }));
        assert!(finding_status(None, &own, &id, day(20)) == FindingStatus::Open);
        assert!(finding_status(Some(&Plan::default()), &[], &id, day(19)) == FindingStatus::Open);
    }
}
