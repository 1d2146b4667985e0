//! What the proofs of the through-line sign: an assessment, a diagnosis, a plan, a note, each as small as it may be.

use chrono::{Days, NaiveDate};
use clinical::{
    AuthorLine, Edition, Format, LevelOfCare, Link, Modality, Note, ServiceTime, ServiceType, When, Zoned,
    assessment::{
        Area, Assessment, AssessmentFinding, DimensionRating, DimensionRef, FindingId, WithdrawalDecision, WithdrawalRisk,
        dimensions,
    },
    diagnosis::{Coded, Condition, ConditionId, ConditionStatus, Diagnosed, Diagnosis},
    plan::{
        Agreement, Category, CopingStep, Frequency, Goal, Intervention, LineId, Objective, ObjectiveStatus, Period, Plan,
        PlanSignature, Problem, Proof, SignerRole, Strokes, diff, kept_lines,
    },
};
use record::{DocId, Time};

pub fn line(id: &str) -> LineId {
    LineId::new(id).unwrap()
}

pub fn finding() -> FindingId {
    FindingId::new("f-use").unwrap()
}

/// An assessment that may be signed on `today`.
pub fn assessment(today: NaiveDate) -> Assessment {
    let rated = dimensions(Edition::Fourth).iter().filter(|dimension| !dimension.ratings.is_empty());
    let rating = |number: u8| DimensionRating { dimension: number, rating: "1.5".to_owned(), rationale: "As told.".to_owned() };
    let mut assessment = Assessment {
        date: Some(today),
        reason: "“I want my weekends back.”".to_owned(),
        withdrawal: WithdrawalRisk {
            considered: "No use for six weeks.".to_owned(),
            by: "Person cora, LCSW".to_owned(),
            on: Some(today),
            decision: Some(WithdrawalDecision::NotNeeded),
            reason: "Nothing to withdraw from.".to_owned(),
            ..WithdrawalRisk::default()
        },
        ratings: rated.map(|dimension| rating(dimension.number)).collect(),
        findings: vec![AssessmentFinding { id: finding(), area: Area::Use, text: "Drinks alone in the evening".to_owned() }],
        ..Assessment::default()
    };
    assessment.level = assessment.suggestion().to_decision();
    assessment.level.chosen = LevelOfCare::find(Edition::Fourth, "1.5");
    assessment.level.reason = "Once a week is enough for now.".to_owned();
    assessment
}

/// A diagnosis by code, confirmed on `today`.
pub fn condition(code: &str, today: NaiveDate) -> Condition {
    let edition = Coded::new("F41.1", today).unwrap().edition;
    let mut condition = Condition::new(Diagnosis::Coded(Coded { code: code.to_owned(), edition }));
    condition.status = ConditionStatus::Confirmed;
    condition.diagnosed = Diagnosed { by: "Person cora".to_owned(), credential: "LCSW".to_owned(), on: Some(today) };
    condition
}

/// A plan with one objective, `o-days`, that may be signed on `today`.
pub fn plan(today: NaiveDate, conditions: &[ConditionId]) -> Plan {
    let mut talk = Intervention::new(line("i-talk"), Category::Individual, "Counseling");
    talk.frequency = Some(Frequency { times: 1, per: Period::Week });
    let mut days = Objective::new(line("o-days"), 1, "Evenings without drinking");
    days.criterion = "Told each week".to_owned();
    (days.unit, days.baseline, days.target) = ("evenings".to_owned(), Some(1), Some(5));
    days.target_date = Some(today + Days::new(60));
    days.interventions = vec![talk];
    let mut goal = Goal::new(line("g-weekends"), "“Weekends.”");
    goal.objectives = vec![days];
    let mut problem = Problem::new(line("p-use"), 1, "Drinking takes the weekends");
    problem.dimension = Some(DimensionRef { edition: Edition::Fourth, number: 4 });
    problem.conditions = conditions.to_vec();
    problem.findings = vec![finding()];
    problem.goals = vec![goal];
    let mut plan = Plan {
        problems: vec![problem],
        level: LevelOfCare::find(Edition::Fourth, "1.5"),
        review_date: Some(today + Days::new(20)),
        ..Plan::default()
    };
    plan.head.date = Some(today);
    plan
}

/// A successor of `base` that changes one field of one line.
pub fn revision(base: DocId, plan: &Plan, today: NaiveDate, change: impl FnOnce(&mut Problem)) -> Plan {
    let mut next = plan.revise(base);
    next.head.date = Some(today);
    change(&mut next.problems[0]);
    next
}

/// Every answer that a revision asks for.
pub fn answered(mut plan: Plan, base: &Plan, today: NaiveDate) -> Plan {
    let revision = plan.head.revision.as_mut().unwrap();
    revision.medication_considered = "Nothing changes.".to_owned();
    revision.groups = "The evening group.".to_owned();
    revision.family = "Her sister comes.".to_owned();
    plan.triggers = vec![CopingStep { trigger: "A hard call".to_owned(), coping: "Call Ada".to_owned() }];
    plan.harm_reduction = vec!["Naloxone at home".to_owned()];
    plan.level_reason = "It holds.".to_owned();
    plan.measures = "BAM each month".to_owned();
    plan.review_date = Some(today + Days::new(14));
    let kept: Vec<_> = kept_lines(base, &plan).into_iter().map(|id| (id, "It works.".to_owned())).collect();
    plan.head.reasons.extend(kept);
    let changed = diff(base, &plan).unwrap();
    for line in changed.lines() {
        plan.head.reasons.insert(line.clone(), "After the return to use.".to_owned());
    }
    plan
}

/// A signature that says yes, drawn.
pub fn signature(role: SignerRole, shown: &str, today: NaiveDate) -> PlanSignature {
    PlanSignature {
        role,
        name: "Wren Maplethorn".to_owned(),
        answer: Agreement::Agrees,
        on: Some(today),
        proof: Proof::Strokes(Strokes::new("M10,40 L20,12 L31,38").unwrap()),
        shown: shown.to_owned(),
        ..PlanSignature::default()
    }
}

/// A note about the hour that has just ended, which worked on `o-days` of `version`.
pub fn note(version: DocId, now: Time) -> Note {
    let zoned = |minutes: i64| Zoned::new(now.plus(-minutes * 60_000).to_utc(), "America/Chicago", -360).unwrap();
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    note.when = When::Known(ServiceTime::new(zoned(61), zoned(1)).unwrap());
    note.modality = Some(Modality::InPerson);
    note.location = "Room 2".to_owned();
    for section in note.layout() {
        note.set_text(section.id, "Three evenings at the clock bench; the fourth was hard, and was told.");
    }
    note.follow(version);
    note.links = vec![Link {
        interventions: vec![line("i-talk")],
        progress: Some(ObjectiveStatus::Improving),
        value: Some(3),
        remark: "Called before the urge was strong.".to_owned(),
        ..Link::new(line("o-days"))
    }];
    note
}

/// How someone who signs is called.
pub fn is_line(author: Option<&AuthorLine>, login: &str) -> bool {
    author.is_some_and(|author| author.name == format!("Person {login}") && author.credential == "LCSW")
}
