//! Where a diagnosis stands, in a shape and a word; and days.

use crate::desk::clock;
use chrono::NaiveDate;
use clinical::diagnosis::{Assessed, ConditionStatus, Course, Criterion, Substance};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// A status: a shape and its word.
#[component]
pub(super) fn StatusMark(is: ConditionStatus) -> impl IntoView {
    let (glyph, state) = match is {
        ConditionStatus::Provisional => (Glyph::Ring, "provisional"),
        ConditionStatus::Confirmed => (Glyph::Ok, "confirmed"),
        ConditionStatus::InRemission => (Glyph::Half, "remission"),
        ConditionStatus::Resolved => (Glyph::Keep, "resolved"),
        ConditionStatus::Refuted => (Glyph::Drop, "struck"),
    };
    view! { <span class="state" data-is=state><Icon glyph/><span class="word">{is.label()}</span></span> }
}

/// `Oct 5, 2026`.
pub(super) fn day(date: NaiveDate) -> String {
    clock::date(date)
}

/// `early, since Oct 5, 2026`; `not in remission`.
pub(super) fn remission(course: Course) -> String {
    match course {
        Course::EarlyRemission { since } => format!("early, since {}", day(since)),
        Course::SustainedRemission { since } => format!("sustained, since {}", day(since)),
        Course::Unmet => "no disorder".to_owned(),
        Course::Active => "not in remission".to_owned(),
        Course::BelowTwo => "below two criteria, not in remission".to_owned(),
    }
}

/// `Nov 10, 2026`.
pub(super) fn last_use(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "not recorded".to_owned(), day)
}

/// `6 of 11 criteria within twelve months`.
pub(super) fn count(assessed: Assessed, substance: Substance) -> String {
    let all = Criterion::ALL.iter().filter(|criterion| criterion.applies_to(substance)).count();
    let count = assessed.count;
    format!("{count} of {all} criteria in the last twelve months")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_two_clocks_are_told_apart() {
        let since = date("2026-10-05");
        assert_eq!(remission(Course::EarlyRemission { since }), "early, since Oct 5, 2026");
        assert_eq!(remission(Course::Active), "not in remission");
        assert_eq!(last_use(Some(date("2026-11-10"))), "Nov 10, 2026");
        assert_eq!(last_use(None), "not recorded");
    }
}
