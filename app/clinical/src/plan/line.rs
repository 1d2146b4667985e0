//! Problem, goal, objective, intervention: the lines of a plan. Every line keeps its id in every version.

use super::{Category, Domain, Frequency, GoalStatus, ObjectiveStatus, Priority, ProblemStatus};
use crate::{
    assessment::{Area, DimensionRef, FindingId},
    diagnosis::ConditionId,
    named::{named, stable_id},
    sealed::sealed,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

stable_id! {
    /// Names a line of the plan in every version of it.
    LineId
}

named! {
    /// What a line is.
    LineKind {
        Section = "section", "Section";
        Problem = "problem", "Problem";
        Goal = "goal", "Goal";
        Objective = "objective", "Objective";
        Intervention = "intervention", "Intervention";
    }
}

/// Something that stands in the way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Its id.
    pub id: LineId,
    /// The number people call it by; kept for ever, never given to another.
    pub number: u16,
    /// What it is, in a sentence.
    pub statement: String,
    /// What is seen: behavior, measures, the client's account.
    pub evidence: String,
    /// The part of life.
    pub area: Area,
    /// The ASAM dimension it belongs to.
    pub dimension: Option<DimensionRef>,
    /// Diagnoses it goes back to.
    pub conditions: Vec<ConditionId>,
    /// Findings of assessments it answers.
    pub findings: Vec<FindingId>,
    /// How soon it is taken up.
    pub priority: Priority,
    /// Where it stands.
    pub status: ProblemStatus,
    /// Why it waits, or to whom it went.
    pub status_reason: String,
    /// What the client wants instead.
    pub goals: Vec<Goal>,
}

/// What the client wants.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its id.
    pub id: LineId,
    /// In the client's own words.
    pub words: String,
    /// The long-term outcome, in the counselor's words.
    pub outcome: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// By when.
    pub target_date: Option<NaiveDate>,
    /// Steps toward it.
    pub objectives: Vec<Objective>,
}

/// A step toward a goal that can be seen or counted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Its id.
    pub id: LineId,
    /// Its number within the problem; kept for ever, never given to another.
    pub number: u16,
    /// What the client will do, in a sentence.
    pub statement: String,
    /// How anyone can tell that it was reached.
    pub criterion: String,
    /// With what it is measured: an instrument, a diary, attendance. May be empty.
    pub instrument: String,
    /// What the numbers below count: days, points, times. May be empty.
    pub unit: String,
    /// Where it began, as a whole number of the unit.
    pub baseline: Option<i32>,
    /// Where it should get.
    pub target: Option<i32>,
    /// By when.
    pub target_date: Option<NaiveDate>,
    /// Which part of life gets better.
    pub domain: Domain,
    /// Where it stood when this version was written; notes carry it on, see [`super::progress`].
    pub status: ObjectiveStatus,
    /// Why it was changed or ended.
    pub status_reason: String,
    /// What is done for it.
    pub interventions: Vec<Intervention>,
}

/// Something done.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intervention {
    /// Its id.
    pub id: LineId,
    /// What kind.
    pub category: Category,
    /// What exactly.
    pub description: String,
    /// Who does it.
    pub provider: String,
    /// In which role or with which credential.
    pub role: String,
    /// How often it is promised.
    pub frequency: Option<Frequency>,
    /// Minutes of one time.
    pub minutes: Option<u16>,
    /// From when.
    pub start: Option<NaiveDate>,
    /// Until when.
    pub end: Option<NaiveDate>,
}

sealed!(Problem, Goal, Objective, Intervention);

impl Problem {
    /// An empty one.
    pub fn new(id: LineId, number: u16, statement: impl Into<String>) -> Self {
        Self {
            id,
            number,
            statement: statement.into(),
            evidence: String::new(),
            area: Area::default(),
            dimension: None,
            conditions: Vec::new(),
            findings: Vec::new(),
            priority: Priority::default(),
            status: ProblemStatus::default(),
            status_reason: String::new(),
            goals: Vec::new(),
        }
    }

    /// Its objectives, over all its goals.
    pub fn objectives(&self) -> impl Iterator<Item = &Objective> {
        self.goals.iter().flat_map(|goal| &goal.objectives)
    }

    /// The same, to be changed.
    pub fn objectives_mut(&mut self) -> impl Iterator<Item = &mut Objective> {
        self.goals.iter_mut().flat_map(|goal| &mut goal.objectives)
    }
}

impl Goal {
    /// One in the client's words, worked on from now.
    pub fn new(id: LineId, words: impl Into<String>) -> Self {
        let (words, outcome) = (words.into(), String::new());
        Self { id, words, outcome, status: GoalStatus::Active, target_date: None, objectives: Vec::new() }
    }
}

impl Objective {
    /// An empty one.
    pub fn new(id: LineId, number: u16, statement: impl Into<String>) -> Self {
        Self {
            id,
            number,
            statement: statement.into(),
            criterion: String::new(),
            instrument: String::new(),
            unit: String::new(),
            baseline: None,
            target: None,
            target_date: None,
            domain: Domain::default(),
            status: ObjectiveStatus::default(),
            status_reason: String::new(),
            interventions: Vec::new(),
        }
    }
}

impl Intervention {
    /// An empty one.
    pub fn new(id: LineId, category: Category, description: impl Into<String>) -> Self {
        Self {
            id,
            category,
            description: description.into(),
            provider: String::new(),
            role: String::new(),
            frequency: None,
            minutes: None,
            start: None,
            end: None,
        }
    }
}
