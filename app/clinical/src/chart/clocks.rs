//! The clocks that run in a chart: where each disorder is in its course, and the program's sobriety date.

use super::{Chart, Filing, Marked};
use crate::{
    diagnosis::{Condition, ConditionStatus, Course, Disorder, Substance, sobriety_date},
    return_to_use::ReturnToUse,
};
use chrono::NaiveDate;

impl<F: Filing, M: Marked> Chart<F, M> {
    /// The conditions whose codes are the client's today.
    fn held(&self) -> impl Iterator<Item = &Condition> {
        self.current().map(|(_, condition)| condition).filter(|condition| condition.status.is_current())
    }

    /// Of them those that are sure: what is provisional moves no clock.
    fn sure(&self) -> impl Iterator<Item = &Condition> {
        self.held().filter(|condition| condition.status != ConditionStatus::Provisional)
    }

    /// Each with its code and name as of today, and whether it is provisional.
    pub fn diagnoses(&self) -> Vec<String> {
        let text = |condition: &Condition| {
            let text = condition.text(self.today);
            if condition.status == ConditionStatus::Provisional { format!("{text} (provisional)") } else { text }
        };
        self.held().map(text).collect()
    }

    /// The program's sobriety date: the day after the last use, of any substance with a use disorder that is sure or in any return to
    /// use that was signed. Source: clinical reference 5, a slip moves it and leaves remission as it is.
    pub fn sobriety(&self) -> Option<NaiveDate> {
        let told = self.sure().filter_map(|condition| condition.disorder()?.last_use);
        sobriety_date(told.chain(self.days_of_return(|_| true)))
    }

    /// The last use of a substance in the returns to use that were signed.
    pub fn last_return(&self, substance: Substance) -> Option<NaiveDate> {
        self.days_of_return(move |known| known.substances.iter().any(|used| used.substance == substance)).max()
    }

    /// The last day of each signed return to use, as it is known now.
    fn days_of_return(&self, of: impl Fn(&ReturnToUse) -> bool) -> impl Iterator<Item = NaiveDate> {
        let returns = self.signed_returns().map(super::ReturnOf::as_known);
        returns.filter(of).filter_map(|known| known.last_known_day())
    }

    /// Each use disorder that is sure, with its course by the criteria: `Opioid: in early remission since Jan 5, 2026`.
    pub fn courses(&self) -> Vec<String> {
        self.sure().filter_map(Condition::disorder).map(|disorder| course(disorder, self.today)).collect()
    }
}

fn course(disorder: &Disorder, today: NaiveDate) -> String {
    let course = disorder.assess(today).course;
    let since = match course {
        Course::EarlyRemission { since } | Course::SustainedRemission { since } => {
            format!(" since {}", since.format("%b %-d, %Y"))
        }
        Course::Unmet | Course::Active | Course::BelowTwo => String::new(),
    };
    format!("{}: {}{since}", disorder.substance.label(), course.label())
}
