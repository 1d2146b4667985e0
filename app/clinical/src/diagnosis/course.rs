//! The course of a disorder, counted from the days on which criteria were met.
//!
//! A criterion met on a day counts for twelve months from that day, so the count on any day is that
//! of the window of twelve months that ends with it. Remission is counted from the later of two days:
//! the one on which the episode first met full criteria, and the last one on which a criterion other
//! than craving was met. Such a criterion that returns ends remission at once; two of them after it
//! make the disorder active anew. Source: domain reference, section 19.

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
    /// One criterion left, or one that returned: neither active anew nor in remission. Coded as the last episode was.
    BelowTwo,
    /// Three months are full without a criterion but craving.
    EarlyRemission {
        /// The day its months are counted from.
        since: NaiveDate,
    },
    /// Twelve months are full.
    SustainedRemission {
        /// The day its months are counted from.
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
            Self::BelowTwo => "below two criteria, not in remission",
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
pub(super) struct Days {
    met: BTreeMap<NaiveDate, Criteria>,
    /// Withdrawal as a state: its first and its last day. It makes no criterion, and ends remission as one does.
    withdrawal: Option<(NaiveDate, NaiveDate)>,
}

impl Days {
    pub(super) fn add(&mut self, criterion: Criterion, on: NaiveDate) {
        *self.met.entry(on).or_default() |= bit(criterion);
    }

    pub(super) fn add_withdrawal(&mut self, from: NaiveDate, until: NaiveDate) {
        self.withdrawal = Some((from, until.max(from)));
        self.met.entry(from).or_default();
    }

    /// Different criteria met from `from` on within the twelve months that end on `day`.
    fn count(&self, from: NaiveDate, day: NaiveDate) -> u32 {
        let longest = day.checked_sub_days(chrono::Days::new(366)).unwrap_or(NaiveDate::MIN); // no year is longer
        let from = from.max(longest);
        if from > day {
            return 0;
        }
        let within = self.met.range(from..=day).filter(|(met, _)| day < plus_months(**met, YEAR));
        within.fold(0, |all, (_, met)| all | met).count_ones()
    }

    /// The last day, up to `today`, of what began on `day` and is a criterion other than craving.
    fn last_but_craving(&self, day: NaiveDate, met: Criteria, today: NaiveDate) -> Option<NaiveDate> {
        let withdrawal = self.withdrawal.filter(|(from, _)| *from == day).map(|(_, until)| until.min(today));
        withdrawal.or_else(|| (met & !bit(Criterion::Craving) != 0).then_some(day))
    }

    pub(super) fn assess(&self, today: NaiveDate) -> Assessed {
        // Since the last remission; the day the running episode first met full criteria.
        let (mut from, mut full) = (NaiveDate::MIN, None::<NaiveDate>);
        let (mut peak, mut worst) = (0, 0);
        // The later of the last day with a criterion but craving, and of the day the last episode met full criteria.
        let (mut last, mut since) = (None::<NaiveDate>, None::<NaiveDate>);
        for (&day, &met) in self.met.range(..=today) {
            if let Some(early) = since.map(|since| plus_months(since, EARLY))
                && peak > 0
                && day > early
            {
                (from, full) = (early, None);
            }
            let all = self.count(NaiveDate::MIN, day);
            worst = worst.max(all);
            last = last.max(self.last_but_craving(day, met, today));
            if self.count(from, day) >= 2 {
                peak = if full.is_some() { peak.max(all) } else { all };
                full = full.or(Some(day));
            }
            since = since.max(last).max(full);
        }
        let course = match since {
            Some(_) | None if peak == 0 => Course::Unmet,
            Some(since) if today >= plus_months(since, YEAR) => Course::SustainedRemission { since },
            Some(since) if today >= plus_months(since, EARLY) => Course::EarlyRemission { since },
            Some(_) if self.count(from, today) >= 2 => Course::Active,
            Some(_) | None => Course::BelowTwo,
        };
        Assessed {
            course,
            count: self.count(NaiveDate::MIN, today),
            severity: Severity::of_count(peak),
            worst: Severity::of_count(worst),
            phase: if course.in_remission() { Phase::Remission } else { Phase::Present },
        }
    }
}
