//! What runs through a chart: assessments, diagnoses, the versions of the plan, and what was said about them.

use super::{DocSync, LineKind, NoteLine, NoteRights};
use chrono::NaiveDate;
use clinical::{
    AuthorLine, CounselingNote, LevelOfCare, Settings,
    assessment::Assessment,
    diagnosis::{Condition, ConditionId},
    plan::{NoteSummary, Plan, PlanEvent, PlanReview, PlanSignature, Signing, Version, progress::ProgressEntry},
};
use record::{DocId, RecordId, Role, Status, Time, UserId};
use serde::{Deserialize, Serialize};

/// The through-line of a chart, whole: what it answers when it is asked is in `reading.rs`, the rules
/// that read it are in `clinical`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreadView {
    /// The record.
    pub record: RecordId,
    /// The client's name, as lists show it.
    pub client: String,
    /// The client's birth date, as far as it is known.
    pub birth_date: Option<NaiveDate>,
    /// When care began.
    pub opened: Option<NaiveDate>,
    /// The levels of care in the profile, each as it first came; the earliest first.
    pub levels: Vec<LevelSaved>,
    /// The local date.
    pub today: NaiveDate,
    /// What the program has set for today.
    pub settings: Settings,
    /// Who looks at it.
    pub me: UserId,
    /// My name and credential, as they stand under what I sign.
    pub my_line: AuthorLine,
    /// My role.
    pub role: Role,
    /// I am in training.
    pub trainee: bool,
    /// May I write here?
    pub may_write: bool,
    /// Assessments, the newest first; my drafts first of all.
    pub assessments: Vec<AssessmentView>,
    /// Conditions, in the order in which they came.
    pub conditions: Vec<ConditionView>,
    /// Conditions that I have typed and not saved, the oldest first.
    pub begun: Vec<BegunCondition>,
    /// Versions of the plan in the order in which they came; my drafts last.
    pub plans: Vec<PlanView>,
    /// What notes that count said about objectives.
    pub progress: Vec<ProgressEntry>,
    /// What notes that count worked on.
    pub notes: Vec<NoteSummary>,
}

/// A level of care, as it was first saved in the profile.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelSaved {
    /// When.
    pub written: Time,
    /// The same, as the local day.
    pub day: NaiveDate,
    /// The level.
    pub level: LevelOfCare,
}

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

/// An assessment.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentView {
    /// The document.
    pub signed: Signed,
    /// The last version, or my draft.
    pub assessment: Assessment,
}

/// A condition with its history.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionView {
    /// Which.
    pub doc: ConditionId,
    /// Its versions, oldest first; never empty.
    pub versions: Vec<ConditionVersion>,
}

/// A version of a condition.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionVersion {
    /// Its number, from 1.
    pub version: u32,
    /// As it was saved.
    pub condition: Condition,
    /// By whom and when.
    pub mark: Mark,
}

/// A condition that is typed and not saved: a new one, or a change of one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BegunCondition {
    /// Which; that of a saved one where this is a change.
    pub doc: ConditionId,
    /// As it stands.
    pub condition: Condition,
    /// When it was kept.
    pub saved: Time,
    /// Whether a version of it came after that.
    pub overtaken: bool,
}

/// A version of the plan.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// The document.
    pub signed: Signed,
    /// The text, or my draft of it.
    pub plan: Plan,
    /// SHA-256 of exactly this text, 64 lower-case hex digits: what signatures under it are bound to.
    pub shown: String,
    /// Signatures besides the author's, oldest first.
    pub signatures: Vec<SignatureView>,
    /// Reviews, oldest first.
    pub reviews: Vec<ReviewView>,
    /// Events told under it, oldest first.
    pub events: Vec<EventView>,
    /// How far it is signed.
    pub signing: Signing,
    /// The role of its author, as the directory has it.
    pub author_role: Option<Role>,
}

/// A signature under a version.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureView {
    /// What was signed.
    pub signature: PlanSignature,
    /// By whom it was taken down, and when.
    pub mark: Mark,
}

/// "Reviewed, no change."
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewView {
    /// What was said.
    pub review: PlanReview,
    /// By whom and when.
    pub mark: Mark,
}

/// Something that happened, told under a version.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    /// What was told.
    pub event: PlanEvent,
    /// By whom and when.
    pub mark: Mark,
    /// Whether a review was signed after it.
    pub answered: bool,
}

/// A review that is due, or a plan that is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRow {
    /// In which record.
    pub record: RecordId,
    /// The client's name.
    pub client: String,
    /// The version that is due for review; `None` where there is no plan yet.
    pub plan: Option<DocId>,
    /// What is due, when and why, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
}

/// My counseling notes about one client.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PrivateView {
    /// The client's name.
    pub client: String,
    /// May I write?
    pub may_write: bool,
    /// The notes, newest first; drafts without a day first of all.
    pub notes: Vec<PrivateNote>,
}

/// A SUD counseling note (42 CFR 2.11).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PrivateNote {
    /// In which of my private records.
    pub record: RecordId,
    /// Which.
    pub doc: DocId,
    /// The text, or my draft of it.
    pub note: CounselingNote,
    /// When my draft was kept, where this is one.
    pub draft_saved: Option<Time>,
    /// When it was signed.
    pub signed: Option<Time>,
    /// Whether it is at the server, sealed.
    pub sync: DocSync,
}

impl ConditionView {
    /// The last version; `None` never for what the keeper answers.
    pub fn last(&self) -> Option<&ConditionVersion> {
        self.versions.last()
    }
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

    /// Whether it counts: signed, and not entered in error.
    pub const fn counts(&self) -> bool {
        !self.is_draft() && matches!(self.status, Status::Final(_) | Status::Amended(_))
    }
}

impl PlanView {
    /// What [`clinical::plan::standing`] looks at.
    pub fn version(&self) -> Version {
        Version { id: self.signed.doc, bases: self.plan.head.bases.clone(), signing: self.signing, ending: self.plan.head.ending }
    }
}

sealed_debug!(
    ThreadView,
    LevelSaved,
    Signed,
    AssessmentView,
    ConditionView,
    ConditionVersion,
    BegunCondition,
    PlanView,
    SignatureView,
    ReviewView,
    EventView,
    PrivateView,
    PrivateNote
);
