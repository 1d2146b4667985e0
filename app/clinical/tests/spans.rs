//! Time: spans, local time, and what was typed.

use crate::made::{any_service_time, any_zoned, chicago, day, session, utc};
use chrono::{DateTime, Duration};
use clinical::*;
use proptest::prelude::*;

fn at(seconds: i64) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

#[test]
fn a_session_ends_after_it_starts_and_lasts_twelve_hours_at_most() {
    let start = utc("2026-11-18T08:00:00Z");
    let after = |hours: i64, seconds: i64| Span::new(start, start + Duration::hours(hours) + Duration::seconds(seconds));
    assert_eq!(after(0, 0), Err(SpanError::Empty));
    assert_eq!(after(0, -1), Err(SpanError::Empty));
    assert_eq!(after(12, 1), Err(SpanError::TooLong));
    assert_eq!(after(12, 0).unwrap().length(), Span::LONGEST);
    assert_eq!(after(0, 119).unwrap().minutes(), 1);
}

#[test]
fn a_stored_span_cannot_smuggle_in_what_cannot_be() {
    let read = |text: &str| serde_json::from_str::<Span>(text).is_ok();
    assert!(read(r#"{"start":"2026-11-18T10:00:00Z","end":"2026-11-18T11:00:00Z"}"#));
    assert!(!read(r#"{"start":"2026-11-18T11:00:00Z","end":"2026-11-18T10:00:00Z"}"#));
    assert!(!read(r#"{"start":"2026-11-18T10:00:00Z","end":"2026-11-19T10:00:00Z"}"#));
    let local =
        |offset: i32, zone: &str| format!(r#"{{"utc":"2026-11-18T10:00:00Z","zone":"{zone}","offset_minutes":{offset}}}"#);
    let read = |text: &str| serde_json::from_str::<Zoned>(text).is_ok();
    assert!(read(&local(840, "Pacific/Kiritimati")));
    assert!(!read(&local(841, "Pacific/Kiritimati")));
    assert!(!read(&local(-841, "America/Chicago")));
    assert!(!read(&local(0, "")));
    assert!(!read(&local(0, "Chicago, Illinois")));
    assert!(!read(&local(0, "../../etc/localtime")));
}

#[test]
fn local_time_is_what_the_clock_on_the_wall_said() {
    let late_evening = chicago("2026-11-19T04:30:00Z");
    assert_eq!(late_evening.date(), day("2026-11-18"));
    assert_eq!(late_evening.time_text(), "22:30");
    assert_eq!(late_evening.date_text(), "Wed, Nov 18, 2026");
    assert_eq!(session().text(), "Wed, Nov 18, 2026, 10:00–10:50");
}

#[test]
fn an_extreme_instant_is_refused_instead_of_overflowing() {
    let extreme = chrono::NaiveDateTime::MIN;
    assert_eq!(Zoned::from_local(extreme, "UTC", 840), Err(ZonedError::Instant));
    assert_eq!(Zoned::from_local(extreme, "UTC", i32::MAX), Err(ZonedError::Offset));
    assert_eq!(Zoned::new(DateTime::<chrono::Utc>::MAX_UTC, "UTC", 0), Err(ZonedError::Instant));
    assert_eq!(Zoned::at(record::Time(i64::MAX), "UTC", 0).unwrap().date(), day("1970-01-01"));
}

#[test]
fn sessions_that_touch_do_not_overlap() {
    let span = |from: i64, to: i64| Span::new(at(from * 3600), at(to * 3600)).unwrap();
    assert!(!span(9, 10).overlaps(&span(10, 11)));
    assert!(span(9, 11).overlaps(&span(10, 12)));
    assert!(span(9, 12).overlaps(&span(10, 11)));
    assert_eq!(overlaps(&[span(10, 12), span(9, 11), span(13, 14), span(8, 20)]), [(0, 1), (0, 3), (1, 3), (2, 3)]);
}

#[test]
fn what_was_typed_is_kept_until_it_makes_a_time() {
    let typed = |date: &str, start: &str, end: &str| TypedTime {
        date: date.into(),
        start: start.into(),
        end: end.into(),
        zone: "America/Chicago".into(),
        start_offset: -360,
        end_offset: -360,
        ..TypedTime::default()
    };
    let error = |field: Field, wrong: Wrong| Finding::blocking(field, wrong);
    let cases = [
        (typed("", "", ""), vec![(Field::Date, Wrong::Missing), (Field::Start, Wrong::Missing), (Field::End, Wrong::Missing)]),
        (typed("2026-02-29", "10:00", "11:00"), vec![(Field::Date, Wrong::NotADate)]),
        (typed("1899-12-31", "10:00", "11:00"), vec![(Field::Date, Wrong::TooEarly)]),
        (typed("2026-11-18", "24:30", "11:00"), vec![(Field::Start, Wrong::NotATime)]),
        (typed("2026-11-18", "11:00", "10:00"), vec![(Field::End, Wrong::EndNotAfterStart)]),
        (typed("2026-11-18", "08:00", "20:01"), vec![(Field::End, Wrong::SessionTooLong)]),
        (TypedTime { zone: String::new(), ..typed("2026-11-18", "10:00", "11:00") }, vec![(Field::Date, Wrong::NotALocalTime)]),
        (
            TypedTime { zone: "Europe/Berlin".into(), start_offset: 9_000, ..typed("2026-11-18", "10:00", "11:00") },
            vec![(Field::Date, Wrong::NotALocalTime)],
        ),
    ];
    for (fields, expected) in cases {
        let when = When::from_typed(fields.clone());
        assert_eq!(when.problems(), expected.into_iter().map(|(field, wrong)| error(field, wrong)).collect::<Vec<_>>());
        assert_eq!(when.typed(), fields);
        assert_eq!(when.known(), None);
    }
    assert_eq!(When::from_typed(typed("2026-11-18", "10:00", "10:50")), When::Known(session()));
}

#[test]
fn a_night_session_over_the_change_of_clocks_keeps_its_real_length() {
    let when = When::from_typed(TypedTime {
        date: "2026-10-31".into(),
        start: "23:30".into(),
        end: "01:30".into(),
        end_date: "2026-11-01".into(),
        zone: "America/Chicago".into(),
        start_offset: -300,
        end_offset: -360,
    });
    let time = when.known().unwrap();
    assert_eq!(time.minutes(), 180);
    assert_eq!(time.text(), "Sat, Oct 31, 2026, 23:30 to Sun, Nov 1, 2026, 01:30 (UTC−6)");
    assert_eq!(time.date(), day("2026-10-31"));
}

proptest! {
    #[test]
    fn a_span_is_made_exactly_when_it_may_be(start in -1_000_000i64..1_000_000, length in -50_000i64..100_000) {
        let made = Span::new(at(start), at(start + length));
        prop_assert_eq!(made.is_ok(), (1..=43_200).contains(&length));
        if let Ok(span) = made {
            let read: Span = serde_json::from_str(&serde_json::to_string(&span).unwrap()).unwrap();
            prop_assert_eq!(read, span);
        }
    }

    #[test]
    fn the_pairs_that_overlap_are_those_that_say_so(spans in prop::collection::vec((0i64..100, 1i64..20), 0..12)) {
        let spans: Vec<Span> = spans.into_iter().map(|(start, length)| Span::new(at(start * 60), at((start + length) * 60)).unwrap()).collect();
        let mut expected = Vec::new();
        for first in 0..spans.len() {
            for second in first + 1..spans.len() {
                prop_assert_eq!(spans[first].overlaps(&spans[second]), spans[second].overlaps(&spans[first]));
                if spans[first].overlaps(&spans[second]) {
                    expected.push((first, second));
                }
            }
        }
        prop_assert_eq!(overlaps(&spans), expected);
    }

    #[test]
    fn local_and_back_is_the_same_instant(zoned in any_zoned()) {
        let back = Zoned::from_local(zoned.local().naive_local(), zoned.zone(), zoned.offset_minutes()).unwrap();
        prop_assert_eq!(back, zoned);
    }

    #[test]
    fn a_known_time_put_into_the_fields_comes_out_the_same(time in any_service_time()) {
        let time = When::Known(time);
        prop_assume!(time.typed().resolve() != Err(vec![Finding::blocking(Field::Date, Wrong::TooEarly)]));
        prop_assert_eq!(When::from_typed(time.typed()), time);
    }
}
