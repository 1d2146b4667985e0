//! Joining two successors of one version.

use super::made::*;
use clinical::plan::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn all(merge: &Merge, side: Side) -> BTreeMap<LineId, Side> {
    merge.open().iter().map(|id| (id.clone(), side)).collect()
}

fn with_head(plan: &Plan, head: &Head) -> Plan {
    Plan { head: head.clone(), ..plan.clone() }
}

fn line_ids(plan: &Plan) -> BTreeSet<LineId> {
    let mut ids = BTreeSet::new();
    for problem in &plan.problems {
        ids.insert(problem.id.clone());
        for goal in &problem.goals {
            ids.insert(goal.id.clone());
            for objective in &goal.objectives {
                ids.insert(objective.id.clone());
                ids.extend(objective.interventions.iter().map(|one| one.id.clone()));
            }
        }
    }
    ids
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_only_one_side_changed_is_taken(base in any_plan(), other in any_plan()) {
        let (head, none) = (Head::default(), BTreeMap::new());
        for joined in [merge(&base, &base, &other).unwrap(), merge(&base, &other, &base).unwrap()] {
            prop_assert!(joined.open().is_empty());
            prop_assert!(joined.choose(&none, &head).unwrap() == with_head(&other, &head));
        }
    }

    #[test]
    fn the_same_change_on_both_sides_is_one_change(base in any_plan(), other in any_plan()) {
        let joined = merge(&base, &other, &other).unwrap();
        prop_assert!(joined.open().is_empty());
        prop_assert!(joined.taken().values().all(|taken| *taken == Taken::Both));
        let head = other.head.clone();
        prop_assert!(joined.choose(&BTreeMap::new(), &head).unwrap() == other);
    }

    #[test]
    fn whatever_is_joined_can_be_compared_again(base in any_plan(), left in any_plan(), right in any_plan(), side in prop::bool::ANY) {
        let joined = merge(&base, &left, &right).unwrap();
        match joined.choose(&all(&joined, if side { Side::Left } else { Side::Right }), &Head::default()) {
            Ok(plan) => prop_assert!(apply(&diff(&base, &plan).unwrap(), &base).unwrap() == plan),
            Err(MergeError::Torn(lines)) => prop_assert!(!lines.is_empty()),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn the_sides_can_be_exchanged(base in any_plan(), a in any_edits(), b in any_edits()) {
        let (left, right) = (edited(&base, &a, "left"), edited(&base, &b, "right"));
        let (one, two) = (merge(&base, &left, &right).unwrap(), merge(&base, &right, &left).unwrap());
        prop_assert_eq!(one.open(), two.open());
        prop_assert_eq!(one.taken().keys().collect::<Vec<_>>(), two.taken().keys().collect::<Vec<_>>());
    }

    #[test]
    fn an_open_line_must_be_chosen(base in any_plan(), a in any_edits(), b in any_edits()) {
        let (left, right) = (edited(&base, &a, "left"), edited(&base, &b, "right"));
        let joined = merge(&base, &left, &right).unwrap();
        let open: Vec<LineId> = joined.open().iter().cloned().collect();
        match joined.choose(&BTreeMap::new(), &Head::default()) {
            Ok(_) => prop_assert!(open.is_empty()),
            Err(error) => prop_assert_eq!(error, MergeError::Open(open)),
        }
    }

    #[test]
    fn nothing_is_lost_unless_a_side_took_it_out(base in any_plan(), a in any_edits(), b in any_edits(), side in prop::bool::ANY) {
        let (left, right) = (edited(&base, &a, "left"), edited(&base, &b, "right"));
        let joined = merge(&base, &left, &right).unwrap();
        let choices = all(&joined, if side { Side::Left } else { Side::Right });
        let plan = joined.choose(&choices, &Head::default()).unwrap();
        let (kept, base, left, right) = (line_ids(&plan), line_ids(&base), line_ids(&left), line_ids(&right));
        for id in left.union(&right) {
            let removed = base.contains(id) && !(left.contains(id) && right.contains(id));
            let asked = joined.open().iter().any(|open| open == id || joined.follow(open).any(|line| line == id));
            prop_assert!(kept.contains(id) || removed || asked, "{} vanished", id);
        }
        prop_assert!(kept.is_subset(&left.union(&right).cloned().collect()));
    }
}

#[test]
fn lines_of_different_people_go_together() {
    let base = full_plan();
    let (mut ines, mut rafe) = (base.clone(), base.clone());
    ines.problems[0].goals[0].objectives[0].target = Some(45);
    ines.problems[0].goals[0].objectives.push(Objective::new(id("o-ines"), 3, "Walk"));
    rafe.problems[0].goals[0].objectives[1].criterion = "Four of five".into();
    rafe.problems[0].goals[0].objectives.push(Objective::new(id("o-rafe"), 4, "Visit three groups"));
    rafe.aftercare = "A sober living home".into();
    let joined = merge(&base, &ines, &rafe).unwrap();
    assert!(joined.open().is_empty());
    assert_eq!(joined.taken()[&id("o-ines")], Taken::From(Side::Left));
    assert_eq!(joined.taken()[&id("plan.aftercare")], Taken::From(Side::Right));
    let head = Head { bases: vec![doc(5), doc(6)], ..Head::default() };
    let plan = joined.choose(&BTreeMap::new(), &head).unwrap();
    let objectives = &plan.problems[0].goals[0].objectives;
    assert_eq!(objectives[0].target, Some(45));
    assert_eq!(objectives[1].criterion, "Four of five");
    let ids: BTreeSet<&str> = objectives[2..].iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, BTreeSet::from(["o-ines", "o-rafe"]));
    assert_eq!(plan.aftercare, "A sober living home");
    assert!(plan.head == head);
}

#[test]
fn the_reason_of_what_was_taken_stands_and_the_one_for_choosing_it() {
    let base = full_plan();
    let (mut ines, mut rafe) = (base.clone(), base.clone());
    ines.problems[0].goals[0].objectives[0].target = Some(45);
    ines.head.reasons = BTreeMap::from([(id("o-days"), "She counts evenings.".to_owned())]);
    rafe.problems[0].goals[0].objectives[0].target = Some(60);
    rafe.aftercare = "A sober living home".into();
    let reason = |text: &str| text.to_owned();
    rafe.head.reasons =
        BTreeMap::from([(id("o-days"), reason("He asked for more.")), (id("plan.aftercare"), reason("A bed is free."))]);
    let joined = merge(&base, &ines, &rafe).unwrap();
    let why = BTreeMap::from([(id("o-days"), reason(" Sixty was agreed with him. "))]);
    let said = |side: Side, why| joined.reasons(&all(&joined, side), why, [&ines.head, &rafe.head]);
    let right = said(Side::Right, &why);
    assert_eq!(right[&id("o-days")], "He asked for more. Sixty was agreed with him.");
    assert_eq!(right[&id("plan.aftercare")], "A bed is free.");
    assert_eq!(said(Side::Left, &BTreeMap::new())[&id("o-days")], "She counts evenings.", "not the reason of the other text");
    let head = Head { reasons: right, ..Head::default() };
    let plan = joined.choose(&all(&joined, Side::Right), &head).unwrap();
    for before in [&base, &ines] {
        let lines = read(before, &plan).unwrap().lines;
        let days = lines.iter().find(|line| line.line == id("o-days")).unwrap();
        assert!(days.reason.ends_with("Sixty was agreed with him."), "compared with either, the choice has its reason");
    }
}

#[test]
fn a_line_both_changed_is_chosen() {
    let base = full_plan();
    let (mut ines, mut rafe) = (base.clone(), base.clone());
    ines.problems[0].goals[0].objectives[0].target = Some(45);
    rafe.problems[0].goals[0].objectives[0].target = Some(60);
    let joined = merge(&base, &ines, &rafe).unwrap();
    assert_eq!(joined.open().iter().collect::<Vec<_>>(), [&id("o-days")]);
    for (side, target) in [(Side::Left, 45), (Side::Right, 60)] {
        let plan = joined.choose(&all(&joined, side), &Head::default()).unwrap();
        assert_eq!(plan.problems[0].goals[0].objectives[0].target, Some(target));
    }
}

#[test]
fn who_drops_a_problem_cannot_drop_the_work_below_it_unseen() {
    let base = full_plan();
    let (mut dropped, mut worked) = (base.clone(), base.clone());
    dropped.problems.remove(0);
    worked.problems[0].goals[0].objectives[1].status = ObjectiveStatus::Improving;
    worked.problems[0].goals[0].objectives.push(Objective::new(id("o-new"), 3, "Sleep"));
    let joined = merge(&base, &dropped, &worked).unwrap();
    assert_eq!(joined.open().iter().collect::<Vec<_>>(), [&id("p-use")]);
    let (problem, head) = (id("p-use"), Head::default());
    let following: BTreeSet<&LineId> = joined.follow(&problem).collect();
    assert!(following.contains(&id("o-phone")) && following.contains(&id("o-new")) && following.contains(&id("i-calls")));
    let gone = joined.choose(&all(&joined, Side::Left), &head).unwrap();
    assert!(gone == with_head(&dropped, &head));
    let kept = joined.choose(&all(&joined, Side::Right), &head).unwrap();
    assert!(kept == with_head(&worked, &head));
}

#[test]
fn choices_that_would_tear_a_line_off_are_refused() {
    let mut base = full_plan();
    base.problems[0].goals.push(Goal::new(id("g-two"), "Sleep through."));
    let (mut moved, mut dropped) = (base.clone(), base.clone());
    let walk = moved.problems[0].goals.remove(0).objectives.remove(1);
    moved.problems[0].goals[0].objectives.push(walk);
    dropped.problems[0].goals.remove(1);
    let joined = merge(&base, &moved, &dropped).unwrap();
    assert_eq!(joined.open().iter().collect::<Vec<_>>(), [&id("g-two")]);
    let torn = joined.choose(&all(&joined, Side::Right), &Head::default()).err().unwrap();
    assert!(matches!(&torn, MergeError::Torn(lines) if lines.contains(&id("o-phone"))));
    let kept = joined.choose(&all(&joined, Side::Left), &Head::default()).unwrap();
    assert_eq!(kept.objective_number(&id("o-phone")).unwrap(), "1.2");
}

#[test]
fn what_both_sides_added_under_one_number_stays_under_two() {
    let base = clean_plan();
    let with = |problem: &str, objective: &str| {
        let mut plan = base.clone();
        let number = next_objective_number([&base], &plan.problems[0].id);
        plan.problems[0].goals[0].objectives.push(Objective::new(id(objective), number, "Another step"));
        plan.problems.push(Problem::new(id(problem), next_problem_number([&base]), "Another problem"));
        plan
    };
    let (left, right) = (with("p-left", "o-left"), with("p-right", "o-right"));
    let joined = merge(&base, &left, &right).unwrap().choose(&BTreeMap::new(), &Head::default()).unwrap();
    let number = |plan: &Plan, of: &str| plan.problems.iter().find(|problem| problem.id == id(of)).unwrap().number;
    assert_eq!(number(&joined, "p-left"), number(&left, "p-left"), "the left side keeps its own");
    assert_eq!(number(&joined, "p-right"), number(&right, "p-right") + 1, "the right side gets the next");
    let called = |of: &str| joined.objective_number(&id(of)).unwrap();
    assert_eq!((called("o-left"), called("o-right")), ("1.3".to_owned(), "1.4".to_owned()));
}

#[test]
fn two_first_versions_are_joined_from_nothing() {
    let first = |problem: &str| Plan {
        problems: vec![Problem::new(id(problem), 1, "What came first")],
        strengths: vec![format!("Known from {problem}")],
        ..Plan::default()
    };
    let merged = merge(&Plan::default(), &first("p-left"), &first("p-right")).unwrap();
    let joined = merged.choose(&all(&merged, Side::Left), &Head::default()).unwrap();
    let numbers: BTreeMap<_, _> = joined.problems.iter().map(|problem| (problem.id.as_str(), problem.number)).collect();
    assert_eq!(numbers, BTreeMap::from([("p-left", 1), ("p-right", 2)]));
    assert_eq!(joined.strengths, ["Known from p-left"], "where both spoke, the one that was chosen");
}
