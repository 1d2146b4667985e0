//! The strip, today, the caseload, the outbox.

use super::{DocRow, DocSync, DueRow, Problem};
use chrono::NaiveDate;
use clinical::measure::Population;
use record::{Bytes, OpId, RecordId, Refusal, Time};
use serde::{Deserialize, Serialize};

/// Is my work safe?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// The server answered last time.
    pub online: bool,
    /// The session at the server has ended; unlocking again signs in.
    pub signed_out: bool,
    /// The last contact.
    pub last_sync: Option<Time>,
    /// Operations that wait to be sent.
    pub waiting: u64,
    /// Operations the server would not take.
    pub quarantined: u64,
    /// Entries of others that could not be believed.
    pub doubted: u64,
    /// Why the last sync ended early, though the server answered: nothing is saved there until it is put right.
    pub stopped: Option<Problem>,
    /// An administrator ended this person's access, or the server says so: unlocking again signs nobody in.
    pub ended: bool,
    /// What was handed over for review, after this person's access ended.
    pub delivered: u64,
    /// How far the server's time is from the one this device goes by, where it cannot explain why, in milliseconds. What is
    /// signed meanwhile is marked.
    pub time_apart: Option<i64>,
    /// The server says that it was restored from a backup, and no administrator has acknowledged it.
    pub restored: bool,
    /// Entries that this device has and the restored server lacks, and that are not this device's to send again.
    pub missing: u64,
    /// A restored server was not offered yet all that this device wrote: whether it has it, nobody knows.
    pub sending_again: bool,
}

/// A file that only the person who saved it can open.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Under which name to save it.
    pub name: String,
    /// An age file.
    pub bytes: Bytes,
    /// How many signed entries are in it.
    pub entries: u64,
    /// How many drafts and open texts.
    pub drafts: u64,
}

sealed_debug!(SealedFile);

/// What was in a sealed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtIn {
    /// Signed entries that will be sent from here.
    pub entries: u64,
    /// Drafts that go on here.
    pub drafts: u64,
    /// What could not be taken: it was here already, a draft of the same document is, or its chart is not on this device.
    pub left_out: u64,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TodayView {
    /// My drafts, oldest service first.
    pub drafts: Vec<OwedRow>,
    /// Returned to me.
    pub returned: Vec<OwedRow>,
    /// For me to co-sign.
    pub to_attest: Vec<OwedRow>,
    /// Mine, waiting for a co-signature.
    pub awaiting_others: Vec<OwedRow>,
    /// Plans that are owed, reviews that are due or soon will be, measures that are due; danger first, then the earliest.
    pub plans_due: Vec<DueRow>,
    /// Signed lately by me, newest first.
    pub recent: Vec<OwedRow>,
    /// How many clients I care for.
    pub clients: u64,
}

/// A note with whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwedRow {
    /// In which record.
    pub record: RecordId,
    /// The client's name.
    pub client: String,
    /// The note.
    pub note: DocRow,
    /// By when it should be signed, for drafts.
    pub due: Option<Time>,
    /// It is about a crisis, or a risk was reported: it comes before everything else.
    pub danger: bool,
}

/// Something in the review queue, by whoever else wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewRow {
    /// In which record.
    pub record: RecordId,
    /// The client's name.
    pub client: String,
    /// The note, assessment or plan.
    pub note: DocRow,
    /// The number of a version of the plan.
    pub version: Option<u32>,
    /// The episode of care that it is of, where the client has had several.
    pub episode: Option<String>,
    /// Why it is here.
    pub why: SecondLook,
}

/// Why something is in the review queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondLook {
    /// It owes a co-signature.
    CoSignature,
    /// Somebody who owes no co-signature signed it late.
    Late,
    /// A return to use that no version of the plan answers yet.
    Unanswered,
    /// A version of the plan that owes no co-signature: to read what changed.
    Plan,
    /// It was returned, and its author has not signed it again.
    Returned,
}

/// What was delivered after its writer's access had ended, and nobody has decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateView {
    /// What can be believed, the oldest first.
    pub rows: Vec<LateRow>,
    /// What cannot, a sentence each.
    pub doubts: Vec<String>,
    /// Whether the server answered.
    pub online: bool,
}

/// Something that was delivered late.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateRow {
    /// Names it.
    pub operation: OpId,
    /// In which record.
    pub record: RecordId,
    /// The client's name.
    pub client: String,
    /// What was done: `Note signed`.
    pub what: String,
    /// What it is called: `Individual session, DAP`.
    pub title: String,
    /// The day it is about.
    pub day: Option<NaiveDate>,
    /// Who wrote it.
    pub writer: String,
    /// When, as their device said; that cannot be proved.
    pub written: Time,
    /// When the server had it, as it says.
    pub delivered: Time,
    /// What it says.
    pub text: Vec<String>,
    /// Every field that was signed, each with its name.
    pub fields: Vec<String>,
    /// Whether I may decide about it now.
    pub may_decide: bool,
}

sealed_debug!(LateRow);

/// A group of episodes of care with what their measures say together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// The program, may be empty.
    pub program: String,
    /// The level of care they were at last, number and short name; empty while none is decided.
    pub level: String,
    /// Which episode of their clients, from 1.
    pub episode: u32,
    /// The counts.
    pub population: Population,
}

/// A client in the caseload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseRow {
    /// The record.
    pub record: RecordId,
    /// Full name, as it is shown.
    pub name: String,
    /// All the words a search may find.
    pub search: String,
    /// Pronouns, may be empty.
    pub pronouns: String,
    /// Age today in years.
    pub age: Option<u32>,
    /// The program they are in, may be empty.
    pub program: String,
    /// Level of care, number and short name.
    pub level: String,
    /// In which episode of care, from 1.
    pub episode: u32,
    /// The day of the discharge that ended it.
    pub discharged: Option<NaiveDate>,
    /// I wrote something in the chart, or opened it.
    pub mine: bool,
    /// Something waits for my co-signature.
    pub to_attest: bool,
    /// End of the last service that was written about.
    pub last_contact: Option<Time>,
    /// When the plan of this episode is due for review; `None` where none is in force, or none is due.
    pub next_review: Option<NaiveDate>,
    /// A plan of this episode is in force.
    pub planned: bool,
    /// How many notes there are.
    pub notes: u64,
    /// How many drafts of mine.
    pub drafts: u64,
    /// Whether everything of this record is at the server.
    pub sync: DocSync,
    /// The record cannot be opened here, and why.
    pub trouble: Option<String>,
}

/// What waits and what was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxView {
    /// Waiting, oldest first.
    pub waiting: Vec<OutboxRow>,
    /// Handed over for review after my access ended; they stay here as well.
    pub delivered: Vec<OutboxRow>,
    /// Not taken; kept here until someone has dealt with it.
    pub quarantined: Vec<OutboxRow>,
    /// Entries from the server that could not be believed, and why.
    pub doubted: Vec<DoubtRow>,
    /// The last contact.
    pub last_sync: Option<Time>,
}

/// An operation of this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxRow {
    /// Which.
    pub operation: OpId,
    /// In which record.
    pub record: RecordId,
    /// The client's name, or empty where it cannot be opened.
    pub client: String,
    /// What it does, in a few words.
    pub what: String,
    /// When it was written.
    pub written: Time,
    /// Why it was not taken.
    pub refusal: Option<Refusal>,
    /// It was not taken, and its text can be a draft of mine again.
    pub may_take_back: bool,
}

/// A record from the server that could not be believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubtRow {
    /// Which.
    pub record: RecordId,
    /// The client's name, if known.
    pub client: String,
    /// Why, in a sentence.
    pub reason: String,
    /// When it was written, where it is about one entry.
    pub written: Option<Time>,
}
