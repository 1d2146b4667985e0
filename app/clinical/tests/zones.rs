//! Clocks of the United States against the IANA database: deadlines, the hour that does not exist, the hour that comes twice.

use crate::made::{clean_note, day, utc};
use chrono::{DateTime, Duration, MappedLocalTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{OffsetComponents, Tz};
use clinical::*;
use proptest::prelude::*;
use record::{ClockReading, Lateness, Limit, Time};

/// Every zone that ships with a device in the United States and its territories.
const NAMES: [&str; 23] = [
    "America/New_York",
    "America/Detroit",
    "America/Kentucky/Louisville",
    "America/Indiana/Indianapolis",
    "America/Indiana/Knox",
    "America/Indiana/Tell_City",
    "America/Chicago",
    "America/Menominee",
    "America/North_Dakota/Beulah",
    "America/Denver",
    "America/Boise",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Juneau",
    "America/Adak",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
    "Pacific/Guam",
    "America/Puerto_Rico",
    "America/St_Thomas",
    "US/Central",
    "UTC",
];

fn named(name: &str) -> (LocalZone, Tz) {
    (LocalZone::named(name, 2026).unwrap(), name.parse().unwrap())
}

fn minutes(offset: &impl Offset) -> i32 {
    offset.fix().local_minus_utc() / 60
}

#[test]
fn every_half_hour_of_the_years_has_the_offset_of_the_database() {
    for name in NAMES {
        let (ours, theirs) = named(name);
        for year in [2011, 2016, 2026, 2027, 2036] {
            let begin = utc("2011-01-01T00:15:00Z").naive_utc() + Duration::days(365 * (year - 2011));
            for half_hour in 0..2 * 24 * 366 {
                let at: NaiveDateTime = begin + Duration::minutes(30 * half_hour);
                assert_eq!(
                    minutes(&ours.offset_from_utc_datetime(&at)),
                    minutes(&theirs.offset_from_utc_datetime(&at)),
                    "{name} {at}"
                );
                let (own, other) = (ours.offset_from_local_datetime(&at), theirs.offset_from_local_datetime(&at));
                let plain = |found: MappedLocalTime<i32>| (found.earliest(), found.latest());
                assert_eq!(plain(own.map(|one| minutes(&one))), plain(other.map(|one| minutes(&one))), "{name}, local {at}");
            }
        }
    }
}

#[test]
fn a_zone_outside_of_the_table_and_a_year_before_the_rule_are_not_guessed() {
    for (name, year) in
        [("America/Havana", 2026), ("Europe/Berlin", 2026), ("America/Chicago", 2010), ("", 2026), ("America", 2026)]
    {
        assert_eq!(LocalZone::named(name, year), None, "{name} {year}");
    }
}

fn typed(date: &str, start: &str, end: &str, offset: i32) -> TypedTime {
    TypedTime {
        date: date.into(),
        start: start.into(),
        end: end.into(),
        zone: "America/Chicago".into(),
        start_offset: offset,
        end_offset: offset,
        ..TypedTime::default()
    }
}

#[test]
fn an_hour_that_does_not_exist_is_refused_beside_its_field() {
    // Clocks went from 2:00 to 3:00 on 8 March 2026.
    let problems = |start: &str, end: &str| When::from_typed(typed("2026-03-08", start, end, -360)).problems();
    let refused = |field: Field| vec![Finding::blocking(field, Wrong::NoSuchHour)];
    assert_eq!(problems("02:00", "03:30"), refused(Field::Start));
    assert_eq!(problems("02:59", "03:30"), refused(Field::Start));
    assert_eq!(problems("01:30", "02:30"), refused(Field::End));
    let over = When::from_typed(typed("2026-03-08", "01:30", "03:30", -360));
    assert_eq!(over.known().unwrap().minutes(), 60, "an hour was left out");
    assert_eq!(over.known().unwrap().end().offset_minutes(), -300);
}

#[test]
fn an_hour_that_comes_twice_shows_its_offset_and_either_can_be_chosen() {
    // Clocks went from 2:00 back to 1:00 on 1 November 2026.
    let first = typed("2026-11-01", "01:10", "01:50", -300);
    assert_eq!((first.start_twice(), first.end_twice()), (Some([-300, -360]), Some([-300, -360])));
    let text = |typed: &TypedTime| typed.resolve().unwrap().text();
    assert_eq!(text(&first), "Sun, Nov 1, 2026, 01:10 (UTC−5)–01:50 (UTC−5)");
    let second = TypedTime { start_offset: -360, end_offset: -360, ..first.clone() };
    assert_eq!(text(&second), "Sun, Nov 1, 2026, 01:10 (UTC−6)–01:50 (UTC−6)");
    let across = TypedTime { end_offset: -360, ..first.clone() };
    assert_eq!(across.resolve().unwrap().minutes(), 100);
    let wild = TypedTime { start_offset: 60, end_offset: 60, ..first.clone() };
    assert_eq!(text(&wild), text(&first), "the earlier one, where neither was chosen");
    assert_eq!(When::from_typed(second.clone()).typed(), second, "the choice is kept");
    assert_eq!(typed("2026-11-01", "02:00", "02:50", -300).start_twice(), None);
    assert_eq!(typed("2026-11-01", "02:00", "02:50", -300).resolve().unwrap().start().offset_minutes(), -360);
    assert_eq!(TypedTime { zone: "America/Phoenix".into(), ..first }.start_twice(), None, "Arizona leaves its clocks alone");
}

#[test]
fn a_session_past_midnight_shows_both_days() {
    let night = TypedTime { end_date: "2026-11-19".into(), ..typed("2026-11-18", "23:30", "00:20", -360) };
    assert_eq!(night.resolve().unwrap().text(), "Wed, Nov 18, 2026, 23:30 to Thu, Nov 19, 2026, 00:20");
}

#[test]
fn a_day_that_ends_after_the_clocks_changed_ends_at_its_own_midnight() {
    // Three business days from Friday 30 October 2026 end on Wednesday, in standard time.
    let limit = Limit::BusinessDays { days: 3, holidays: vec![] };
    let mut note = clean_note();
    note.when = When::from_typed(typed("2026-10-30", "10:00", "10:50", -300));
    note.next_session = None;
    let clock = |at: &str| ClockReading { device: Time::from(utc(at)), offset: Some(0), uncertain: false };
    assert_eq!(note.lateness_within(&clock("2026-11-05T06:00:00Z"), &limit), Some(Lateness::InTime));
    assert!(matches!(note.lateness_within(&clock("2026-11-05T06:00:01Z"), &limit), Some(Lateness::Late { by: 1_000, .. })));
    assert_eq!(note.when.day(), Some(day("2026-10-30")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn a_deadline_through_a_note_is_that_of_the_real_zone(hours in 0i64..24 * 365 * 10, days in 0u32..15, business in any::<bool>(), zone in 0usize..NAMES.len()) {
        let (_, theirs) = named(NAMES[zone]);
        let end: DateTime<Utc> = utc("2024-01-01T00:30:00Z") + Duration::hours(hours);
        let local = end.with_timezone(&theirs);
        let offset = i32::try_from((local.offset().base_utc_offset() + local.offset().dst_offset()).num_minutes()).unwrap();
        let at = |time: DateTime<Utc>| Zoned::new(time, NAMES[zone], offset).unwrap();
        let mut note = clean_note();
        note.when = ServiceTime::new(at(end - Duration::minutes(20)), at(end)).unwrap().into();
        let limit = if business { Limit::BusinessDays { days, holidays: vec![] } } else { Limit::CalendarDays(days) };
        let deadline = limit.deadline(&local);
        let reading = |millis: i64| ClockReading { device: Time::from(deadline).plus(millis), offset: Some(0), uncertain: false };
        prop_assert_eq!(note.lateness_within(&reading(0), &limit), Some(Lateness::InTime));
        prop_assert_eq!(note.lateness_within(&reading(1), &limit), Some(Lateness::Late { by: 1, uncertain: false }));
    }
}
