//! Days and times as fields of the browser hold them.

use crate::desk::clock;
use chrono::{NaiveDate, NaiveDateTime};
use clinical::{Zoned, parse_date};

/// A day as a date field shows it.
pub(super) fn date_text(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// The day that a date field shows; `None` while it is no day.
pub(super) fn date_of(text: &str) -> Option<NaiveDate> {
    parse_date(text).ok().flatten()
}

/// A day and a time as a field for both shows it.
pub(super) fn moment_text(at: Option<Zoned>) -> String {
    at.map(|at| at.local().format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
}

/// What such a field shows, on this device's clock.
pub(super) fn moment_of(text: &str) -> Option<Zoned> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    Zoned::from_local(local, clock::zone(), clock::offset_when(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_date_is_none() {
        assert_eq!(date_of("2026-11-"), None);
        assert_eq!(date_text(date_of("2026-11-18")), "2026-11-18");
    }
}
