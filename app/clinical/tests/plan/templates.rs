//! Templates are starting points: complete enough to build on, and free of anyone's words.

use super::made::id;
use clinical::plan::{template::templates, *};
use std::collections::BTreeSet;

#[test]
fn every_template_makes_a_tree_with_ids_of_its_own() {
    let ids: BTreeSet<&str> = templates().iter().map(|template| template.id).collect();
    assert_eq!(ids.len(), templates().len());
    for template in templates() {
        let mut count = 0;
        let problems = template.problems(4, || {
            count += 1;
            id(&format!("t{count}"))
        });
        assert_eq!(problems[0].number, 4);
        let plan = Plan { problems, ..Plan::default() };
        assert!(diff(&Plan::default(), &plan).is_ok(), "ids are distinct");
        for (_, goal, objective) in plan.objectives() {
            assert!(goal.words.is_empty(), "the client's words are asked for");
            assert!(!objective.interventions.is_empty() && !objective.criterion.is_empty());
            assert!(objective.interventions.iter().all(|one| one.frequency.is_some() && one.minutes.is_some()));
        }
        assert!(plan.problems.iter().all(|problem| !problem.goals[0].objectives.is_empty()));
    }
}

#[test]
fn the_kinds_of_intervention_are_these() {
    let group = |group: CategoryGroup| -> Vec<&str> {
        Category::ALL.iter().filter(|category| category.group() == group).map(|category| category.label()).collect()
    };
    assert_eq!(group(CategoryGroup::LifeSkills), ["Vocational skills", "Communication skills", "Budgeting"]);
    assert_eq!(
        group(CategoryGroup::Holistic),
        ["Yoga", "Meditation", "Art therapy", "Acupuncture", "Exercise", "Nutrition", "Sleep"]
    );
    assert_eq!(group(CategoryGroup::Coping), ["Breathing", "Mindfulness", "Hobbies", "Seeking support", "Self-care"]);
    for category in Category::ALL {
        assert_eq!(Category::from_id(category.id()), Some(*category));
        assert_eq!(serde_json::to_value(category).unwrap(), category.id());
    }
}

#[test]
fn no_template_shames() {
    let text = format!("{:?}", templates()).to_lowercase();
    for word in ["failure", "dirty", "clean ", "relapse", "abuse", "addict", "non-compliant"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_frequency_is_promised_in_whole_times() {
    let often = |times, per| Frequency { times, per };
    let table = [
        (often(2, Period::Week), 3, 0, "twice a week"),
        (often(2, Period::Week), 4, 1, "twice a week"),
        (often(2, Period::Week), 28, 8, "twice a week"),
        (often(1, Period::Day), 28, 28, "daily"),
        (often(1, Period::TwoWeeks), 27, 1, "every two weeks"),
        (often(1, Period::Month), 29, 0, "once a month"),
        (often(4, Period::Month), 30, 4, "4 times a month"),
        (often(1, Period::Once), 1, 1, "once"),
        (often(1, Period::Once), 0, 0, "once"),
    ];
    for (frequency, days, due, text) in table {
        assert_eq!((frequency.due_in(days), frequency.text()), (due, text.to_owned()));
    }
}

#[test]
fn numbers_are_never_given_twice() {
    let old = super::made::full_plan();
    let mut new = old.clone();
    new.problems.remove(1);
    new.problems[0].goals[0].objectives.pop();
    assert_eq!(next_problem_number([&old, &new]), 4);
    assert_eq!(next_objective_number([&old, &new], &id("p-use")), 3);
    assert_eq!(next_objective_number([&new], &id("p-use")), 2, "only what is shown to it is known");
}

#[test]
fn where_the_last_number_is_taken_a_gap_is_found_and_a_template_fits_into_it() {
    let mut plan = super::made::full_plan();
    let first = plan.problems[0].clone();
    let numbered = |number: u16| Problem { number, ..first.clone() };
    plan.problems = vec![numbered(1), numbered(50), numbered(u16::MAX)];
    let next = next_problem_number([&plan]);
    let added = templates().iter().flat_map(|template| template.problems(next, || id("x"))).map(|problem| problem.number);
    let used = [1, 50, u16::MAX];
    assert!(added.into_iter().all(|number| !used.contains(&number)));
    plan.problems[0].goals[0].objectives[0].number = u16::MAX;
    assert_ne!(next_objective_number([&plan], &first.id), u16::MAX);
    assert_eq!(next_problem_number([]), 1);
}
