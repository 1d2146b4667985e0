//! What runs through a chart: assessments, diagnoses, the versions of the plan, and what was said about them.

use super::{DocSync, LineKind, NoteLine, NoteRights};
use chrono::NaiveDate;
pub use clinical::chart::{BegunCondition, LevelSaved};
use clinical::{
    AuthorLine, Kind,
    chart::{Chart, ConditionHistory, DocOf, EventOf, Filing, Marked, PlanVersion, ReviewOf, SignatureOf},
    plan::Plan,
};
use record::{DocId, RecordId, Role, Status, Time, UserId};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A chart as I see it: what runs through it, and what I may do with it. What it answers when it is asked is
/// [`clinical::chart`]'s to say.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreadView {
    /// The record.
    pub record: RecordId,
    /// The client's name, as lists show it.
    pub client: String,
    /// Who looks at it.
    pub me: UserId,
    /// My name and credential, as they stand under what I sign.
    pub my_line: AuthorLine,
    /// My role.
    pub role: Role,
    /// I am in training.
    pub trainee: bool,
    /// What an intervention arranged before admission, to begin the first plan with; not kept in the chart.
    pub arranged: Option<Box<Plan>>,
    /// May I write here?
    pub may_write: bool,
    /// The chart, folded from its documents.
    pub chart: Chart<Signed, Mark>,
}

impl Deref for ThreadView {
    type Target = Chart<Signed, Mark>;

    fn deref(&self) -> &Self::Target {
        &self.chart
    }
}

/// A document: how it is filed, and what it says.
pub type DocView<T> = DocOf<Signed, T>;
/// A condition with its history.
pub type ConditionView = ConditionHistory<Mark>;
/// A version of a condition.
pub type ConditionVersion = clinical::chart::ConditionVersion<Mark>;
/// A version of the plan.
pub type PlanView = PlanVersion<Signed, Mark>;
/// A signature under a version.
pub type SignatureView = SignatureOf<Mark>;
/// "Reviewed, no change."
pub type ReviewView = ReviewOf<Mark>;
/// Something that happened, reported under a version.
pub type EventView = EventOf<Mark>;

/// Who brought something, and whether it has reached the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Name and credential.
    pub who: String,
    /// When it was written: the device's clock, corrected.
    pub written: Time,
    /// The same, as the local day.
    pub day: NaiveDate,
    /// When the server received it.
    pub received: Option<Time>,
    /// Whether it is at the server.
    pub sync: DocSync,
}

/// A signed document, or my draft of one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// Which.
    pub doc: DocId,
    /// Who wrote it.
    pub author: UserId,
    /// Their name and credential.
    pub author_name: String,
    /// Its status, with what waits here already applied.
    pub status: Status,
    /// When my draft was kept, where this is one.
    pub draft_saved: Option<Time>,
    /// Whether it is at the server.
    pub sync: DocSync,
    /// Signatures and statements, oldest first.
    pub lines: Vec<NoteLine>,
    /// What I may do with it.
    pub rights: NoteRights,
}

/// Something that a chart owes: a plan, its review, a revision after a return to use, a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRow {
    /// In which record.
    pub record: RecordId,
    /// The client's name.
    pub client: String,
    /// The kind of what it leads to.
    pub kind: Kind,
    /// Which: the version that is due for review, the event that asks for a revision; `None` where there is none yet.
    pub doc: Option<DocId>,
    /// What is due, when and why, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
    /// A life may depend on it: it comes before everything else.
    pub danger: bool,
    /// It waits for my signature since then, and nothing says by when.
    pub signature: bool,
}

impl Signed {
    /// Whether it is a draft of mine, never signed or signed and returned.
    pub const fn is_draft(&self) -> bool {
        self.draft_saved.is_some()
    }

    /// When its author signed it last.
    pub fn signed_at(&self) -> Option<Time> {
        self.lines.iter().rev().find(|line| line.kind == LineKind::Signed).map(|line| line.written)
    }
}

impl Filing for Signed {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn status(&self) -> Status {
        self.status
    }

    fn is_draft(&self) -> bool {
        Self::is_draft(self)
    }

    fn signed_at(&self) -> Option<Time> {
        Self::signed_at(self)
    }
}

impl Marked for Mark {
    fn written(&self) -> Time {
        self.written
    }

    fn day(&self) -> NaiveDate {
        self.day
    }
}

sealed_debug!(ThreadView, Signed);
