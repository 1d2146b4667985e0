//! ICD-10-CM: the codes this field needs, with the release they come from.
//!
//! Chapter F whole, and the categories beside it that a substance-use program meets. Public-domain
//! data in `data/icd10cm.txt`; `data/README.md` says which release it is and how it was taken out.

use crate::fold::words;
use chrono::NaiveDate;
use std::{cmp::Ordering, sync::LazyLock};

static TEXT: &str = include_str!("../data/icd10cm.txt");
static SET: LazyLock<Set> = LazyLock::new(|| Set::read(TEXT));

/// The release that this program carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The US government's fiscal year; 2026 began on 1 October 2025.
    pub fiscal_year: u16,
    /// The first day of service it holds for.
    pub valid_from: NaiveDate,
    /// The last day of service it holds for.
    pub valid_to: NaiveDate,
}

impl Release {
    /// Its stable id, stored beside every code: the first day it holds for, `2026-04-01`.
    pub fn id(&self) -> String {
        self.valid_from.to_string()
    }

    /// As shown: `ICD-10-CM FY 2026, valid 1 Apr 2026 to 30 Sep 2026`.
    pub fn text(&self) -> String {
        let day = |date: NaiveDate| date.format("%-d %b %Y").to_string();
        format!("ICD-10-CM FY {}, valid {} to {}", self.fiscal_year, day(self.valid_from), day(self.valid_to))
    }

    /// Whether it holds for a service on `date`; the page says so when it does not.
    pub fn covers(&self, date: NaiveDate) -> bool {
        (self.valid_from..=self.valid_to).contains(&date)
    }
}

/// A row of the tabular list.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    code: &'static str,
    title: &'static str,
    billable: bool,
    excludes1: &'static str,
    searched: String, // the code, then the words of the title
    named: String,    // `| words of a name | words of the next |`
}

impl Entry {
    /// The code with its dot: `F10.20`.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The title as the tabular list has it.
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Whether it may be recorded; otherwise it is a header with codes under it.
    pub const fn billable(&self) -> bool {
        self.billable
    }

    /// The code and title as shown.
    pub fn text(&self) -> String {
        format!("{} {}", self.code, self.title)
    }
}

/// Why something typed is no code to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not in this release, or not among the categories kept here.
    #[error("unknown code")]
    Unknown,
    /// A header: only the codes under it are recorded.
    #[error("a header is not a code")]
    Header,
}

struct Set {
    release: Release,
    entries: Vec<Entry>,
}

impl Set {
    fn read(text: &'static str) -> Self {
        let head = |name: &str| {
            let mut lines = text.lines().take_while(|line| line.starts_with('#'));
            lines.find_map(|line| line.strip_prefix('#')?.strip_prefix(name)?.strip_prefix('\t')).unwrap_or_default()
        };
        let day = |name: &str| head(name).parse().unwrap_or_default();
        let release = Release {
            fiscal_year: head("fiscal_year").parse().unwrap_or_default(),
            valid_from: day("valid_from"),
            valid_to: day("valid_to"),
        };
        Self { release, entries: text.lines().filter_map(Entry::read).collect() }
    }
}

impl Entry {
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (code, flag, title) = (columns.next()?, columns.next()?, columns.next()?);
        if code.starts_with('#') {
            return None;
        }
        let (excludes1, names) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let mut searched = plain(code);
        spaced(title, &mut searched);
        let mut named = String::new();
        for name in names.split(';').filter(|name| !name.is_empty()) {
            named.push('|');
            spaced(name, &mut named);
            named.push(' ');
        }
        if !named.is_empty() {
            named.push('|');
        }
        Some(Self { code, title, billable: flag == "1", excludes1, searched, named })
    }

    /// How well it fits, lower being better; `None` when it does not. `phrase` is `wanted` with a
    /// space before each word.
    fn rank(&self, wanted: &[String], phrase: &str) -> Option<(u8, bool, usize)> {
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
        let group = if (title == phrase && self.billable) || self.named.contains(&format!("{named} |")) {
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
        Some((group, !self.billable, title.split(' ').count()))
    }
}

fn spaced(text: &str, into: &mut String) {
    for word in words(text) {
        into.push(' ');
        into.push_str(&word);
    }
}

/// A code as typed, without its dot and in lower case.
fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn looks_like_a_code(typed: &str) -> bool {
    let mut letters = typed.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next().is_some_and(|c| c.is_ascii_digit())
}

/// The release this program carries.
pub fn release() -> Release {
    SET.release
}

/// Every row, in the order of the list.
pub fn all() -> &'static [Entry] {
    &SET.entries
}

/// Whether a code as typed has no dot, or one after the category: `F1.120` is no code.
fn dotted_well(typed: &str) -> bool {
    typed.trim().split_once('.').is_none_or(|(category, rest)| category.len() == 3 && !rest.contains('.'))
}

/// The row of a code, typed with or without its dot, in either case.
pub fn lookup(typed: &str) -> Option<&'static Entry> {
    let wanted = Some(typed).filter(|typed| dotted_well(typed)).map(plain)?;
    let by_plain = |entry: &Entry| plain_order(entry.code, &wanted);
    SET.entries.binary_search_by(by_plain).ok().and_then(|at| SET.entries.get(at))
}

/// Without its dot a code sorts as it does with it: the dot always stands in the fourth place.
fn plain_order(code: &str, wanted: &str) -> Ordering {
    code.bytes().filter(|byte| *byte != b'.').map(|byte| byte.to_ascii_lowercase()).cmp(wanted.bytes())
}

/// The row of a code that may be recorded.
///
/// Fails with [`CodeError::Header`] for a header and with [`CodeError::Unknown`] for what is not here.
pub fn billable(typed: &str) -> Result<&'static Entry, CodeError> {
    match lookup(typed) {
        Some(entry) if entry.billable => Ok(entry),
        Some(_) => Err(CodeError::Header),
        None => Err(CodeError::Unknown),
    }
}

/// What fits what was typed, best first, at most `most`: the beginning of a code, or the beginnings
/// of words of the title (or of a disorder's DSM-5 name). Case, accents and the dot do not count.
///
/// An exact code comes first, then codes under it, then a title or name as typed, then those that
/// begin as typed, then whole words, then beginnings; among equals codes before headers, few words before many.
pub fn search(typed: &str, most: usize) -> Vec<&'static Entry> {
    let mut wanted = Vec::new();
    for piece in typed.split_whitespace() {
        if looks_like_a_code(piece) {
            if !dotted_well(piece) {
                return Vec::new();
            }
            wanted.push(plain(piece));
        } else {
            wanted.extend(words(piece));
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let phrase: String = wanted.iter().flat_map(|word| [" ", word]).collect();
    let mut found: Vec<_> =
        SET.entries.iter().enumerate().filter_map(|(at, entry)| Some((entry.rank(&wanted, &phrase)?, at, entry))).collect();
    found.sort_unstable_by_key(|(rank, at, _)| (*rank, *at));
    found.into_iter().take(most).map(|(_, _, entry)| entry).collect()
}

/// Whether an Excludes1 note within F10 to F19 keeps two codes from standing together.
pub fn excluded(first: &str, second: &str) -> bool {
    let notes = |code: &str, other: &str| {
        let above = SET.entries.iter().filter(|entry| !entry.excludes1.is_empty() && code.starts_with(entry.code));
        above.flat_map(|entry| entry.excludes1.split(' ')).any(|excluded| other.starts_with(excluded))
    };
    notes(first, second) || notes(second, first)
}
