//! An instant together with what the clock on the wall said there.
//!
//! No time zone database is asked for what was written: the offset of that moment is kept with the instant, so a changed rule
//! never changes what an old note says.

use crate::sealed::sealed;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Offset, Utc};
use record::Time;
use serde::{Deserialize, Serialize};

/// An instant, its zone and the offset that held there and then.
///
/// Invariant: the offset is within [`Zoned::WIDEST`] of UTC, and the zone looks like an IANA name.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Zoned {
    utc: DateTime<Utc>,
    zone: String,
    offset_minutes: i32,
}

sealed!(Zoned);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    utc: DateTime<Utc>,
    zone: String,
    offset_minutes: i32,
}

/// Why something is no local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZonedError {
    /// Farther from UTC than any place on earth.
    #[error("no place has this offset")]
    Offset,
    /// Not shaped like a name of the IANA time zone database.
    #[error("not a time zone's name")]
    Zone,
    /// The instant is outside of what can be counted.
    #[error("not an instant")]
    Instant,
}

impl Zoned {
    /// The farthest a place is from UTC, in minutes (14 hours).
    pub const WIDEST: i32 = 14 * 60;

    /// An instant at a place whose clocks were `offset_minutes` east of UTC then. (A browser's
    /// `getTimezoneOffset` counts westward: change the sign.)
    ///
    /// Fails with [`ZonedError::Offset`] beyond [`Self::WIDEST`], with [`ZonedError::Zone`] when
    /// the name has no IANA shape, and with [`ZonedError::Instant`] outside the years 1 to 9999.
    pub fn new(utc: DateTime<Utc>, zone: impl Into<String>, offset_minutes: i32) -> Result<Self, ZonedError> {
        let zone = zone.into();
        if !(-Self::WIDEST..=Self::WIDEST).contains(&offset_minutes) {
            return Err(ZonedError::Offset);
        }
        if !looks_like_a_zone(&zone) {
            return Err(ZonedError::Zone);
        }
        if !(1..=9999).contains(&utc.year()) {
            return Err(ZonedError::Instant);
        }
        Ok(Self { utc, zone, offset_minutes })
    }

    /// What a clock on the wall showed, where clocks were `offset_minutes` east of UTC.
    ///
    /// Fails as [`Self::new`] does.
    pub fn from_local(local: NaiveDateTime, zone: impl Into<String>, offset_minutes: i32) -> Result<Self, ZonedError> {
        if !(-Self::WIDEST..=Self::WIDEST).contains(&offset_minutes) {
            return Err(ZonedError::Offset);
        }
        let minutes = chrono::Duration::minutes(i64::from(offset_minutes));
        let utc = local.checked_sub_signed(minutes).ok_or(ZonedError::Instant)?;
        Self::new(utc.and_utc(), zone, offset_minutes)
    }

    /// A device's time at a place.
    ///
    /// Fails as [`Self::new`] does.
    pub fn at(time: Time, zone: impl Into<String>, offset_minutes: i32) -> Result<Self, ZonedError> {
        Self::new(time.to_utc(), zone, offset_minutes)
    }

    /// The instant.
    pub const fn utc(&self) -> DateTime<Utc> {
        self.utc
    }

    /// The zone's IANA name, such as `America/Chicago`.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// How far east of UTC the clocks were, in minutes.
    pub const fn offset_minutes(&self) -> i32 {
        self.offset_minutes
    }

    /// What the clock on the wall said.
    pub fn local(&self) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.offset_minutes.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
        self.utc.with_timezone(&offset)
    }

    /// The local date.
    pub fn date(&self) -> NaiveDate {
        self.local().date_naive()
    }

    /// The local date as shown: `Wed, Nov 18, 2026`.
    pub fn date_text(&self) -> String {
        self.local().format("%a, %b %-d, %Y").to_string()
    }

    /// The local time as shown: `10:05`.
    pub fn time_text(&self) -> String {
        self.local().format("%H:%M").to_string()
    }
}

fn looks_like_a_zone(name: &str) -> bool {
    let whole = (1..=64).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_alphabetic());
    whole && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '+' | '-'))
}

impl TryFrom<Parts> for Zoned {
    type Error = ZonedError;
    fn try_from(parts: Parts) -> Result<Self, ZonedError> {
        Self::new(parts.utc, parts.zone, parts.offset_minutes)
    }
}

impl From<Zoned> for Parts {
    fn from(zoned: Zoned) -> Self {
        Self { utc: zoned.utc, zone: zoned.zone, offset_minutes: zoned.offset_minutes }
    }
}
