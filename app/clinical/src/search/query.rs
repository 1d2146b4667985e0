//! What was typed, understood: words, phrases in quotes, days and months, kinds.

use super::Names;
use crate::{
    fold::{tokens, words},
    sealed::sealed,
};
use chrono::{Months, NaiveDate};

/// What was typed, prepared once for a caseload or an index.
///
/// `sleep`: words that begin so. `F11`: codes, with or without the dot. `"call card"`: exactly these words in this
/// order. `2026-11-22`, `22 Nov 2026`, `11/22/2026`, `Nov 2026`: documents of that day or month, and those that speak of it.
/// `kind:crisis`: only documents of that kind. All of it has to fit; case and accents do not count.
#[derive(Clone, PartialEq, Eq)]
pub struct Query {
    names: Vec<String>,
    pub(super) terms: Vec<Term>,
    pub(super) kinds: Vec<String>,
}

/// One thing that has to fit.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A word that begins so.
    Begins(String),
    /// Words one after the other.
    Says(Phrase),
    /// A document dated from one day to another, both included, or one that says the date in one of these ways.
    Dated { from: NaiveDate, to: NaiveDate, said: Vec<Phrase> },
}

/// Words that stand one after the other.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    /// The last may go on: it is still being typed.
    pub(super) open: bool,
}

sealed!(Query);

impl Phrase {
    /// Whether these words say it.
    pub(super) fn fits<'a>(&self, mut said: impl Iterator<Item = &'a str>) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        let begins = before.iter().all(|wanted| said.next() == Some(wanted));
        begins && said.next().is_some_and(|word| if self.open { word.starts_with(last.as_str()) } else { word == last })
    }
}

/// As many things as may have to fit: more than anybody types, few enough that a pasted page is no burden.
const MOST_TERMS: usize = 32;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

impl Query {
    /// How many characters of what was typed count; the search box takes no more.
    pub const LONGEST: usize = 400;

    /// Prepares what was typed: its first [`Self::LONGEST`] characters, each word once.
    pub fn new(typed: &str) -> Self {
        let typed = typed.char_indices().nth(Self::LONGEST).and_then(|(end, _)| typed.get(..end)).unwrap_or(typed);
        let (mut terms, mut kinds) = (Vec::new(), Vec::new());
        let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
        let mut pieces = typed.split(is_quote).peekable();
        let mut quoted = false;
        while let Some(piece) = pieces.next() {
            if quoted {
                let words = folded(piece);
                if !words.is_empty() {
                    let open = pieces.peek().is_none() && !piece.ends_with(char::is_whitespace);
                    terms.push(Term::Says(Phrase { words, open }));
                }
            } else {
                read(piece, &mut terms, &mut kinds);
            }
            quoted = !quoted;
        }
        let mut names = words(typed).collect();
        each_once(&mut names);
        each_once(&mut terms);
        each_once(&mut kinds);
        Self { names, terms, kinds }
    }

    /// Whether nothing was typed; such a query finds every client and no document.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether every word typed begins one of the names. Case, accents and apostrophes do not count.
    pub fn matches(&self, names: &Names) -> bool {
        self.names.iter().all(|typed| names.0.iter().any(|name| name.starts_with(typed.as_str())))
    }
}

/// The first [`MOST_TERMS`] that differ.
fn each_once<T: PartialEq>(all: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::new();
    for one in all.drain(..) {
        if kept.len() < MOST_TERMS && !kept.contains(&one) {
            kept.push(one);
        }
    }
    *all = kept;
}

/// The folded words of a text, as the index has them.
pub(super) fn folded(text: &str) -> Vec<String> {
    tokens(text).map(|token| token.folded()).collect()
}

/// A kind as typed or given, without what people write differently: `No-show` is `noshow`.
pub(super) fn plain(kind: &str) -> String {
    words(kind).collect()
}

fn read(piece: &str, terms: &mut Vec<Term>, kinds: &mut Vec<String>) {
    let pieces: Vec<&str> = piece.split_whitespace().collect();
    let mut rest = pieces.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if let Some(kind) = first.split_once(':').filter(|(word, _)| word.eq_ignore_ascii_case("kind")).map(|(_, kind)| kind) {
            kinds.extend(Some(plain(kind)).filter(|kind| !kind.is_empty()));
            rest = after;
        } else if let Some((length, from, to)) = date(rest) {
            terms.push(Term::Dated { from, to, said: said(from, to) });
            rest = rest.get(length..).unwrap_or_default();
        } else {
            terms.extend(folded(first).into_iter().map(Term::Begins));
            rest = after;
        }
    }
}

/// How people write a day or a month.
fn said(from: NaiveDate, to: NaiveDate) -> Vec<Phrase> {
    let day = ["%-d %b %Y", "%-d %B %Y", "%b %-d %Y", "%B %-d %Y", "%Y %m %d", "%m %d %Y", "%-m %-d %Y"];
    let month = ["%b %Y", "%B %Y", "%Y %m"];
    let forms: &[&str] = if from == to { &day } else { &month };
    forms.iter().map(|form| Phrase { words: folded(&from.format(form).to_string()), open: false }).collect()
}

/// The days that the next pieces name, and how many pieces.
fn date(pieces: &[&str]) -> Option<(usize, NaiveDate, NaiveDate)> {
    let at = |place: usize| pieces.get(place).map(|piece| piece.trim_end_matches([',', '.']));
    let (first, second, third) = (at(0)?, at(1), at(2));
    if let Some(day) = iso(first).or_else(|| american(first)) {
        return Some((1, day, day));
    }
    if let Some((from, to)) = first.split_once('-').and_then(|(year, number)| whole_month(year, number.parse().ok()?)) {
        return Some((1, from, to));
    }
    let day = |year: &str, name: &str, day: &str| NaiveDate::from_ymd_opt(full_year(year)?, month(name)?, day.parse().ok()?);
    if let (Some(second), Some(third)) = (second, third)
        && let Some(day) = day(third, second, first).or_else(|| day(third, first, second))
    {
        return Some((3, day, day));
    }
    let (from, to) = whole_month(second?, month(first)?)?;
    Some((2, from, to))
}

fn iso(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() >= 8)
}

/// Month first, as in the United States.
fn american(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(full_year(year)?, month.parse().ok()?, day.parse().ok()?).filter(|_| parts.next().is_none())
}

/// Four digits: `26` could be a day.
fn full_year(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| (1900..=2200).contains(year))
}

/// A month by three letters of its name or more.
fn month(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(text.as_str()))?;
    u32::try_from(at + 1).ok()
}

fn whole_month(year: &str, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let from = NaiveDate::from_ymd_opt(full_year(year)?, month, 1)?;
    Some((from, from.checked_add_months(Months::new(1))?.pred_opt()?))
}
