//! Change between two results of the same score.

use super::{HigherIs, Scored};
use chrono::NaiveDate;

/// How a score changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Later minus earlier, in points.
    pub points: i16,
    /// For the better.
    pub better: bool,
    /// At least as large as a published source calls reliable; `None` where none is published.
    pub reliable: Option<bool>,
}

impl Change {
    /// What it means, and by which source: `Down 5 since Nov 4, 2026, better: a reliable change (…).`
    pub fn sentence(self, since: NaiveDate, source: Option<&str>) -> String {
        let mut words = self.words();
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let side = match (self.points, self.better) {
            (0, _) => "",
            (_, true) => ", better",
            (_, false) => ", worse",
        };
        let head = format!("{words} since {}{side}", since.format("%b %-d, %Y"));
        match (self.reliable, source) {
            (Some(true), Some(source)) => format!("{head}: a reliable change ({source})."),
            (Some(false), Some(_)) if self.points != 0 => format!("{head}: less than a reliable change."),
            _ => format!("{head}."),
        }
    }

    /// For the worse, as far as a published value tells it from chance.
    pub fn worsened(self) -> bool {
        self.points != 0 && !self.better && self.reliable != Some(false)
    }
}

/// The change from an earlier to a later score. `None` where one of them is incomplete, or they are different scores.
pub fn change(earlier: &Scored<'_>, later: &Scored<'_>) -> Option<Change> {
    if earlier.rule != later.rule {
        return None;
    }
    let points = i16::from(later.points()?) - i16::from(earlier.points()?);
    let better = match later.rule.higher_is {
        HigherIs::Worse => points < 0,
        HigherIs::Better => points > 0,
    };
    let reliable = later.rule.change.as_ref().map(|rule| points.unsigned_abs() >= u16::from(rule.points));
    Some(Change { points, better, reliable })
}
