//! A stretch of time with both ends, and whether two of them overlap.

use crate::sealed::sealed;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// When a session took place.
///
/// Invariant: `end` is after `start`, and the session is no longer than [`Span::LONGEST`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")] // an opened note cannot smuggle in a bad span
pub struct Span {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

sealed!(Span);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

/// Why two instants make no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// It ends before it starts, or at once.
    #[error("it ends before it starts")]
    Empty,
    /// Longer than [`Span::LONGEST`].
    #[error("longer than twelve hours")]
    TooLong,
    /// It starts in one time zone and ends in another.
    #[error("start and end are in different time zones")]
    ZonesDiffer,
}

impl Span {
    /// The longest session that is believed: twelve hours.
    pub const LONGEST: Duration = Duration::hours(12);

    /// From `start` to `end`.
    ///
    /// Fails with [`SpanError::Empty`] unless `start` is before `end`, and with
    /// [`SpanError::TooLong`] beyond [`Self::LONGEST`].
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Result<Self, SpanError> {
        if start >= end {
            return Err(SpanError::Empty);
        }
        if end - start > Self::LONGEST {
            return Err(SpanError::TooLong);
        }
        Ok(Self { start, end })
    }

    /// When it started.
    pub const fn start(&self) -> DateTime<Utc> {
        self.start
    }

    /// When it ended.
    pub const fn end(&self) -> DateTime<Utc> {
        self.end
    }

    /// How long it was.
    pub fn length(&self) -> Duration {
        self.end - self.start
    }

    /// Whole minutes, nothing rounded up.
    pub fn minutes(&self) -> i64 {
        self.length().num_minutes()
    }

    /// Whether both share any time. A session that begins when the other ends does not overlap it.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Every pair of spans that overlap, as places in `spans`, the smaller first.
pub fn overlaps(spans: &[Span]) -> Vec<(usize, usize)> {
    let mut order: Vec<(usize, &Span)> = spans.iter().enumerate().collect();
    record::order::sort_by_key(&mut order, |(_, span)| (span.start, span.end));
    let mut pairs = Vec::new();
    for (place, (first, span)) in order.iter().enumerate() {
        // Sorted by start: the first that begins after this one's end is beyond its reach, and so are all after it.
        let reached = order.iter().skip(place + 1).take_while(|(_, later)| later.start < span.end);
        pairs.extend(reached.map(|(second, _)| (*first.min(second), *first.max(second))));
    }
    record::order::sort(&mut pairs);
    pairs
}

impl TryFrom<Parts> for Span {
    type Error = SpanError;
    fn try_from(parts: Parts) -> Result<Self, SpanError> {
        Self::new(parts.start, parts.end)
    }
}

impl From<Span> for Parts {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}
