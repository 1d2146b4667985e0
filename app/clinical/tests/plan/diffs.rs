//! What changed between two versions: laws, and how it reads.

use super::made::*;
use crate::made::day;
use clinical::plan::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn applied_to_the_first_version_a_diff_gives_the_second(a in any_plan(), b in any_plan()) {
        let diff = diff(&a, &b).unwrap();
        prop_assert!(apply(&diff, &a).unwrap() == b);
    }

    #[test]
    fn a_plan_does_not_differ_from_itself(a in any_plan()) {
        prop_assert!(diff(&a, &a).unwrap().is_empty());
        prop_assert_eq!(read(&a, &a).unwrap().text(), "");
    }

    #[test]
    fn a_diff_names_exactly_the_lines_that_changed(a in any_plan(), edits in any_edits()) {
        let b = edited(&a, &edits, "new");
        let diff = diff(&a, &b).unwrap();
        prop_assert_eq!(diff.is_empty(), Plan { head: a.head.clone(), ..b.clone() } == a);
        let reading = read(&a, &b).unwrap();
        let told: BTreeSet<&LineId> =
            reading.lines.iter().filter(|line| line.verdict != Verdict::Kept).map(|line| &line.line).collect();
        prop_assert_eq!(told, diff.lines());
        prop_assert!(reading.lines.iter().all(|line| (line.verdict == Verdict::Kept) == line.sentences.is_empty()));
    }

    #[test]
    fn a_diff_is_refused_by_a_plan_it_does_not_start_from(a in any_plan(), b in any_plan(), c in any_plan()) {
        let diff = diff(&a, &b).unwrap();
        if let Ok(after) = apply(&diff, &c) {
            // Only where everything it touches stood in `c` as in `a`.
            prop_assert!(diff.lines().iter().all(|line| text_of(&after, line) == text_of(&b, line)));
        }
    }
}

fn text_of(plan: &Plan, line: &LineId) -> Option<String> {
    let of = |id: &LineId, text: &str| (id == line).then(|| text.to_owned());
    plan.problems.iter().find_map(|problem| {
        of(&problem.id, &problem.statement).or_else(|| {
            problem.goals.iter().find_map(|goal| {
                of(&goal.id, &goal.words).or_else(|| goal.objectives.iter().find_map(|one| of(&one.id, &one.statement)))
            })
        })
    })
}

#[test]
fn a_revision_reads_as_sentences_with_reasons() {
    let old = full_plan();
    let mut new = old.revise(doc(4));
    new.weekly_hours = Some(9);
    new.strengths.push("Sings when she cooks".into());
    new.strengths.remove(1);
    new.medication_plan = None;
    let goal = &mut new.problems[0].goals[0];
    goal.objectives[0].target_date = Some(day("2027-01-15"));
    goal.objectives[0].baseline = None;
    goal.objectives[0].interventions[0].frequency = Some(Frequency { times: 2, per: Period::Week });
    let mut walk = Objective::new(id("o-walk"), 3, "Walk with Ada three mornings a week");
    walk.interventions = vec![Intervention::new(id("i-diary"), Category::Exercise, "Walk diary, looked at on Fridays")];
    goal.objectives.remove(1);
    goal.objectives.insert(0, walk);
    new.problems[1].status = ProblemStatus::Active;
    new.problems.swap(0, 1);
    new.head.reasons.insert(id("o-days"), "Counted anew from 11 November.".into());
    new.head.reasons.insert(id("plan.level"), "A fourth evening is no longer needed.".into());
    let reading = read(&old, &new).unwrap();
    insta::assert_snapshot!(reading.text());
    let counts: Vec<usize> = Verdict::ALL.iter().map(|verdict| reading.count(*verdict)).collect();
    assert_eq!(counts, [2, 6, 0, 2, 2], "kept, changed, moved, added, dropped");
}

#[test]
fn an_earlier_value_is_told_at_the_place_of_its_field() {
    let old = full_plan();
    let mut new = old.clone();
    let objective = &mut new.problems[0].goals[0].objectives[0];
    objective.target_date = Some(day("2027-01-15"));
    objective.interventions[0].frequency = Some(Frequency { times: 2, per: Period::Week });
    new.weekly_hours = Some(6);
    let line = objective.interventions[0].id.clone();
    let reading = read(&old, &new).unwrap();
    let told = reading.lines.into_iter().flat_map(|line| line.sentences).filter_map(|sentence| sentence.was);
    let told: Vec<_> = told.map(|was| (was.place, was.words)).collect();
    let expected = [
        ("plan-weekly-hours".to_owned(), "12".to_owned()),
        ("objective-o-days-target-date".to_owned(), "January 8, 2027".to_owned()),
        (format!("intervention-{line}-frequency"), "empty".to_owned()),
    ];
    assert_eq!(told, expected);
}

#[test]
fn changed_words_are_told_from_those_that_stay() {
    use clinical::rewording::Piece;
    let old = full_plan();
    let mut new = old.clone();
    let objective = &mut new.problems[0].goals[0].objectives[1];
    objective.statement = "After a hard call, phone one of five people before leaving the place".into();
    objective.status = ObjectiveStatus::Improving;
    let reading = read(&old, &new).unwrap();
    let line = reading.lines.iter().find(|line| line.line == id("o-phone")).unwrap();
    let changed: Vec<_> = line
        .sentences
        .iter()
        .map(|sentence| {
            let words = sentence.pieces.iter().filter_map(|piece| match piece {
                Piece::Same(_) => None,
                Piece::Old(text) => Some(format!("-{}", text.trim())),
                Piece::New(text) => Some(format!("+{}", text.trim())),
            });
            (sentence.about.as_str(), words.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        changed,
        [("Objective 1.2, statement", "-three +five".to_owned()), ("Objective 1.2, status", "-revised +improving".to_owned())]
    );
}

#[test]
fn how_an_objective_goes_asks_for_no_reason() {
    let old = full_plan();
    let mut new = old.revise(doc(4));
    new.problems[0].goals[0].objectives[0].status = ObjectiveStatus::Improving;
    let changed = diff(&old, &new).unwrap();
    assert!(changed.lines().len() == 1 && changed.to_explain().is_empty() && without_reason(&changed).is_empty());
    assert!(read(&old, &new).unwrap().lines.iter().all(|line| !line.asks_reason));
    new.problems[0].goals[0].objectives[0].target = Some(60);
    assert_eq!(without_reason(&diff(&old, &new).unwrap()).len(), 1);
}

#[test]
fn a_moved_objective_says_where_to() {
    let old = full_plan();
    let mut new = old.clone();
    let objective = new.problems[0].goals[0].objectives.remove(1);
    let mut goal = Goal::new(id("g-new"), "Weekends that are boring in the good way.");
    goal.objectives = vec![objective];
    new.problems[1].goals = vec![goal];
    let reading = read(&old, &new).unwrap();
    let moved: Vec<_> = reading.lines.iter().filter(|line| line.verdict == Verdict::Moved).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(
        moved[0].sentences.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        ["Objective 3.2 “After a hard call, phone one of three people before leaving the place” moved to goal of problem 3 \
          “Weekends that are boring in the good way.”"]
    );
}

#[test]
fn every_field_has_words() {
    // A field without a row would be told as "Something".
    let (old, new) = (Plan::default(), full_plan());
    let mut bare = new.clone();
    bare.problems = vec![Problem::new(id("p-use"), 9, "Another")];
    let mut goal = Goal::new(id("g-posy"), "Other words");
    goal.status = GoalStatus::OnHold;
    let mut objective = Objective::new(id("o-phone"), 9, "Another");
    objective.interventions = vec![Intervention::new(id("i-calls"), Category::Yoga, "Another")];
    goal.objectives = vec![objective];
    bare.problems[0].goals = vec![goal];
    bare.problems[0].status = ProblemStatus::Resolved;
    bare.problems[0].priority = Priority::Low;
    bare.problems[0].area = clinical::assessment::Area::Legal;
    for (a, b) in [(&old, &new), (&new, &old), (&bare, &new), (&new, &bare)] {
        for line in read(a, b).unwrap().lines {
            for sentence in line.sentences {
                let sentence = sentence.text;
                assert!(!sentence.contains("omething"), "{sentence}");
                let ends = sentence.ends_with('.') || sentence.ends_with(".”");
                assert!(!sentence.contains("from  to") && ends, "{sentence}");
            }
        }
    }
    let told = |a: &Plan, b: &Plan| read(a, b).unwrap().lines.iter().map(|line| line.sentences.len()).sum::<usize>();
    assert!(told(&bare, &new) > 20);
}

#[test]
fn a_status_means_the_same_wherever_it_stands() {
    let labels = ProblemStatus::ALL.iter().map(|one| (one.id(), one.label()));
    let labels = labels.chain(GoalStatus::ALL.iter().map(|one| (one.id(), one.label())));
    let labels: BTreeSet<_> = labels.chain(ObjectiveStatus::ALL.iter().map(|one| (one.id(), one.label()))).collect();
    let ids: BTreeSet<_> = labels.iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), labels.len());
}

#[test]
fn one_id_twice_is_refused_and_not_stored() {
    let mut plan = full_plan();
    let twin = plan.problems[1].clone();
    plan.problems.push(twin);
    assert_eq!(diff(&plan, &plan), Err(Misfit::SameIdTwice));
    let mut taken = full_plan();
    taken.problems[0].id = id("plan.level");
    assert_eq!(diff(&full_plan(), &taken), Err(Misfit::SameIdTwice));
    for plan in [plan, taken] {
        assert!(serde_json::from_value::<Plan>(serde_json::to_value(&plan).unwrap()).is_err());
        assert!(plan.check(day("2026-11-16")).iter().any(|issue| issue.wrong() == Some(clinical::Wrong::SameIdTwice)));
    }
}
