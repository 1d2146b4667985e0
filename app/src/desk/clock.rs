//! Instants and stretches of time in words. The clock has 24 hours; local time is that of the service where it is known.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, Utc};
use js_sys::{Array, Date, Intl, Object, Reflect};
use record::{Lateness, Time};

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

/// `10:05`.
pub(crate) fn clock(at: &DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

/// `Wed 18 Nov 2026`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `Wed 18 Nov`, with the year where it is not this one.
pub(crate) fn short_day(date: NaiveDate) -> String {
    let form = if date.year() == today().year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    date.format(form).to_string()
}

/// `today`, `yesterday`, `Mon 16`, `5 Nov`, `5 Nov 2025`.
pub(crate) fn near_day(date: NaiveDate) -> String {
    let today = today();
    match (today - date).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => date.format("%a %-d").to_string(),
        _ if date.year() == today.year() => date.format("%-d %b").to_string(),
        _ => date.format("%-d %b %Y").to_string(),
    }
}

/// `11:32` today, `Wed 18 Nov 11:32` on another day.
pub(crate) fn moment(time: Time) -> String {
    let at = here(time);
    if at.date_naive() == today() { clock(&at) } else { format!("{} {}", short_day(at.date_naive()), clock(&at)) }
}

/// `Wed 18 Nov 2026, 11:32`.
pub(crate) fn full_moment(time: Time) -> String {
    let at = here(time);
    format!("{}, {}", day(at.date_naive()), clock(&at))
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
    /// `by Sat 20:30`.
    By(String),
    /// `2 days over`.
    Over(String),
}

/// Tells a due time: `by 20:30`, `by Sat 20:30`, `by 21 Nov`, or how far it is over.
pub(crate) fn owed(due: Time) -> Owed {
    let left = due.since(now());
    if left < 0 {
        return Owed::Over(format!("{} over", length(-left)));
    }
    let at = here(due);
    let days = (at.date_naive() - today()).num_days();
    Owed::By(match days {
        0 => format!("by {}", clock(&at)),
        1..=6 => format!("by {} {}", at.format("%a"), clock(&at)),
        _ => format!("by {}", at.format("%-d %b")),
    })
}

/// `Late, 2 days over`; nothing when it was in time.
pub(crate) fn lateness(lateness: Option<Lateness>) -> Option<String> {
    match lateness? {
        Lateness::InTime => None,
        Lateness::Late { by, uncertain: false } => Some(format!("{} over", length(by))),
        Lateness::Late { by, uncertain: true } => Some(format!("{} over, clock uncertain", length(by))),
    }
}

/// A small number as a word, as a sentence begins with it: `Three`. Figures from thirteen on.
pub(crate) fn number(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
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
        assert_eq!(lateness(Some(Lateness::Late { by: DAY, uncertain: true })).as_deref(), Some("1 day over, clock uncertain"));
        assert_eq!(lateness(Some(Lateness::InTime)), None);
    }

    #[test]
    fn numbers_are_words_up_to_twelve() {
        assert_eq!((number(0), number(12), number(13)), ("No".to_owned(), "Twelve".to_owned(), "13".to_owned()));
    }

    #[test]
    fn a_time_is_shown_on_the_clock_of_the_service() {
        assert_eq!(clock(&local(Time(0), -360)), "18:00");
        assert_eq!(day(local(Time(0), -360).date_naive()), "Wed 31 Dec 1969");
    }
}
