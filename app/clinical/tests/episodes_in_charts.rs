//! What a chart asks for, and what its papers say, over several episodes of care.

use crate::{
    aftercare::full_continuing_care,
    chart::{COUNSELOR, Cabinet, SIGNED, folded, plan_of},
    episodes::{discharged, readmitted},
    made::{day, full_note, full_profile},
    measure_records::filled,
    plan::made::doc,
};
use clinical::{Body, Edition, Episode, Kind, LevelOfCare};
use record::{DocId, Status};

#[test]
fn after_a_discharge_nothing_of_the_open_episode_is_asked_for_and_after_a_readmission_a_first_plan_is() {
    let plan = plan_of("2026-10-06");
    let mut documents: Vec<(DocId, Body)> = vec![(doc(12), plan.into())];
    assert!(folded("2027-01-20", documents.clone()).owed().is_some_and(|owed| owed.plan == Some(doc(12))), "a review");
    documents.push((doc(20), discharged("2026-11-20").into()));
    let left = folded("2027-01-20", documents.clone());
    assert!(!left.is_of_this_episode(left.in_force().unwrap()), "its review is not due after care ended");
    assert!(left.owed().is_none() && left.owed_revisions().is_empty());
    assert_eq!(left.care_ended(), Some(day("2026-11-20")));
    documents.push((doc(21), readmitted("2027-01-11").into()));
    let back = folded("2027-01-20", documents.clone());
    let owed = back.owed().unwrap();
    assert!(!back.is_of_this_episode(back.in_force().unwrap()), "nor in the next episode");
    assert_eq!((owed.plan, owed.on), (None, day("2027-01-25")), "a first plan within 14 days of the readmission");
    assert_eq!((back.care_ended(), back.opened), (None, Some(day("2027-01-11"))));
    assert_eq!(back.level_now(), LevelOfCare::find(Edition::Fourth, "1.7").as_ref());
    documents.push((doc(22), plan_of("2027-01-18").into()));
    let planned = folded("2027-01-20", documents);
    assert!(planned.owed().is_none_or(|owed| owed.plan.is_some()), "it is there");
    assert!(planned.plans.iter().any(|view| planned.is_of_this_episode(view)));
}

#[test]
fn a_discharge_entered_in_error_ends_nothing() {
    let chart = |status: Status| {
        Cabinet::default()
            .put(doc(20), status, vec![(COUNSELOR, "2026-11-20", discharged("2026-11-20").into())])
            .chart("2026-11-30")
    };
    assert_eq!(chart(SIGNED).care_ended(), Some(day("2026-11-20")));
    assert_eq!(chart(Status::EnteredInError).care_ended(), None);
}

#[test]
fn a_note_names_the_episode_level_and_program_of_its_day() {
    let chart = folded(
        "2027-01-20",
        vec![
            (doc(20), discharged("2026-11-20").into()),
            (doc(21), readmitted("2027-01-11").into()),
            (doc(13), full_note().into()),
        ],
    );
    let header = |on: &str| {
        let header = chart.header_on(day(on), Episode::from(&full_profile()));
        (header.program, header.level_of_care.unwrap().number, header.opened.unwrap())
    };
    assert_eq!(header("2026-11-18"), ("Harbor Row evening".to_owned(), "2.1".to_owned(), day("2026-10-05")));
    assert_eq!(header("2026-12-01"), ("Harbor Row evening".to_owned(), "2.1".to_owned(), day("2026-10-05")));
    assert_eq!(header("2027-01-11"), ("Harbor Row day".to_owned(), "1.7".to_owned(), day("2027-01-11")));
}

#[test]
fn a_discharge_begins_with_the_goals_of_the_plan_and_diagnoses_as_of_its_day() {
    let condition = crate::conditions::full_condition();
    let chart = folded(
        "2026-11-20",
        vec![
            (doc(12), plan_of("2026-10-06").into()),
            (doc(14), condition.clone().into()),
            (doc(15), full_continuing_care().into()),
        ],
    );
    let begun = chart.begin_discharge();
    let plan = plan_of("2026-10-06");
    let goals: Vec<_> = plan.problems.iter().flat_map(|problem| &problem.goals).map(|goal| goal.words.trim()).collect();
    assert_eq!(begun.goals.iter().map(|one| one.goal.as_str()).collect::<Vec<_>>(), goals);
    assert_eq!(begun.on, Some(day("2026-11-20")));
    assert_eq!(begun.diagnoses, [condition.text(day("2026-11-20"))]);
    assert_eq!(begun.kind, None, "a person chooses how care ends");
    assert!(Kind::Discharge.is_listed() && !Kind::Discharge.is_living());
}

#[test]
fn results_belong_to_the_episode_of_their_day_with_its_program_and_level() {
    let measured = |on: &str| {
        let mut measure = filled("phq-9", &[1; 9]);
        measure.on = Some(day(on));
        Body::from(measure)
    };
    let chart = folded(
        "2027-01-20",
        vec![
            (doc(20), discharged("2026-11-20").into()),
            (doc(21), readmitted("2027-01-11").into()),
            (doc(40), measured("2026-11-01")),
            (doc(41), measured("2026-11-18")),
            (doc(42), measured("2026-12-20")),
            (doc(43), measured("2027-01-12")),
        ],
    );
    let told = chart.measures_by_episode();
    let told = told.iter().map(|one| {
        let level = one.level.map(|level| level.number.as_str());
        (one.number, one.program, level, one.results.iter().map(|series| series.points.len()).collect::<Vec<_>>())
    });
    let expected = [
        (1, None, Some("1.7"), vec![3]), // no earlier level is known; what is filled in between the two follows the first
        (2, Some("Harbor Row day"), Some("1.7"), vec![1]),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}
