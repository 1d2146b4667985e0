//! The golden thread: every rule fires where the thread is broken, and is silent where it is whole.

use super::{made::*, signatures::signed};
use crate::made::day;
use clinical::{
    Finding, Severity,
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
    NoteSummary { date: day(date), session: true, objectives: ids(objectives), interventions: ids(interventions), minutes }
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
    fn breaks(&self, rules: &ThreadRules) -> Vec<Finding> {
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
        side.check(rules)
    }

    fn rules(&self) -> Vec<Rule> {
        self.breaks(&ThreadRules::standard()).into_iter().map(|broken| Rule::from_id(broken.rule.id()).unwrap()).collect()
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
        "Not addressed or deferred: Sleeps four hours",
    ),
    (
        Rule::FindingUnanswered,
        |chart| chart.plan.deferrals[0].until = Some(day(TODAY)),
        "finding-f-sleep",
        "Not addressed or deferred: Sleeps four hours",
    ),
    (
        Rule::FindingUnanswered,
        |chart| chart.plan.deferrals[0].reason = " ".into(),
        "finding-f-sleep",
        "Not addressed or deferred: Sleeps four hours",
    ),
    (
        Rule::ProblemWithoutDiagnosis,
        |chart| chart.plan.problems[0].conditions.clear(),
        "problem-p-use",
        "Problem 1 is not linked to a current diagnosis.",
    ),
    (
        Rule::ProblemWithoutDiagnosis,
        |chart| chart.conditions.clear(),
        "problem-p-use",
        "Problem 1 is not linked to a current diagnosis.",
    ),
    (
        Rule::ProblemWithoutDimension,
        |chart| chart.plan.problems[0].dimension = None,
        "problem-p-use",
        "Problem 1 has no ASAM dimension.",
    ),
    (Rule::GoalMissing, |chart| chart.plan.problems[0].goals.clear(), "problem-p-use", "Problem 1 has no goal."),
    (Rule::GoalWithoutObjective, |chart| goal(chart).objectives.clear(), "goal-g-posy", "A goal of problem 1 has no objective."),
    (
        Rule::ObjectiveWithoutIntervention,
        |chart| goal(chart).objectives[1].interventions.clear(),
        "objective-o-phone",
        "Objective 1.2 has no intervention yet.",
    ),
    (
        Rule::ObjectiveWithoutNote,
        |chart| chart.notes = vec![note("2026-11-17", &["o-days"], &[], 50), note("2026-10-28", &["o-phone"], &[], 50)],
        "objective-o-phone",
        "No note has addressed objective 1.2 for 21 days.",
    ),
    (
        Rule::ObjectiveWithoutNote,
        |chart| {
            chart.notes = vec![note("2026-11-17", &["o-days"], &[], 50)];
            chart.plan.head.date = Some(day("2026-10-27"));
            goal(chart).objectives[1].interventions[0].frequency = None;
        },
        "objective-o-phone",
        "No note has addressed objective 1.2 for 22 days.",
    ),
    (
        Rule::PromisedNotGiven,
        |chart| goal(chart).objectives[1].interventions[0].start = Some(day("2026-10-22")),
        "intervention-i-calls",
        "Planned 8 times in the last 28 days, provided once.",
    ),
    (
        Rule::TargetOverdue,
        |chart| goal(chart).objectives[0].target_date = Some(day("2026-11-17")),
        "objective-o-days",
        "Objective 1.1 had the target date Nov 17, 2026.",
    ),
    (
        Rule::TargetOverdue,
        |chart| goal(chart).target_date = Some(day("2026-11-17")),
        "goal-g-posy",
        "A goal of problem 1 had the target date Nov 17, 2026.",
    ),
    (
        Rule::ReviewExpired,
        |chart| chart.plan.review_date = Some(day("2026-11-17")),
        "plan",
        "Review due Tue, Nov 17, 2026, since yesterday (set in the plan).",
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
        assert_eq!((broken.rule.id(), &*broken.sentence, &*broken.place.name()), (rule.id(), *sentence, *at));
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
    assert_eq!(chart.breaks(&rules).len(), 2, "a program that allows 20 days");
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

/// The delivery of the intervention `i-calls`, promised so often, in the four weeks that end with a day.
fn calls(times: u16, per: Period, notes: &[NoteSummary], to: &str) -> Delivery {
    let mut plan = clean_plan(); // of 16 November; i-calls runs until 16 December
    plan.problems[0].goals[0].objectives[1].interventions[0].frequency = Some(Frequency { times, per });
    delivery(&plan, notes, 28, day(to)).into_iter().find(|one| one.line == id("i-calls")).unwrap()
}

#[test]
fn promised_and_given_are_counted_over_the_time_it_was_promised() {
    let notes = [
        note("2026-11-15", &[], &["i-calls"], 50),
        note("2026-11-16", &[], &["i-calls"], 45),
        note("2026-12-16", &[], &["i-calls", "i-med"], 60),
        note("2026-12-17", &[], &["i-calls"], 50),
    ];
    let of = |to: &str| calls(2, Period::Week, &notes, to);
    let whole = of("2026-12-16");
    assert_eq!((whole.promised, whole.given, whole.days), (8, 1, 28), "four weeks; the first note is before them");
    assert_eq!((whole.minutes_promised, whole.minutes_given), (Some(400), 60));
    assert_eq!((of("2026-11-22").promised, of("2026-11-22").given), (2, 1), "a week since it began");
    assert_eq!((of("2026-12-31").promised, of("2026-12-31").given), (3, 1), "twelve days until it ended");
    assert_eq!((of("2026-11-15").promised, of("2026-11-15").given), (0, 0), "not begun");
}

#[test]
fn what_is_promised_by_the_month_is_looked_at_over_a_month() {
    let none = |to: &str| calls(1, Period::Month, &[], to);
    assert_eq!((none("2026-12-14").promised, none("2026-12-14").days), (0, 30), "29 days since it began");
    assert_eq!(none("2026-12-15").promised, 1, "30 days");
    let given = calls(1, Period::Month, &[note("2026-11-16", &[], &["i-calls"], 50)], "2026-12-15");
    assert_eq!((given.promised, given.given), (1, 1), "on the first of the thirty days");
}

#[test]
fn what_is_promised_once_is_due_in_its_time_and_stays_given() {
    let early = [note("2026-11-02", &[], &["i-calls"], 50)];
    let of = |notes: &[NoteSummary], to: &str| {
        let one = calls(1, Period::Once, notes, to);
        (one.promised, one.given)
    };
    assert_eq!(of(&[], "2026-11-16"), (0, 0), "not on the day it is promised");
    assert_eq!(of(&[], "2026-12-13"), (0, 0), "28 days");
    assert_eq!(of(&[], "2026-12-14"), (1, 0), "after them");
    assert_eq!(of(&[], "2027-03-01"), (1, 0), "its end has passed");
    assert_eq!(of(&early, "2027-03-01"), (1, 1), "given under an earlier version, months ago");
}

#[test]
fn an_objective_that_a_note_closed_is_asked_for_no_more() {
    let mut chart = whole();
    chart.notes.clear();
    chart.plan.head.date = Some(day("2026-10-20"));
    chart.plan.review_date = Some(day("2026-11-30"));
    chart.plan.level = None;
    goal(&mut chart).objectives[0].target_date = Some(day("2026-11-01"));
    assert!(chart.rules().contains(&Rule::ObjectiveWithoutNote) && chart.rules().contains(&Rule::TargetOverdue));
    let said = |objective: &str, status| progress::ProgressEntry {
        objective: id(objective),
        date: day("2026-11-10"),
        from: progress::SourceKind::Note,
        source: doc(70),
        version: None,
        status: Some(status),
        value: None,
        remark: String::new(),
    };
    let mut told = vec![said("o-days", ObjectiveStatus::Achieved), said("o-phone", ObjectiveStatus::Discontinued)];
    let open = chart.plan.clone();
    chart.plan = progress::as_told(doc(4), &open, &told);
    assert_eq!(chart.rules(), []);
    told.push(said("o-days", ObjectiveStatus::Worsening));
    chart.plan = progress::as_told(doc(4), &open, &told);
    assert!(chart.rules().contains(&Rule::TargetOverdue), "opened again by a later word");
    chart.plan = Plan { head: Head { date: Some(day("2026-11-11")), ..open.head.clone() }, ..open };
    chart.plan = progress::as_told(doc(4), &chart.plan, &told[..2]);
    assert!(chart.rules().contains(&Rule::TargetOverdue), "a version that was written later has the last word");
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
