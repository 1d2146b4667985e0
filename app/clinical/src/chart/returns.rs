//! Returns to use in a chart, and the revisions of the plan that answer them.

use super::{Chart, Filing, Marked, PlanVersion, counts};
use crate::{
    LevelOfCare,
    plan::{Head, Plan, Revision, Signing},
    return_to_use::{CareDays, EarlierCourse, Period, ReturnToUse, ReturnToUseCorrection},
};
use chrono::NaiveDate;
use record::DocId;
use serde::{Deserialize, Serialize};

/// A return to use.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ReturnOf<F, M> {
    /// How it is filed.
    pub signed: F,
    /// As it was signed, or the draft of whoever looks.
    pub event: ReturnToUse,
    /// What was said about it later, oldest first.
    pub later: Vec<LaterAccountOf<M>>,
}

/// What was said later about a return to use.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LaterAccountOf<M> {
    /// What was said.
    pub account: ReturnToUseCorrection,
    /// By whom and when.
    pub mark: M,
}

impl<F, M> ReturnOf<F, M> {
    /// The event as it is known with what was said later.
    pub fn as_known(&self) -> ReturnToUse {
        self.event.as_known(self.later.iter().map(|one| &one.account))
    }
}

/// A revision of the plan that a return to use asks for.
#[derive(Clone, PartialEq, Eq)]
pub struct OwedRevision {
    /// The event.
    pub event: DocId,
    /// What is due, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
}

crate::sealed::sealed!(OwedRevision);

impl<F: Filing, M: Marked> Chart<F, M> {
    /// A return to use.
    pub fn return_to_use(&self, doc: DocId) -> Option<&ReturnOf<F, M>> {
        self.returns.iter().find(|one| one.signed.doc() == doc)
    }

    /// Those that count: signed, and not entered in error.
    pub fn signed_returns(&self) -> impl Iterator<Item = &ReturnOf<F, M>> {
        self.returns.iter().filter(|one| counts(&one.signed))
    }

    /// The days between which the client was in care here.
    pub fn care_days(&self) -> CareDays {
        CareDays { birth_date: self.birth_date, episodes: self.episodes.clone().or_ended(self.plan_ended()) }
    }

    /// The day care had ended by a day that is outside of it; `None` in care, and before the first episode.
    pub fn left_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.care_days().episodes.left_before(day)
    }

    /// The level of care now.
    pub fn level_now(&self) -> Option<&LevelOfCare> {
        self.levels.last().map(|saved| &saved.level)
    }

    /// The care and the diagnoses that the rules look at for use that began on `start`.
    pub fn earlier_course(&self, start: Option<NaiveDate>) -> EarlierCourse {
        let conditions = self.current().map(|(_, condition)| condition);
        EarlierCourse::of(self.level_now(), self.opened, conditions, start, self.today)
    }

    /// The last signed version of the plan that answers an event.
    pub fn revision_for(&self, event: DocId) -> Option<&PlanVersion<F, M>> {
        self.plans.iter().rev().find(|view| {
            matches!(view.signing, Signing::Author | Signing::Supervisor) && !view.signed.is_draft() && answers(&view.plan, event)
        })
    }

    /// The draft of such a version, of whoever looks.
    pub fn revision_draft(&self, event: DocId) -> Option<&PlanVersion<F, M>> {
        self.plans.iter().rev().find(|view| view.signed.is_draft() && answers(&view.plan, event))
    }

    /// Revisions that returns to use ask for, the earliest first. After care has ended nothing is revised.
    pub fn owed_revisions(&self) -> Vec<OwedRevision> {
        if self.care_ended().is_some() {
            return Vec::new();
        }
        let owed = |one: &ReturnOf<F, M>| {
            let (event, known) = (one.signed.doc(), one.as_known());
            // What belongs to an earlier episode is taken up by the first plan of this one.
            known.found_on.filter(|on| self.is_in_last_episode(*on))?;
            let on = known.revise_by().filter(|_| self.revision_for(event).is_none())?;
            let (overdue, day) = (on < self.today, on.format("%a, %b %-d, %Y"));
            let was = if overdue { "was due" } else { "due" };
            Some(OwedRevision { event, sentence: format!("Plan revision after a return to use {was} {day}."), on, overdue })
        };
        let mut owed: Vec<OwedRevision> = self.signed_returns().filter_map(owed).collect();
        record::order::sort_by_key(&mut owed, |owed| owed.on);
        owed
    }

    /// A draft that answers an event: the lines of the plan in force, what the event says about triggers, what helped and the level
    /// of care. Without a plan it is the first one; `None` while two versions wait to be merged.
    pub fn revision_after(&self, event: DocId) -> Option<Plan> {
        let known = self.return_to_use(event)?.as_known();
        if self.standing().is_fork() {
            return None;
        }
        let mut plan = self.in_force().and_then(|view| self.revise(view.signed.doc())).unwrap_or_default();
        let when = known.start.or(known.found_on).map(|day| day.format(" of %-d %b %Y").to_string()).unwrap_or_default();
        plan.head = Head {
            date: Some(self.today),
            occasion: format!("Return to use{when}"),
            revision: Some(Revision::after(event, &known)),
            ..plan.head
        };
        known.carry_into(&mut plan);
        if known.period == Period::InCare && known.decision.level.is_some() {
            plan.level.clone_from(&known.decision.level);
            plan.level_reason.clone_from(&known.decision.reason);
        }
        plan.review_date = None;
        Some(plan)
    }
}

fn answers(plan: &Plan, event: DocId) -> bool {
    plan.head.revision.as_ref().is_some_and(|revision| revision.event == event) || plan.head.answers.contains(&event)
}
