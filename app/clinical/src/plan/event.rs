//! What happened since a version was signed, told under it or seen in the chart, that asks for a review before its time.

use super::{EventKind, Plan, PlanReview};
use crate::{Finding, Place, Wrong, contact::SHORT, finding::Findings, sealed::sealed};
use chrono::NaiveDate;
use record::DocId;
use serde::{Deserialize, Serialize};

/// Something that happened, told under the version in force: a statement about it, which a review or the next version answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEvent {
    /// What.
    pub kind: EventKind,
    /// The day it happened.
    pub on: Option<NaiveDate>,
    /// What is known of it; may be empty.
    pub words: String,
}

sealed!(PlanEvent);

impl EventKind {
    /// Whether a person reports it here; the others are seen in the chart.
    pub const fn is_told(self) -> bool {
        match self {
            Self::Pregnancy | Self::Hospital | Self::Jail | Self::LossOfHousing | Self::LossOfJob | Self::LossOfSupport => true,
            Self::ReturnToUse
            | Self::Overdose
            | Self::LevelChange
            | Self::NewDiagnosis
            | Self::ObjectiveOverdue
            | Self::MeasuresWorse => false,
        }
    }

    /// Whether it is written down in a record of its own, [`crate::return_to_use::ReturnToUse`].
    pub const fn has_record(self) -> bool {
        matches!(self, Self::ReturnToUse | Self::Overdose)
    }
}

impl PlanEvent {
    /// What keeps it from being told; `today` is the local date.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("event", field);
        findings.block(!self.kind.is_told(), the("kind"), Wrong::Missing);
        findings.block(self.on.is_none(), the("on"), Wrong::Missing);
        findings.block(self.on.is_some_and(|on| on > today), the("on"), Wrong::InFuture);
        findings.block(self.on.is_some_and(|on| on < crate::profile::earliest()), the("on"), Wrong::TooEarly);
        findings.length(the("words"), &self.words, SHORT);
        findings.sorted()
    }
}

/// Something that happened. See [`super::due`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReviewEvent {
    /// What.
    pub kind: EventKind,
    /// The day it happened, or was learned of.
    pub on: NaiveDate,
    /// Its document, where there is one: a version that names it has answered it.
    pub document: Option<DocId>,
}

sealed!(ReviewEvent);

impl ReviewEvent {
    /// Whether a version and its reviews have answered it: one of them names it, or is of a later day.
    pub(super) fn is_answered(&self, plan: &Plan, reviews: &[PlanReview], last: Option<NaiveDate>) -> bool {
        let by_plan = |id: &DocId| {
            plan.head.answers.contains(id) || plan.head.revision.as_ref().is_some_and(|revision| revision.event == *id)
        };
        let named = self.document.is_some_and(|id| by_plan(&id) || reviews.iter().any(|review| review.answers.contains(&id)));
        named || last.is_some_and(|last| last > self.on)
    }
}
