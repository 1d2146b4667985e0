//! How objectives go: what notes, measures and plan versions said about them. Nothing said is ever lost,
//! also not about objectives that have left the plan.

use super::{Domain, LineId, ObjectiveStatus, Plan, Problem};
use crate::{Kind, named::named, sealed::sealed};
use chrono::NaiveDate;
use record::DocId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

named! {
    /// What kind of document said it.
    SourceKind {
        Note = "note", "Note";
        Measure = "measure", "Measure";
        Review = "review", "Review";
        Plan = "plan", "Plan";
    }
}

impl SourceKind {
    /// The kind of that document.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Note => Kind::Note,
            Self::Measure => Kind::Measure,
            Self::Review => Kind::PlanReview,
            Self::Plan => Kind::Plan,
        }
    }
}

/// What one document said about one objective.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgressEntry {
    /// Which objective.
    pub objective: LineId,
    /// The day it speaks of.
    pub date: NaiveDate,
    /// What kind of document.
    pub from: SourceKind,
    /// Which document.
    pub source: DocId,
    /// The version of the plan it was written with, where it says.
    pub version: Option<DocId>,
    /// Where the objective stood; `None` when only a number was read.
    pub status: Option<ObjectiveStatus>,
    /// The number, in the objective's unit.
    pub value: Option<i32>,
    /// A few words; may be empty.
    pub remark: String,
}

/// How one objective went, the earliest first.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Every entry.
    pub entries: Vec<ProgressEntry>,
    /// Whether the plan still has the objective.
    pub in_plan: bool,
}

sealed!(ProgressEntry, History);

impl History {
    /// The status last said, with its entry.
    pub fn current(&self) -> Option<(ObjectiveStatus, &ProgressEntry)> {
        self.entries.iter().rev().find_map(|entry| Some((entry.status?, entry)))
    }

    /// The number last read.
    pub fn value(&self) -> Option<i32> {
        self.entries.iter().rev().find_map(|entry| entry.value)
    }

    /// The last day anything was said.
    pub fn last(&self) -> Option<NaiveDate> {
        self.entries.last().map(|entry| entry.date)
    }

    /// The documents that spoke of it, the earliest first.
    pub fn sources(&self) -> impl Iterator<Item = DocId> {
        self.entries.iter().map(|entry| entry.source)
    }

    /// For reading: one sentence for each entry.
    pub fn sentences(&self) -> Vec<String> {
        self.entries.iter().map(ProgressEntry::sentence).collect()
    }
}

impl ProgressEntry {
    /// As shown: `Nov 12, 2026, note: improving, 2. Called Ada before leaving.`
    pub fn sentence(&self) -> String {
        let status = self.status.map(|status| status.label().to_lowercase());
        let said: Vec<String> = status.into_iter().chain(self.value.map(|value| value.to_string())).collect();
        let said = if said.is_empty() { "mentioned".to_owned() } else { said.join(", ") };
        let head = format!("{}, {}: {said}.", self.date.format("%b %-d, %Y"), self.from.label().to_lowercase());
        let remark = self.remark.trim();
        if remark.is_empty() { head } else { format!("{head} {remark}") }
    }
}

/// Sorts entries under their objectives. Entries of one day stay in the order they were given.
pub fn histories(plan: &Plan, entries: &[ProgressEntry]) -> BTreeMap<LineId, History> {
    let mut all: BTreeMap<LineId, History> = BTreeMap::new();
    for (_, _, objective) in plan.objectives() {
        all.entry(objective.id.clone()).or_default().in_plan = true;
    }
    for entry in entries {
        all.entry(entry.objective.clone()).or_default().entries.push(entry.clone());
    }
    for history in all.values_mut() {
        record::order::sort_by_key(&mut history.entries, |entry| entry.date); // stable
    }
    all
}

/// Where an objective of `version` stands: what was last said, or what the plan says.
pub fn current(
    version: DocId,
    plan: &Plan,
    histories: &BTreeMap<LineId, History>,
    objective: &LineId,
) -> Option<ObjectiveStatus> {
    let (_, _, line) = plan.objective(objective)?;
    let said = histories.get(objective).and_then(History::current);
    // A version written after the last entry has the last word, unless the entry was written with this version at hand: about a
    // session of the evening before, say.
    let newer =
        |entry: &ProgressEntry| entry.version != Some(version) && plan.head.date.is_some_and(|written| written > entry.date);
    match said {
        Some((status, entry)) if !newer(entry) => Some(status),
        Some(_) | None => Some(line.status),
    }
}

/// The version with every objective where it stands, see [`current`]: what a note closed is closed, what it opened is open.
pub fn as_told(version: DocId, plan: &Plan, entries: &[ProgressEntry]) -> Plan {
    let histories = histories(plan, entries);
    let mut told = plan.clone();
    for objective in told.problems.iter_mut().flat_map(Problem::objectives_mut) {
        let before = objective.status;
        objective.status = current(version, plan, &histories, &objective.id).unwrap_or(before);
        // A status that needs a reason has that of the note which said it.
        let said = histories.get(&objective.id).and_then(History::current).filter(|_| objective.status != before);
        if let Some((_, entry)) = said {
            objective.status_reason = if objective.status.wants_reason() { entry.sentence() } else { String::new() };
        }
    }
    told
}

/// How many objectives of each part of life stand how: progress is more than abstinence (source articles: F4).
pub fn by_domain(
    version: DocId,
    plan: &Plan,
    histories: &BTreeMap<LineId, History>,
) -> BTreeMap<Domain, BTreeMap<ObjectiveStatus, usize>> {
    let mut domains: BTreeMap<Domain, BTreeMap<ObjectiveStatus, usize>> = BTreeMap::new();
    for (_, _, objective) in plan.objectives() {
        let status = current(version, plan, histories, &objective.id).unwrap_or(objective.status);
        *domains.entry(objective.domain).or_default().entry(status).or_default() += 1;
    }
    domains
}
