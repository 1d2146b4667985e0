//! A chart: the pure fold of a record's documents into what runs through it. Where a document is kept, who signed it with
//! which key and whether it has reached the server is not known here; whoever keeps it says what they know of that by
//! [`Filing`] and [`Marked`].

mod aftercare;
mod clocks;
mod episodes;
mod fold;
mod measures;
mod owed;
mod reading;
mod recovery;
mod returns;

pub use aftercare::AftercareOwed;
pub use fold::{Document, Draft, Entry, Facts, Reader, code_proof, shown};
pub use measures::{EpisodeResults, MeasureOwed};
pub use owed::Owed;
pub use recovery::{MeasureLine, Recovery, UseSpan};
pub use returns::{LaterAccountOf, OwedRevision, ReturnOf};

use crate::{
    Body, Kinded, LevelOfCare, Settings,
    assessment::Assessment,
    diagnosis::{Condition, ConditionId},
    episode::Episodes,
    measure::MeasureSchedules,
    plan::{NoteSummary, Plan, PlanEvent, PlanReview, PlanSignature, Signing, Version, progress::ProgressEntry},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::{DocId, Role, Status, Time};
use serde::{Deserialize, Serialize};

/// What a chart needs to know of how a document is filed.
pub trait Filing {
    /// Which.
    fn doc(&self) -> DocId;
    /// Its status.
    fn status(&self) -> Status;
    /// Whether it is a draft of whoever looks, never signed or signed and returned.
    fn is_draft(&self) -> bool;
    /// When its author signed it last.
    fn signed_at(&self) -> Option<Time>;
}

/// What a chart needs to know of how something came into it.
pub trait Marked {
    /// When it was written.
    fn written(&self) -> Time;
    /// The same, as the local day.
    fn day(&self) -> NaiveDate;
}

/// Whether a document counts: signed, and not entered in error.
pub(crate) fn counts(filing: &impl Filing) -> bool {
    !filing.is_draft() && matches!(filing.status(), Status::Final(_) | Status::Amended(_))
}

/// What runs through a chart: assessments, diagnoses, the versions of the plan and what was said about them.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart<F, M> {
    /// The client's birth date, as far as it is known.
    pub birth_date: Option<NaiveDate>,
    /// The episodes of care.
    pub episodes: Episodes,
    /// When care began in the last of them.
    pub opened: Option<NaiveDate>,
    /// The levels of care: in the profile, each as it first came, and by readmissions and transfers; the earliest first.
    pub levels: Vec<LevelSaved>,
    /// The local date.
    pub today: NaiveDate,
    /// What the program has set for today.
    pub settings: Settings,
    /// Assessments, the newest first; drafts first of all.
    pub assessments: Vec<DocOf<F, Assessment>>,
    /// Conditions, in the order in which they came.
    pub conditions: Vec<ConditionHistory<M>>,
    /// Conditions that are typed and not saved, the oldest first.
    pub begun: Vec<BegunCondition>,
    /// Versions of the plan in the order in which they came; drafts last.
    pub plans: Vec<PlanVersion<F, M>>,
    /// Returns to use, in the order in which they came; drafts last.
    pub returns: Vec<ReturnOf<F, M>>,
    /// What notes and measures that count said about objectives.
    pub progress: Vec<ProgressEntry>,
    /// What notes that count worked on.
    pub notes: Vec<NoteSummary>,
    /// Documents of the kinds that the chart folds in no way of its own, the newest first; drafts first of all.
    pub documents: Vec<DocumentOf<F, M>>,
    /// Which instruments are asked when: the program's schedule, and what is set for this client.
    pub schedules: MeasureSchedules,
}

/// A document of whatever kind.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DocOf<F, T> {
    /// How it is filed.
    pub signed: F,
    /// The last version, or the draft of whoever looks.
    pub content: T,
}

/// A document with what was said about it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentOf<F, M> {
    /// How it is filed.
    pub signed: F,
    /// The last version, or the draft of whoever looks.
    pub body: Body,
    /// Statements of kinds of their own about it, oldest first. Addenda, comments and signatures are with how it is filed.
    pub said: Vec<StatementOf<M>>,
}

/// A statement about a document.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementOf<M> {
    /// What was said.
    pub body: Body,
    /// By whom and when.
    pub mark: M,
}

/// A level of care, as it was first saved in the profile, or decided in a readmission or transfer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelSaved {
    /// When it was written.
    pub written: Time,
    /// From which day it holds; in the profile, the local day of writing.
    pub day: NaiveDate,
    /// The level.
    pub level: LevelOfCare,
}

/// A condition with its history.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionHistory<M> {
    /// Which.
    pub doc: ConditionId,
    /// Its versions, oldest first; never empty.
    pub versions: Vec<ConditionVersion<M>>,
}

/// A version of a condition.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionVersion<M> {
    /// Its number, from 1.
    pub version: u32,
    /// As it was saved.
    pub condition: Condition,
    /// By whom and when.
    pub mark: M,
}

/// A condition that is typed and not saved: a new one, or a change of one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BegunCondition {
    /// Which; that of a saved one where this is a change.
    pub doc: ConditionId,
    /// As it was typed.
    pub condition: Condition,
    /// When it was kept.
    pub saved: Time,
    /// Whether a version of it came after that.
    pub overtaken: bool,
}

/// A version of the plan.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanVersion<F, M> {
    /// How it is filed.
    pub signed: F,
    /// The text, or the draft of whoever looks.
    pub plan: Plan,
    /// SHA-256 of exactly this text, 64 lower-case hex digits: what signatures under it are bound to.
    pub shown: String,
    /// Signatures besides the author's, oldest first.
    pub signatures: Vec<SignatureOf<M>>,
    /// Reviews, oldest first.
    pub reviews: Vec<ReviewOf<M>>,
    /// Events reported under it, oldest first.
    pub events: Vec<EventOf<M>>,
    /// How far it is signed.
    pub signing: Signing,
    /// The role of its author, as the directory has it.
    pub author_role: Option<Role>,
}

/// A signature under a version.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureOf<M> {
    /// What was signed.
    pub signature: PlanSignature,
    /// By whom it was recorded, and when.
    pub mark: M,
}

/// "Reviewed, no change."
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewOf<M> {
    /// What was said.
    pub review: PlanReview,
    /// By whom and when.
    pub mark: M,
}

/// Something that happened, reported under a version.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EventOf<M> {
    /// What was reported.
    pub event: PlanEvent,
    /// By whom and when.
    pub mark: M,
    /// Whether a review was signed after it.
    pub answered: bool,
}

impl<F, M> Chart<F, M> {
    /// The documents of one kind that the chart folds in no way of its own, the newest first, each with how it is filed.
    pub fn of<'a, T: Kinded + 'a>(&'a self) -> impl Iterator<Item = (&'a F, &'a T)> {
        self.documents.iter().filter_map(|one| Some((&one.signed, T::of(&one.body)?)))
    }
}

impl<M> ConditionHistory<M> {
    /// The last version; `None` never for what [`Chart::fold`] makes.
    pub fn last(&self) -> Option<&ConditionVersion<M>> {
        self.versions.last()
    }
}

impl<F: Filing, M> PlanVersion<F, M> {
    /// What [`crate::plan::standing`] looks at.
    pub fn version(&self) -> Version {
        Version {
            id: self.signed.doc(),
            bases: self.plan.head.bases.clone(),
            signing: self.signing,
            ending: self.plan.head.ending,
        }
    }
}

sealed!(LevelSaved, BegunCondition);

/// The same for what has parameters.
macro_rules! sealed_of {
    ($($name:ident<$($of:ident),+>),+ $(,)?) => {$(
        impl<$($of),+> std::fmt::Debug for $name<$($of),+> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[sealed]")
            }
        }
    )+};
}

sealed_of!(
    Chart<F, M>,
    DocOf<F, T>,
    ConditionHistory<M>,
    ConditionVersion<M>,
    PlanVersion<F, M>,
    SignatureOf<M>,
    ReviewOf<M>,
    EventOf<M>,
    DocumentOf<F, M>,
    StatementOf<M>,
    ReturnOf<F, M>,
    LaterAccountOf<M>,
);
