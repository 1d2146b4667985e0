//! The discharge: the end of an episode of care, with its type and summary (clinical reference, section 13).

use super::{Episodes, event::check_day};
use crate::{
    AuthorLine, Finding, LevelOfCare, Note, Place, Wrong,
    contact::{LINE, SHORT},
    finding::Findings,
    named::named,
    plan::GoalStatus,
    profile::earliest,
    sealed::sealed,
};
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

named! {
    /// How an episode ends. None of them is a verdict on the client.
    DischargeKind {
        Completed = "completed", "Completed";
        Transferred = "transferred", "Continues elsewhere";
        AgainstAdvice = "against-advice", "Client chose to leave";
        Administrative = "administrative", "Ended by the program";
    }
}

impl DischargeKind {
    /// What it means, and the term that payers and states use for it.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Completed => "The client met the goals of this episode of care.",
            Self::Transferred => "Another program continues the care. Payers and states call this transferred.",
            Self::AgainstAdvice => "The client left earlier than the team suggested. Payers and states call this against advice.",
            Self::Administrative => {
                "The program ended the care, for a stated reason. Payers and states call this administrative."
            }
        }
    }
}

/// How far a goal of the plan came.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalProgress {
    /// The goal, as the plan had it.
    pub goal: String,
    /// Its status at discharge.
    pub status: GoalStatus,
    /// Result, in a sentence or two.
    pub words: String,
}

/// A discharge.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discharge {
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// The last day in care.
    pub on: Option<NaiveDate>,
    /// The day of the last service, where that was another.
    pub last_service: Option<NaiveDate>,
    /// How it ends; `None` until somebody chose.
    pub kind: Option<DischargeKind>,
    /// Why care ends now.
    pub reason: String,
    /// Who continues the care; asked for where somebody else does.
    pub next_program: String,
    /// The level of care on the last day.
    pub level: Option<LevelOfCare>,
    /// Diagnoses with code, name and remission, as of the last day.
    pub diagnoses: Vec<String>,
    /// What each goal came to.
    pub goals: Vec<GoalProgress>,
    /// The course of care, in a summary.
    pub summary: String,
    /// What the client can build on now (recovery capital).
    pub strengths: String,
    /// What is still needed, and who was told.
    pub needs: String,
    /// What the client says about the time here and about leaving, in the client's words; may be empty.
    pub words: String,
}

sealed!(GoalProgress, Discharge);

const TEXT: u32 = Note::SECTION_MAX;
const MANY: u32 = 100;

fn the(field: &'static str) -> Place {
    Place::the("discharge", field)
}

impl Discharge {
    /// What keeps it from being signed, beside its fields, then what should be looked at. `episodes` are those of the other
    /// documents; `last_note` is the day of the last session there; `continuing` says whether a continuing-care plan of this
    /// episode is signed.
    pub fn check_in(
        &self,
        episodes: &Episodes,
        last_note: Option<NaiveDate>,
        continuing: bool,
        born: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Vec<Finding> {
        let mut findings = Findings::default();
        check_day(&mut findings, the("on"), self.on, born, today);
        if let Some(wrong) = self.on.filter(|on| *on <= today && *on >= earliest()).and_then(|on| contradicts(episodes, on)) {
            findings.block(true, the("on"), wrong);
        }
        findings.warn(self.on.zip(last_note).is_some_and(|(on, note)| note > on), the("on"), Wrong::SessionAfter);
        let late = self.last_service.zip(self.on).is_some_and(|(service, on)| service > on);
        findings.block(late, the("last_service"), Wrong::AfterLastDay);
        findings.block(self.kind.is_none(), the("kind"), Wrong::Missing);
        findings.required(the("reason"), &self.reason, SHORT);
        let elsewhere = self.kind == Some(DischargeKind::Transferred) && is_blank(&self.next_program);
        findings.block(elsewhere, the("next_program"), Wrong::Missing);
        findings.length(the("next_program"), &self.next_program, LINE);
        findings.block(self.level.as_ref().is_some_and(|level| level.known().is_none()), the("level"), Wrong::UnknownLevel);
        findings.required(the("summary"), &self.summary, TEXT);
        for (field, text) in [("strengths", &self.strengths), ("needs", &self.needs), ("words", &self.words)] {
            findings.length(the(field), text, TEXT);
        }
        findings.count(the("goals"), self.goals.len(), MANY);
        findings.count(the("diagnoses"), self.diagnoses.len(), MANY);
        for (number, goal) in (1..).zip(&self.goals) {
            let at = |field| Place::one("goal", number, field);
            findings.length(at("goal"), &goal.goal, SHORT);
            findings.length(at("words"), &goal.words, TEXT);
            findings.warn(is_blank(&goal.words), at("words"), Wrong::Missing);
        }
        findings.warn(is_blank(&self.strengths), the("strengths"), Wrong::Missing);
        findings.warn(is_blank(&self.needs), the("needs"), Wrong::Missing);
        findings.warn(!continuing, the("continuing"), Wrong::NoContinuingCare);
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > Note::TEXT_MAX as usize, the("summary"), Wrong::TooLarge);
        findings.sorted()
    }
}

/// What is wrong with a last day, held against the episodes.
fn contradicts(episodes: &Episodes, on: NaiveDate) -> Option<Wrong> {
    let last = episodes.last()?;
    if !last.is_open() {
        return Some(Wrong::AlreadyDischarged);
    }
    last.from.is_some_and(|from| on < from).then_some(Wrong::BeforeAdmission)
}
