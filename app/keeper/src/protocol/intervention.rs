//! Interventions, and who is in the team of any record.

use super::{DocSync, MemberRow};
use chrono::NaiveDate;
use clinical::{
    AuthorLine,
    intervention::{Course, Due, Intervention, Letter},
};
use record::{DocId, RecordId, Time};
use serde::{Deserialize, Serialize};

/// An intervention in the list of them.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct InterventionRow {
    /// The record.
    pub record: RecordId,
    /// The person of concern.
    pub person: String,
    /// What they answered last, or that the session is being prepared.
    pub standing: String,
    /// What is due first.
    pub next: Option<Due>,
    /// The day of the session.
    pub session: Option<NaiveDate>,
    /// The day of admission, where the person was admitted.
    pub admitted_on: Option<NaiveDate>,
    /// I have changes that are not signed.
    pub draft: bool,
    /// Whether it is at the server.
    pub sync: DocSync,
}

/// An intervention.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct InterventionView {
    /// The record.
    pub record: RecordId,
    /// The document.
    pub doc: DocId,
    /// The local date.
    pub today: NaiveDate,
    /// My draft, or what was signed last.
    pub intervention: Intervention,
    /// The version that a change is signed over.
    pub base: u32,
    /// When my draft was saved, where this is one.
    pub draft_saved: Option<Time>,
    /// Somebody signed another version after my draft was begun.
    pub overtaken: bool,
    /// Each signed version: by whom, and when; the oldest first.
    pub versions: Vec<SignedVersion>,
    /// Where it is.
    pub course: Course,
    /// The letters that I keep; those that somebody else keeps are not on this device in a form that opens.
    pub letters: Vec<KeptLetter>,
    /// The chart, where the person was admitted.
    pub link: Option<LinkedChart>,
    /// My name and credential.
    pub my_line: AuthorLine,
    /// May I write here?
    pub may_write: bool,
    /// Someone left the team and the key was not changed yet.
    pub rotation_owed: bool,
    /// What could not be believed or opened, a sentence each.
    pub doubts: Vec<String>,
}

/// A signed version of a document that goes on living.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedVersion {
    /// Its number.
    pub version: u32,
    /// Who signed.
    pub who: String,
    /// When.
    pub written: Time,
    /// Whether it is at the server.
    pub sync: DocSync,
}

/// A letter that I keep.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptLetter {
    /// My private record.
    pub record: RecordId,
    /// The document.
    pub doc: DocId,
    /// The text, or my draft of it.
    pub letter: Letter,
    /// The version that a change is saved over; 0 while there is none.
    pub base: u32,
    /// When my draft was saved, where this is one.
    pub draft_saved: Option<Time>,
    /// Whether it is at the server, sealed.
    pub sync: DocSync,
}

/// The chart of a person who was admitted.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkedChart {
    /// The chart.
    pub chart: RecordId,
    /// The client's name; `None` where I am not in the chart's team.
    pub client: Option<String>,
    /// The first day of care.
    pub admitted_on: Option<NaiveDate>,
    /// Who linked it.
    pub who: String,
}

/// Who may open a record.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct TeamView {
    /// Who it is about.
    pub name: String,
    /// Who is in the team.
    pub team: Vec<MemberRow>,
    /// Who could be admitted.
    pub others: Vec<MemberRow>,
    /// May I change the team?
    pub may_manage: bool,
    /// The current epoch of the key.
    pub epoch: u32,
}

sealed_debug!(InterventionRow, InterventionView, KeptLetter, LinkedChart, TeamView);
