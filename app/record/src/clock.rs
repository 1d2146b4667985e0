//! Instants, and how far a device's clock can be believed. Nothing here reads a clock.

use chrono::{DateTime, Utc};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct Time(#[n(0)] pub i64);

impl Time {
    /// The same instant `millis` later, or earlier when negative; stops at the ends of the range.
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// As chrono's instant; the epoch for a number chrono cannot hold.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for Time {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp_millis())
    }
}

/// What a device's clock said when something was written, and what is known about that clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct ClockReading {
    /// The device's own reading.
    #[n(0)]
    pub device: Time,
    /// Server minus device in milliseconds at the last contact; `None` before the first.
    #[n(1)]
    pub offset: Option<i64>,
    /// The device's clock was moved against a steady clock since then by more than [`Self::DRIFT`].
    #[n(2)]
    pub uncertain: bool,
}

impl ClockReading {
    /// A clock that moved by more than this is called uncertain, in milliseconds (five minutes).
    /// Source: domain reference, section 19, "Time and notes".
    pub const DRIFT: i64 = 5 * 60 * 1000;

    /// Whether the clock was moved, or differs from the server's by more than [`Self::DRIFT`]: it is named then, and what is signed
    /// by it is marked.
    pub fn is_off(&self) -> bool {
        self.uncertain || self.offset.is_some_and(|offset| offset.saturating_abs() > Self::DRIFT)
    }

    /// When it was written: the device's reading corrected by the offset, or the later of both
    /// readings where the clock is uncertain.
    pub fn written(&self) -> Time {
        let corrected = self.device.plus(self.offset.unwrap_or(0));
        if self.uncertain { corrected.max(self.device) } else { corrected }
    }
}
