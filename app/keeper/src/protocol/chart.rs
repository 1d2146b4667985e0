//! A chart and its documents.

use super::DocView;
use chrono::NaiveDate;
use clinical::{
    Body, Finding, Kinded, LevelOfCare, Note, PatientProfile, PlaceComment, Summary,
    episode::Episodes,
    plan::{Plan, progress::ProgressEntry},
};
use record::{DocId, Lateness, OpId, RecordId, Refusal, Role, Status, Time, UserId};
use serde::{Deserialize, Serialize};

/// A chart.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ChartView {
    /// The record.
    pub record: RecordId,
    /// Who it is about.
    pub profile: PatientProfile,
    /// Version of the profile.
    pub profile_version: u32,
    /// The profile's document.
    pub profile_doc: DocId,
    /// The profile as I have typed it and not saved.
    pub begun: Option<BegunProfile>,
    /// The episodes of care.
    pub episodes: Episodes,
    /// The level of care now.
    pub level: Option<LevelOfCare>,
    /// The program the client is in; may be empty.
    pub program: String,
    /// Diagnoses that stand, each with its code and name as of today.
    pub diagnoses: Vec<String>,
    /// The program's sobriety date: the day after the last use that the diagnoses or a signed return to use tell. Remission is another
    /// clock.
    pub sobriety: Option<NaiveDate>,
    /// Each use disorder with where it stands by its criteria: `Opioid: in early remission since 5 Jan 2026`.
    pub courses: Vec<String>,
    /// Who is in the team.
    pub team: Vec<MemberRow>,
    /// Who could be admitted.
    pub others: Vec<MemberRow>,
    /// Notes, assessments and versions of the plan, newest first; my drafts included.
    pub rows: Vec<DocRow>,
    /// Entries that could not be believed or opened, each with its reason.
    pub doubts: Vec<String>,
    /// How many entries a newer version wrote: kept, and read once this device is updated.
    pub newer: u32,
    /// May I write notes here?
    pub may_write: bool,
    /// May I change the team?
    pub may_manage: bool,
    /// The current epoch of the key.
    pub epoch: u32,
    /// Someone left and the key was not changed yet: nothing is sealed with it, and what is typed stays a draft.
    pub rotation_owed: bool,
}

/// What two people compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodesView {
    /// The directory of the program.
    pub directory: ChainCode,
    /// The record, where one was asked for.
    pub record: Option<RecordCode>,
}

/// The code of a record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCode {
    /// Whom it is about.
    pub name: String,
    /// Whether it is a client's chart.
    pub chart: bool,
    /// Its entries.
    pub chain: ChainCode,
}

sealed_debug!(RecordCode);

/// The end of a chain, as people compare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainCode {
    /// How many entries this device has from the server.
    pub entries: u64,
    /// `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`: the same on each device that has the same entries.
    pub code: String,
}

/// A profile that is typed and not saved.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BegunProfile {
    /// As it stands.
    pub profile: PatientProfile,
    /// The version it was begun on; 0 where another came since.
    pub base: u32,
    /// When it was kept.
    pub saved: Time,
}

/// Something I began to say about a document and have not signed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Begun {
    /// As it stands.
    pub body: Body,
    /// When it was kept.
    pub saved: Time,
}

/// A member of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// Their id.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their credential.
    pub credential: String,
    /// Their role.
    pub role: Role,
    /// An administrator ended their access, and no device of the team has taken them out yet.
    pub ended: bool,
}

/// Whether something has reached the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocSync {
    /// The server gave its receipt.
    Received,
    /// Kept here, waiting to be sent.
    Waiting,
    /// The server would not take it.
    Quarantined(Refusal),
    /// Only a draft on this device.
    DraftOnly,
}

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocRow {
    /// Which.
    pub doc: DocId,
    /// What it is and what it is about.
    pub summary: Summary,
    /// Who wrote it.
    pub author: UserId,
    /// Their name and credential.
    pub author_name: String,
    /// When its last version was signed, or saved where that is all it asks for; `None` while there is only a draft.
    pub signed: Option<Time>,
    /// Status, with what waits here already applied.
    pub status: Status,
    /// Late, and by how much.
    pub lateness: Option<Lateness>,
    /// Whether it is at the server.
    pub sync: DocSync,
    /// I have a draft of it on this device.
    pub draft: bool,
    /// How many addenda.
    pub addenda: u32,
    /// How many statements about it a restored server lost, and nobody has decided about.
    pub lost: u32,
}

/// A living document was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Which.
    pub doc: DocId,
    /// The number of the version.
    pub version: u32,
}

/// A draft was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSaved {
    /// When.
    pub at: Time,
}

/// A page that is no document yet, as it was typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedForm {
    /// What was typed, in the page's own JSON.
    pub json: String,
    /// When it was saved last.
    pub saved: Time,
}

/// What I may do with a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NoteRights {
    /// Edit and sign.
    pub write: bool,
    /// Add to it.
    pub amend: bool,
    /// Mark as entered in error.
    pub retract: bool,
    /// Co-sign or return.
    pub review: bool,
}

/// A document as its page shows it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DocPage {
    /// In which record: the chart, or one of my own.
    pub record: RecordId,
    /// The client's name; of a record of my own that of the client it is about.
    pub client: String,
    /// As in lists.
    pub row: DocRow,
    /// How it is filed, and the last version, or my draft where I may write and have one.
    pub doc: DocView<Body>,
    /// The version that was returned, where another was signed since.
    pub returned: Option<Body>,
    /// By when it should be signed.
    pub due: Option<Time>,
    /// This device's clock differs from the server's by more than [`record::ClockReading::DRIFT`], or was moved: what is late may
    /// be so for that reason.
    pub clock_uncertain: bool,
    /// What only the keeper finds, holding a note against all charts: what stands in the way of signing, then what should be looked
    /// at; live for the draft, and told to who reviews it. What other kinds are held against, their page has with the chart.
    pub findings: Vec<Finding>,
    /// What a note is written beside; the pages of other kinds ask for the whole chart.
    pub beside: Option<NoteBeside>,
}

/// What a note is written and read beside.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteBeside {
    /// The last note in this chart before this.
    pub previous: Option<DocRow>,
    /// The same, whole: what may be carried forward.
    pub last: Option<Box<Note>>,
    /// The version of the plan in force.
    pub in_force: Option<PlanBeside>,
    /// The version the note is linked to, where that is another.
    pub linked: Option<PlanBeside>,
    /// What notes that count said about objectives, this one left out.
    pub progress: Vec<ProgressEntry>,
    /// The last result of each instrument and how it changed, in words.
    pub measures: Vec<String>,
}

/// A version of the plan beside a note.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanBeside {
    /// Its document.
    pub doc: DocId,
    /// Its number for people.
    pub number: u32,
    /// The version.
    pub plan: Plan,
}

impl DocPage {
    /// Whether I may write on it; `None` where it is of another kind.
    pub fn may_write<T: Kinded>(&self) -> Option<bool> {
        self.content::<T>().map(|_| self.doc.signed.rights.write)
    }

    /// The document, where it is of this kind.
    pub fn view<T: Kinded + Clone>(&self) -> Option<DocView<T>> {
        Some(DocView { signed: self.doc.signed.clone(), content: self.content::<T>()?.clone() })
    }

    /// What it says, where it is of this kind.
    pub fn content<T: Kinded>(&self) -> Option<&T> {
        T::of(&self.doc.content)
    }
}

impl NoteBeside {
    /// The version whose lines the note's links name.
    pub fn plan(&self) -> Option<&PlanBeside> {
        self.linked.as_ref().or(self.in_force.as_ref())
    }
}

/// Something about a note that was signed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteLine {
    /// What it is.
    pub kind: LineKind,
    /// Who.
    pub who: String,
    /// When it was written: the device's clock, corrected.
    pub written: Time,
    /// The device's clock differed from the server's by more than [`record::ClockReading::DRIFT`], or was moved.
    pub uncertain: bool,
    /// When the server received it.
    pub received: Option<Time>,
    /// Whether it waits, or the server would not take it: it counts for nobody else then.
    pub sync: DocSync,
    /// Addendum text, comment.
    pub text: String,
    /// Reason, where one was asked.
    pub reason: String,
    /// Comments on places of the document.
    pub places: Vec<PlaceComment>,
    /// Which version it is about.
    pub version: u32,
}

/// A statement about a document that a restored server lost.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LostStatement {
    /// In which record the document is: the chart, or one of my own.
    pub record: RecordId,
    /// Names it.
    pub statement: OpId,
    /// Who said what, and what brings it back.
    pub sentence: String,
    /// What it said, a paragraph each, as far as this device can read it.
    pub words: Vec<String>,
    /// The same again, where I may sign it on this page.
    pub again: Option<Body>,
    /// May I say that it no longer applies?
    pub may_drop: bool,
}

/// Kinds of lines under a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// The author signed.
    Signed,
    /// A supervisor co-signed.
    Attested,
    /// A supervisor returned it.
    Returned,
    /// An addendum.
    Addendum,
    /// Entered in error.
    Retracted,
}

sealed_debug!(SavedForm, ChartView, BegunProfile, Begun, DocPage, NoteBeside, NoteLine, PlanBeside, LostStatement);
