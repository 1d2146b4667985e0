//! What a chart owes its plan.

use super::{Chart, Filing, Marked, PlanVersion};
use crate::plan::Urgency;
use chrono::NaiveDate;
use record::DocId;

/// A review that is due, or a plan that is owed.
#[derive(Clone, PartialEq, Eq)]
pub struct Owed {
    /// The version that is due for review; `None` where there is no plan yet.
    pub plan: Option<DocId>,
    /// What is due, when and why, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
}

crate::sealed::sealed!(Owed);

impl<F: Filing, M: Marked> Chart<F, M> {
    /// What is owed now or soon: the review of the plan in force, the joining of two versions, the first plan.
    pub fn owed(&self) -> Option<Owed> {
        if self.episodes.ended().is_some() {
            return None; // after a discharge no plan is reviewed
        }
        let standing = self.standing();
        let of_this = |view: &&PlanVersion<F, M>| self.is_of_this_episode(view);
        if let Some(view) = self.in_force().filter(of_this) {
            let due = self.due(view);
            return match due.urgency {
                Urgency::Later => None,
                Urgency::Soon | Urgency::Today | Urgency::Overdue => {
                    Some(Owed { plan: Some(view.signed.doc()), sentence: due.sentence(), on: due.on?, overdue: due.is_overdue() })
                }
            };
        }
        if standing.is_fork() {
            let sentence = "Two versions of the plan are active. Merge them.".to_owned();
            return Some(Owed { plan: standing.heads().last().copied(), sentence, on: self.today, overdue: true });
        }
        let heads = standing.heads().iter().filter_map(|doc| self.plan(*doc));
        if heads.filter(|view| of_this(view)).count() > 0 {
            return None; // the plan has ended
        }
        let settings = &self.settings.review;
        let on = settings.first_plan_due(self.opened?)?;
        let overdue = on < self.today;
        let near = (on - self.today).num_days() <= i64::from(settings.notice_days);
        let day = on.format("%a, %b %-d, %Y");
        let sentence = if overdue { format!("First plan was due {day}.") } else { format!("First plan due {day}.") };
        near.then_some(Owed { plan: None, sentence, on, overdue })
    }
}
