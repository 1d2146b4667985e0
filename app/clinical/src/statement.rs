//! What is said about a signed note: it is never changed, only added to.

use crate::{Field, Finding, contact::SHORT, finding::Findings, sealed::sealed};
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

/// A supervisor returns a note.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewComment {
    /// What should be looked at again.
    pub comment: String,
    /// Where, as [`Field::name`] gives it; `None` for the whole note.
    pub field: Option<String>,
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

sealed!(Addendum, Retraction, ReviewComment, Attestation);

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
    /// What keeps it from being signed: it wants a comment.
    pub fn check(&self) -> Vec<Finding> {
        let mut errors = Findings::default();
        errors.required(Field::Comment, &self.comment, SHORT);
        errors.length(Field::Comment, self.field.as_deref().unwrap_or_default(), crate::contact::LINE);
        errors.into_vec()
    }
}
