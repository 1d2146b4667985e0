//! Bringing a draft to a newer version: what it follows was superseded while it was written.
//!
//! The draft is merged with that version over the base of both. What is typed stays, unless somebody chooses the other text of a line.

use super::{LineId, Merge, MergeError, Misfit, Plan, Problem, Side, SupersededBase, merge};
use crate::sealed::sealed;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A draft compared with the version that superseded its base.
#[derive(Clone)]
pub struct CarryOver {
    /// What was superseded, and by which version.
    pub superseded: SupersededBase,
    /// What both were written from.
    pub base: Plan,
    /// The version that superseded it: the left side.
    pub newer: Plan,
    /// The draft: the right side.
    pub draft: Plan,
    /// Both, compared line by line.
    pub merge: Merge,
    /// The day of the next review, where the draft names none of its own.
    review: Option<Option<NaiveDate>>,
}

sealed!(CarryOver);

impl CarryOver {
    /// Compares `draft` with `newer`. `next_review` is the day that holds for the newer version and is still to come.
    ///
    /// Fails with [`Misfit::SameIdTwice`] when a plan has an id twice; stored plans never have.
    pub fn of(
        superseded: SupersededBase,
        [base, newer, draft]: [&Plan; 3],
        next_review: Option<NaiveDate>,
    ) -> Result<Self, Misfit> {
        let (mut base, newer, mut draft) = (base.clone(), newer.clone(), draft.clone());
        // A revision begins with what notes said of each objective. Where both began with the same, nobody changed it.
        for objective in base.problems.iter_mut().flat_map(Problem::objectives_mut) {
            if let (Some((.., left)), Some((.., right))) = (newer.objective(&objective.id), draft.objective(&objective.id))
                && (left.status, &left.status_reason) == (right.status, &right.status_reason)
            {
                objective.status = left.status;
                objective.status_reason.clone_from(&left.status_reason);
            }
        }
        // Nor did anybody take out a day that had passed when the draft was begun. After a return to use none is carried on.
        let review = draft.review_date.is_none().then_some(next_review.filter(|_| draft.head.revision.is_none()));
        if review.is_some() {
            draft.review_date = base.review_date;
        }
        let merge = merge(&base, &newer, &draft)?;
        Ok(Self { superseded, base, newer, draft, merge, review })
    }

    /// The draft as it follows the newer version, with the author's reasons; those for what was not chosen go with it.
    ///
    /// Fails as [`Merge::choose`] does.
    pub fn choose(&self, choices: &BTreeMap<LineId, Side>) -> Result<Plan, MergeError> {
        let mut head = self.draft.head.clone();
        head.bases.clone_from(&self.superseded.bases);
        head.date = head.date.map(|date| self.newer.head.date.map_or(date, |newer| date.max(newer)));
        head.reasons.retain(|line, _| !self.merge.is_chosen(line, Side::Left, choices));
        let mut plan = self.merge.choose(choices, &head)?;
        if let Some(review) = self.review {
            plan.review_date = review;
        }
        Ok(plan)
    }
}
