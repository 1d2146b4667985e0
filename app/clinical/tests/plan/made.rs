//! Plans for tests, and strategies that make them.

use crate::made::day;
use clinical::{
    AuthorLine, Edition, LevelOfCare, Participant,
    assessment::{Area, Deferral, DimensionRef, FindingId},
    plan::*,
};
use proptest::prelude::*;
use record::DocId;
use std::collections::BTreeMap;

pub fn id(text: &str) -> LineId {
    LineId::new(text).unwrap()
}

pub fn finding(text: &str) -> FindingId {
    FindingId::new(text).unwrap()
}

pub fn doc(number: u128) -> DocId {
    DocId::from_u128(number)
}

/// The document of the diagnosis that the plan goes back to.
pub const OPIOID: DocId = DocId::from_u128(0xf11);

pub const SHOWN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The fourth version of a plan, with something in every field.
pub fn full_plan() -> Plan {
    let mut calls = Intervention::new(id("i-calls"), Category::Individual, "Coping rehearsal with a call card");
    calls.provider = "Ines Quill".into();
    calls.role = "CADC".into();
    calls.frequency = Some(Frequency { times: 2, per: Period::Week });
    calls.minutes = Some(50);
    calls.start = Some(day("2026-11-16"));
    calls.end = Some(day("2026-12-16"));
    let medicine = Intervention::new(id("i-med"), Category::Medication, "Medication visit");

    let mut free = Objective::new(id("o-days"), 1, "No alcohol or non-prescribed opioids for 30 days");
    free.criterion = "Told, and samples as expected".into();
    free.instrument = "BAM Use".into();
    free.unit = "days".into();
    free.baseline = Some(0);
    free.target = Some(30);
    free.target_date = Some(day("2027-01-08"));
    free.status = ObjectiveStatus::InProgress;
    free.interventions = vec![medicine];
    let mut phone = Objective::new(id("o-phone"), 2, "After a hard call, phone one of three people before leaving the place");
    phone.criterion = "Five times out of five".into();
    phone.target_date = Some(day("2026-12-16"));
    phone.domain = Domain::Coping;
    phone.status = ObjectiveStatus::Revised;
    phone.status_reason = "Three points where a voice would have helped.".into();
    phone.interventions = vec![calls];

    let mut goal = Goal::new(id("g-posy"), "I want to be someone Posy can count on.");
    goal.outcome = "Steady days with her daughter".into();
    goal.target_date = Some(day("2027-06-30"));
    goal.objectives = vec![free, phone];
    let mut problem = Problem::new(id("p-use"), 1, "Alcohol and opioids put health and custody at risk");
    problem.evidence = "Pressed opioid pills daily, drinking on 19 of 30 days before entry.".into();
    problem.dimension = Some(DimensionRef { edition: Edition::Fourth, number: 4 });
    problem.conditions = vec![OPIOID];
    problem.findings = vec![finding("f-use")];
    problem.status_reason = "First of all.".into();
    problem.goals = vec![goal];
    let mut home = Problem::new(id("p-home"), 3, "Weekends at her mother’s house are hard to stay well in");
    home.area = Area::Home;
    home.priority = Priority::Low;
    home.status = ProblemStatus::Deferred;
    home.status_reason = "Not before her mother is ready to talk.".into();

    Plan {
        head: Head {
            bases: vec![doc(3)],
            date: Some(day("2026-11-16")),
            author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
            occasion: "Return to use on 10 November".into(),
            revision: Some(Revision {
                event: doc(10),
                helped: "Telling early.".into(),
                fell_short: "No one to call that evening.".into(),
                medication_considered: "Dose stays; three missed doses talked through.".into(),
                groups: "SMART on Tuesdays; a ride with Dov.".into(),
                family: "Ada comes on 23 November.".into(),
            }),
            answers: vec![doc(11)],
            reasons: BTreeMap::from([
                (id("o-phone"), "Her own idea.".into()),
                (id("plan.level"), "She told us within two days.".into()),
            ]),
            ending: Some(Ending::Completed),
            ending_reason: "Moves to another town.".into(),
        },
        problems: vec![problem, home],
        deferrals: vec![Deferral {
            finding: finding("f-sleep"),
            reason: "After the first month.".into(),
            until: Some(day("2026-12-20")),
        }],
        level: LevelOfCare::find(Edition::Fourth, "2.1"),
        weekly_hours: Some(12),
        level_reason: "Lives with Ada, keeps her shifts.".into(),
        strengths: vec!["Tells the truth early".into(), "Ada".into()],
        barriers: vec!["The early shift".into()],
        preferences: vec!["Mornings".into()],
        supports: vec![Support {
            name: "Ada Maplethorn".into(),
            relation: "sister".into(),
            part: "Keeps naloxone at home".into(),
        }],
        triggers: vec![CopingStep { trigger: "A hard call".into(), coping: "Phone one of three people".into() }],
        harm_reduction: vec!["Naloxone at home".into()],
        risk: "Tolerance may be lower.".into(),
        medication: true,
        medication_plan: Some(doc(20)),
        measures: "BAM every two weeks".into(),
        discharge_criteria: vec!["Ninety days with the plan kept".into()],
        aftercare: "The bakery group".into(),
        participants: vec![Participant { name: "Wren Maplethorn".into(), relation: "client".into() }],
        review_date: Some(day("2026-11-30")),
    }
}

/// The same, such that it can be signed on its day without a word.
pub fn clean_plan() -> Plan {
    let mut plan = full_plan();
    plan.head.ending = None;
    plan.head.ending_reason.clear();
    plan.problems[0].goals[0].objectives[0].interventions[0] = Intervention {
        provider: "Dr Marsh".into(),
        frequency: Some(Frequency { times: 1, per: Period::Month }),
        ..plan.problems[0].goals[0].objectives[0].interventions[0].clone()
    };
    plan.problems[0].goals[0].objectives[1].status = ObjectiveStatus::NotStarted;
    plan.problems[1].evidence = "Her mother drinks at home on weekends.".into();
    plan
}

fn any_text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "walk", "phone Ada", "sleep"]).prop_map(str::to_owned)
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all.to_vec())
}

fn any_day() -> impl Strategy<Value = Option<chrono::NaiveDate>> {
    prop::option::of((0u64..60).prop_map(|days| day("2026-11-01") + chrono::Days::new(days)))
}

/// What a line says, whatever it turns out to be.
type Says = (String, String, Option<chrono::NaiveDate>, u16, Option<i32>, ObjectiveStatus, Category);

fn any_says() -> impl Strategy<Value = Says> {
    let words = (any_text(), any_text(), any_day(), 1u16..4, prop::option::of(-2..3));
    let kinds = (any_of(ObjectiveStatus::ALL), any_of(Category::ALL));
    (words, kinds).prop_map(|((a, b, day, number, count), (status, category))| (a, b, day, number, count, status, category))
}

/// Trees whose lines are drawn from a few ids, so that two of them share many, at other places and of other kinds.
pub fn any_problems() -> impl Strategy<Value = Vec<Problem>> {
    let ids: Vec<String> = (0..14).map(|number| format!("l{number}")).collect();
    let lines = prop::collection::vec((0usize..4, any_says()), 0..14);
    (Just(ids).prop_shuffle(), lines).prop_map(|(ids, lines)| tree(ids.iter().map(|text| id(text)).zip(lines)))
}

/// Reads a tree from its lines in reading order, each with its depth; a line cannot be deeper than one below the last.
fn tree(lines: impl IntoIterator<Item = (LineId, (usize, Says))>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut last = None;
    for (id, (depth, (text, more, day, number, count, status, category))) in lines {
        let depth = depth.min(last.map_or(0, |last| last + 1));
        last = Some(depth);
        match depth {
            0 => {
                let mut problem = Problem::new(id, number, text);
                problem.evidence = more;
                problem.findings = count.map(|count| finding(&format!("f{count}"))).into_iter().collect();
                problems.push(problem);
            }
            1 => {
                let mut goal = Goal::new(id, text);
                goal.outcome = more;
                goal.target_date = day;
                problems.last_mut().unwrap().goals.push(goal);
            }
            2 => {
                let mut objective = Objective::new(id, number, text);
                (objective.criterion, objective.target_date, objective.target, objective.status) = (more, day, count, status);
                problems.last_mut().unwrap().goals.last_mut().unwrap().objectives.push(objective);
            }
            _ => {
                let mut intervention = Intervention::new(id, category, text);
                (intervention.provider, intervention.start, intervention.minutes) = (more, day, Some(number));
                intervention.frequency = count.map(|count| Frequency { times: count.unsigned_abs() as u16, per: Period::Week });
                let goal = problems.last_mut().unwrap().goals.last_mut().unwrap();
                goal.objectives.last_mut().unwrap().interventions.push(intervention);
            }
        }
    }
    problems
}

pub fn any_plan() -> impl Strategy<Value = Plan> {
    let lists = (prop::collection::vec(any_text(), 0..3), prop::collection::vec(any_text(), 0..3));
    let rest = (any_text(), any_day(), prop::option::of(0u8..40), any::<bool>(), 0u128..5);
    (any_problems(), lists, rest).prop_map(|(problems, (strengths, barriers), (risk, review_date, hours, medication, base))| {
        let head = Head {
            bases: vec![doc(base)],
            date: review_date,
            reasons: BTreeMap::from([(id("l1"), risk.clone())]),
            ..Head::default()
        };
        let level = hours.and_then(|hours| LevelOfCare::find(Edition::Fourth, if hours < 20 { "2.1" } else { "2.5" }));
        Plan { head, problems, strengths, barriers, risk, review_date, weekly_hours: hours, medication, level, ..Plan::default() }
    })
}

/// One small edit of a plan.
#[derive(Clone, Debug)]
pub enum Edit {
    Say(usize, String),
    Drop(usize),
    Add(usize, String),
    Up(usize),
    Strengths(String),
}

pub fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (0usize..20, any_text()).prop_map(|(at, text)| Edit::Say(at, text)),
        (0usize..20).prop_map(Edit::Drop),
        (0usize..20, any_text()).prop_map(|(at, text)| Edit::Add(at, text)),
        (0usize..20).prop_map(Edit::Up),
        any_text().prop_map(Edit::Strengths),
    ];
    prop::collection::vec(edit, 0..6)
}

/// A successor of a plan: `edits` made one after the other; new lines get ids that begin with `who`.
pub fn edited(plan: &Plan, edits: &[Edit], who: &str) -> Plan {
    let mut plan = plan.clone();
    for (count, edit) in edits.iter().enumerate() {
        match edit {
            Edit::Strengths(text) => plan.strengths = vec![text.clone()],
            Edit::Say(at, text) => {
                if let Some(objective) = nth_objective(&mut plan, *at) {
                    objective.statement = text.clone();
                } else if let Some(problem) = plan.problems.first_mut() {
                    problem.statement = text.clone();
                }
            }
            Edit::Drop(at) => {
                let length = plan.problems.len();
                if length > 0 && at % 3 == 0 {
                    plan.problems.remove(at % length);
                } else {
                    for goal in plan.problems.iter_mut().flat_map(|problem| &mut problem.goals) {
                        if goal.objectives.len() > at % 4 {
                            goal.objectives.remove(at % 4);
                            break;
                        }
                    }
                }
            }
            Edit::Add(at, text) => {
                let line = id(&format!("{who}{count}"));
                let goals: Vec<&mut Goal> = plan.problems.iter_mut().flat_map(|problem| &mut problem.goals).collect();
                let length = goals.len();
                match goals.into_iter().nth(if length == 0 { 0 } else { at % length }) {
                    Some(goal) => {
                        let place = at % (goal.objectives.len() + 1);
                        goal.objectives.insert(place, Objective::new(line, 1, text.clone()));
                    }
                    None => plan.problems.push(Problem::new(line, 1, text.clone())),
                }
            }
            Edit::Up(at) => {
                let length = plan.problems.len();
                if length > 1 {
                    let problem = plan.problems.remove(at % length);
                    plan.problems.insert(0, problem);
                }
            }
        }
    }
    plan
}

fn nth_objective(plan: &mut Plan, at: usize) -> Option<&mut Objective> {
    plan.problems.iter_mut().flat_map(|problem| &mut problem.goals).flat_map(|goal| &mut goal.objectives).nth(at % 5)
}
