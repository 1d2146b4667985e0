//! A statement about a document that a restored server lost, and that somebody of the team decided the chart does without.

use crate::{
    Field, Finding,
    contact::SHORT,
    finding::Findings,
    kind::{Around, Content, Kind, Remark, Searchable, Summary, excerpt},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::{Digest, OpId, Time};
use serde::{Deserialize, Serialize};

/// The decision that it no longer applies. Should it come back all the same, it counts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoLongerApplies {
    /// Names what was lost.
    pub statement: OpId,
    /// What it was, filled in at signing: `Marked as entered in error`.
    pub what: String,
    /// Who had signed it, filled in at signing.
    pub who: String,
    /// When they had, as their device said; filled in at signing.
    pub written: Time,
    /// Why the chart does without it.
    pub reason: String,
}

sealed!(NoLongerApplies);

impl NoLongerApplies {
    /// About this statement; what else there is to say of it is filled in at signing.
    pub const fn about(statement: OpId, reason: String) -> Self {
        Self { statement, what: String::new(), who: String::new(), written: Time(0), reason }
    }
}

impl Default for NoLongerApplies {
    /// About nothing yet.
    fn default() -> Self {
        Self::about(OpId(Digest::ZERO), String::new())
    }
}

impl Content for NoLongerApplies {
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        let mut errors = Findings::default();
        errors.required(Field::Reason, &self.reason, SHORT);
        errors.into_vec()
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { excerpt: excerpt(&self.reason), ..Summary::of(Kind::NoLongerApplies) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { text: self.reason.clone(), ..Searchable::default() })
    }

    fn remark(&self) -> Remark {
        let Self { what, who, written, reason, .. } = self;
        let day = written.to_utc().format("%b %-d, %Y");
        let text = format!("Lost when the server was restored, and no longer applies: “{what}” by {who}, {day}.");
        Remark { text, reason: reason.clone(), ..Remark::default() }
    }
}
