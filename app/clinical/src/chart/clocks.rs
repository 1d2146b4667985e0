//! The clocks that run in a chart: where each disorder is in its course, and the program's sobriety date.

use super::{Chart, Filing, Marked};
use crate::diagnosis::{Condition, ConditionStatus, Course, Disorder, sobriety_date};
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

    /// The program's sobriety date: the day after the last use of any substance with a use disorder that is sure.
    pub fn sobriety(&self) -> Option<NaiveDate> {
        sobriety_date(self.sure().filter_map(|condition| condition.disorder()?.last_use))
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
