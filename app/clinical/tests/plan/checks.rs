//! What stands between a version and its signature.

use super::made::*;
use crate::made::day;
use clinical::{Edition, Finding, LevelOfCare, Wrong, assessment::DimensionRef, plan::*};

const TODAY: &str = "2026-11-16";

type Damage = fn(&mut Plan);

fn objective(plan: &mut Plan) -> &mut Objective {
    &mut plan.problems[0].goals[0].objectives[0]
}

/// Where it is told, what, whether it blocks, and how the plan is spoilt.
const TABLE: &[(&str, Wrong, bool, Damage)] = &[
    ("plan-date", Wrong::Missing, true, |plan| plan.head.date = None),
    ("plan-date", Wrong::InFuture, true, |plan| plan.head.date = Some(day("2026-11-17"))),
    ("plan-date", Wrong::TooEarly, true, |plan| {
        plan.head.date = Some(day("1899-12-31"));
        plan.head.revision = None;
    }),
    ("plan-bases", Wrong::BaseTwice, true, |plan| plan.head.bases = vec![doc(1), doc(1)]),
    ("plan-ending-reason", Wrong::Missing, true, |plan| plan.head.ending = Some(Ending::Revoked)),
    ("revision-fell-short", Wrong::Missing, true, |plan| plan.head.revision.as_mut().unwrap().fell_short.clear()),
    ("revision-groups", Wrong::Missing, true, |plan| plan.head.revision.as_mut().unwrap().groups.clear()),
    ("revision-family", Wrong::Missing, true, |plan| plan.head.revision.as_mut().unwrap().family.clear()),
    ("revision-coping", Wrong::Missing, true, |plan| plan.triggers.clear()),
    ("coping-1-coping", Wrong::NoWayOfCoping, true, |plan| plan.triggers[0].coping = " ".into()),
    ("revision-measures", Wrong::Missing, true, |plan| plan.measures.clear()),
    ("revision-harm-reduction", Wrong::Missing, true, |plan| plan.harm_reduction.clear()),
    ("plan-problems", Wrong::NoProblem, true, |plan| plan.problems.clear()),
    ("problem-p-home-number", Wrong::SameNumberTwice, true, |plan| plan.problems[1].number = 1),
    ("objective-o-phone-number", Wrong::SameNumberTwice, false, |plan| objective(plan).number = 2),
    ("problem-p-use-statement", Wrong::Missing, true, |plan| plan.problems[0].statement = " ".into()),
    ("problem-p-use-evidence", Wrong::Missing, false, |plan| plan.problems[0].evidence.clear()),
    ("problem-p-use-dimension", Wrong::UnknownDimension, true, |plan| {
        plan.problems[0].dimension = Some(DimensionRef { edition: Edition::Third, number: 7 });
    }),
    ("problem-p-home-status-reason", Wrong::StatusWithoutReason, true, |plan| plan.problems[1].status_reason.clear()),
    ("goal-g-posy-words", Wrong::Missing, true, |plan| plan.problems[0].goals[0].words.clear()),
    ("goal-g-posy-target-date", Wrong::Past, true, |plan| {
        plan.problems[0].goals[0].target_date = Some(day("2026-11-15"));
    }),
    ("objective-o-days-statement", Wrong::Missing, true, |plan| objective(plan).statement.clear()),
    ("objective-o-days-criterion", Wrong::Missing, true, |plan| {
        objective(plan).target = None;
        objective(plan).criterion.clear();
    }),
    ("objective-o-days-baseline", Wrong::Missing, false, |plan| objective(plan).baseline = None),
    ("objective-o-days-unit", Wrong::Missing, false, |plan| objective(plan).unit.clear()),
    ("objective-o-days-target", Wrong::OutOfRange { from: -100_000, to: 100_000 }, true, |plan| {
        objective(plan).target = Some(100_001);
    }),
    ("objective-o-days-target", Wrong::OutOfRange { from: 0, to: 21 }, true, |plan| {
        let objective = objective(plan);
        (objective.instrument, objective.unit) = ("GAD-7".to_owned(), "points".to_owned());
        (objective.baseline, objective.target) = (Some(21), Some(22));
    }),
    ("objective-o-days-target-date", Wrong::Missing, true, |plan| objective(plan).target_date = None),
    ("objective-o-days-target-date", Wrong::Past, true, |plan| objective(plan).target_date = Some(day("2026-11-15"))),
    ("objective-o-days-target-date", Wrong::TooFar, true, |plan| objective(plan).target_date = Some(day("2036-11-17"))),
    ("objective-o-days-status-reason", Wrong::StatusWithoutReason, true, |plan| {
        objective(plan).status = ObjectiveStatus::Discontinued;
    }),
    ("intervention-i-med-start", Wrong::FarAhead, false, |plan| {
        objective(plan).interventions[0].start = Some(day("2027-11-17"));
        objective(plan).interventions[0].end = None;
    }),
    ("intervention-i-med-description", Wrong::Missing, true, |plan| objective(plan).interventions[0].description.clear()),
    ("intervention-i-med-provider", Wrong::Missing, false, |plan| objective(plan).interventions[0].provider.clear()),
    ("intervention-i-med-frequency", Wrong::Missing, false, |plan| objective(plan).interventions[0].frequency = None),
    ("intervention-i-med-frequency", Wrong::OutOfRange { from: 1, to: 100 }, true, |plan| {
        objective(plan).interventions[0].frequency = Some(Frequency { times: 0, per: Period::Week });
    }),
    ("intervention-i-med-minutes", Wrong::OutOfRange { from: 1, to: 1440 }, true, |plan| {
        objective(plan).interventions[0].minutes = Some(1441);
    }),
    ("intervention-i-med-end", Wrong::EndsBeforeStart, true, |plan| {
        let medicine = &mut objective(plan).interventions[0];
        (medicine.start, medicine.end) = (Some(day("2026-11-16")), Some(day("2026-11-15")));
    }),
    ("plan-level", Wrong::Missing, true, |plan| plan.level = None),
    ("plan-level", Wrong::UnknownLevel, true, |plan| {
        plan.level = Some(LevelOfCare { edition: Edition::Fourth, number: "9.9".into() });
    }),
    ("plan-weekly-hours", Wrong::OutOfRange { from: 0, to: 168 }, true, |plan| plan.weekly_hours = Some(169)),
    ("revision-level-reason", Wrong::Missing, true, |plan| plan.level_reason.clear()),
    ("plan-level-reason", Wrong::Missing, false, |plan| {
        plan.level_reason.clear();
        plan.head.revision = None;
    }),
    ("revision-review-date", Wrong::Missing, true, |plan| plan.review_date = None),
    ("revision-review-date", Wrong::Past, true, |plan| plan.review_date = Some(day("2026-11-15"))),
    ("revision-review-date", Wrong::ReviewTooLate { days: 14 }, true, |plan| plan.review_date = Some(day("2026-12-01"))),
    ("plan-strengths", Wrong::Missing, false, |plan| plan.strengths = vec![" ".into()]),
    ("plan-discharge-criteria", Wrong::Missing, false, |plan| plan.discharge_criteria.clear()),
    ("plan-supports", Wrong::Missing, true, |plan| plan.supports[0].name.clear()),
    ("plan-triggers", Wrong::Missing, false, |plan| {
        plan.triggers[0].coping.clear();
        plan.head.revision = None;
    }),
    ("deferral-f-sleep-reason", Wrong::StatusWithoutReason, true, |plan| plan.deferrals[0].reason.clear()),
    ("plan-occasion", Wrong::TooLong { max: 2000 }, true, |plan| plan.head.occasion = "ä".repeat(2001)),
    ("plan-barriers", Wrong::TooMany { max: 200 }, true, |plan| plan.barriers = vec![String::new(); 201]),
];

#[test]
fn a_complete_plan_can_be_signed_without_a_word() {
    assert_eq!(clean_plan().check(day(TODAY)), []);
    assert!(clean_plan().is_ready(day(TODAY)));
}

#[test]
fn each_gap_is_told_beside_its_field() {
    for (place, wrong, blocks, damage) in TABLE {
        let mut plan = clean_plan();
        damage(&mut plan);
        let issues = plan.check(day(TODAY));
        let told: Vec<_> = issues.iter().map(|issue| (issue.place.name(), issue.wrong().unwrap(), issue.blocks())).collect();
        assert_eq!(told, [((*place).to_owned(), *wrong, *blocks)]);
        assert_eq!(plan.is_ready(day(TODAY)), !blocks);
        assert!(issues[0].sentence.ends_with('.'));
    }
}

#[test]
fn what_is_closed_may_keep_its_old_dates() {
    let mut plan = clean_plan();
    plan.problems[0].goals[0].target_date = Some(day("2026-10-01"));
    plan.problems[0].goals[0].status = GoalStatus::Completed;
    for objective in &mut plan.problems[0].goals[0].objectives {
        objective.target_date = Some(day("2026-10-01"));
        objective.interventions.clear();
    }
    assert_eq!(plan.check(day(TODAY)), []);
}

#[test]
fn an_ended_plan_needs_no_review() {
    let mut plan = clean_plan();
    plan.review_date = None;
    plan.head.ending = Some(Ending::Completed);
    plan.head.ending_reason = "Goals reached.".into();
    assert_eq!(plan.check(day(TODAY)), []);
}

#[test]
fn too_much_text_is_told_before_it_is_sealed() {
    let mut plan = clean_plan();
    plan.head.reasons = (0..120).map(|number| (id(&format!("r{number}")), "x".repeat(2_000))).collect();
    assert!(plan.check(day(TODAY)).iter().any(|issue| issue.wrong() == Some(Wrong::TooLarge)));
    assert!(Plan::TEXT_MAX as usize * 2 < record::limits::MAX_FILE);
}

#[test]
fn a_revision_after_a_return_to_use_says_why_line_by_line() {
    let old = clean_plan();
    let mut new = old.clone();
    new.weekly_hours = Some(9);
    objective(&mut new).target = Some(60);
    let changed = diff(&old, &new).unwrap();
    let silent: Vec<_> = without_reason(&changed).iter().map(|issue| (issue.place.name(), issue.blocks())).collect();
    assert_eq!(silent, [("line-o-days-reason".to_owned(), true)], "the level has its reason");
    new.head.revision = None;
    assert!(!without_reason(&diff(&old, &new).unwrap()).iter().any(Finding::blocks));
    new.head.reasons.insert(id("o-days"), "Counted anew.".into());
    assert_eq!(without_reason(&diff(&old, &new).unwrap()), []);
}
