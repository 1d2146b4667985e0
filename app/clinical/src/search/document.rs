//! A document as it is searched. What of each kind is found is said beside its type ([`crate::Content::searchable`]).

use crate::{Body, PatientName, sealed::sealed};
use chrono::NaiveDate;
use record::{DocId, RecordId};

/// A document as it is searched.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Its record.
    pub record: RecordId,
    /// Itself.
    pub doc: DocId,
    /// What it is, in words that `kind:` finds: `note crisis`.
    pub kind: String,
    /// The day it is about.
    pub date: Option<NaiveDate>,
    /// As listed.
    pub title: String,
    /// The client's names, so that a name narrows a search.
    pub client: String,
    /// Codes of ICD-10-CM.
    pub codes: Vec<String>,
    /// Everything else it says, with line breaks between.
    pub text: String,
}

sealed!(Document);

impl Document {
    /// A document as it is searched. `None` for statements, which are added to what they are about
    /// ([`Self::add`]), and always for a SUD counseling note (42 CFR 2.11): it is never searched.
    pub fn of(record: RecordId, doc: DocId, body: &Body, client: &PatientName, today: NaiveDate) -> Option<Self> {
        let found = body.searchable(today).filter(|_| !body.kind().is_statement() && body.kind().is_searched())?;
        let summary = body.summary(today);
        Some(Self {
            record,
            doc,
            kind: found.kind,
            date: summary.day,
            title: if body.kind().is_living() { summary.title } else { summary.full_title() },
            client: client.words(),
            codes: found.codes,
            text: found.text,
        })
    }

    /// Adds what a statement about this document says.
    pub fn add(&mut self, statement: &Body, today: NaiveDate) {
        let said = statement.searchable(today).filter(|_| statement.kind().is_statement()).unwrap_or_default();
        let said = said.text.trim();
        if !said.is_empty() {
            self.text.extend((!self.text.is_empty()).then_some("\n").into_iter().chain([said]));
        }
    }
}
