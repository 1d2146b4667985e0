//! The golden thread: every rule fires where the thread is broken, and is silent where it is whole.

use super::{made::*, signatures::signed};
use crate::made::day;
use clinical::{
    Severity,
    assessment::{Area, AssessmentFinding, Deferral},
    diagnosis::ConditionId,
    plan::*,
    thread::*,
};

const TODAY: &str = "2026-11-18";

struct Chart {
    findings: Vec<AssessmentFinding>,
    deferrals: Vec<Deferral>,
    conditions: Vec<ConditionId>,
    plan: Plan,
    signatures: Vec<PlanSignature>,
    notes: Vec<NoteSummary>,
    today: &'static str,
}

fn note(date: &str, objectives: &[&str], interventions: &[&str], minutes: u16) -> NoteSummary {
    let ids = |texts: &[&str]| texts.iter().map(|text| id(text)).collect();
    NoteSummary { date: day(date), objectives: ids(objectives), interventions: ids(interventions), minutes }
}

fn found(id: &str, text: &str) -> AssessmentFinding {
    AssessmentFinding { id: finding(id), area: Area::Use, text: text.into() }
}

/// A chart with nothing to say about.
fn whole() -> Chart {
    Chart {
        findings: vec![found("f-use", "Daily use"), found("f-sleep", "Sleeps four hours")],
        deferrals: vec![],
        conditions: vec![OPIOID],
        plan: clean_plan(),
        signatures: vec![signed(SignerRole::Client, Agreement::Refused { reason: String::new() }, Proof::None)],
        notes: vec![note("2026-11-17", &["o-days", "o-phone"], &["i-calls", "i-med"], 50)],
        today: TODAY,
    }
}

impl Chart {
    fn breaks(&self, rules: &ThreadRules) -> Vec<Lint> {
        let today = day(self.today);
        let care = Care { opened: None, sessions: &[] };
        let due = due(&self.plan, &[], &[], today, care, &ReviewSettings::standard());
        let side = PlanSide {
            findings: &self.findings,
            deferrals: &self.deferrals,
            conditions: &self.conditions,
            plan: &self.plan,
            shown: SHOWN,
            signatures: &self.signatures,
            notes: &self.notes,
            due: &due,
            today,
        };
        side.lint(rules)
    }

    fn rules(&self) -> Vec<Rule> {
        self.breaks(&ThreadRules::standard()).into_iter().map(|broken| Rule::from_id(&broken.rule).unwrap()).collect()
    }
}

type Damage = fn(&mut Chart);

fn goal(chart: &mut Chart) -> &mut Goal {
    &mut chart.plan.problems[0].goals[0]
}

/// Rule, how the thread is broken, where it is told, and in which words.
const TABLE: &[(Rule, Damage, &str, &str)] = &[
    (
        Rule::FindingUnanswered,
        |chart| chart.plan.deferrals.clear(),
        "finding-f-sleep",
        "No problem and no deferral: Sleeps four hours",
    ),
    (
        Rule::FindingUnanswered,
        |chart| chart.plan.deferrals[0].until = Some(day(TODAY)),
        "finding-f-sleep",
        "No problem and no deferral: Sleeps four hours",
    ),
    (
        Rule::FindingUnanswered,
        |chart| chart.plan.deferrals[0].reason = " ".into(),
        "finding-f-sleep",
        "No problem and no deferral: Sleeps four hours",
    ),
    (
        Rule::ProblemWithoutDiagnosis,
        |chart| chart.plan.problems[0].conditions.clear(),
        "problem-p-use",
        "Problem 1 goes back to no diagnosis that stands.",
    ),
    (
        Rule::ProblemWithoutDiagnosis,
        |chart| chart.conditions.clear(),
        "problem-p-use",
        "Problem 1 goes back to no diagnosis that stands.",
    ),
    (
        Rule::ProblemWithoutDimension,
        |chart| chart.plan.problems[0].dimension = None,
        "problem-p-use",
        "Problem 1 belongs to no dimension.",
    ),
    (Rule::GoalMissing, |chart| chart.plan.problems[0].goals.clear(), "problem-p-use", "Problem 1 has no goal."),
    (Rule::GoalWithoutObjective, |chart| goal(chart).objectives.clear(), "goal-g-posy", "A goal of problem 1 has no objective."),
    (
        Rule::ObjectiveWithoutIntervention,
        |chart| goal(chart).objectives[1].interventions.clear(),
        "objective-o-phone",
        "Nothing is done yet for objective 1.2.",
    ),
    (
        Rule::ObjectiveWithoutNote,
        |chart| chart.notes = vec![note("2026-11-17", &["o-days"], &[], 50), note("2026-10-28", &["o-phone"], &[], 50)],
        "objective-o-phone",
        "No note worked on objective 1.2 for 21 days.",
    ),
    (
        Rule::ObjectiveWithoutNote,
        |chart| {
            chart.notes = vec![note("2026-11-17", &["o-days"], &[], 50)];
            chart.plan.head.date = Some(day("2026-10-27"));
            goal(chart).objectives[1].interventions[0].frequency = None;
        },
        "objective-o-phone",
        "No note worked on objective 1.2 for 22 days.",
    ),
    (
        Rule::PromisedNotGiven,
        |chart| goal(chart).objectives[1].interventions[0].start = Some(day("2026-10-22")),
        "intervention-i-calls",
        "Promised 8 times in the last 28 days, given once.",
    ),
    (
        Rule::TargetOverdue,
        |chart| goal(chart).objectives[0].target_date = Some(day("2026-11-17")),
        "objective-o-days",
        "Objective 1.1 was to be reached by 17 Nov 2026.",
    ),
    (
        Rule::TargetOverdue,
        |chart| goal(chart).target_date = Some(day("2026-11-17")),
        "goal-g-posy",
        "A goal of problem 1 was to be reached by 17 Nov 2026.",
    ),
    (
        Rule::ReviewExpired,
        |chart| chart.plan.review_date = Some(day("2026-11-17")),
        "plan",
        "Review due Tue 17 Nov 2026, since yesterday: named in the plan.",
    ),
    (
        Rule::UnsignedByClient,
        |chart| {
            chart.signatures.clear();
            chart.plan.head.date = Some(day("2026-11-11"));
        },
        "plan",
        "The client has not signed this version for 7 days.",
    ),
];

#[test]
fn a_whole_thread_is_silent() {
    assert_eq!(whole().rules(), []);
}

#[test]
fn every_rule_fires_where_the_thread_is_broken_and_can_be_switched_off() {
    for (rule, damage, at, sentence) in TABLE {
        let mut chart = whole();
        damage(&mut chart);
        let mut rules = ThreadRules::standard();
        let told = chart.breaks(&rules);
        assert_eq!(told.len(), 1, "{}", rule.id());
        let broken = &told[0];
        assert_eq!((&*broken.rule, &*broken.sentence, &*broken.place), (rule.id(), *sentence, *at));
        assert!(broken.fix.ends_with('.'));
        assert_eq!(broken.severity, rules.setting(*rule).severity);

        let turned = match broken.severity {
            Severity::Warns => Severity::Notes,
            Severity::Blocks | Severity::Notes => Severity::Warns,
        };
        rules.rules.get_mut(rule).unwrap().severity = turned;
        assert_eq!(chart.breaks(&rules)[0].severity, turned, "{}", rule.id());
        rules.rules.get_mut(rule).unwrap().on = false;
        assert!(chart.breaks(&rules).is_empty(), "{}", rule.id());
    }
    for rule in Rule::ALL {
        assert!(rule.is_of_note() || TABLE.iter().any(|(fired, ..)| fired == rule), "{} is never fired", rule.id());
    }
}

#[test]
fn days_are_counted_to_the_day() {
    let mut chart = whole();
    chart.notes = vec![note("2026-10-29", &["o-days", "o-phone"], &[], 50)];
    goal(&mut chart).objectives[1].interventions[0].frequency = None;
    assert_eq!(chart.rules(), [], "20 days");
    let mut rules = ThreadRules::standard();
    rules.rules.get_mut(&Rule::ObjectiveWithoutNote).unwrap().days = 20;
    assert_eq!(chart.breaks(&rules).len(), 2, "a programme that allows 20 days");
    let mut chart = whole();
    chart.signatures.clear();
    chart.plan.head.date = Some(day("2026-11-12"));
    assert_eq!(chart.rules(), [], "six days");
    goal(&mut chart).objectives[0].target_date = Some(day(TODAY));
    chart.plan.review_date = Some(day(TODAY));
    assert_eq!(chart.rules(), [], "a target and a review of today are not overdue");
}

#[test]
fn what_is_closed_or_put_off_is_left_alone() {
    let break_all = |chart: &mut Chart| {
        chart.plan.problems[0].conditions.clear();
        chart.plan.problems[0].dimension = None;
        goal(chart).objectives[1].interventions.clear();
        goal(chart).target_date = Some(day("2026-11-01"));
        chart.notes.clear();
        chart.plan.head.date = Some(day("2026-10-01"));
        chart.plan.review_date = Some(day("2026-12-01"));
        chart.plan.level = None;
    };
    let mut chart = whole();
    break_all(&mut chart);
    assert!(chart.rules().len() >= 5);
    chart.plan.problems[0].status = ProblemStatus::Resolved;
    assert_eq!(chart.rules(), []);
    let mut chart = whole();
    break_all(&mut chart);
    goal(&mut chart).status = GoalStatus::OnHold;
    assert_eq!(chart.rules(), [Rule::ProblemWithoutDiagnosis, Rule::ProblemWithoutDimension]);
    let mut chart = whole();
    break_all(&mut chart);
    for objective in &mut goal(&mut chart).objectives {
        objective.status = ObjectiveStatus::Achieved;
    }
    assert_eq!(chart.rules(), [Rule::ProblemWithoutDiagnosis, Rule::ProblemWithoutDimension, Rule::TargetOverdue]);
}

#[test]
fn a_deferral_in_the_assessment_answers_too() {
    let mut chart = whole();
    chart.deferrals = std::mem::take(&mut chart.plan.deferrals);
    assert_eq!(chart.rules(), []);
    let today = day("2026-12-19");
    assert!(unanswered(&chart.findings, &chart.plan, &chart.deferrals, today).is_empty());
    let due: Vec<_> = unanswered(&chart.findings, &chart.plan, &chart.deferrals, day("2026-12-20"));
    assert_eq!(due.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ["f-sleep"], "its day has come");
    chart.plan.problems.clear();
    assert_eq!(unanswered(&chart.findings, &chart.plan, &[], today).len(), 2);
}

#[test]
fn promised_and_given_are_counted_over_the_time_it_was_promised() {
    let plan = clean_plan(); // of 16 November: twice a week until 16 December
    let notes = [
        note("2026-11-15", &[], &["i-calls"], 50),
        note("2026-11-16", &[], &["i-calls"], 45),
        note("2026-12-16", &[], &["i-calls", "i-med"], 60),
        note("2026-12-17", &[], &["i-calls"], 50),
    ];
    let of = |from: &str, to: &str| {
        delivery(&plan, &notes, day(from), day(to)).into_iter().find(|one| one.line == id("i-calls")).unwrap()
    };
    let all = of("2026-11-01", "2026-12-31");
    assert_eq!((all.promised, all.given), (8, 2), "31 days, four weeks and a rest");
    assert_eq!((all.minutes_promised, all.minutes_given), (Some(400), 105));
    let before = of("2026-11-01", "2026-11-15");
    assert_eq!((before.promised, before.given), (0, 0));
}

#[test]
fn thread_settings_are_stored_as_words() {
    let rules = ThreadRules::standard();
    let text = serde_json::to_value(&rules).unwrap();
    assert_eq!(text["rules"]["objective-without-note"]["days"], 21);
    assert_eq!(serde_json::from_value::<ThreadRules>(text).unwrap(), rules);
    let none = ThreadRules { rules: Default::default() };
    for rule in Rule::ALL {
        assert_eq!(none.setting(*rule), rules.setting(*rule), "a rule that is not set is as in the standard");
    }
}
