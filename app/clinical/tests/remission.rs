//! Remission at its edges: days, months, leap years, zones; slips; the program's own clock.

use crate::{
    criteria::{any_disorder, disorder, today},
    made::{day, utc},
};
use chrono::{Datelike, Duration, NaiveDate};
use clinical::{Zoned, diagnosis::*};
use proptest::prelude::*;

fn met(days: &[(Criterion, &str)]) -> Disorder {
    let met = days.iter().map(|(criterion, on)| Met::new(*criterion, day(on))).collect();
    Disorder { met, ..Disorder::new(Substance::Opioid) }
}

fn course(disorder: &Disorder, on: &str) -> Course {
    disorder.assess(day(on)).course
}

fn code(disorder: &Disorder, on: &str) -> String {
    disorder.code(day(on)).unwrap_or_default()
}

#[test]
fn remission_begins_on_the_day_its_months_are_full() {
    let six = disorder(Substance::Opioid, 6, "2026-01-15");
    let since = day("2026-01-15");
    for (on, expected, coded) in [
        ("2026-01-14", Course::Unmet, ""),
        ("2026-01-15", Course::Active, "F11.20"),
        ("2026-04-14", Course::Active, "F11.20"),
        ("2026-04-15", Course::EarlyRemission { since }, "F11.21"),
        ("2027-01-14", Course::EarlyRemission { since }, "F11.21"),
        ("2027-01-15", Course::SustainedRemission { since }, "F11.21"),
    ] {
        assert_eq!((course(&six, on), code(&six, on).as_str()), (expected, coded), "{on}");
    }
}

#[test]
fn months_are_calendar_months_clamped_to_the_last_day() {
    for (from, months, to) in [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-11-28", 3, "2027-02-28"),
        ("2026-05-31", 3, "2026-08-31"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-12-31", 3, "2027-03-31"),
    ] {
        assert_eq!(plus_months(day(from), months), day(to), "{from}");
        let full = disorder(Substance::Alcohol, 2, from);
        let before = full.assess(day(to) - Duration::days(1)).course;
        let on = full.assess(day(to)).course;
        if months == 3 {
            assert!(!before.in_remission() && matches!(on, Course::EarlyRemission { .. }), "{from}");
        } else {
            assert!(matches!(before, Course::EarlyRemission { .. }) && matches!(on, Course::SustainedRemission { .. }), "{from}");
        }
    }
}

#[test]
fn the_local_day_decides_whatever_the_day_is_in_utc() {
    let six = disorder(Substance::Opioid, 6, "2026-08-31");
    let at = |instant: &str, zone: &str, offset: i32| {
        let today = Zoned::new(utc(instant), zone, offset).unwrap().date();
        six.assess(today).course.in_remission()
    };
    // Three months are full on 30 November, local time.
    assert!(!at("2026-11-30T05:59:59Z", "America/Chicago", -360), "still the 29th in Chicago");
    assert!(at("2026-11-30T06:00:00Z", "America/Chicago", -360));
    assert!(at("2026-11-30T05:59:59Z", "UTC", 0));
    assert!(at("2026-11-29T10:00:00Z", "Pacific/Kiritimati", 840), "already the 30th");
    assert!(!at("2026-11-29T09:59:59Z", "Pacific/Kiritimati", 840));
    assert!(!at("2026-11-30T09:59:59Z", "Pacific/Honolulu", -600));
    assert!(at("2026-11-29T18:15:00Z", "Asia/Kathmandu", 345));
}

#[test]
fn two_criteria_make_a_disorder_only_within_one_window_of_twelve_months() {
    let apart = |second: &str| met(&[(Criterion::CutDown, "2025-03-10"), (Criterion::TimeSpent, second)]);
    assert_eq!(course(&apart("2026-03-09"), "2026-03-09"), Course::Active);
    assert_eq!(course(&apart("2026-03-10"), "2026-03-10"), Course::Unmet, "twelve months are full");
    let leap = met(&[(Criterion::CutDown, "2024-02-29"), (Criterion::TimeSpent, "2025-02-27")]);
    assert_eq!(course(&leap, "2025-02-27"), Course::Active);
    let same = met(&[(Criterion::CutDown, "2026-03-01"), (Criterion::CutDown, "2026-04-01")]);
    assert_eq!((course(&same, "2026-04-01"), same.assess(day("2026-04-01")).count), (Course::Unmet, 1));
}

#[test]
fn craving_alone_breaks_no_remission() {
    let mut five = disorder(Substance::Opioid, 5, "2026-01-15");
    five.met.push(Met::new(Criterion::Craving, day("2026-06-01")));
    let since = day("2026-01-15");
    assert_eq!(course(&five, "2026-06-01"), Course::EarlyRemission { since });
    five.met.push(Met::new(Criterion::HazardousUse, day("2026-06-10")));
    assert_eq!(course(&five, "2026-06-10"), Course::Active, "craving and one more are two");
}

#[test]
fn a_criterion_that_returns_ends_remission_and_its_code_at_once() {
    let mut six = disorder(Substance::Opioid, 6, "2026-01-15");
    six.met.push(Met::new(Criterion::HazardousUse, day("2026-06-01")));
    assert_eq!((course(&six, "2026-05-31").in_remission(), code(&six, "2026-05-31").as_str()), (true, "F11.21"));
    assert_eq!((course(&six, "2026-06-01"), code(&six, "2026-06-01").as_str()), (Course::BelowTwo, "F11.20"));
    assert_eq!(six.name(day("2026-06-01")), "Opioid use disorder, severe, below two criteria, not in remission");
    assert_eq!((course(&six, "2026-08-31"), code(&six, "2026-08-31").as_str()), (Course::BelowTwo, "F11.20"));
    let since = day("2026-06-01");
    assert_eq!(course(&six, "2026-09-01"), Course::EarlyRemission { since }, "the months run from the last criterion");
    six.met.push(Met::new(Criterion::TimeSpent, day("2026-06-20")));
    assert_eq!((course(&six, "2026-06-20"), code(&six, "2026-06-20").as_str()), (Course::Active, "F11.20"));
}

/// Criteria by number in their order, craving among them, with their days; then days with what is expected on them.
type History = (&'static str, &'static [(Criterion, &'static str)], &'static [(&'static str, &'static str, &'static str)]);

#[test]
fn dated_histories_run_as_the_rule_says() {
    use Criterion::{Craving, CutDown, HazardousUse, TimeSpent};
    let histories: [History; 4] = [
        (
            "full criteria are met by a craving months after the other one: remission is counted from that day",
            &[(HazardousUse, "2026-01-10"), (Craving, "2026-03-20")],
            &[
                ("2026-03-19", "criteria not met", ""),
                ("2026-03-20", "active", "F11.10"),
                ("2026-04-10", "active", "F11.10"),
                ("2026-06-19", "active", "F11.10"),
                ("2026-06-20", "in early remission", "F11.11"),
                ("2027-03-19", "in early remission", "F11.11"),
                ("2027-03-20", "in sustained remission", "F11.11"),
            ],
        ),
        (
            "one criterion alone is no disorder, however long ago: there is nothing to be in remission from",
            &[(CutDown, "2025-01-10")],
            &[("2025-06-10", "criteria not met", ""), ("2026-11-18", "criteria not met", "")],
        ),
        (
            "one criterion returns in sustained remission: at once no remission, three months later again, early first",
            &[(CutDown, "2024-01-15"), (TimeSpent, "2024-01-15"), (HazardousUse, "2025-06-01")],
            &[
                ("2025-01-15", "in sustained remission", "F11.11"),
                ("2025-05-31", "in sustained remission", "F11.11"),
                ("2025-06-01", "below two criteria, not in remission", "F11.10"),
                ("2025-08-31", "below two criteria, not in remission", "F11.10"),
                ("2025-09-01", "in early remission", "F11.11"),
                ("2026-05-31", "in early remission", "F11.11"),
                ("2026-06-01", "in sustained remission", "F11.11"),
            ],
        ),
        (
            "craving in remission breaks nothing; with one more it makes the disorder active",
            &[(CutDown, "2025-01-15"), (TimeSpent, "2025-01-15"), (Craving, "2025-08-01"), (HazardousUse, "2025-08-20")],
            &[
                ("2025-08-01", "in early remission", "F11.11"),
                ("2025-08-20", "active", "F11.20"),
                ("2025-11-19", "active", "F11.20"),
                ("2025-11-20", "in early remission", "F11.21"),
            ],
        ),
    ];
    for (what, history, expected) in histories {
        let disorder = met(history);
        for (on, label, coded) in expected {
            assert_eq!((course(&disorder, on).label(), code(&disorder, on).as_str()), (*label, *coded), "{what}: {on}");
        }
    }
}

#[test]
fn withdrawal_ends_remission_while_it_lasts_and_the_months_run_from_its_last_day() {
    let mut six = disorder(Substance::Opioid, 6, "2026-01-15");
    let state = |taken| Withdrawal {
        kind: WithdrawalKind::Uncomplicated,
        from: day("2026-06-01"),
        until: Some(day("2026-06-08")),
        taken,
    };
    six.withdrawal = Some(state(Taken::Otherwise));
    for (on, label, coded) in [
        ("2026-05-31", "in early remission", "F11.21"),
        ("2026-06-01", "below two criteria, not in remission", "F11.23"),
        ("2026-06-08", "below two criteria, not in remission", "F11.23"),
        ("2026-06-09", "below two criteria, not in remission", "F11.20"),
        ("2026-09-07", "below two criteria, not in remission", "F11.20"),
        ("2026-09-08", "in early remission", "F11.21"),
    ] {
        assert_eq!((course(&six, on).label(), code(&six, on).as_str()), (label, coded), "{on}");
    }
    assert_eq!(six.name(day("2026-06-01")), "Opioid use disorder, severe, below two criteria, not in remission, with withdrawal");
    six.withdrawal = Some(state(Taken::AsPrescribed));
    assert_eq!((course(&six, "2026-06-01").in_remission(), code(&six, "2026-06-01").as_str()), (true, "F11.21"));
}

#[test]
fn one_criterion_left_keeps_the_code_of_the_active_disorder() {
    let mut days = disorder(Substance::Opioid, 6, "2025-01-15");
    let months = (1..=14).map(|month| plus_months(day("2025-01-15"), month));
    days.met.extend(months.map(|on| Met::new(Criterion::HazardousUse, on)));
    assert_eq!(course(&days, "2026-01-14"), Course::Active);
    assert_eq!((course(&days, "2026-01-15"), code(&days, "2026-01-15").as_str()), (Course::BelowTwo, "F11.20"));
    assert_eq!(days.assess(day("2026-01-15")).severity, Some(Severity::Severe));
}

#[test]
fn the_code_in_remission_follows_the_last_episode_and_the_worst_is_kept() {
    let mut days = disorder(Substance::Alcohol, 7, "2023-01-15");
    days.met.extend(disorder(Substance::Alcohol, 2, "2026-01-15").met);
    let assessed = days.assess(day("2026-05-01"));
    assert!(assessed.course.in_remission());
    assert_eq!((assessed.severity, assessed.worst), (Some(Severity::Mild), Some(Severity::Severe)));
    assert_eq!(code(&days, "2025-05-01"), "F10.21");
    assert_eq!(code(&days, "2026-05-01"), "F10.11");
}

#[test]
fn a_prescribed_medicine_does_not_stand_against_remission() {
    let mut days = disorder(Substance::Opioid, 6, "2026-01-15");
    let on_methadone = Met { taken: Taken::AsPrescribed, ..Met::new(Criterion::Tolerance, day("2026-10-01")) };
    days.met.push(on_methadone);
    days.maintenance = Some(MaintenanceAgent::Methadone);
    days.controlled_environment = true;
    assert_eq!(course(&days, "2026-11-18"), Course::EarlyRemission { since: day("2026-01-15") });
    assert_eq!(
        days.name(day("2026-11-18")),
        "Opioid use disorder, severe, in early remission, on maintenance therapy, in a controlled environment"
    );
    assert_eq!(days.name(day("2026-02-01")), "Opioid use disorder, severe", "the specifiers are printed with remission");
}

#[test]
fn a_slip_moves_the_sobriety_date_and_leaves_remission() {
    let mut days = disorder(Substance::Opioid, 6, "2026-01-15");
    days.last_use = Some(day("2026-01-31"));
    let before = days.assess(day("2026-11-18"));
    assert_eq!(sobriety_date(days.last_use), Some(day("2026-02-01")));
    days.last_use = Some(day("2026-11-17"));
    assert_eq!(days.assess(day("2026-11-18")), before);
    assert_eq!(sobriety_date(days.last_use), Some(day("2026-11-18")));
    assert_eq!(sobriety_date([day("2024-02-28"), day("2023-12-31")]), Some(day("2024-02-29")));
    assert_eq!(sobriety_date([]), None);
}

proptest! {
    #[test]
    fn never_in_remission_while_two_criteria_are_less_than_three_months_old(disorder in any_disorder(), later in 0i64..900) {
        let on = today() - Duration::days(600) + Duration::days(later);
        let fresh = disorder.met.iter().filter(|met| met.counts(disorder.substance) && met.on <= on && on < plus_months(met.on, 3));
        let fresh: std::collections::BTreeSet<_> = fresh.map(|met| met.criterion).collect();
        let assessed = disorder.assess(on);
        prop_assert!(!(fresh.len() >= 2 && assessed.course.in_remission()));
        prop_assert_eq!(assessed.course == Course::Unmet, assessed.severity.is_none());
        if assessed.course == Course::Active {
            prop_assert!(assessed.count >= 2 && assessed.phase == Phase::Present);
        }
    }

    #[test]
    fn remission_is_full_months_without_any_but_craving_after_full_criteria(disorder in any_disorder(), later in 0i64..2000) {
        let on = today() + Duration::days(later - 600);
        let counted = || disorder.met.iter().filter(|met| met.counts(disorder.substance) && met.on <= on);
        let last = counted().filter(|met| met.criterion != Criterion::Craving).map(|met| met.on).max();
        // On these days two criteria lay within the twelve months that ended with them.
        let full = |day: NaiveDate| {
            let within = counted().filter(|met| met.on <= day && day < plus_months(met.on, 12));
            within.map(|met| met.criterion).collect::<std::collections::BTreeSet<_>>().len() >= 2
        };
        let first = counted().map(|met| met.on).filter(|day| full(*day)).min();
        let Assessed { course, phase, .. } = disorder.assess(on);
        prop_assert_eq!(phase == Phase::Remission, course.in_remission());
        match course {
            Course::SustainedRemission { since } => {
                prop_assert!(last <= Some(since) && first.is_some_and(|first| first <= since));
                prop_assert!(on >= plus_months(since, 12));
            }
            Course::EarlyRemission { since } => {
                prop_assert!(last <= Some(since) && first.is_some_and(|first| first <= since));
                prop_assert!(on >= plus_months(since, 3) && on < plus_months(since, 12));
            }
            Course::BelowTwo | Course::Active => prop_assert!(first.is_some()),
            Course::Unmet => prop_assert_eq!(first, None),
        }
    }

    #[test]
    fn any_criterion_but_craving_keeps_remission_away_for_three_months(
        disorder in any_disorder(), returned in 0i64..900, later in 0i64..100,
    ) {
        let mut disorder = disorder;
        let on = today() - Duration::days(600 - returned);
        disorder.met.push(Met::new(Criterion::HazardousUse, on));
        let then = on + Duration::days(later);
        prop_assert!(then >= plus_months(on, 3) || !disorder.assess(then).course.in_remission());
    }

    #[test]
    fn withdrawal_going_on_excludes_remission(disorder in any_disorder(), from in 0i64..900, days in 0i64..200, later in 0i64..200) {
        let mut disorder = Disorder { substance: Substance::Opioid, ..disorder };
        let from = today() - Duration::days(600 - from);
        let until = from + Duration::days(days);
        disorder.withdrawal =
            Some(Withdrawal { kind: WithdrawalKind::Uncomplicated, from, until: Some(until), taken: Taken::Otherwise });
        let on = from + Duration::days(later);
        if on <= until {
            prop_assert!(!disorder.assess(on).course.in_remission());
            prop_assert!(disorder.code(on).is_some_and(|code| code.ends_with('3')), "its code wins");
        } else {
            prop_assert!(on >= plus_months(until, 3) || !disorder.assess(on).course.in_remission());
        }
    }

    #[test]
    fn what_comes_later_changes_nothing_before_it(disorder in any_disorder(), back in 0i64..900) {
        let on = today() - Duration::days(back);
        let mut known = disorder.clone();
        known.met.retain(|met| met.on <= on);
        prop_assert_eq!(disorder.assess(on), known.assess(on));
    }

    #[test]
    fn months_added_stay_in_the_month_meant(days in 0i32..60_000, months in 0u32..40) {
        let from = NaiveDate::from_num_days_from_ce_opt(710_000 + days).unwrap();
        let to = plus_months(from, months);
        prop_assert_eq!((to.year() * 12 + to.month0() as i32) - (from.year() * 12 + from.month0() as i32), months as i32);
        prop_assert!(to.day() == from.day() || (to.day() < from.day() && (to + Duration::days(1)).day() == 1));
    }
}
