//! Whether an entry was written in time. One rule, the same on every device and on the server.
//!
//! Three times are kept for every entry: when the service happened (inside the seal), when it was
//! written (the device's clock, corrected), and when it was received (the server's receipt).
//! Source: domain reference, section 2 (late entry) and section 19 (how days are counted).

use crate::{ClockReading, Time};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// How long a person has to write about a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// So many hours from the end of the service.
    Hours(u32),
    /// Until local midnight at the end of the n-th day; the day of service is day 0.
    CalendarDays(u32),
    /// The same, not counting Saturdays, Sundays and the program's holidays.
    BusinessDays {
        /// How many.
        days: u32,
        /// The program's holidays, as local dates.
        holidays: Vec<NaiveDate>,
    },
}

impl Limit {
    /// A routine service: 72 hours. Source: domain reference, section 19; a payer or state may set another.
    pub const ROUTINE: Self = Self::Hours(72);
    /// A crisis: 24 hours. Source: as above.
    pub const CRISIS: Self = Self::Hours(24);

    /// The most days and the most hours that are counted: ten years. A longer limit is this long.
    pub const MOST_DAYS: u32 = 3_660;
    /// The same in hours.
    pub const MOST_HOURS: u32 = Self::MOST_DAYS * 24;

    /// The last instant that is in time, for a service that ended at `end` in its own time zone.
    pub fn deadline<Z: TimeZone>(&self, end: &DateTime<Z>) -> DateTime<Utc> {
        let date = end.date_naive();
        match self {
            Self::Hours(hours) => {
                let hours = chrono::Duration::hours(i64::from((*hours).min(Self::MOST_HOURS)));
                end.to_utc().checked_add_signed(hours).unwrap_or(DateTime::<Utc>::MAX_UTC)
            }
            Self::CalendarDays(days) => midnight_after(end, date, (*days).min(Self::MOST_DAYS)),
            Self::BusinessDays { days, holidays } => {
                let counts = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day);
                let days = (*days).min(Self::MOST_DAYS);
                let (mut left, mut span) = (days, 0u32);
                // A year of holidays in a row ends the search; a program that closes for longer has no deadline to keep.
                while left > 0 && span < 366 + days * 7 {
                    span += 1;
                    if date.checked_add_days(Days::new(u64::from(span))).is_some_and(counts) {
                        left -= 1;
                    }
                }
                midnight_after(end, date, span)
            }
        }
    }
}

/// The first local midnight after day `days` of `date`, in `end`'s zone. Where that midnight does
/// not exist (clocks go forward at 00:00), the first hour that does.
fn midnight_after<Z: TimeZone>(end: &DateTime<Z>, date: NaiveDate, days: u32) -> DateTime<Utc> {
    let Some(next) = date.checked_add_days(Days::new(u64::from(days) + 1)) else { return DateTime::<Utc>::MAX_UTC };
    (0..4)
        .filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0))
        .find_map(|time| end.timezone().from_local_datetime(&next.and_time(time)).earliest())
        .map_or(DateTime::<Utc>::MAX_UTC, |instant| instant.to_utc())
}

/// Whether something was written in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lateness {
    /// Before the deadline.
    InTime,
    /// After it.
    Late {
        /// By how many milliseconds.
        by: i64,
        /// The device's clock could not be believed; the later reading was taken.
        uncertain: bool,
    },
}

/// Judges an entry about a service that ended at `end`, written when `clock` says.
pub fn lateness<Z: TimeZone>(end: &DateTime<Z>, clock: &ClockReading, limit: &Limit) -> Lateness {
    let deadline = Time::from(limit.deadline(end));
    let by = clock.written().since(deadline);
    if by > 0 { Lateness::Late { by, uncertain: clock.uncertain } } else { Lateness::InTime }
}
