//! Everything that can be inside a document, each with the kind under which it is stored.
//!
//! A kind's JSON form is frozen (`tests/snapshots`) and stays readable for ever (`tests/fixtures`).
//! A changed form is a new kind; an unknown kind or field is refused, never half read, so that an
//! older program cannot save over what it does not know.

use crate::{Addendum, Attestation, Note, PatientProfile, Retraction, ReviewComment, sealed::sealed};
use record::{Class, Event};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// What is inside a document. As serde writes it: `{"kind":"note/1","body":{…}}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Body {
    /// Who the record is about.
    #[serde(rename = "profile/1")]
    Profile(Box<PatientProfile>),
    /// A note.
    #[serde(rename = "note/1")]
    Note(Box<Note>),
    /// Something added to a signed note.
    #[serde(rename = "addendum/1")]
    Addendum(Addendum),
    /// A note returned by a supervisor.
    #[serde(rename = "return/1")]
    Return(ReviewComment),
    /// A supervisor's signature.
    #[serde(rename = "attestation/1")]
    Attestation(Attestation),
    /// A note entered in error.
    #[serde(rename = "retraction/1")]
    Retraction(Retraction),
}

sealed!(Body);

/// Why stored text is no body. Says nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Written by a newer program.
    #[error("unknown kind of document")]
    UnknownKind,
    /// Not what its kind promises.
    #[error("malformed document")]
    Malformed,
}

impl Body {
    /// Every kind.
    pub const KINDS: [&str; 6] = ["profile/1", "note/1", "addendum/1", "return/1", "attestation/1", "retraction/1"];

    /// The kind under which it is stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Profile(_) => "profile/1",
            Self::Note(_) => "note/1",
            Self::Addendum(_) => "addendum/1",
            Self::Return(_) => "return/1",
            Self::Attestation(_) => "attestation/1",
            Self::Retraction(_) => "retraction/1",
        }
    }

    /// How coarsely the server knows the document it stands in.
    pub const fn class(&self) -> Class {
        match self {
            Self::Profile(_) => Class::Profile,
            Self::Note(_) | Self::Addendum(_) | Self::Return(_) | Self::Attestation(_) | Self::Retraction(_) => Class::Note,
        }
    }

    /// Whether an entry of this event may hold it; a reader refuses what does not fit.
    pub const fn fits(&self, event: Event) -> bool {
        match self {
            Self::Profile(_) => matches!(event, Event::Save),
            Self::Note(_) => matches!(event, Event::Save | Event::Sign(_)),
            Self::Addendum(_) => matches!(event, Event::Amend),
            Self::Return(_) => matches!(event, Event::Return),
            Self::Attestation(_) => matches!(event, Event::Attest),
            Self::Retraction(_) => matches!(event, Event::Retract),
        }
    }

    /// The content alone, for a place that names the kind beside it.
    ///
    /// Fails never for values made here; the error keeps callers from an `expect`.
    pub fn to_value(&self) -> Result<Value, BodyError> {
        match self {
            Self::Profile(profile) => serde_json::to_value(profile),
            Self::Note(note) => serde_json::to_value(note),
            Self::Addendum(addendum) => serde_json::to_value(addendum),
            Self::Return(comment) => serde_json::to_value(comment),
            Self::Attestation(attestation) => serde_json::to_value(attestation),
            Self::Retraction(retraction) => serde_json::to_value(retraction),
        }
        .map_err(|_| BodyError::Malformed)
    }

    /// Reads content of a kind.
    ///
    /// Fails with [`BodyError::UnknownKind`] for a kind this program does not know, and with
    /// [`BodyError::Malformed`] for content that is not of that kind.
    pub fn from_value(kind: &str, value: Value) -> Result<Self, BodyError> {
        match kind {
            "profile/1" => read(value).map(Self::Profile),
            "note/1" => read(value).map(Self::Note),
            "addendum/1" => read(value).map(Self::Addendum),
            "return/1" => read(value).map(Self::Return),
            "attestation/1" => read(value).map(Self::Attestation),
            "retraction/1" => read(value).map(Self::Retraction),
            _ => Err(BodyError::UnknownKind),
        }
    }
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T, BodyError> {
    serde_json::from_value(value).map_err(|_| BodyError::Malformed) // serde's words repeat what they read
}

macro_rules! from {
    ($($content:ty => $variant:ident $(($wrap:path))?),+ $(,)?) => {$(
        impl From<$content> for Body {
            fn from(content: $content) -> Self {
                Self::$variant($($wrap)?(content))
            }
        }
    )+};
}

from!(
    PatientProfile => Profile(Box::new),
    Note => Note(Box::new),
    Addendum => Addendum,
    ReviewComment => Return,
    Attestation => Attestation,
    Retraction => Retraction,
);
