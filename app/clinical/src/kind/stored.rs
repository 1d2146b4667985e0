//! Stored bodies: read whole or not at all, those of earlier versions included.

use super::{Body, Kinded, strict};
use crate::{
    Note,
    intervention::Intervention,
    json,
    note::{NoteV1, NoteV2},
    sealed::sealed,
};
use record::Class;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

impl Body {
    /// The class of a document that begins with it; what is said about a document of any class counts as a note's.
    pub fn class(&self) -> Class {
        self.kind().class_in(Class::Note)
    }

    /// The content of a body that is of the type that is asked for.
    ///
    /// Fails with the body itself where it is of another kind.
    pub fn into_content<T: Kinded + Clone>(self) -> Result<T, Self> {
        T::of(&self).cloned().ok_or(self)
    }

    /// What earlier versions wrote.
    pub(super) fn from_earlier(kind: &str, text: &str) -> Result<Self, BodyError> {
        match kind {
            "note/1" => read::<NoteV1>(text).map(|old| Note::from(old).into()),
            "note/2" => {
                NoteV2::try_from(read::<Value>(text)?).map(|old| Note::from(old).into()).map_err(|_| BodyError::Malformed)
            }
            "intervention/1" => one_session(read(text)?),
            _ => Err(BodyError::UnknownKind),
        }
    }
}

/// An intervention from when there was one session.
fn one_session(mut old: Value) -> Result<Body, BodyError> {
    let fields = old.as_object_mut().ok_or(BodyError::Malformed)?;
    if fields.insert("earlier".to_owned(), Value::Array(Vec::new())).is_some() {
        return Err(BodyError::Malformed);
    }
    serde_json::from_value::<Intervention>(old).map(Body::from).map_err(|_| BodyError::Malformed)
}

sealed!(Body);

/// A body as it is stored, its kind not yet looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tagged {
    kind: String,
    #[serde(deserialize_with = "strict::deserialize")]
    body: Value,
}

impl TryFrom<Tagged> for Body {
    type Error = BodyError;
    fn try_from(stored: Tagged) -> Result<Self, BodyError> {
        Self::from_value(&stored.kind, stored.body)
    }
}

/// Why stored text is no body. Says nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Written by a newer version.
    #[error("unknown kind of document")]
    UnknownKind,
    /// Not what its kind promises.
    #[error("malformed document")]
    Malformed,
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, BodyError> {
    json::read(text).map_err(|_| BodyError::Malformed) // serde's words repeat what they read
}
