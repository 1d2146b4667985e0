//! What is said about a signed note: it is never changed, only added to.

use crate::{Field, Finding, contact::SHORT, finding::Findings, sealed::sealed};
use record::is_blank;
use serde::{Deserialize, Serialize};

/// What a signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureMeaning {
    /// "I wrote this."
    Author,
    /// "I sign with the author and answer for it."
    CoSigner,
    /// "I read this."
    Reviewed,
}

impl SignatureMeaning {
    /// Every meaning.
    pub const ALL: [Self; 3] = [Self::Author, Self::CoSigner, Self::Reviewed];

    /// Its stored word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::CoSigner => "co-signer",
            Self::Reviewed => "reviewed",
        }
    }

    /// As shown beside a signature: `Signed as author`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Author => "Signed as author",
            Self::CoSigner => "Co-signed",
            Self::Reviewed => "Reviewed",
        }
    }
}

/// Something added to a signed note.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addendum {
    /// What is added.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// The note was entered in error. It stays, marked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retraction {
    /// Why.
    pub reason: String,
}

/// A supervisor returns a document to its author.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewComment {
    /// What should be looked at again in the document as a whole; may be empty where a place says it.
    pub comment: String,
    /// What should be looked at again at places of it.
    pub places: Vec<PlaceComment>,
}

/// A comment on one section of a note, or one line of a plan.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceComment {
    /// Where, as [`crate::Place::name`] gives it.
    pub place: String,
    /// What should be looked at again.
    pub text: String,
}

/// A supervisor's signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// What it says.
    pub meaning: SignatureMeaning,
}

impl Default for Attestation {
    /// A co-signature, the only one that is written today.
    fn default() -> Self {
        Self { meaning: SignatureMeaning::CoSigner }
    }
}

sealed!(Addendum, Retraction, ReviewComment, PlaceComment, Attestation);

impl Addendum {
    /// What keeps it from being signed: it wants text and a reason.
    pub fn check(&self) -> Vec<Finding> {
        let mut errors = Findings::default();
        errors.required(Field::Text, &self.text, crate::Note::SECTION_MAX);
        errors.required(Field::Reason, &self.reason, SHORT);
        errors.into_vec()
    }
}

impl Retraction {
    /// What keeps it from being signed: it wants a reason.
    pub fn check(&self) -> Vec<Finding> {
        let mut errors = Findings::default();
        errors.required(Field::Reason, &self.reason, SHORT);
        errors.into_vec()
    }
}

impl ReviewComment {
    /// The most places that one return comments on.
    pub const PLACES_MAX: u32 = 100;

    /// What keeps it from being signed: it wants a comment, on the whole or at a place.
    pub fn check(&self) -> Vec<Finding> {
        let mut errors = Findings::default();
        if self.count() == 0 {
            errors.required(Field::Comment, &self.comment, SHORT);
        }
        errors.length(Field::Comment, &self.comment, SHORT);
        errors.count(Field::Comment, self.places.len(), Self::PLACES_MAX);
        for one in &self.places {
            errors.length(Field::Comment, &one.place, crate::contact::LINE);
            errors.length(Field::Comment, &one.text, SHORT);
        }
        errors.into_vec()
    }

    /// How many comments it holds.
    pub fn count(&self) -> usize {
        let texts = std::iter::once(&self.comment).chain(self.places.iter().map(|one| &one.text));
        texts.filter(|text| !is_blank(text)).count()
    }

    /// The comment on a place; empty while there is none.
    pub fn at(&self, place: &str) -> &str {
        self.places.iter().find(|one| one.place == place).map_or("", |one| &one.text)
    }

    /// Comments on a place, or takes the comment back where `text` is empty.
    pub fn set_at(&mut self, place: &str, text: String) {
        self.places.retain(|one| one.place != place || !text.is_empty());
        match self.places.iter_mut().find(|one| one.place == place) {
            Some(one) => one.text = text,
            None if text.is_empty() => {}
            None => self.places.push(PlaceComment { place: place.to_owned(), text }),
        }
    }
}
