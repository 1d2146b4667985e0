//! Times that a session may have had: offered, never taken by themselves.

use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, Timelike};
use clinical::{Note, TypedTime};

/// How long a session is taken to be while no note of the chart says otherwise, in minutes.
const USUAL: i64 = 50;

/// Minutes to which "now" is rounded down.
const STEP: u32 = 5;

/// A start and an end that are offered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Offer {
    /// Why just these.
    pub(super) words: &'static str,
    pub(super) start: NaiveDateTime,
    pub(super) end: NaiveDateTime,
}

/// The minutes of the note before.
pub(super) fn usual(last: Option<&Note>) -> i64 {
    last.and_then(|note| note.when.known()).map_or(USUAL, |time| time.minutes())
}

/// What is offered at `now`: a session that has just ended, one that begins now, and today at the hour of the note before.
pub(super) fn offers(now: &DateTime<FixedOffset>, last: Option<&Note>) -> Vec<Offer> {
    let now = now.naive_local();
    let long = Duration::minutes(usual(last));
    let round = now.minute() % STEP;
    let Some(end) =
        now.with_second(0).and_then(|now| now.with_nanosecond(0)).map(|now| now - Duration::minutes(i64::from(round)))
    else {
        return Vec::new();
    };
    let mut all = vec![Offer { words: "Just ended", start: end - long, end }];
    let before = last.and_then(|note| note.when.known()).map(|time| time.start().local().time());
    if let Some(start) = before.map(|time| now.date().and_time(time)).filter(|start| *start + long <= now && *start != end - long)
    {
        all.push(Offer { words: "Same time as last", start, end: start + long });
    }
    all
}

/// Fills in the fields.
pub(super) fn take(time: &mut TypedTime, offer: &Offer) {
    let (day, clock) = ("%Y-%m-%d", "%H:%M");
    time.date = offer.start.format(day).to_string();
    time.start = offer.start.format(clock).to_string();
    time.end = offer.end.format(clock).to_string();
    time.end_date = if offer.start.date() == offer.end.date() { String::new() } else { offer.end.format(day).to_string() };
}

/// The end of a session of `minutes` that began at `start` (`10:00`), as a time field has it; `None` past midnight, where the day
/// has to be said too.
pub(super) fn end_after(start: &str, minutes: i64) -> Option<String> {
    let start = chrono::NaiveTime::parse_from_str(start, "%H:%M").ok()?;
    let (end, over) = start.overflowing_add_signed(Duration::minutes(minutes));
    (over == 0).then(|| end.format("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::{Format, ServiceType, When};

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn lasted(start: &str, end: &str) -> Note {
        let typed = TypedTime {
            date: "2026-11-11".into(),
            start: start.into(),
            end: end.into(),
            zone: "America/New_York".into(),
            start_offset: -300,
            end_offset: -300,
            ..TypedTime::default()
        };
        Note { when: When::from_typed(typed), ..Note::new(ServiceType::Individual, Format::Dap) }
    }

    #[test]
    fn a_session_that_just_ended_is_offered_with_the_usual_length() {
        let offer = &offers(&at("2026-11-18T10:53:41-05:00"), None)[0];
        let mut time = TypedTime::default();
        take(&mut time, offer);
        assert_eq!(
            (time.date.as_str(), time.start.as_str(), time.end.as_str(), time.end_date.as_str()),
            ("2026-11-18", "10:00", "10:50", "")
        );
    }

    #[test]
    fn the_length_and_the_hour_of_the_note_before_are_offered_once_that_hour_is_over() {
        let last = lasted("09:00", "10:30");
        let all = offers(&at("2026-11-18T16:02:00-05:00"), Some(&last));
        assert_eq!(all.len(), 2);
        assert_eq!((all[1].start.hour(), all[1].end - all[1].start), (9, Duration::minutes(90)));
        assert_eq!(offers(&at("2026-11-18T09:40:00-05:00"), Some(&last)).len(), 1, "it would not be over yet");
    }

    #[test]
    fn a_session_over_midnight_says_both_days() {
        let mut time = TypedTime::default();
        take(&mut time, &offers(&at("2026-11-18T00:20:00-05:00"), None)[0]);
        assert_eq!((time.date.as_str(), time.end_date.as_str()), ("2026-11-17", "2026-11-18"));
        assert_eq!(end_after("23:30", 50), None);
        assert_eq!(end_after("10:00", 50).as_deref(), Some("10:50"));
    }
}
