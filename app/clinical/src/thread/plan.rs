//! The thread on the plan's side: findings, diagnoses, problems, goals, objectives, interventions, and what became of them.

use super::{Rule, RuleSetting, ThreadRules};
use crate::{
    Finding, Place,
    assessment::{AssessmentFinding, Deferral},
    diagnosis::ConditionId,
    plan::{
        Asked, Delivery, Due, LineId, LineKind, MissingSignature, NoteSummary, Period, Plan, PlanSignature, ProblemStatus,
        SignerRole, delivery, missing_signatures, unanswered,
    },
    sealed::sealed,
};
use chrono::NaiveDate;

/// Everything the plan's side of the thread runs through.
#[derive(Clone, Copy)]
pub struct PlanSide<'a> {
    /// Findings of all assessments.
    pub findings: &'a [AssessmentFinding],
    /// Findings put off in assessments; those of the plan are in the plan.
    pub deferrals: &'a [Deferral],
    /// Diagnoses of the problem list that stand.
    pub conditions: &'a [ConditionId],
    /// The version looked at, its objectives as they stand, see [`crate::plan::progress::as_told`].
    pub plan: &'a Plan,
    /// Its digest, as signatures name it.
    pub shown: &'a str,
    /// Signatures under it.
    pub signatures: &'a [PlanSignature],
    /// Notes, in any order.
    pub notes: &'a [NoteSummary],
    /// When it is due for review, see [`crate::plan::due`].
    pub due: &'a Due,
    /// The local date.
    pub today: NaiveDate,
}

sealed!(PlanSide<'_>);

impl PlanSide<'_> {
    /// Where the thread is broken, what stops a signature first.
    pub fn check(&self, rules: &ThreadRules) -> Vec<Finding> {
        let mut all = Vec::new();
        for rule in Rule::ALL {
            let setting = rules.setting(*rule);
            if setting.on {
                let found = find(*rule, setting, self).into_iter();
                all.extend(found.map(|(place, text)| Finding::of_thread(*rule, setting.severity, place, text)));
            }
        }
        Finding::join([all])
    }
}

/// The place, and the sentence.
type Found = (Place, String);

/// The place of the plan as a whole.
const PLAN: Place = Place::whole("plan");

fn place(kind: LineKind, line: &LineId) -> Place {
    Place::item(kind.id(), line)
}

fn find(rule: Rule, setting: RuleSetting, thread: &PlanSide<'_>) -> Vec<Found> {
    let PlanSide { plan, today, .. } = *thread;
    let at = |kind: LineKind, line: &LineId, sentence: String| (place(kind, line), sentence);
    let active = || plan.problems.iter().filter(|problem| problem.status == ProblemStatus::Active);
    let open_goals = || {
        active()
            .flat_map(|problem| problem.goals.iter().map(move |goal| (problem, goal)))
            .filter(|(_, goal)| goal.status.is_open())
    };
    let number = |id: &LineId| plan.objective_number(id).unwrap_or_default();
    match rule {
        Rule::FindingUnanswered => unanswered(thread.findings, plan, thread.deferrals, today)
            .into_iter()
            .map(|finding| (Place::item("finding", &finding.id), format!("Not addressed or deferred: {}", finding.text.trim())))
            .collect(),
        Rule::ProblemWithoutDiagnosis => active()
            .filter(|problem| !problem.conditions.iter().any(|id| thread.conditions.contains(id)))
            .map(|problem| {
                at(LineKind::Problem, &problem.id, format!("Problem {} is not linked to a current diagnosis.", problem.number))
            })
            .collect(),
        Rule::ProblemWithoutDimension => active()
            .filter(|problem| problem.dimension.is_none_or(|dimension| dimension.known().is_none()))
            .map(|problem| at(LineKind::Problem, &problem.id, format!("Problem {} has no ASAM dimension.", problem.number)))
            .collect(),
        Rule::GoalMissing => active()
            .filter(|problem| problem.goals.is_empty())
            .map(|problem| at(LineKind::Problem, &problem.id, format!("Problem {} has no goal.", problem.number)))
            .collect(),
        Rule::GoalWithoutObjective => open_goals()
            .filter(|(_, goal)| goal.objectives.is_empty())
            .map(|(problem, goal)| {
                at(LineKind::Goal, &goal.id, format!("A goal of problem {} has no objective.", problem.number))
            })
            .collect(),
        Rule::ObjectiveWithoutIntervention => plan
            .active_objectives()
            .filter(|(_, _, objective)| objective.interventions.is_empty())
            .map(|(_, _, objective)| {
                at(LineKind::Objective, &objective.id, format!("Objective {} has no intervention yet.", number(&objective.id)))
            })
            .collect(),
        Rule::ObjectiveWithoutNote => without_note(setting, thread),
        Rule::PromisedNotGiven => not_given(setting, thread),
        Rule::TargetOverdue => {
            let past = |day: Option<NaiveDate>| day.filter(|day| *day < today);
            let text = |day: NaiveDate| day.format("%b %-d, %Y").to_string();
            let goals = open_goals().filter_map(|(problem, goal)| {
                let day = text(past(goal.target_date)?);
                Some(at(LineKind::Goal, &goal.id, format!("A goal of problem {} had the target date {day}.", problem.number)))
            });
            let objectives = plan.active_objectives().filter_map(|(_, _, objective)| {
                let day = text(past(objective.target_date)?);
                Some(at(
                    LineKind::Objective,
                    &objective.id,
                    format!("Objective {} had the target date {day}.", number(&objective.id)),
                ))
            });
            goals.chain(objectives).collect()
        }
        Rule::ReviewExpired => thread.due.is_overdue().then(|| (PLAN, thread.due.sentence())).into_iter().collect(),
        Rule::UnsignedByClient => unsigned(setting, thread),
        Rule::EmptySection
        | Rule::NoteWithoutObjective
        | Rule::ProgressNotSaid
        | Rule::ClosedLine
        | Rule::EarlierPlan
        | Rule::TextCarried
        | Rule::LikeAnEarlierNote
        | Rule::OtherClientNamed
        | Rule::Overlap
        | Rule::LengthOff
        | Rule::AfterDischarge
        | Rule::OutreachNotAgreed
        | Rule::BeforeCare
        | Rule::TextAgainstRisk
        | Rule::StigmatizingWord
        | Rule::OtherPronouns => Vec::new(),
    }
}

fn without_note(setting: RuleSetting, thread: &PlanSide<'_>) -> Vec<Found> {
    let PlanSide { plan, today, .. } = *thread;
    let mut found = Vec::new();
    for (_, _, objective) in plan.active_objectives() {
        let noted = thread.notes.iter().filter(|note| note.date <= today && note.objectives.contains(&objective.id));
        let last = noted.map(|note| note.date).max();
        // Without a note the version's own day is when the promise was made.
        let Some(since) = last.or(plan.head.date) else { continue };
        let days = (today - since).num_days();
        if days >= i64::from(setting.days) {
            let number = plan.objective_number(&objective.id).unwrap_or_default();
            found.push((
                place(LineKind::Objective, &objective.id),
                format!("No note has addressed objective {number} for {days} days."),
            ));
        }
    }
    found
}

fn not_given(setting: RuleSetting, thread: &PlanSide<'_>) -> Vec<Found> {
    let PlanSide { plan, today, .. } = *thread;
    let short = |delivery: &Delivery| u64::from(delivery.given) * 100 < u64::from(delivery.promised) * u64::from(setting.percent);
    let given = delivery(plan, thread.notes, setting.days, today);
    let sentence = |delivery: Delivery| {
        let (promised, given) = (times(delivery.promised), times(delivery.given));
        let within = match delivery.frequency.per {
            Period::Once => String::new(),
            Period::Day | Period::Week | Period::TwoWeeks | Period::Month => format!(" in the last {} days", delivery.days),
        };
        let text = format!("Planned {promised}{within}, provided {given}.");
        (place(LineKind::Intervention, &delivery.line), text)
    };
    given.into_iter().filter(short).map(sentence).collect()
}

fn times(count: u32) -> String {
    match count {
        0 => "not once".into(),
        1 => "once".into(),
        2 => "twice".into(),
        count => format!("{count} times"),
    }
}

fn unsigned(setting: RuleSetting, thread: &PlanSide<'_>) -> Vec<Found> {
    let PlanSide { plan, today, .. } = *thread;
    let missing = missing_signatures(plan, thread.shown, thread.signatures, Asked::default());
    let Some(written) = plan.head.date else { return Vec::new() };
    let days = (today - written).num_days();
    let owed = missing.contains(&MissingSignature::Of(SignerRole::Client)) && days >= i64::from(setting.days);
    owed.then(|| (PLAN, format!("The client has not signed this version for {days} days."))).into_iter().collect()
}
