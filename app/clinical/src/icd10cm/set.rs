//! The list in use: the product's own, and the updates that the program loaded.

use super::{
    CodeError, Entry, Release, Standing, Update,
    entry::{Kind, plain},
    shown,
};
use crate::fold::words;
use chrono::NaiveDate;
use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
    sync::LazyLock,
};

static TEXT: &str = include_str!("../../data/icd10cm.txt");
static OWN: LazyLock<Set> = LazyLock::new(|| Set::read(TEXT));

thread_local! {
    /// The list in use. It is the same for everything a program's page or worker does, like the words of a language; handed
    /// through every check and every title it would be a parameter of most of this crate.
    static IN_USE: Cell<&'static Set> = Cell::new(LazyLock::force(&OWN));
    /// What was made before, each with what it was made of: a page is asked for the same again and again.
    static MADE: RefCell<Vec<(Vec<Update>, &'static Set)>> = const { RefCell::new(Vec::new()) };
}

/// The code list over all releases that are known.
#[derive(Clone)]
pub(super) struct Set {
    /// The earliest first.
    releases: Vec<Release>,
    /// Sorted by code.
    entries: Vec<Entry>,
}

/// Puts the program's updates into use on this thread, in the order in which they were signed; of two for the same day the
/// later one counts.
pub fn load(updates: &[Update]) {
    let known = MADE.with_borrow(|made| made.iter().find(|(of, _)| of == updates).map(|(_, set)| *set));
    let set = known.unwrap_or_else(|| {
        // Made once for each list of updates, which is a few in the life of a page; the rows are borrowed everywhere.
        let set: &'static Set = if updates.is_empty() { &OWN } else { Box::leak(Box::new(OWN.with(updates))) };
        MADE.with_borrow_mut(|made| made.push((updates.to_vec(), set)));
        set
    });
    IN_USE.set(set);
}

fn in_use() -> &'static Set {
    IN_USE.get()
}

/// The product's own list with these updates.
pub(super) fn own_with(updates: &[Update]) -> Set {
    OWN.with(updates)
}

impl Set {
    fn read(text: &'static str) -> Self {
        let release = |line: &str| {
            let mut columns = line.strip_prefix("#release\t")?.split('\t');
            let (fiscal_year, from, to) = (columns.next()?, columns.next()?, columns.next()?);
            let (valid_from, valid_to) = (from.parse().ok()?, to.parse().ok()?);
            Some(Release { fiscal_year: fiscal_year.parse().ok()?, valid_from, valid_to })
        };
        let rows: Vec<(Entry, Option<NaiveDate>)> = text.lines().filter_map(Entry::read).collect();
        let mut entries = Vec::with_capacity(rows.len());
        for (at, (entry, until)) in rows.iter().enumerate() {
            let mut entry = entry.clone();
            if let Some(after) = until.and_then(|until| until.succ_opt()) {
                let heads = rows.get(at + 1).is_some_and(|(next, _)| next.code.starts_with(&entry.code));
                entry.kinds.push((after, if heads { Kind::Header } else { Kind::Retired }));
            }
            entries.push(entry);
        }
        Self { releases: text.lines().filter_map(release).collect(), entries }
    }

    /// The same with updates, in the order in which they were signed.
    pub(super) fn with(&self, updates: &[Update]) -> Self {
        let mut set = self.clone();
        let mut sorted: Vec<&Update> = Vec::new();
        for update in updates {
            sorted.retain(|other| other.valid_from != update.valid_from);
            sorted.push(update);
        }
        record::order::sort_by_key(&mut sorted, |update| update.valid_from);
        sorted.into_iter().for_each(|update| set.take(update));
        set
    }

    fn take(&mut self, update: &Update) {
        let from = update.valid_from;
        self.releases.retain(|release| release.valid_from != from);
        self.releases.push(update.release());
        record::order::sort_by_key(&mut self.releases, |release| release.valid_from);
        for row in &update.rows {
            match self.place(&row.code) {
                Ok(at) => {
                    if let Some(entry) = self.entries.get_mut(at) {
                        entry.become_from(from, Kind::of(row));
                        entry.retitle(&row.title);
                    }
                }
                Err(at) => self.entries.insert(at, Entry::new(row, from)),
            }
        }
        for code in &update.retired {
            if let Some(entry) = self.place(code).ok().and_then(|at| self.entries.get_mut(at)) {
                entry.become_from(from, Kind::Retired);
            }
        }
    }

    fn place(&self, code: &str) -> Result<usize, usize> {
        let wanted = plain(code);
        self.entries.binary_search_by(|entry| plain_order(&entry.code, &wanted))
    }

    /// Every row, in the order of the list.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The releases, the earliest first.
    pub(super) fn releases(&self) -> &[Release] {
        &self.releases
    }

    pub(super) fn get(&self, code: &str) -> Option<&Entry> {
        self.place(code).ok().and_then(|at| self.entries.get(at))
    }

    /// A row that is a code and has codes under it, or a header that has none, on a day.
    pub(super) fn unsound(&self, on: NaiveDate) -> Option<&Entry> {
        let listed: Vec<&Entry> = self.entries.iter().filter(|entry| entry.is_listed(on)).collect();
        listed.iter().enumerate().find_map(|(at, entry)| {
            let heads = listed.get(at + 1).is_some_and(|next| next.code.starts_with(&entry.code));
            (entry.billable(on) == heads).then_some(*entry)
        })
    }
}

impl Entry {
    fn become_from(&mut self, from: NaiveDate, kind: Kind) {
        self.kinds.retain(|(day, _)| *day < from);
        if self.kinds.last().is_none_or(|(_, last)| *last != kind) {
            self.kinds.push((from, kind));
        }
    }
}

/// The releases in use, the earliest first.
pub fn releases() -> &'static [Release] {
    in_use().releases()
}

/// The release that holds for a service on this day.
pub fn release_on(day: NaiveDate) -> Option<Release> {
    releases().iter().rev().find(|release| release.covers(day)).copied()
}

/// The id that a code chosen for this day is stored with: that of the release in force, or of the last one before.
pub fn edition(day: NaiveDate) -> String {
    let before = || releases().iter().rev().find(|release| release.valid_from <= day).copied();
    release_on(day).or_else(before).or_else(|| releases().first().copied()).map(|release| release.id()).unwrap_or_default()
}

/// Every row, in the order of the list.
pub fn all() -> &'static [Entry] {
    in_use().entries()
}

/// Whether a code as typed has no dot, or one after the category: `F1.120` is no code.
fn dotted_well(typed: &str) -> bool {
    typed.trim().split_once('.').is_none_or(|(category, rest)| category.len() == 3 && !rest.is_empty() && !rest.contains('.'))
}

/// The row of a code, typed with or without its dot, in either case.
pub fn lookup(typed: &str) -> Option<&'static Entry> {
    Some(typed).filter(|typed| dotted_well(typed)).and_then(|typed| in_use().get(typed))
}

/// Without its dot a code sorts as it does with it: the dot always stands in the fourth place.
fn plain_order(code: &str, wanted: &str) -> Ordering {
    code.bytes().filter(|byte| *byte != b'.').map(|byte| byte.to_ascii_lowercase()).cmp(wanted.bytes())
}

/// The row of a code that may be recorded for a service on this day.
///
/// Fails with why it may not.
pub fn billable(typed: &str, on: NaiveDate) -> Result<&'static Entry, CodeError> {
    let entry = lookup(typed).ok_or(CodeError::Unknown)?;
    match entry.standing(on) {
        Standing::Code => Ok(entry),
        Standing::Header(_) => Err(CodeError::Header),
        Standing::NotYet(from) => Err(CodeError::NotYet(from)),
        Standing::Retired(since) => Err(CodeError::Retired(since)),
    }
}

/// What has to be said of a code that was one and may not be recorded on this day: `retired on Oct 1, 2026`.
pub fn standing_text(code: &str, on: NaiveDate) -> Option<String> {
    match lookup(code)?.standing(on) {
        Standing::Retired(since) => Some(format!("retired on {}", shown(since))),
        Standing::Header(Some(since)) => Some(format!("a heading since {}", shown(since))),
        Standing::NotYet(from) => Some(format!("valid from {}", shown(from))),
        Standing::Code | Standing::Header(None) => None,
    }
}

/// What fits what was typed, of what is in the list on a day, best first, at most `most`: the beginning of a code, or the
/// beginnings of words of the title (or of a disorder's DSM-5 name). Case, accents and the dot do not count.
///
/// An exact code comes first, then codes under it, then a title or name as typed, then those that
/// begin as typed, then whole words, then beginnings; among equals codes before headers, few words before many.
pub fn search(typed: &str, on: NaiveDate, most: usize) -> Vec<&'static Entry> {
    let mut wanted = Vec::new();
    for piece in typed.split_whitespace() {
        if !looks_like_a_code(piece) {
            wanted.extend(words(piece));
        } else if dotted_well(piece) || (piece.len() == 4 && piece.ends_with('.')) {
            wanted.push(plain(piece)); // `F10.` is on the way to a code
        } else {
            return Vec::new();
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let phrase: String = wanted.iter().flat_map(|word| [" ", word]).collect();
    let listed = all().iter().enumerate().filter(|(_, entry)| entry.is_listed(on));
    let mut found: Vec<_> = listed.filter_map(|(at, entry)| Some((entry.rank(&wanted, &phrase, on)?, at, entry))).collect();
    record::order::sort_by_key(&mut found, |(rank, at, _)| (*rank, *at));
    found.into_iter().take(most).map(|(_, _, entry)| entry).collect()
}

fn looks_like_a_code(typed: &str) -> bool {
    let mut letters = typed.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether an Excludes1 note within F10 to F19 keeps two codes from standing together.
pub fn excluded(first: &str, second: &str) -> bool {
    let notes = |code: &str, other: &str| {
        let above = all().iter().filter(|entry| !entry.excludes1.is_empty() && code.starts_with(&entry.code));
        above.flat_map(|entry| entry.excludes1.split(' ')).any(|excluded| other.starts_with(excluded))
    };
    notes(first, second) || notes(second, first)
}
