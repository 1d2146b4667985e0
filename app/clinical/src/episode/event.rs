//! A readmission, or a transfer to another level of care or program.

use super::Episodes;
use crate::{
    AuthorLine, Finding, LevelOfCare, Place, Wrong,
    assessment::check_past_day,
    contact::{LINE, SHORT},
    finding::Findings,
    named::named,
    profile::earliest,
    sealed::sealed,
};
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

named! {
    /// What changed.
    EpisodeEventKind {
        Transfer = "transfer", "Transfer";
        Readmission = "readmission", "Readmission";
    }
}

impl EpisodeEventKind {
    /// What it is, for whoever chooses.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Transfer => "Care continues at another level of care or in another of our programs.",
            Self::Readmission => "The client comes back after a discharge. A new episode begins in the same chart.",
        }
    }
}

/// A readmission or a transfer, signed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpisodeEvent {
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// What.
    pub kind: EpisodeEventKind,
    /// From which day.
    pub on: Option<NaiveDate>,
    /// The level of care from then on.
    pub level: Option<LevelOfCare>,
    /// The program from then on; empty where it stays the same.
    pub program: String,
    /// Why: what the client needs now.
    pub reason: String,
    /// What the client says about it, in the client's words; may be empty.
    pub words: String,
}

sealed!(EpisodeEvent);

fn the(field: &'static str) -> Place {
    Place::the("episode", field)
}

/// Not in the future, not before 1900, not before the client was born.
pub(super) fn check_day(
    findings: &mut Findings,
    place: Place,
    day: Option<NaiveDate>,
    born: Option<NaiveDate>,
    today: NaiveDate,
) {
    findings.block(day.is_none(), place.clone(), Wrong::Missing);
    check_past_day(findings, place.clone(), day, today);
    let unborn = day.zip(born).is_some_and(|(day, born)| day < born && day >= earliest());
    findings.block(unborn, place, Wrong::BeforeBirth);
}

impl EpisodeEvent {
    /// What keeps it from being signed, beside its fields, then what should be looked at. `episodes` are those of the other
    /// documents, `level` is the level of care without it.
    pub fn check_in(
        &self,
        episodes: &Episodes,
        level: Option<&LevelOfCare>,
        born: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Vec<Finding> {
        let mut findings = Findings::default();
        check_day(&mut findings, the("on"), self.on, born, today);
        let wrong = self.on.filter(|on| *on <= today && *on >= earliest()).and_then(|on| self.contradicts(episodes, on));
        if let Some(wrong) = wrong {
            findings.block(true, the("on"), wrong);
        }
        findings.block(self.level.is_none(), the("level"), Wrong::Missing);
        let unknown = self.level.as_ref().is_some_and(|level| level.known().is_none());
        findings.block(unknown, the("level"), Wrong::UnknownLevel);
        let same = self.kind == EpisodeEventKind::Transfer && is_blank(&self.program) && self.level.is_some();
        findings.block(same && self.level.as_ref() == level, the("level"), Wrong::SameLevel);
        findings.length(the("program"), &self.program, LINE);
        findings.required(the("reason"), &self.reason, SHORT);
        findings.length(the("words"), &self.words, SHORT);
        findings.sorted()
    }

    /// What is wrong with its day, held against the episodes.
    fn contradicts(&self, episodes: &Episodes, on: NaiveDate) -> Option<Wrong> {
        match self.kind {
            EpisodeEventKind::Transfer => episodes.on(on).is_none().then_some(Wrong::NotInCare),
            EpisodeEventKind::Readmission => match episodes.ended() {
                None => Some(Wrong::StillInCare),
                Some(ended) => (on < ended).then_some(Wrong::BeforeDischarge),
            },
        }
    }
}
