//! Instants and stretches of time in words, dates and times as this browser shows them ("2:00 PM" or "14:00"). Local time is that of
//! the service where it is known.

mod shown;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, Utc};
use js_sys::{Array, Date, Intl, Object, Reflect};
use record::{Lateness, Time};
use shown::{Form, shown};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What this device's clock says.
pub(crate) fn now() -> Time {
    // Whole milliseconds within ±8.64e15, by ECMA-262: exact as i64.
    #[expect(clippy::cast_possible_truncation)]
    Time(Date::now() as i64)
}

/// This device's IANA time zone; `UTC` where the browser does not say.
pub(crate) fn zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string()).unwrap_or_else(|| "UTC".to_owned())
}

/// Minutes east of UTC, here at `time`.
pub(crate) fn offset_at(time: Time) -> i32 {
    #[expect(clippy::cast_precision_loss)] // milliseconds of any real date fit 53 bits
    west(&Date::new(&(time.0 as f64).into()))
}

/// Minutes east of UTC, here when clocks on the wall show `local` (`2026-11-18T10:00`); now, where that is no time.
pub(crate) fn offset_when(local: &str) -> i32 {
    let date = Date::new(&local.into());
    if date.get_time().is_nan() { offset_at(now()) } else { west(&date) }
}

fn west(date: &Date) -> i32 {
    // `getTimezoneOffset` counts minutes westward, a few hundred at most.
    #[expect(clippy::cast_possible_truncation)]
    let minutes = -date.get_timezone_offset() as i32;
    minutes
}

/// `time` on a clock `offset` minutes east of UTC.
pub(crate) fn local(time: Time, offset: i32) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(offset.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
    time.to_utc().with_timezone(&offset)
}

/// `time` on this device's clock.
pub(crate) fn here(time: Time) -> DateTime<FixedOffset> {
    local(time, offset_at(time))
}

/// Today, on this device.
pub(crate) fn today() -> NaiveDate {
    here(now()).date_naive()
}

/// `10:05 AM`.
pub(crate) fn clock(at: &DateTime<FixedOffset>) -> String {
    shown(at.naive_local(), Form::Clock)
}

/// `10:05 – 10:55 AM`.
pub(crate) fn stretch(from: &DateTime<FixedOffset>, to: &DateTime<FixedOffset>) -> String {
    shown::between(from.naive_local(), to.naive_local())
}

fn of_day(date: NaiveDate, form: Form) -> String {
    shown(date.and_time(NaiveTime::MIN), form)
}

/// `Wednesday, November 18`.
pub(crate) fn long_day(date: NaiveDate) -> String {
    of_day(date, Form::LongDay)
}

/// `Wed, Nov 18, 2026`.
pub(crate) fn day(date: NaiveDate) -> String {
    of_day(date, Form::Day)
}

/// `Nov 18, 2026`.
pub(crate) fn date(date: NaiveDate) -> String {
    of_day(date, Form::Date)
}

/// `Nov 18`, where the year is told beside it.
pub(crate) fn month_day(date: NaiveDate) -> String {
    of_day(date, Form::MonthDay)
}

/// `Wed, Nov 18`, with the year where it is not this one.
pub(crate) fn short_day(date: NaiveDate) -> String {
    of_day(date, if date.year() == today().year() { Form::ShortDay } else { Form::Day })
}

/// `today`, `yesterday`, `Mon, Nov 16`, `Nov 5, 2025`.
pub(crate) fn near_day(date: NaiveDate) -> String {
    let today = today();
    match (today - date).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ if date.year() == today.year() => of_day(date, Form::ShortDay),
        _ => self::date(date),
    }
}

/// `11:32 AM` today, `Wed, Nov 18, 11:32 AM` on another day.
pub(crate) fn moment(time: Time) -> String {
    let at = here(time);
    if at.date_naive() == today() { clock(&at) } else { format!("{}, {}", short_day(at.date_naive()), clock(&at)) }
}

/// `Wed, Nov 18, 2026, 11:32 AM`.
pub(crate) fn full_moment(time: Time) -> String {
    let at = here(time);
    format!("{}, {}", day(at.date_naive()), clock(&at))
}

/// How long something has waited since a day: `today`, `1 day`, `8 days`.
pub(crate) fn waiting(since: NaiveDate) -> String {
    match (today() - since).num_days() {
        ..=0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// `2 days`, `5 hours`, `20 min`: whole units, nothing rounded up, at least one minute.
pub(crate) fn length(millis: i64) -> String {
    let unit = |count: i64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    if millis >= DAY {
        unit(millis / DAY, "day", "days")
    } else if millis >= HOUR {
        unit(millis / HOUR, "hour", "hours")
    } else {
        format!("{} min", (millis / MINUTE).max(1))
    }
}

/// How a date by which something is owed is told.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Owed {
    /// `by Sat, 8:30 PM`.
    By(String),
    /// `2 days late`.
    Over(String),
}

/// When something is due: `by 8:30 PM`, `by Sat, 8:30 PM`, `by Sat, Nov 21`, or how late it is.
pub(crate) fn owed(due: Time) -> Owed {
    let left = due.since(now());
    if left < 0 {
        return Owed::Over(format!("{} late", length(-left)));
    }
    let at = here(due);
    let days = (at.date_naive() - today()).num_days();
    Owed::By(match days {
        0 => format!("by {}", clock(&at)),
        1..=6 => format!("by {}, {}", shown(at.naive_local(), Form::Weekday), clock(&at)),
        _ => format!("by {}", short_day(at.date_naive())),
    })
}

/// `2 days late`; nothing when it was in time.
pub(crate) fn lateness(lateness: Option<Lateness>) -> Option<String> {
    match lateness? {
        Lateness::InTime => None,
        Lateness::Late { by, uncertain: false } => Some(format!("{} late", length(by))),
        Lateness::Late { by, uncertain: true } => Some(format!("{} late by an uncertain clock", length(by))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn whole_units_are_told_and_nothing_is_rounded_up() {
        assert_eq!(length(2 * DAY + 23 * HOUR), "2 days");
        assert_eq!(length(DAY - 1), "23 hours");
        assert_eq!(length(HOUR), "1 hour");
        assert_eq!(length(20 * MINUTE + 59_000), "20 min");
    }

    #[test]
    fn less_than_a_minute_is_still_told_as_one() {
        assert_eq!(length(0), "1 min");
    }

    #[test]
    fn a_late_entry_says_when_the_clock_could_not_be_believed() {
        assert_eq!(
            lateness(Some(Lateness::Late { by: DAY, uncertain: true })).as_deref(),
            Some("1 day late by an uncertain clock")
        );
        assert_eq!(lateness(Some(Lateness::InTime)), None);
    }

    #[test]
    fn a_time_is_shown_on_the_clock_of_the_service() {
        assert_eq!(clock(&local(Time(0), -360)), "6:00 PM");
        assert_eq!(day(local(Time(0), -360).date_naive()), "Wed, Dec 31, 1969");
    }
}
