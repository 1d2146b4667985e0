//! When a service took place, in the time of the place.

use crate::{Span, SpanError, Zoned, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When a service started and ended. Each end has its own offset, for the night the clocks change.
///
/// Invariant: both ends make a [`Span`] and name the same zone.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct ServiceTime {
    span: Span,
    start: Zoned,
    end: Zoned,
}

sealed!(ServiceTime);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    start: Zoned,
    end: Zoned,
}

impl ServiceTime {
    /// From `start` to `end`.
    ///
    /// Fails as [`Span::new`] does, and with [`SpanError::ZonesDiffer`] for two zones.
    pub fn new(start: Zoned, end: Zoned) -> Result<Self, SpanError> {
        if start.zone() != end.zone() {
            return Err(SpanError::ZonesDiffer);
        }
        Ok(Self { span: Span::new(start.utc(), end.utc())?, start, end })
    }

    /// When it started.
    pub const fn start(&self) -> &Zoned {
        &self.start
    }

    /// When it ended.
    pub const fn end(&self) -> &Zoned {
        &self.end
    }

    /// Both ends as instants.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The day of service: the local date of its start.
    pub fn date(&self) -> NaiveDate {
        self.start.date()
    }

    /// Whole minutes, nothing rounded up.
    pub fn minutes(&self) -> i64 {
        self.span.minutes()
    }

    /// As shown: `Wed, Nov 18, 2026, 10:00–10:50`. Past midnight with both days; in the hour that clocks show twice with the offset.
    pub fn text(&self) -> String {
        let clock = |at: &Zoned| {
            if at.is_twice() { format!("{} ({})", at.time_text(), at.offset_text()) } else { at.time_text() }
        };
        let (from, to) = (clock(&self.start), clock(&self.end));
        if self.start.date() == self.end.date() {
            format!("{}, {from}–{to}", self.start.date_text())
        } else {
            format!("{}, {from} to {}, {to}", self.start.date_text(), self.end.date_text())
        }
    }
}

impl TryFrom<Parts> for ServiceTime {
    type Error = SpanError;
    fn try_from(parts: Parts) -> Result<Self, SpanError> {
        Self::new(parts.start, parts.end)
    }
}

impl From<ServiceTime> for Parts {
    fn from(time: ServiceTime) -> Self {
        Self { start: time.start, end: time.end }
    }
}
