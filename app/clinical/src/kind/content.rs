//! What every kind of document answers about itself.

use super::{Body, Kind, Summary};
use crate::{AuthorLine, Finding, PlaceComment};
use chrono::NaiveDate;
use record::{ClockReading, DocId, Lateness, Time};

/// A type that is a row of the list of kinds; the list implements it.
pub trait Kinded: Sized + Into<Body> {
    /// Its row.
    const KIND: Kind;

    /// The content of a body, where it is of this kind.
    fn of(body: &Body) -> Option<&Self>;
}

/// What differs by kind and is not a plain fact of its row. Implemented beside the type.
pub trait Content: Kinded {
    /// As rows, search hits, the outbox, the timeline and the review desk show it.
    fn summary(&self, today: NaiveDate) -> Summary;

    /// Fills in what a new one begins with, where nothing stands yet.
    fn begin(&mut self, _with: &Beginning<'_>) {}

    /// What stands in the way of signing it, and what should be looked at. A kind that also has to be held against the chart
    /// as a whole (a note, a version of the plan) says only here what it can say alone.
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        Vec::new()
    }

    /// What a search looks at besides the summary; `None` for what must not be found. A statement's is added to what it is about.
    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        None
    }

    /// What it says about another document, where that is read beside the document.
    fn remark(&self) -> Remark {
        Remark::default()
    }

    /// Writes its signer under it, for a kind whose text names who signed.
    fn signed_by(&mut self, _author: AuthorLine) {}

    /// Whether it was signed in time, where there is a time for it.
    fn lateness(&self, _signed: &ClockReading) -> Option<Lateness> {
        None
    }

    /// By when it should be signed, where there is a time for it.
    fn sign_by(&self) -> Option<Time> {
        None
    }
}

/// What is known where a document is begun.
pub struct Beginning<'a> {
    /// Now.
    pub now: Time,
    /// The local date.
    pub today: NaiveDate,
    /// The last one of its kind that the same author signed or saved in the same record.
    pub last: &'a dyn Fn() -> Option<&'a Body>,
    /// The version of the plan in force.
    pub plan: &'a dyn Fn() -> Option<DocId>,
}

/// What a document is held against before it is signed.
pub struct Around<'a> {
    /// Which document it is, or which one a statement is about.
    pub doc: DocId,
    /// The local date.
    pub today: NaiveDate,
    /// The client's birth date, as far as it is known.
    pub birth_date: Option<NaiveDate>,
    /// What stands in that document; `None` for a new one.
    pub before: Option<&'a Body>,
    /// The other documents of the record that were signed or saved and not entered in error, as they stand.
    pub others: &'a [(DocId, &'a Body)],
}

impl<'a> Around<'a> {
    /// The other documents of one kind, with their ids.
    pub fn of<T: Kinded + 'a>(&self) -> impl Iterator<Item = (DocId, &'a T)> + use<'a, '_, T> {
        self.others.iter().filter_map(|(id, body)| Some((*id, T::of(body)?)))
    }
}

/// What a search looks at.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Searchable {
    /// What it is, in words that `kind:` finds: `note crisis`.
    pub kind: String,
    /// Codes of ICD-10-CM.
    pub codes: Vec<String>,
    /// Everything it says, with line breaks between.
    pub text: String,
}

/// What a statement says, for the list under the document.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// Addendum text, comment.
    pub text: String,
    /// Reason, where one is asked.
    pub reason: String,
    /// Comments on places of the document.
    pub places: Vec<PlaceComment>,
}

crate::sealed::sealed!(Searchable, Remark);

/// The texts that say something, each on its line.
pub(crate) fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
