//! Returns to use. Expected values come from clinical reference 12 and 19, not from the code.

use chrono::NaiveDate;
use clinical::{Setting, assessment::Answer, diagnosis::Substance, return_to_use::*};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-18")
}

/// One evening, stopped, told by the client on the next day.
pub fn evening() -> ReturnToUse {
    ReturnToUse {
        found_on: Some(day("2026-11-17")),
        start: Some(day("2026-11-16")),
        end: Some(day("2026-11-16")),
        stopped: true,
        use_days: Some(1),
        ..ReturnToUse::default()
    }
}

/// Somebody in outpatient care for half a year.
const SETTLED: EarlierCourse = EarlierCourse {
    setting: Setting::Outpatient,
    admitted: NaiveDate::from_ymd_opt(2026, 5, 1),
    criteria_met: 0,
    full_criteria: false,
    dependent_on_alcohol_or_sedatives: false,
};

fn of(event: &ReturnToUse) -> Suggestion {
    suggest(event, &SETTLED, today()).unwrap()
}

#[test]
fn a_slip_is_at_most_three_days_within_a_week_stopped_without_withdrawal_and_under_two_criteria() {
    use ReturnClass::{Prolonged, Short, Slip};
    let spread = |days: u16, first: &str, last: &str| ReturnToUse {
        use_days: Some(days),
        start: Some(day(first)),
        end: Some(day(last)),
        ..evening()
    };
    let rows: [(ReturnToUse, EarlierCourse, ReturnClass); 13] = [
        (evening(), SETTLED, Slip),
        (spread(3, "2026-11-10", "2026-11-16"), SETTLED, Slip),
        (spread(3, "2026-11-09", "2026-11-16"), SETTLED, Short),
        (spread(4, "2026-11-13", "2026-11-16"), SETTLED, Short),
        (ReturnToUse { stopped: false, end: None, ..evening() }, SETTLED, Short),
        (ReturnToUse { withdrawal: Answer::Told("Shakes.".to_owned()), ..evening() }, SETTLED, Short),
        (ReturnToUse { withdrawal: Answer::Nothing, ..evening() }, SETTLED, Slip),
        (evening(), EarlierCourse { criteria_met: 1, ..SETTLED }, Slip),
        (evening(), EarlierCourse { criteria_met: 2, ..SETTLED }, Short),
        (evening(), EarlierCourse { criteria_met: 2, full_criteria: true, ..SETTLED }, Prolonged),
        (spread(14, "2026-11-03", "2026-11-16"), SETTLED, Short),
        (spread(15, "2026-11-02", "2026-11-16"), SETTLED, Prolonged),
        (
            ReturnToUse { start: Some(day("2026-11-03")), end: None, stopped: false, use_days: None, ..evening() },
            SETTLED,
            Prolonged,
        ),
    ];
    for (at, (event, earlier, class)) in rows.iter().enumerate() {
        let found = suggest(event, earlier, today()).unwrap();
        assert_eq!((found.class, found.pattern), (*class, *class), "row {at}");
    }
}

#[test]
fn a_stable_home_is_no_part_of_the_class() {
    let found = of(&ReturnToUse { unsafe_home: true, ..evening() });
    assert_eq!(found.class, ReturnClass::Slip);
    assert_eq!(found.offer, LevelOffer { by_class: Setting::Outpatient, setting: Setting::IntensiveOutpatient });
}

#[test]
fn danger_comes_first_and_the_pattern_says_what_follows() {
    let told = || Answer::Told("As told.".to_owned());
    for event in [
        ReturnToUse { overdose: told(), ..evening() },
        ReturnToUse { medical_emergency: told(), ..evening() },
        ReturnToUse { violence: told(), ..evening() },
        ReturnToUse { suicide: SuicideRisk::PlanOrIntent, ..evening() },
    ] {
        let found = of(&event);
        assert_eq!((found.class, found.pattern), (ReturnClass::Danger, ReturnClass::Slip));
        assert_eq!(found.fired[0], Fired::Danger);
        assert_eq!(found.tasks[0], (Task::EmergencySteps, Deadline::Now));
        assert_eq!(found.tasks[1], (Task::SuicideScreen, Deadline::Now));
        assert!(found.tasks.contains(&(Task::Naloxone, Deadline::Now)));
        assert_eq!(found.tasks.last(), Some(&(Task::PlanRevision, Deadline::Day(day("2026-11-18")))));
    }
    assert_eq!(of(&ReturnToUse { suicide: SuicideRisk::ThoughtsWithoutPlan, ..evening() }).class, ReturnClass::Slip);
}

#[test]
fn several_overrides_together_raise_the_suggestion_by_one_level_and_never_beyond_inpatient() {
    let raised = |event: &ReturnToUse, earlier: &EarlierCourse| suggest(event, earlier, today()).unwrap().offer.setting;
    let all = ReturnToUse {
        pregnant: true,
        unsafe_home: true,
        lower_level_did_not_hold: true,
        suicide: SuicideRisk::ThoughtsWithoutPlan,
        ..evening()
    };
    assert_eq!(raised(&all, &SETTLED), Setting::IntensiveOutpatient);
    let at = |setting| EarlierCourse { setting, ..SETTLED };
    assert_eq!(raised(&all, &at(Setting::IntensiveOutpatient)), Setting::PartialHospitalization);
    assert_eq!(raised(&all, &at(Setting::Residential)), Setting::Inpatient);
    assert_eq!(raised(&all, &at(Setting::Inpatient)), Setting::Inpatient);
    assert_eq!(raised(&evening(), &at(Setting::Residential)), Setting::Residential, "nobody is moved to less by an event");
}

#[test]
fn each_override_is_named() {
    let fired = |event: &ReturnToUse, earlier: &EarlierCourse| {
        let found = suggest(event, earlier, today()).unwrap().fired;
        found.into_iter().filter_map(|one| if let Fired::Raised(reason) = one { Some(reason) } else { None }).collect::<Vec<_>>()
    };
    assert_eq!(fired(&evening(), &SETTLED), []);
    let dependent = EarlierCourse { dependent_on_alcohol_or_sedatives: true, ..SETTLED };
    assert_eq!(fired(&evening(), &dependent), [Override::WithdrawalRisk]);
    let opioid = ReturnToUse {
        substances: vec![SubstanceUsed { substance: Substance::Opioid, ..SubstanceUsed::default() }],
        withdrawal: Answer::Told("Gooseflesh.".to_owned()),
        ..evening()
    };
    assert_eq!(fired(&opioid, &SETTLED), [Override::WithdrawalRisk]);
    assert_eq!(fired(&ReturnToUse { pregnant: true, ..evening() }, &SETTLED), [Override::Pregnancy]);
    let admitted = |text: &str| EarlierCourse { admitted: Some(day(text)), ..SETTLED };
    assert_eq!(fired(&evening(), &admitted("2026-08-20")), [Override::Under90Days], "day 89");
    assert_eq!(fired(&evening(), &admitted("2026-08-19")), [], "day 90");
}

#[test]
fn risk_of_withdrawal_always_adds_a_withdrawal_assessment() {
    let asked = |event: &ReturnToUse, earlier: &EarlierCourse| {
        suggest(event, earlier, today()).unwrap().tasks.contains(&(Task::WithdrawalAssessment, Deadline::Now))
    };
    assert!(!asked(&evening(), &SETTLED));
    assert!(asked(&evening(), &EarlierCourse { dependent_on_alcohol_or_sedatives: true, ..SETTLED }));
    let long = ReturnToUse { start: Some(day("2026-10-01")), use_days: Some(40), ..evening() };
    assert!(asked(&long, &SETTLED));
}

#[test]
fn a_slip_keeps_people_in_outpatient_care_and_a_long_return_asks_for_a_bed() {
    assert_eq!(of(&evening()).offer.setting, Setting::Outpatient);
    let weeks = ReturnToUse { start: Some(day("2026-11-06")), use_days: Some(8), ..evening() };
    let short = of(&weeks);
    assert_eq!((short.class, short.offer.setting), (ReturnClass::Short, Setting::IntensiveOutpatient));
    assert!(short.tasks.contains(&(Task::LevelReassessment, Deadline::Hours(72))));
    let long = ReturnToUse { start: Some(day("2026-10-01")), use_days: Some(40), ..evening() };
    assert_eq!(of(&long).offer.setting, Setting::Residential);
    let slip = of(&evening());
    assert_eq!(
        slip.tasks.last(),
        Some(&(Task::PlanRevision, Deadline::Day(day("2026-11-24")))),
        "seven days after it became known"
    );
}

#[test]
fn nothing_is_suggested_before_it_is_known_when() {
    assert!(suggest(&ReturnToUse { found_on: None, ..evening() }, &SETTLED, today()).is_none());
    assert!(suggest(&ReturnToUse { start: None, ..evening() }, &SETTLED, today()).is_none());
    assert!(
        suggest(&ReturnToUse { end: Some(day("2026-11-01")), ..evening() }, &SETTLED, today()).is_none(),
        "an end before the start"
    );
}

#[test]
fn the_days_without_use_are_those_between() {
    let event = ReturnToUse { last_use_before: Some(day("2026-10-01")), ..evening() };
    assert_eq!(event.days_without_use_before(), Some(45));
    assert_eq!(ReturnToUse { last_use_before: Some(day("2026-11-15")), ..evening() }.days_without_use_before(), Some(0));
    assert_eq!(evening().days_without_use_before(), None);
}

#[test]
fn no_word_about_it_shames() {
    let words = ["fail", "clean", "dirty", "abuse", "addict", "relapse", "lapse", "weak", "blame"];
    let shown = ReturnClass::ALL.iter().map(|one| one.label());
    let shown = shown.chain(Override::ALL.iter().map(|one| one.label())).chain(Task::ALL.iter().map(|one| one.label()));
    let shown = shown.chain(StageSign::ALL.iter().map(|one| one.label())).chain(Factor::ALL.iter().map(|one| one.label()));
    for label in shown {
        let lower = label.to_lowercase();
        assert!(!words.iter().any(|word| lower.contains(word)), "{label}");
    }
}

proptest! {
    /// More days of use, more criteria or less time stopped never make it less grave.
    #[test]
    fn more_use_is_never_a_lesser_class(days in 1_u16..40, more in 0_u16..40, stopped: bool, criteria in 0_u8..4) {
        let event = |days: u16| ReturnToUse {
            start: day("2026-11-16").checked_sub_days(chrono::Days::new(u64::from(days) - 1)),
            use_days: Some(days),
            stopped,
            ..evening()
        };
        let earlier = EarlierCourse { criteria_met: criteria, ..SETTLED };
        let less = suggest(&event(days), &earlier, today()).unwrap();
        let greater = suggest(&event(days + more), &earlier, today()).unwrap();
        prop_assert!(less.class <= greater.class);
    }

    #[test]
    fn an_event_is_kept_and_read_again(account in ".{0,60}", signs in prop::collection::btree_set(prop::sample::select(StageSign::ALL), 0..6)) {
        let event = ReturnToUse { account, signs, ..evening() };
        let text = serde_json::to_string(&event).unwrap();
        prop_assert!(serde_json::from_str::<ReturnToUse>(&text).unwrap() == event);
    }
}
