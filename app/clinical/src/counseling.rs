//! SUD counseling notes: what a counselor writes down of a conversation for themself, kept apart from the chart.
//!
//! Source: 42 CFR 2.11, definition of "SUD counseling notes", and 2.31(b) (domain reference, section 16). They stand in
//! their author's own record under its own key. They are never searched, exported, linted or audited
//! ([`crate::Kind::in_chart`] says so in one place), and no consent for treatment, payment and operations reaches them.

use crate::{AuthorLine, Field, Finding, Note, Wrong, finding::Findings, profile, sealed::sealed};
use chrono::NaiveDate;
use record::{DocId, RecordId, is_blank};
use serde::{Deserialize, Serialize};

/// A SUD counseling note (42 CFR 2.11).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounselingNote {
    /// The chart of the client it is about. It does not point back.
    pub patient: RecordId,
    /// The note of the session in that chart, where there is one.
    pub session: Option<DocId>,
    /// The day of the conversation.
    pub date: Option<NaiveDate>,
    /// What was said and thought.
    pub text: String,
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
}

sealed!(CounselingNote);

impl CounselingNote {
    /// What belongs in the chart and not here, for the page to say. Source: 42 CFR 2.11.
    pub const NOT_HERE: &str = "Medication and its monitoring, start and end of the session, kind and frequency of treatment, \
        test results, and any summary of diagnosis, functioning, plan, symptoms, prognosis or progress belong in the chart.";

    /// An empty one about a client.
    pub const fn new(patient: RecordId) -> Self {
        Self { patient, session: None, date: None, text: String::new(), author: None }
    }

    /// What keeps it from being signed: it wants the day, not one to come, and text. `today` is the local date.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut errors = Findings::default();
        profile::check_date(Field::CounselingDate, self.date, today, &mut errors);
        errors.block(is_blank(&self.text), Field::Text, Wrong::Missing);
        errors.length(Field::Text, &self.text, Note::TEXT_MAX / 4); // four bytes at most for a character
        errors.into_vec()
    }
}
