//! The time of a service while it is being typed: what was typed is kept until it makes sense.

use crate::{Field, Finding, ServiceTime, SpanError, Wrong, Zoned, ZonedError, local_zone::offsets, sealed::sealed};
use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime};
use record::is_blank;
use serde::{Deserialize, Serialize};

/// When a service took place, as far as the writer has said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum When {
    /// What stands in the fields makes no time yet.
    Typed(TypedTime),
    /// A time that holds.
    Known(ServiceTime),
}

/// The fields as typed, in the form in which a browser's date and time inputs give them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedTime {
    /// The day of service: `2026-11-18`.
    pub date: String,
    /// The local start: `10:00`.
    pub start: String,
    /// The local end: `10:50`.
    pub end: String,
    /// The day it ended, where that is another day; empty otherwise.
    pub end_date: String,
    /// The zone's IANA name.
    pub zone: String,
    /// Minutes east of UTC at the start.
    pub start_offset: i32,
    /// Minutes east of UTC at the end; another one only in the night the clocks change.
    pub end_offset: i32,
}

sealed!(When, TypedTime);

impl Default for When {
    fn default() -> Self {
        Self::Typed(TypedTime::default())
    }
}

impl When {
    /// What these fields say, kept as typed while they make no time.
    pub fn from_typed(typed: TypedTime) -> Self {
        match typed.resolve() {
            Ok(time) => Self::Known(time),
            Err(_) => Self::Typed(typed),
        }
    }

    /// The time, when it is known.
    pub const fn known(&self) -> Option<&ServiceTime> {
        match self {
            Self::Known(time) => Some(time),
            Self::Typed(_) => None,
        }
    }

    /// The day of service, as soon as one stands there.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Known(time) => Some(time.date()),
            Self::Typed(typed) => date_of(&typed.date).ok(),
        }
    }

    /// What belongs in the fields.
    pub fn typed(&self) -> TypedTime {
        match self {
            Self::Typed(typed) => typed.clone(),
            Self::Known(time) => TypedTime::from(time),
        }
    }

    /// What is wrong with the fields; empty for a known time.
    pub fn problems(&self) -> Vec<Finding> {
        match self {
            Self::Known(_) => Vec::new(),
            Self::Typed(typed) => typed.resolve().err().unwrap_or_default(),
        }
    }
}

impl From<ServiceTime> for When {
    fn from(time: ServiceTime) -> Self {
        Self::Known(time)
    }
}

impl TypedTime {
    /// The time these fields make.
    ///
    /// Fails with every field that is missing or wrong; ends before starts and sessions over twelve
    /// hours are told at [`Field::End`].
    pub fn resolve(&self) -> Result<ServiceTime, Vec<Finding>> {
        let mut errors = Vec::new();
        let mut note = |field: Field, wrong: Wrong| errors.push(Finding::blocking(field, wrong));
        let date = date_of(&self.date).map_err(|wrong| note(Field::Date, wrong));
        let start = time_of(&self.start).map_err(|wrong| note(Field::Start, wrong));
        let end = time_of(&self.end).map_err(|wrong| note(Field::End, wrong));
        let end_date =
            if is_blank(&self.end_date) { date } else { date_of(&self.end_date).map_err(|wrong| note(Field::End, wrong)) };
        let (Ok(date), Ok(start), Ok(end), Ok(end_date)) = (date, start, end, end_date) else { return Err(errors) };
        let zoned = |of_zone: Field, of_clock: Field, at: NaiveDateTime, offset: i32| {
            let refused = |field: Field, wrong: Wrong| vec![Finding::blocking(field, wrong)];
            let offset = settled(self.zone.trim(), at, offset).ok_or_else(|| refused(of_clock, Wrong::NoSuchHour))?;
            Zoned::from_local(at, self.zone.trim(), offset).map_err(|error| refused(of_zone, error.into()))
        };
        let start = zoned(Field::Date, Field::Start, date.and_time(start), self.start_offset)?;
        let end = zoned(Field::End, Field::End, end_date.and_time(end), self.end_offset)?;
        ServiceTime::new(start, end).map_err(|error| vec![Finding::blocking(Field::End, error.into())])
    }
}

impl TypedTime {
    /// The two offsets of the start, in minutes east of UTC, where clocks showed that time twice; the earlier one first.
    pub fn start_twice(&self) -> Option<[i32; 2]> {
        self.twice(&self.date, &self.start)
    }

    /// The same for the end.
    pub fn end_twice(&self) -> Option<[i32; 2]> {
        self.twice(self.last_date(), &self.end)
    }

    /// The start as a browser reads a local time: `2026-11-18T10:00`.
    pub fn start_text(&self) -> String {
        format!("{}T{}", self.date, self.start)
    }

    /// The same for the end.
    pub fn end_text(&self) -> String {
        format!("{}T{}", self.last_date(), self.end)
    }

    /// The day it ended.
    fn last_date(&self) -> &str {
        if is_blank(&self.end_date) { &self.date } else { &self.end_date }
    }

    fn twice(&self, date: &str, time: &str) -> Option<[i32; 2]> {
        let local = date_of(date).ok()?.and_time(time_of(time).ok()?);
        match offsets(self.zone.trim(), local)? {
            MappedLocalTime::Ambiguous(first, second) => Some([first, second]),
            MappedLocalTime::Single(_) | MappedLocalTime::None => None,
        }
    }
}

/// The offset at which clocks of the zone showed `local`: of two the one that was chosen, else the earlier; `None` in the hour
/// that is left out. For a zone that is not known here, what the device said.
fn settled(zone: &str, local: NaiveDateTime, chosen: i32) -> Option<i32> {
    match offsets(zone, local) {
        None => Some(chosen),
        Some(MappedLocalTime::Single(only)) => Some(only),
        Some(MappedLocalTime::Ambiguous(first, second)) => Some(if chosen == second { second } else { first }),
        Some(MappedLocalTime::None) => None,
    }
}

/// Reads a date input's value.
fn date_of(text: &str) -> Result<NaiveDate, Wrong> {
    match crate::parse_date(text) {
        Ok(Some(date)) if date < crate::profile::earliest() => Err(Wrong::TooEarly),
        Ok(Some(date)) => Ok(date),
        Ok(None) => Err(Wrong::Missing),
        Err(wrong) => Err(wrong),
    }
}

/// Reads a time input's value; browsers add seconds when there are any.
fn time_of(text: &str) -> Result<NaiveTime, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Wrong::Missing);
    }
    let with = |form: &str| NaiveTime::parse_from_str(text, form);
    with("%H:%M").or_else(|_| with("%H:%M:%S")).map_err(|_| Wrong::NotATime)
}

impl From<&ServiceTime> for TypedTime {
    fn from(time: &ServiceTime) -> Self {
        let (start, end) = (time.start(), time.end());
        let date = |at: &Zoned| at.local().format("%Y-%m-%d").to_string();
        let clock = |at: &Zoned| {
            let local = at.local();
            local.format(if local.format("%S").to_string() == "00" { "%H:%M" } else { "%H:%M:%S" }).to_string()
        };
        Self {
            date: date(start),
            start: clock(start),
            end: clock(end),
            end_date: if start.date() == end.date() { String::new() } else { date(end) },
            zone: start.zone().to_owned(),
            start_offset: start.offset_minutes(),
            end_offset: end.offset_minutes(),
        }
    }
}

impl From<SpanError> for Wrong {
    fn from(error: SpanError) -> Self {
        match error {
            SpanError::Empty => Self::EndNotAfterStart,
            SpanError::TooLong => Self::SessionTooLong,
            SpanError::ZonesDiffer => Self::NotALocalTime,
        }
    }
}

impl From<ZonedError> for Wrong {
    fn from(error: ZonedError) -> Self {
        match error {
            ZonedError::Offset | ZonedError::Zone | ZonedError::Instant => Self::NotALocalTime,
        }
    }
}
