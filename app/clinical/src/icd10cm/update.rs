//! What a later release changes in the categories kept here: found from its order file, signed by an administrator, and taken by
//! every device.

use super::{CARRIED, Entry, Release, Standing, is_carried, order, order::OrderFile, set, shown};
use crate::{Finding, Place, Wrong, finding::Findings};
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A row as a release has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The code, with its dot.
    pub code: String,
    /// The title.
    pub title: String,
    /// Whether it may be recorded; otherwise it is a header.
    pub billable: bool,
}

/// A release that a program loaded: the difference to what was known before it. Nothing in it is about a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The US government's fiscal year.
    pub fiscal_year: u16,
    /// The first day of service it holds for.
    pub valid_from: NaiveDate,
    /// The last day of service it holds for: the end of the fiscal year.
    pub valid_to: NaiveDate,
    /// How many lines the order file had, to hold against the release's own count.
    pub lines: u32,
    /// How many of them were codes.
    pub codes: u32,
    /// Rows that are new, or have another title, or became a code or a header. Sorted by code.
    pub rows: Vec<Row>,
    /// Codes that are no longer in the list. Sorted.
    pub retired: Vec<String>,
}

impl Update {
    /// The most bytes of an update as it is stored, so that it fits into an entry of the directory.
    pub const MOST_BYTES: usize = 60 * 1024;

    /// What the order file of the release that holds from `valid_from` changes. `before` are the updates that the program has;
    /// one for the same day is replaced.
    pub fn of(file: &OrderFile, valid_from: NaiveDate, before: &[Self]) -> Self {
        let year = valid_from.year() + i32::from(valid_from.month() >= 10);
        let base = set::own_with(&others(before, valid_from));
        let listed: BTreeMap<&str, &Entry> =
            base.entries().iter().filter(|entry| entry.is_listed(valid_from)).map(|entry| (entry.code(), entry)).collect();
        let same = |row: &&Row| {
            let entry = listed.get(row.code.as_str());
            entry.is_some_and(|entry| entry.title() == row.title && entry.billable(valid_from) == row.billable)
        };
        let there: BTreeSet<&str> = record::order::gather(file.carried.iter().map(|row| row.code.as_str()));
        let mut rows: Vec<Row> = file.carried.iter().filter(|row| !same(row)).cloned().collect();
        record::order::sort_by(&mut rows, |one, other| one.code.cmp(&other.code));
        Self {
            fiscal_year: u16::try_from(year).unwrap_or_default(),
            valid_from,
            valid_to: NaiveDate::from_ymd_opt(year, 9, 30).unwrap_or(valid_from),
            lines: file.rows,
            codes: file.billable,
            rows,
            retired: listed.into_keys().filter(|code| !there.contains(code)).map(str::to_owned).collect(),
        }
    }

    /// The release.
    pub const fn release(&self) -> Release {
        Release { fiscal_year: self.fiscal_year, valid_from: self.valid_from, valid_to: self.valid_to }
    }

    /// What keeps it from being signed; `before` are the updates that the program has, `today` is the local date.
    pub fn check(&self, before: &[Self], today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("codes", field);
        let (from, to) = (self.valid_from, self.valid_to);
        let year = from.year() + i32::from(from.month() >= 10);
        findings.block(from.day() != 1, the("valid_from"), Wrong::NotAFirst);
        let late = today.checked_add_months(Months::new(12)).is_some_and(|latest| from > latest);
        findings.block(late, the("valid_from"), Wrong::FarAhead);
        let newest = set::own_with(before).releases().last().map(|release| release.valid_from);
        findings.block(newest.is_some_and(|newest| from < newest), the("valid_from"), Wrong::OlderRelease);
        let whole = NaiveDate::from_ymd_opt(year, 9, 30) == Some(to) && i32::from(self.fiscal_year) == year;
        let sorted = |codes: Vec<&str>| codes.windows(2).all(|pair| matches!(pair, [one, other] if one < other));
        let codes: Vec<&str> = self.rows.iter().map(|row| row.code.as_str()).collect();
        let known = self.retired.iter().all(|code| is_carried(code) && !codes.contains(&code.as_str()));
        let titled = |row: &Row| !record::is_blank(&row.title) && row.title.chars().count() <= order::LONGEST_TITLE;
        let fits = self.rows.iter().all(|row| is_carried(&row.code) && titled(row));
        let ordered = sorted(codes) && sorted(self.retired.iter().map(String::as_str).collect());
        let after = set::own_with(&[others(before, from), vec![self.clone()]].concat());
        let sound = whole && known && fits && ordered && after.unsound(from).is_none();
        findings.block(!sound, the("file"), Wrong::NotAnUpdate);
        let listed = |entry: &&Entry| entry.is_listed(from);
        let missing = |category: &str| !after.entries().iter().filter(listed).any(|entry| entry.code().starts_with(category));
        let mass = self.retired.len() > after.entries().len() / 10;
        let lost = CARRIED.split_ascii_whitespace().any(missing) || mass;
        findings.block(sound && lost, the("file"), Wrong::NotWhole);
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > Self::MOST_BYTES, the("file"), Wrong::TooLarge);
        findings.into_vec()
    }

    /// What it changes, a sentence each; `before` are the updates that the program has.
    pub fn changes(&self, before: &[Self]) -> Vec<String> {
        let base = set::own_with(&others(before, self.valid_from));
        let day = shown(self.valid_from);
        let mut told = Vec::new();
        for Row { code, title, billable } in &self.rows {
            let entry = base.get(code).filter(|entry| entry.is_listed(self.valid_from));
            let Some(entry) = entry else {
                let what = if *billable { "New code" } else { "New heading" };
                told.push(format!("{what} from {day}: {code} {title}."));
                continue;
            };
            match (entry.standing(self.valid_from), *billable) {
                (Standing::Code, false) => told.push(format!("{code} {title}: a heading from {day}; choose a code under it.")),
                (Standing::Header(_), true) => told.push(format!("{code} {title}: a code from {day}; it was a heading.")),
                (Standing::Code | Standing::Header(_) | Standing::NotYet(_) | Standing::Retired(_), _) => {}
            }
            if entry.title() != title {
                told.push(format!("{code}: now “{title}”; was “{}”.", entry.title()));
            }
        }
        let title = |code: &str| base.get(code).map(|entry| entry.title().to_owned()).unwrap_or_default();
        told.extend(self.retired.iter().map(|code| format!("{code} {}: retired on {day}.", title(code))));
        told
    }
}

/// The updates for other days.
fn others(all: &[Update], day: NaiveDate) -> Vec<Update> {
    all.iter().filter(|update| update.valid_from != day).cloned().collect()
}
