//! The course of a disorder, counted from the days on which criteria were met.
//!
//! A criterion met on a day counts for twelve months from that day, so the count on any day is that
//! of the window of twelve months that ends with it. Remission runs from the last day on which a
//! criterion other than craving was met, and what happens after it has to reach two criteria of its
//! own to be active anew.

use super::{Criterion, Phase};
use crate::sealed::sealed;
use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;

/// How severe a disorder is, by the number of criteria. Source: domain reference, section 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Two or three.
    Mild,
    /// Four or five.
    Moderate,
    /// Six or more.
    Severe,
}

impl Severity {
    /// The severity of so many criteria within twelve months; `None` below two.
    pub const fn of_count(count: u32) -> Option<Self> {
        match count {
            0 | 1 => None,
            2 | 3 => Some(Self::Mild),
            4 | 5 => Some(Self::Moderate),
            6.. => Some(Self::Severe),
        }
    }

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Moderate => "moderate",
            Self::Severe => "severe",
        }
    }
}

/// Where a disorder stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Course {
    /// Never two criteria within twelve months: no disorder.
    Unmet,
    /// Two or more criteria.
    Active,
    /// One criterion left, or one come back: neither active anew nor in remission. The code stays.
    BelowTwo,
    /// Three months are full without a criterion but craving.
    EarlyRemission {
        /// The last day on which a criterion other than craving was met.
        since: NaiveDate,
    },
    /// Twelve months are full.
    SustainedRemission {
        /// The last day on which a criterion other than craving was met.
        since: NaiveDate,
    },
}

sealed!(Course, Assessed);

impl Course {
    /// Whether it is one of the two remissions.
    pub const fn in_remission(self) -> bool {
        matches!(self, Self::EarlyRemission { .. } | Self::SustainedRemission { .. })
    }

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unmet => "criteria not met",
            Self::Active => "active",
            Self::BelowTwo => "fewer than two criteria now, not in remission",
            Self::EarlyRemission { .. } => "in early remission",
            Self::SustainedRemission { .. } => "in sustained remission",
        }
    }
}

/// What the dated criteria say on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Assessed {
    /// Where the disorder stands.
    pub course: Course,
    /// Different criteria within the twelve months that end today, 0 to 11; the course may know
    /// better: those from before a remission make nothing active.
    pub count: u32,
    /// Severity of the running episode, or of the last one; an episode is as severe as it ever was,
    /// and its windows of twelve months reach back behind a remission.
    pub severity: Option<Severity>,
    /// The worst severity of all windows, for the history.
    pub worst: Option<Severity>,
    /// How the disorder is coded.
    pub phase: Phase,
}

/// Months without a criterion until remission is early. Source: domain reference, section 5.
const EARLY: u32 = 3;
/// Months until it is sustained, and months in which criteria count together.
const YEAR: u32 = 12;

/// The same day so many calendar months later, or the last day of that month where it has no such
/// day (30 November and three months: 28 or 29 February).
pub fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The program's sobriety date: the day after the last use. It moves with every use, also with one
/// that meets no criterion and leaves remission as it is.
pub fn sobriety_date(uses: impl IntoIterator<Item = NaiveDate>) -> Option<NaiveDate> {
    uses.into_iter().max()?.succ_opt()
}

/// A set of criteria, one bit each.
type Criteria = u16;

const fn bit(criterion: Criterion) -> Criteria {
    1 << criterion as u8
}

/// The days on which counted criteria were met.
#[derive(Default)]
pub(super) struct Days(BTreeMap<NaiveDate, Criteria>);

impl Days {
    pub(super) fn add(&mut self, criterion: Criterion, on: NaiveDate) {
        *self.0.entry(on).or_default() |= bit(criterion);
    }

    /// Different criteria met from `from` on within the twelve months that end on `day`.
    fn count(&self, from: NaiveDate, day: NaiveDate) -> u32 {
        let longest = day.checked_sub_days(chrono::Days::new(366)).unwrap_or(NaiveDate::MIN); // no year is longer
        let from = from.max(longest);
        if from > day {
            return 0;
        }
        let within = self.0.range(from..=day).filter(|(met, _)| day < plus_months(**met, YEAR));
        within.fold(0, |all, (_, met)| all | met).count_ones()
    }

    pub(super) fn assess(&self, today: NaiveDate) -> Assessed {
        let (mut from, mut running) = (NaiveDate::MIN, false); // since the last remission; whether it became active
        let (mut peak, mut worst, mut last) = (0, 0, None::<NaiveDate>);
        for (&day, &met) in self.0.range(..=today) {
            if let Some(early) = last.map(|last| plus_months(last, EARLY))
                && peak > 0
                && day > early
            {
                (from, running) = (early, false);
            }
            let all = self.count(NaiveDate::MIN, day);
            worst = worst.max(all);
            if self.count(from, day) >= 2 {
                peak = if running { peak.max(all) } else { all };
                running = true;
            }
            if met & !bit(Criterion::Craving) != 0 {
                last = Some(day);
            }
        }
        let course = match last {
            Some(since) if peak > 0 && today >= plus_months(since, YEAR) => Course::SustainedRemission { since },
            Some(since) if peak > 0 && today >= plus_months(since, EARLY) => Course::EarlyRemission { since },
            Some(_) if peak > 0 && self.count(from, today) >= 2 => Course::Active,
            Some(_) if peak > 0 => Course::BelowTwo,
            Some(_) | None => Course::Unmet,
        };
        Assessed {
            course,
            count: self.count(NaiveDate::MIN, today),
            severity: Severity::of_count(peak),
            worst: Severity::of_count(worst),
            phase: if peak > 0 && (course.in_remission() || !running) { Phase::Remission } else { Phase::Present },
        }
    }
}
