//! Deadlines in hours, calendar days and business days, at the edges of days, weeks and summer time.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use chrono_tz::America::Chicago;
use proptest::prelude::*;
use record::{ClockReading, Lateness, Limit, Time, lateness};

fn clock(at: DateTime<Utc>) -> ClockReading {
    ClockReading { device: at.into(), offset: Some(0), uncertain: false }
}

#[test]
fn deadlines_are_counted_as_the_reference_says() {
    let local = |y, m, d, h| Chicago.with_ymd_and_hms(y, m, d, h, 0, 0).unwrap();
    let thanksgiving = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let cases = [
        ("hours run through nights and clocks", Limit::CRISIS, local(2026, 10, 31, 20), local(2026, 11, 1, 19)),
        ("routine is 72 hours", Limit::ROUTINE, local(2026, 11, 18, 10), local(2026, 11, 21, 10)),
        ("day 0 ends at the midnight after", Limit::CalendarDays(0), local(2026, 11, 18, 10), local(2026, 11, 19, 0)),
        ("day 1 ends a day later", Limit::CalendarDays(1), local(2026, 11, 18, 23), local(2026, 11, 20, 0)),
        ("a day may have 25 hours", Limit::CalendarDays(0), local(2026, 11, 1, 0), local(2026, 11, 2, 0)),
        (
            "a weekend is skipped",
            Limit::BusinessDays { days: 1, holidays: vec![] },
            local(2026, 11, 20, 9),
            local(2026, 11, 24, 0),
        ),
        (
            "so is a holiday",
            Limit::BusinessDays { days: 3, holidays: vec![thanksgiving] },
            local(2026, 11, 24, 9),
            local(2026, 12, 1, 0),
        ),
    ];
    for (name, limit, end, deadline) in cases {
        assert_eq!(limit.deadline(&end), deadline.to_utc(), "{name}");
    }
}

#[test]
fn a_midnight_that_does_not_exist_becomes_the_first_hour_that_does() {
    // Havana's clocks go forward at 00:00.
    let end = chrono_tz::America::Havana.with_ymd_and_hms(2026, 3, 7, 12, 0, 0).unwrap();
    let deadline = Limit::CalendarDays(0).deadline(&end);
    assert_eq!(deadline, chrono_tz::America::Havana.with_ymd_and_hms(2026, 3, 8, 1, 0, 0).unwrap().to_utc());
}

#[test]
fn the_deadline_itself_is_in_time_and_the_next_millisecond_is_not() {
    let end = FixedOffset::west_opt(6 * 3600).unwrap().with_ymd_and_hms(2026, 11, 18, 10, 50, 0).unwrap();
    let deadline = Limit::ROUTINE.deadline(&end);
    assert_eq!(lateness(&end, &clock(deadline), &Limit::ROUTINE), Lateness::InTime);
    let late = ClockReading { device: Time::from(deadline).plus(1), offset: Some(0), uncertain: false };
    assert_eq!(lateness(&end, &late, &Limit::ROUTINE), Lateness::Late { by: 1, uncertain: false });
}

#[test]
fn an_uncertain_clock_is_judged_by_its_later_reading() {
    let end = Utc.with_ymd_and_hms(2026, 11, 18, 10, 0, 0).unwrap();
    let hour = 3_600_000;
    let device = Time::from(Limit::CRISIS.deadline(&end)).plus(hour);
    let believed = ClockReading { device, offset: Some(-2 * hour), uncertain: false };
    let doubted = ClockReading { uncertain: true, ..believed };
    assert_eq!(lateness(&end, &believed, &Limit::CRISIS), Lateness::InTime);
    assert_eq!(lateness(&end, &doubted, &Limit::CRISIS), Lateness::Late { by: hour, uncertain: true });
}

#[test]
fn a_limit_of_any_size_has_a_deadline() {
    let ends = [Utc.with_ymd_and_hms(2026, 11, 18, 10, 0, 0).unwrap(), DateTime::<Utc>::MAX_UTC];
    for end in ends {
        for count in [Limit::MOST_DAYS, Limit::MOST_HOURS + 1, u32::MAX] {
            let business = Limit::BusinessDays { days: count, holidays: vec![] };
            for limit in [Limit::Hours(count), Limit::CalendarDays(count), business] {
                assert!(limit.deadline(&end) >= end, "{limit:?}");
            }
        }
    }
    let at = |limit: Limit| limit.deadline(&ends[0]);
    assert_eq!(at(Limit::Hours(u32::MAX)), at(Limit::Hours(Limit::MOST_HOURS)), "a longer limit is as long as the longest");
    assert_eq!(at(Limit::CalendarDays(u32::MAX)), at(Limit::CalendarDays(Limit::MOST_DAYS)));
}

proptest! {
    #[test]
    fn a_longer_limit_never_ends_earlier(hours in 0i64..200_000, days in 0u32..60) {
        let end = Chicago.timestamp_opt(1_700_000_000 + hours * 3600, 0).unwrap();
        prop_assert!(Limit::CalendarDays(days).deadline(&end) < Limit::CalendarDays(days + 1).deadline(&end));
        let business = |days| Limit::BusinessDays { days, holidays: vec![] }.deadline(&end);
        prop_assert!(business(days) < business(days + 1));
        prop_assert!(Limit::CalendarDays(days).deadline(&end) <= business(days));
        prop_assert!(Limit::CalendarDays(0).deadline(&end) > end.to_utc());
    }
}
