//! What was found in the caseload.

use chrono::NaiveDate;
use clinical::Kind;
use record::{DocId, RecordId};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What fits what was typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// How many documents fit.
    pub total: u64,
    /// The best of them, the best first.
    pub hits: Vec<SearchHit>,
}

/// A document that fits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// In which record.
    pub record: RecordId,
    /// The client's name, as lists show it.
    pub client: String,
    /// Which.
    pub doc: DocId,
    /// What it is.
    pub kind: Kind,
    /// The day it is about.
    pub date: Option<NaiveDate>,
    /// It is my draft.
    pub draft: bool,
    /// What it is called.
    pub title: Marked,
    /// The piece of its text that fits best; its beginning where only the title fits.
    pub snippet: Marked,
}

/// A text with what fits in it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What fits: bytes of `text`, in order, at the ends of characters, none over another.
    pub marks: Vec<Range<usize>>,
}

sealed_debug!(SearchView, SearchHit, Marked);
