//! Edges of the thread on the note's side: whose time overlaps with whose, and which goals are closed.

use crate::{
    made::{clean_note, session},
    plan::made::{clean_plan, doc},
};
use clinical::{
    plan::{GoalStatus, Plan},
    thread::*,
    *,
};
use record::RecordId;
use std::collections::BTreeMap;

/// What a rule says about a note beside one other note of the client, under a plan.
fn said(rule: Rule, note: &Note, other: Option<&Note>, plan: &Plan) -> Vec<String> {
    let others: BTreeMap<_, _> = other.into_iter().map(|other| (doc(29), Prepared::of(other))).collect();
    let side = NoteSide {
        record: RecordId::from_u128(1),
        doc: doc(30),
        note,
        prepared: &Prepared::of(note),
        of_client: &others,
        of_author: &[],
        unsigned: &[],
        plan: Some((doc(4), plan)),
        names: &CaseloadNames::new([]),
        profile: None,
        scheduled_minutes: None,
        discharged: None,
    };
    let found = side.check(&ThreadRules::standard()).into_iter().filter(|lint| lint.rule.id() == rule.id());
    found.map(|lint| lint.sentence.into_owned()).collect()
}

fn of(service: ServiceType) -> Note {
    let mut note = Note::new(service, Format::Dap);
    note.when = session().into();
    note
}

#[test]
fn a_client_is_in_one_session_at_a_time_and_others_may_be_spoken_with_meanwhile() {
    let plan = clean_plan();
    let beside = |own, other| !said(Rule::Overlap, &of(own), Some(&of(other)), &plan).is_empty();
    assert!(beside(ServiceType::Individual, ServiceType::Family));
    assert!(beside(ServiceType::Crisis, ServiceType::Group));
    for with_others in [ServiceType::Collateral, ServiceType::CaseManagement, ServiceType::NoShow] {
        assert!(!beside(ServiceType::Individual, with_others) && !beside(with_others, ServiceType::Individual));
    }
}

#[test]
fn a_goal_that_is_spoken_of_and_closed_is_told_by_the_number_of_its_problem() {
    let mut note = clean_note();
    note.set_text("plan", "Go on with goal 1, and with problem 1 altogether.");
    let mut plan = clean_plan();
    assert_eq!(said(Rule::ClosedLine, &note, None, &plan), [""; 0]);
    note.links.clear();
    plan.problems[0].goals[0].status = GoalStatus::Completed;
    assert_eq!(said(Rule::ClosedLine, &note, None, &plan), ["The goal of problem 1 is closed."]);
    let mut second = plan.problems[0].goals[0].clone();
    second.id = plan::LineId::new("g-second").unwrap();
    plan.problems[0].goals.push(second);
    assert_eq!(said(Rule::ClosedLine, &note, None, &plan), ["Every goal of problem 1 is closed."]);
    plan.problems[0].goals[1].status = GoalStatus::Active;
    assert_eq!(said(Rule::ClosedLine, &note, None, &plan), [""; 0], "one is still worked on");
}
