//! The text of a participant's letter. It is in the private record of whoever keeps it, which nobody else is ever admitted to, so
//! that a letter is in no chart and in no search (clinical reference, section 14: "separately protected").

use super::ParticipantId;
use crate::{
    AuthorLine, Finding, Note, Place,
    finding::Findings,
    kind::{Around, Content, Kind, Summary},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::RecordId;
use serde::{Deserialize, Serialize};

/// A letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The record of the intervention. It does not point back.
    pub intervention: RecordId,
    /// Whose letter it is.
    pub participant: ParticipantId,
    /// The text, as its author wrote it.
    pub text: String,
    /// Who saved it, filled in at signing.
    pub author: Option<AuthorLine>,
}

sealed!(Letter);

impl Letter {
    /// What helps while a letter is written. Source: row I4 of the source articles.
    pub const ADVICE: &'static str = "Specific instances, and what they felt like. Love first, no blame. What you ask for, and the treatment that is \
        ready. One page is enough.";

    /// A participant's letter before anything is written.
    pub const fn begun(intervention: RecordId, participant: ParticipantId) -> Self {
        Self { intervention, participant, text: String::new(), author: None }
    }

    /// What keeps it from being saved.
    pub fn found(&self) -> Vec<Finding> {
        let mut findings = Findings::default();
        findings.required(Place::the("letter", "text"), &self.text, Note::TEXT_MAX / 4); // four bytes at most for a character
        findings.into_vec()
    }
}

/// Never searched.
impl Content for Letter {
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        self.found()
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { author: self.author.clone(), ..Summary::of(Kind::Letter) }
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
