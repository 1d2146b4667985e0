//! When a review is due, at the edges of days.

use super::made::*;
use crate::made::day;
use chrono::{Days, NaiveDate};
use clinical::{Edition, LevelOfCare, Setting, Wrong, plan::*};
use proptest::prelude::*;

const NO_CARE: Care<'static> = Care { opened: None, sessions: &[] };

fn plan(level: &str, written: &str, review: Option<&str>) -> Plan {
    Plan {
        head: Head { date: Some(day(written)), ..Head::default() },
        level: LevelOfCare::find(Edition::Fourth, level),
        review_date: review.map(day),
        ..Plan::default()
    }
}

fn due_on(plan: &Plan, reviews: &[PlanReview], events: &[ReviewEvent], today: &str) -> Due {
    due(plan, reviews, events, day(today), NO_CARE, &ReviewSettings::standard())
}

#[test]
fn the_day_itself_is_not_overdue_and_the_day_after_is() {
    let plan = plan("2.1", "2026-11-16", Some("2026-11-30"));
    let table = [
        ("2026-11-22", Urgency::Later, 8),
        ("2026-11-23", Urgency::Soon, 7),
        ("2026-11-29", Urgency::Soon, 1),
        ("2026-11-30", Urgency::Today, 0),
        ("2026-12-01", Urgency::Overdue, -1),
    ];
    for (today, urgency, days) in table {
        let due = due_on(&plan, &[], &[], today);
        assert_eq!((due.urgency, due.in_days, due.because.clone()), (urgency, Some(days), Some(Because::Named)), "{today}");
        assert_eq!(due.is_overdue(), urgency == Urgency::Overdue);
    }
    assert_eq!(due_on(&plan, &[], &[], "2026-11-18").sentence(), "Review due Mon, Nov 30, 2026, in 12 days (set in the plan).");
    assert_eq!(
        due_on(&plan, &[], &[], "2026-12-01").sentence(),
        "Review due Mon, Nov 30, 2026, since yesterday (set in the plan)."
    );
}

#[test]
fn the_level_of_care_sets_the_cadence() {
    let table = [
        ("1.5", "2027-02-14"),
        ("1.7", "2027-02-14"),
        ("2.1", "2026-12-16"),
        ("2.5", "2026-11-30"),
        ("3.1", "2026-11-30"),
        ("4", "2026-11-23"),
    ];
    for (level, expected) in table {
        let due = due_on(&plan(level, "2026-11-16", None), &[], &[], "2026-11-16");
        assert_eq!(due.on, Some(day(expected)), "{level}");
        assert!(matches!(due.because, Some(Because::Cadence { .. })));
    }
    let late = due_on(&plan("2.1", "2026-11-16", Some("2027-06-01")), &[], &[], "2026-11-16");
    assert_eq!(late.on, Some(day("2026-12-16")), "a later day in the plan does not put it off");
    let unknown = Plan { level: None, ..plan("2.1", "2026-11-16", None) };
    assert_eq!(due_on(&unknown, &[], &[], "2026-11-16").sentence(), "No review is due.");
}

#[test]
fn a_year_of_care_makes_the_cadence_of_medication_longer() {
    let settings = ReviewSettings::standard();
    let due_with = |opened: &str| {
        let care = Care { opened: Some(day(opened)), sessions: &[] };
        due(&plan("1.7", "2026-11-16", None), &[], &[], day("2026-11-16"), care, &settings).on
    };
    assert_eq!(due_with("2025-11-17"), Some(day("2027-02-14")), "a day short of a year: 90 days");
    assert_eq!(due_with("2025-11-16"), Some(day("2027-05-15")), "a full year: 180 days");
}

#[test]
fn where_sessions_count_the_later_of_both_holds() {
    let settings = ReviewSettings::new_hampshire();
    let due_with = |sessions: &[&str]| {
        let sessions: Vec<NaiveDate> = sessions.iter().map(|text| day(text)).collect();
        let care = Care { opened: None, sessions: &sessions };
        due(&plan("1.5", "2026-11-02", None), &[], &[], day("2026-11-16"), care, &settings).on
    };
    assert_eq!(due_with(&["2026-11-03", "2026-11-05", "2026-11-10"]), None, "three sessions");
    assert_eq!(due_with(&["2026-11-12", "2026-11-03", "2026-11-05", "2026-11-10"]), Some(day("2026-11-30")), "four weeks later");
    assert_eq!(
        due_with(&["2026-11-02", "2026-11-09", "2026-11-23", "2026-12-07", "2026-12-21"]),
        Some(day("2026-12-21")),
        "the day of the plan does not count; the fourth session is later than four weeks"
    );
}

#[test]
fn a_review_without_change_moves_the_day() {
    let plan = plan("2.1", "2026-11-16", Some("2026-11-30"));
    let review = |on: &str, next: &str| PlanReview {
        on: Some(day(on)),
        next_review: Some(day(next)),
        reason: "On course.".into(),
        ..PlanReview::default()
    };
    let moved = due_on(&plan, &[review("2026-11-28", "2026-12-14")], &[], "2026-11-30");
    assert_eq!((moved.on, moved.because), (Some(day("2026-12-14")), Some(Because::Named)));
    let late = due_on(&plan, &[review("2026-11-28", "2027-03-01")], &[], "2026-11-30");
    assert_eq!(late.on, Some(day("2026-12-28")), "the cadence counts from the review");
    let older = due_on(&plan, &[review("2026-11-10", "2026-11-20")], &[], "2026-11-30");
    assert_eq!(older.on, Some(day("2026-11-30")), "a review before the version says nothing about it");
    assert!(review("2026-11-28", "2026-12-14").check(day("2026-11-28")).is_empty());
    let wrong: Vec<Wrong> = PlanReview::default().check(day("2026-11-28")).iter().map(|issue| issue.wrong().unwrap()).collect();
    assert_eq!(wrong, [Wrong::Missing, Wrong::Missing, Wrong::Missing]);
    assert_eq!(review("2026-11-29", "2026-11-29").check(day("2026-11-28")).len(), 2);
    let wrong = |on: &str, next: &str| {
        review(on, next).check(day("2026-11-28")).iter().map(|issue| issue.wrong().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(wrong("1899-12-31", "2026-12-14"), [Wrong::TooEarly]);
    assert_eq!(wrong("2026-11-28", "2036-11-28"), []);
    assert_eq!(wrong("2026-11-28", "2036-11-29"), [Wrong::TooFar], "more than ten years ahead");
}

#[test]
fn what_a_person_tells_has_a_day_that_has_come_and_is_not_seen_in_the_chart_anyway() {
    let event = |kind, on: Option<&str>| PlanEvent { kind, on: on.map(day), words: String::new() };
    let wrong = |event: PlanEvent| event.check(day("2026-11-28")).iter().map(|issue| issue.wrong().unwrap()).collect::<Vec<_>>();
    assert_eq!(wrong(event(EventKind::LossOfJob, Some("2026-11-28"))), []);
    assert_eq!(wrong(event(EventKind::LossOfJob, Some("2026-11-29"))), [Wrong::InFuture]);
    assert_eq!(wrong(event(EventKind::LossOfJob, Some("1899-12-31"))), [Wrong::TooEarly]);
    assert_eq!(wrong(event(EventKind::LossOfJob, None)), [Wrong::Missing]);
    let seen = [EventKind::LevelChange, EventKind::NewDiagnosis, EventKind::ObjectiveOverdue, EventKind::MeasuresWorse];
    let seen: Vec<EventKind> = EventKind::ALL.iter().copied().filter(|kind| seen.contains(kind) || kind.has_record()).collect();
    for kind in EventKind::ALL {
        assert_eq!(wrong(event(*kind, Some("2026-11-28"))).is_empty(), !seen.contains(kind), "{}", kind.label());
    }
}

#[test]
fn every_event_asks_for_a_review_until_it_is_answered() {
    let settings = ReviewSettings::standard();
    for kind in EventKind::ALL {
        let days = settings.trigger(*kind).unwrap().days;
        let event = ReviewEvent { kind: *kind, on: day("2026-11-16"), document: Some(doc(10)) };
        let base = plan("1.5", "2026-11-16", None);
        let asked = due_on(&base, &[], &[event], "2026-11-16");
        assert_eq!(asked.on, Some(event.on + Days::new(days.into())), "{}", kind.label());
        assert_eq!(asked.because, Some(Because::Event { kind: *kind, on: event.on }));
        assert!(asked.sentence().contains(&kind.label().to_lowercase()));
        let silent = |plan: &Plan, reviews: &[PlanReview]| {
            !matches!(due_on(plan, reviews, &[event], "2026-11-16").because, Some(Because::Event { .. }))
        };
        assert!(silent(&plan("1.5", "2026-11-17", None), &[]), "a later version answers");
        let mut naming = base.clone();
        naming.head.answers = vec![doc(10)];
        assert!(silent(&naming, &[]), "so does one that names it");
        let revision = full_plan().head.revision;
        assert!(silent(&Plan { head: Head { revision, ..base.head.clone() }, ..base.clone() }, &[]));
        let review = PlanReview { on: Some(event.on), answers: vec![doc(10)], ..PlanReview::default() };
        assert!(silent(&base, &[review]));
        let mut off = settings.clone();
        off.triggers.iter_mut().for_each(|trigger| trigger.on = false);
        assert!(matches!(due(&base, &[], &[event], event.on, NO_CARE, &off).because, Some(Because::Cadence { .. })));
    }
}

#[test]
fn every_setting_has_its_source() {
    let standard = ReviewSettings::standard();
    for setting in [
        Setting::Outpatient,
        Setting::IntensiveOutpatient,
        Setting::PartialHospitalization,
        Setting::Residential,
        Setting::Inpatient,
        Setting::WithdrawalManagement,
    ] {
        assert!(standard.cadences.iter().any(|cadence| cadence.setting == setting && cadence.levels.is_empty()));
    }
    assert!(standard.cadences.iter().all(|cadence| !cadence.source.is_empty()));
    assert!(standard.triggers.iter().all(|trigger| !trigger.source.is_empty()));
    let yearly = ReviewSettings::ahcccs();
    let due = due(&plan("1.5", "2026-11-16", None), &[], &[], day("2027-10-17"), NO_CARE, &yearly);
    assert_eq!((due.on, due.urgency, due.in_days), (Some(day("2027-11-16")), Urgency::Soon, Some(30)));
    assert_eq!(yearly.first_plan_due(day("2026-11-18")), Some(day("2026-12-02")));
}

proptest! {
    #[test]
    fn more_events_never_put_a_review_off(days in prop::collection::vec((0usize..12, 0u64..60), 0..5), today in 0u64..90) {
        let base = plan("2.1", "2026-11-01", Some("2026-11-30"));
        let today = day("2026-11-01") + Days::new(today);
        let events: Vec<ReviewEvent> = days
            .iter()
            .map(|(kind, day_no)| ReviewEvent {
                kind: EventKind::ALL[*kind],
                on: day("2026-11-01") + Days::new(*day_no),
                document: None,
            })
            .collect();
        let settings = ReviewSettings::standard();
        let mut last = due(&base, &[], &[], today, NO_CARE, &settings);
        for count in 1..=events.len() {
            let now = due(&base, &[], &events[..count], today, NO_CARE, &settings);
            prop_assert!(now.on <= last.on && now.urgency >= last.urgency);
            prop_assert_eq!(now.is_overdue(), now.on.unwrap() < today);
            last = now;
        }
    }
}
