//! Days and months as people type them.

use super::query::{Phrase, folded};
use chrono::{Datelike, Months, NaiveDate};

/// A day or a month, as typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// From one day to another, both included.
    Span(NaiveDate, NaiveDate),
    /// This day of any year.
    EveryYear {
        /// From 1.
        month: u32,
        /// From 1.
        day: u32,
    },
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

impl When {
    /// Whether a date is one of these days.
    pub(super) fn is(self, date: NaiveDate) -> bool {
        match self {
            Self::Span(from, to) => (from..=to).contains(&date),
            Self::EveryYear { month, day } => (date.month(), date.day()) == (month, day),
        }
    }

    /// How people write it in a text.
    pub(super) fn said(self) -> Vec<Phrase> {
        let day = ["%-d %b %Y", "%-d %B %Y", "%b %-d %Y", "%B %-d %Y", "%Y %m %d", "%m %d %Y", "%-m %-d %Y"];
        let month = ["%b %Y", "%B %Y", "%Y %m"];
        let no_year = ["%-d %b", "%-d %B", "%b %-d", "%B %-d", "%-m %-d", "%m %d"];
        let (forms, date): (&[&str], _) = match self {
            Self::Span(from, to) if from == to => (&day, Some(from)),
            Self::Span(from, _) => (&month, Some(from)),
            // a leap year has every day there is
            Self::EveryYear { month, day } => (&no_year, NaiveDate::from_ymd_opt(2024, month, day)),
        };
        let phrase = |date: NaiveDate, form: &&str| Phrase { words: folded(&date.format(form).to_string()), open: false };
        let mut all: Vec<Phrase> = Vec::new();
        for one in date.iter().flat_map(|date| forms.iter().map(|form| phrase(*date, form))) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}

/// The days that the next pieces name, and how many pieces. A year whose digits are still being typed counts for nothing yet.
pub(super) fn date(pieces: &[&str]) -> Option<(usize, When)> {
    let at = |place: usize| pieces.get(place).map(|piece| piece.trim_end_matches([',', '.']));
    let (first, second, third) = (at(0)?, at(1), at(2));
    let one = |day| When::Span(day, day);
    if let Some(day) = iso(first).or_else(|| american(first)) {
        return Some((1, one(day)));
    }
    if let Some(days) = first.split_once('-').and_then(|(year, number)| whole_month(year, number.parse().ok()?)) {
        return Some((1, days));
    }
    if let Some(days) = first.split_once('/').and_then(|(month, day)| every_year(month.parse().ok()?, number(day)?)) {
        return Some((1, days));
    }
    let second = second?;
    if let Some(days) = full_year(second).and(month(first)).and_then(|month| whole_month(second, month)) {
        return Some((2, days));
    }
    let (month, day) = match (month(first), month(second)) {
        (Some(month), _) => (month, ordinal(second)?),
        (None, Some(month)) => (month, ordinal(first)?),
        (None, None) => return None,
    };
    let days = every_year(month, day)?;
    let Some(third) = third else { return Some((2, days)) };
    match full_year(third) {
        Some(year) => Some((3, one(NaiveDate::from_ymd_opt(year, month, day)?))),
        None if pieces.len() == 3 && begins_a_year(third) => Some((3, days)),
        None => Some((2, days)),
    }
}

fn every_year(month: u32, day: u32) -> Option<When> {
    NaiveDate::from_ymd_opt(2024, month, day).map(|_| When::EveryYear { month, day })
}

fn iso(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() >= 8)
}

/// Month first, as in the United States.
fn american(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(full_year(year)?, number(month)?, number(day)?).filter(|_| parts.next().is_none())
}

/// Four digits: `26` could be a day.
fn full_year(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| (1900..=2200).contains(year))
}

fn begins_a_year(text: &str) -> bool {
    text.len() < 4
        && ["19", "20", "21"].iter().any(|century| text.starts_with(century) || century.starts_with(text))
        && number(text).is_some()
}

/// One or two digits.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// `25`, `25th`.
fn ordinal(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    number(["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(&text))
}

/// A month by three letters of its name or more.
fn month(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(text.as_str()))?;
    u32::try_from(at + 1).ok()
}

fn whole_month(year: &str, month: u32) -> Option<When> {
    let from = NaiveDate::from_ymd_opt(full_year(year)?, month, 1)?;
    Some(When::Span(from, from.checked_add_months(Months::new(1))?.pred_opt()?))
}
