//! The plan of the chart that is measured: four problems that are worked on, with one slip of every kind.

use chrono::{Days, NaiveDate};
use clinical::{
    AuthorLine, Edition, LevelOfCare,
    assessment::{Area, AssessmentFinding, Deferral, DimensionRef, FindingId},
    diagnosis::ConditionId,
    plan::{
        Agreement, Category, Frequency, Goal, Intervention, LineId, Objective, Period, Plan, PlanSignature, Problem, Proof,
        SignerRole,
    },
};

/// The diagnosis the plan goes back to.
pub(super) const DIAGNOSIS: ConditionId = ConditionId::from_u128(1 << 64);
/// The digest of the version in force.
pub(super) const SHOWN: &str = "the version in force";
/// How long ago it was written.
const DAYS: u64 = 90;
/// Problems that are worked on.
const PROBLEMS: u16 = 4;
/// Goals of each.
const GOALS: u16 = 2;
/// Objectives of each goal.
const OBJECTIVES: u16 = 2;
/// What is done for an objective: what, how often, for how long.
const DONE: [(Category, u16, Period, u16); 3] = [
    (Category::Individual, 1, Period::Week, 50),
    (Category::Group, 2, Period::Month, 50),
    (Category::CaseManagement, 1, Period::Once, 30),
];

fn line(text: String) -> Option<LineId> {
    LineId::new(text).ok()
}

/// The objective of a problem's number and its own.
pub(super) fn objective_id(problem: u16, number: u16) -> Option<LineId> {
    line(format!("o{problem}-{number}"))
}

/// The version in force on `today`.
pub(super) fn plan(today: NaiveDate) -> Option<Plan> {
    let written = today - Days::new(DAYS);
    let mut problems = (1..=PROBLEMS).map(|number| problem(number, written)).collect::<Option<Vec<_>>>()?;
    let last = problems.last_mut()?;
    last.goals.first_mut()?.objectives.first_mut()?.interventions.clear();
    last.goals.first_mut()?.target_date = Some(today - Days::new(1));
    last.goals.last_mut()?.objectives.clear();
    // No dimension, no diagnosis, no goal.
    problems.push(Problem::new(line("p-new".into())?, PROBLEMS + 1, "Nights without sleep before every shift"));
    let mut plan = Plan {
        problems,
        level: LevelOfCare::find(Edition::Fourth, "2.1"),
        weekly_hours: Some(9),
        review_date: Some(today - Days::new(10)),
        deferrals: deferrals(today)?,
        ..Plan::default()
    };
    plan.head.date = Some(written);
    plan.head.author = Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() });
    Some(plan)
}

fn problem(number: u16, written: NaiveDate) -> Option<Problem> {
    let mut problem = Problem::new(line(format!("p{number}"))?, number, "Drinking on most evenings puts health and work at risk");
    problem.evidence = "Told at entry and in the first two sessions.".into();
    problem.dimension = Some(DimensionRef { edition: Edition::Fourth, number: 4 });
    problem.conditions = vec![DIAGNOSIS];
    problem.findings = vec![finding(number)?];
    for place in 0..GOALS {
        let mut goal = Goal::new(line(format!("g{number}-{place}"))?, "I want to be someone others can count on.");
        goal.target_date = Some(written + Days::new(180));
        let numbers = place * OBJECTIVES + 1..=(place + 1) * OBJECTIVES;
        goal.objectives = numbers.map(|own| objective(number, own, written)).collect::<Option<_>>()?;
        problem.goals.push(goal);
    }
    Some(problem)
}

fn objective(problem: u16, number: u16, written: NaiveDate) -> Option<Objective> {
    let mut objective = Objective::new(objective_id(problem, number)?, number, "After a hard call, phone one of three people");
    objective.criterion = "Five times out of five".into();
    objective.unit = "times".into();
    (objective.baseline, objective.target) = (Some(0), Some(5));
    objective.target_date = Some(written + Days::new(120));
    for (at, (category, times, per, minutes)) in (1..).zip(DONE) {
        let mut done = Intervention::new(line(format!("i{problem}-{number}-{at}"))?, category, "Rehearsal with a call card");
        done.frequency = Some(Frequency { times, per });
        done.minutes = Some(minutes);
        done.start = Some(written);
        objective.interventions.push(done);
    }
    Some(objective)
}

fn finding(number: u16) -> Option<FindingId> {
    FindingId::new(format!("f{number}")).ok()
}

/// What assessments found: what the problems answer, what was put off, and one thing that nobody took up.
pub(super) fn findings() -> Option<Vec<AssessmentFinding>> {
    let found = |number| Some(AssessmentFinding { id: finding(number)?, area: Area::Use, text: "Sleeps four hours".into() });
    (1..=2 * PROBLEMS + 1).map(found).collect()
}

fn deferrals(today: NaiveDate) -> Option<Vec<Deferral>> {
    let until = Some(today + Days::new(30));
    let off = |number| Some(Deferral { finding: finding(number)?, reason: "After the first month.".into(), until });
    (PROBLEMS + 1..=2 * PROBLEMS).map(off).collect()
}

/// The supervisor signed this version; the client signed one that was changed afterwards.
pub(super) fn signatures(today: NaiveDate) -> Vec<PlanSignature> {
    let by = |role, shown: &str| PlanSignature {
        role,
        name: "As signed".into(),
        credential: String::new(),
        answer: Agreement::Agrees,
        words: String::new(),
        on: Some(today - Days::new(DAYS)),
        proof: Proof::Key,
        shown: shown.into(),
    };
    vec![by(SignerRole::Supervisor, SHOWN), by(SignerRole::Client, "a version before it")]
}
