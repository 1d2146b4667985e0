//! A person's passkeys, as their devices tell each other: in a record of their own, which everybody has and nobody else opens.

use crate::{
    kind::{Content, Kind, Summary},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::{Bytes, Time};
use serde::{Deserialize, Serialize};

/// A passkey on one of the person's devices, or that they removed it. Nothing in it opens anything.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPasskey {
    /// What its authenticator is asked with.
    pub credential: Bytes,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, or removed.
    pub at: Time,
    /// It opens no device any more, for good.
    pub removed: bool,
}

sealed!(OwnPasskey);

impl Content for OwnPasskey {
    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { title: self.name.clone(), ..Summary::of(Kind::OwnPasskey) }
    }
}
