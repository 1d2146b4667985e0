//! A row of the tabular list.

use super::Row;
use crate::fold::words;
use chrono::NaiveDate;

/// A row of the tabular list, over all releases that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) code: String,
    pub(super) title: String,
    /// From which day it is what; never empty, the earliest first.
    pub(super) kinds: Vec<(NaiveDate, Kind)>,
    pub(super) excludes1: &'static str,
    searched: String, // the code, then the words of the title
    named: String,    // `| words of a name | words of the next |`
}

/// What a row is from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    Header,
    Retired,
}

/// What a row is on a day of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It comes into the list on this day.
    NotYet(NaiveDate),
    /// It may be recorded.
    Code,
    /// A header with codes under it; since that day, where it was a code before.
    Header(Option<NaiveDate>),
    /// Retired on this day.
    Retired(NaiveDate),
}

impl Entry {
    /// The code with its dot: `F10.20`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The title as the tabular list has it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it is on a day.
    pub fn standing(&self, on: NaiveDate) -> Standing {
        let Some(at) = self.kinds.iter().rposition(|(from, _)| *from <= on) else {
            return self.kinds.first().map_or(Standing::NotYet(NaiveDate::MAX), |(from, _)| Standing::NotYet(*from));
        };
        match self.kinds.get(at) {
            Some((_, Kind::Code)) => Standing::Code,
            Some((from, Kind::Header)) => Standing::Header((at > 0).then_some(*from)),
            Some((from, Kind::Retired)) => Standing::Retired(*from),
            None => Standing::NotYet(NaiveDate::MAX),
        }
    }

    /// Whether it may be recorded for a service on this day.
    pub fn billable(&self, on: NaiveDate) -> bool {
        self.standing(on) == Standing::Code
    }

    /// Whether it is in the list on this day, as a code or as a header.
    pub fn is_listed(&self, on: NaiveDate) -> bool {
        matches!(self.standing(on), Standing::Code | Standing::Header(_))
    }

    /// The code and title as shown.
    pub fn text(&self) -> String {
        format!("{} {}", self.code, self.title)
    }

    /// One that is new on a day.
    pub(super) fn new(row: &Row, from: NaiveDate) -> Self {
        Self::of(&row.code, &row.title, vec![(from, Kind::of(row))], "", "")
    }

    /// From a line of the product's own list; what it becomes after its last day as a code is not known yet.
    pub(super) fn read(line: &'static str) -> Option<(Self, Option<NaiveDate>)> {
        let mut columns = line.split('\t');
        let (code, flag, title) = (columns.next()?, columns.next()?, columns.next()?);
        if code.starts_with('#') {
            return None;
        }
        let mut next = || columns.next().unwrap_or_default();
        let (excludes1, names, from, until) = (next(), next(), next(), next());
        let kind = if flag == "1" { Kind::Code } else { Kind::Header };
        let from = from.parse().unwrap_or(NaiveDate::MIN);
        Some((Self::of(code, title, vec![(from, kind)], excludes1, names), until.parse().ok()))
    }

    fn of(code: &str, title: &str, kinds: Vec<(NaiveDate, Kind)>, excludes1: &'static str, names: &str) -> Self {
        let mut named = String::new();
        for name in names.split(';').filter(|name| !name.is_empty()) {
            named.push('|');
            spaced(name, &mut named);
            named.push(' ');
        }
        if !named.is_empty() {
            named.push('|');
        }
        let mut entry = Self { code: code.to_owned(), title: String::new(), kinds, excludes1, searched: String::new(), named };
        entry.retitle(title);
        entry
    }

    pub(super) fn retitle(&mut self, title: &str) {
        title.clone_into(&mut self.title);
        self.searched = plain(&self.code);
        spaced(title, &mut self.searched);
    }

    /// How well it fits, lower being better; `None` when it does not. `phrase` is `wanted` with a space before each word.
    pub(super) fn rank(&self, wanted: &[String], phrase: &str, on: NaiveDate) -> Option<(u8, bool, usize)> {
        let begins = |text: &str, word: &String| text.split(' ').any(|part| part.starts_with(word.as_str()));
        let in_title = wanted.iter().all(|word| begins(&self.searched, word));
        if !in_title && !wanted.iter().all(|word| begins(&self.searched, word) || begins(&self.named, word)) {
            return None;
        }
        let (code, title) = self.searched.split_once(' ').unwrap_or((&self.searched, ""));
        let first = wanted.first().map_or("", String::as_str);
        if code.starts_with(first) {
            return Some((u8::from(code != first), false, 0)); // as listed: a header before what stands under it
        }
        let (phrase, named) = (phrase.trim_start(), format!("|{phrase}"));
        let whole = |word: &String| title.split(' ').any(|part| part == word);
        let billable = self.billable(on);
        let group = if (title == phrase && billable) || self.named.contains(&format!("{named} |")) {
            2
        } else if title.starts_with(phrase) || self.named.contains(&named) {
            3
        } else if in_title && wanted.iter().all(whole) {
            4
        } else if in_title {
            5
        } else {
            6
        };
        Some((group, !billable, title.split(' ').count()))
    }
}

impl Kind {
    pub(super) const fn of(row: &Row) -> Self {
        if row.billable { Self::Code } else { Self::Header }
    }
}

fn spaced(text: &str, into: &mut String) {
    for word in words(text) {
        into.push(' ');
        into.push_str(&word);
    }
}

/// A code as typed, without its dot and in lower case.
pub(super) fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
