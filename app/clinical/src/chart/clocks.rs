//! The clocks that run in a chart: where each disorder is in its course, and the program's sobriety date.

use super::{Chart, Filing, Marked};
use crate::diagnosis::{Condition, Course, Disorder, sobriety_date};
use chrono::NaiveDate;

impl<F: Filing, M: Marked> Chart<F, M> {
    /// The conditions whose codes are the client's today.
    fn held(&self) -> impl Iterator<Item = &Condition> {
        self.current().map(|(_, condition)| condition).filter(|condition| condition.status.is_current())
    }

    /// Each of them with its code and name as of today.
    pub fn diagnoses(&self) -> Vec<String> {
        self.held().map(|condition| condition.text(self.today)).collect()
    }

    /// The program's sobriety date: the day after the last use of any substance with a use disorder.
    pub fn sobriety(&self) -> Option<NaiveDate> {
        sobriety_date(self.held().filter_map(|condition| condition.disorder()?.last_use))
    }

    /// Each use disorder with its course by the criteria: `Opioid: in early remission since 5 Jan 2026`.
    pub fn courses(&self) -> Vec<String> {
        self.held().filter_map(Condition::disorder).map(|disorder| course(disorder, self.today)).collect()
    }
}

fn course(disorder: &Disorder, today: NaiveDate) -> String {
    let course = disorder.assess(today).course;
    let since = match course {
        Course::EarlyRemission { since } | Course::SustainedRemission { since } => {
            format!(" since {}", since.format("%-d %b %Y"))
        }
        Course::Unmet | Course::Active | Course::BelowTwo => String::new(),
    };
    format!("{}: {}{since}", disorder.substance.label(), course.label())
}
