//! The treatment plan: problem → goal → objective → intervention, in versions.
//!
//! Each signed version names the versions it follows; a version that follows two joins them again. Lines
//! keep their ids, so that any two versions can be compared in words ([`read`]) and joined ([`merge()`]). Statements
//! about a signed version are [`PlanSignature`], [`PlanReview`] and [`PlanEvent`].

mod carry_over;
mod category;
mod check;
mod comparison;
mod content;
mod delivery;
mod diff;
mod event;
mod flat;
mod line;
mod merge;
pub mod progress;
mod review;
mod revision;
mod settings;
mod signature;
mod status;
pub mod template;
mod version;
mod words;

pub use carry_over::CarryOver;
pub use category::{Category, CategoryGroup, Frequency, Period};
pub use check::{REVISION_REVIEW_DAYS, without_reason};
pub use comparison::{Earlier, LineChange, Reading, Sentence, Verdict};
pub use delivery::{Delivery, NoteSummary, delivery, unanswered};
pub use diff::{Change, Diff, Misfit, Position, apply, diff};
pub use event::{PlanEvent, ReviewEvent};
pub use line::{Goal, Intervention, LineId, LineKind, Objective, Problem};
pub use merge::{Merge, MergeError, Side, Taken, merge};
pub use review::{Because, Care, Due, EventKind, PlanReview, Urgency, due, named as named_review};
pub use revision::{Revision, kept_lines, kept_without_reason};
pub use settings::{Cadence, ReviewSettings, Trigger};
pub use signature::{
    Agreement, Asked, MissingSignature, PlanSignature, Proof, SignerRole, Strokes, StrokesError, missing_signatures,
};
pub use status::{Domain, GoalStatus, ObjectiveStatus, Priority, ProblemStatus};
pub use version::{Signing, Standing, Status, SupersededBase, Version, standing};
pub use words::read;

use crate::{AuthorLine, LevelOfCare, Participant, assessment::Deferral, named::named, sealed::sealed};
use chrono::NaiveDate;
use record::DocId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

named! {
    /// How a plan ended (FHIR: CarePlan.status).
    Ending {
        Completed = "completed", "Completed";
        Revoked = "revoked", "Ended before it was completed";
    }
}

/// What a version says about itself, beside the plan.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The versions it follows: none for the first, one for a revision, several where they are joined.
    pub bases: Vec<DocId>,
    /// The day it was written.
    pub date: Option<NaiveDate>,
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// What brought it about, in a few words; may be empty.
    pub occasion: String,
    /// For a revision after a return to use.
    pub revision: Option<Revision>,
    /// Documents of events it answers, besides the return to use.
    pub answers: Vec<DocId>,
    /// Line to the author's reason for its change.
    pub reasons: BTreeMap<LineId, String>,
    /// This version ends the plan.
    pub ending: Option<Ending>,
    /// Why it ends.
    pub ending_reason: String,
}

/// Someone who stands by the client.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Who.
    pub name: String,
    /// What they are to the client.
    pub relation: String,
    /// What they do.
    pub part: String,
}

/// Something that leads toward use, and what to do instead.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopingStep {
    /// The trigger, inside or outside.
    pub trigger: String,
    /// The way of coping that was agreed on.
    pub coping: String,
}

/// A version of the plan.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// About this version.
    pub head: Head,
    /// The lines. Read from storage, no id stands twice.
    #[serde(deserialize_with = "flat::without_doubles")]
    pub problems: Vec<Problem>,
    /// Findings put off.
    pub deferrals: Vec<Deferral>,
    /// Level of care.
    pub level: Option<LevelOfCare>,
    /// Hours of service agreed on in a week, 0 to 168.
    pub weekly_hours: Option<u8>,
    /// Why this level.
    pub level_reason: String,
    /// What the client can build on.
    pub strengths: Vec<String>,
    /// What is in the way.
    pub barriers: Vec<String>,
    /// What the client prefers.
    pub preferences: Vec<String>,
    /// Who stands by the client.
    pub supports: Vec<Support>,
    /// Triggers, each with a coping plan.
    pub triggers: Vec<CopingStep>,
    /// Naloxone, safer use, testing: whatever lessens harm.
    pub harm_reduction: Vec<String>,
    /// Risk and safety.
    pub risk: String,
    /// Whether medication is part of it: a prescriber signs then.
    pub medication: bool,
    /// The medication plan's document.
    pub medication_plan: Option<DocId>,
    /// What is measured, and when.
    pub measures: String,
    /// When it is time to leave.
    pub discharge_criteria: Vec<String>,
    /// First thoughts on what comes after.
    pub aftercare: String,
    /// Who took part in making it.
    pub participants: Vec<Participant>,
    /// When it is looked at again.
    pub review_date: Option<NaiveDate>,
}

sealed!(Head, Support, CopingStep, Plan);

impl Plan {
    /// The most bytes of a version as it is stored, so that the sealed document stays within the protocol's limit.
    pub const TEXT_MAX: u32 = 200_000;

    /// Its objectives, in order, each with its problem and goal.
    pub fn objectives(&self) -> impl Iterator<Item = (&Problem, &Goal, &Objective)> {
        self.problems.iter().flat_map(|problem| {
            problem.goals.iter().flat_map(move |goal| goal.objectives.iter().map(move |objective| (problem, goal, objective)))
        })
    }

    /// An objective by its id, with its problem and goal.
    pub fn objective(&self, id: &LineId) -> Option<(&Problem, &Goal, &Objective)> {
        self.objectives().find(|(_, _, objective)| objective.id == *id)
    }

    /// Objectives someone works on: problem active, goal and objective open.
    pub fn active_objectives(&self) -> impl Iterator<Item = (&Problem, &Goal, &Objective)> {
        self.objectives().filter(|(problem, goal, objective)| {
            problem.status == ProblemStatus::Active && goal.status.is_open() && objective.status.is_open()
        })
    }

    /// The number an objective is called by: `2.3`.
    pub fn objective_number(&self, id: &LineId) -> Option<String> {
        self.objective(id).map(|(problem, _, objective)| format!("{}.{}", problem.number, objective.number))
    }

    /// Whether a prescriber has a say in it.
    pub fn has_medication(&self) -> bool {
        self.medication
            || self.medication_plan.is_some()
            || self.objectives().any(|(_, _, objective)| {
                objective.interventions.iter().any(|intervention| intervention.category == Category::Medication)
            })
    }

    /// A draft that follows this version, known as `base`: the same lines, an empty head.
    pub fn revise(&self, base: DocId) -> Self {
        Self { head: Head { bases: vec![base], ..Head::default() }, ..self.clone() }
    }
}

/// A number for a new problem that no version has used, nor the hundred after it.
pub fn next_problem_number<'a>(versions: impl IntoIterator<Item = &'a Plan>) -> u16 {
    unused(versions.into_iter().flat_map(|plan| &plan.problems).map(|problem| problem.number).collect())
}

/// A number for a new objective of a problem that no version has used, nor the hundred after it.
pub fn next_objective_number<'a>(versions: impl IntoIterator<Item = &'a Plan>, problem: &LineId) -> u16 {
    let problems = versions.into_iter().flat_map(|plan| &plan.problems).filter(|other| other.id == *problem);
    unused(problems.flat_map(Problem::objectives).map(|objective| objective.number).collect())
}

/// The number after the greatest; where none is left there, the first gap that is wide enough for a template.
fn unused(used: BTreeSet<u16>) -> u16 {
    const ROOM: u16 = 100;
    let after = |number: u16| number.checked_add(1).filter(|next| next.checked_add(ROOM).is_some());
    let greatest = used.last().map_or(Some(1), |greatest| after(*greatest));
    let is_gap = |number: &u16| number.checked_add(ROOM).is_some_and(|last| used.range(*number..=last).next().is_none());
    let gap = || std::iter::once(0).chain(used.iter().copied()).filter_map(after).find(is_gap);
    greatest.or_else(gap).unwrap_or(u16::MAX)
}
