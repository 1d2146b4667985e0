//! What was typed, understood: words, phrases in quotes, days and months, kinds.

use super::{
    Names,
    abbreviation::meanings,
    day::{When, date},
    near::nearly_begins,
};
use crate::{
    fold::{tokens, words},
    sealed::sealed,
};

/// What was typed, prepared once for a caseload or an index.
///
/// `sleep`: words that begin so. `F11`: codes, with or without the dot. `ptsd`: the same, and what it stands for. `"call card"`:
/// exactly these words in this order. `2026-11-22`, `22 Nov 2026`, `11/22/2026`, `Nov 2026`, `22 Nov`: documents of that day or
/// month, of any year where none is named, and those that speak of it. A word that nothing begins with finds the clients whose
/// names it misspells.
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
    /// The same of an abbreviation, or what it stands for.
    Means(String, Vec<Phrase>),
    /// A document of these days, or one that says them in one of these ways.
    Dated(When, Vec<Phrase>),
}

impl Term {
    fn of_word(word: String) -> Self {
        let meanings = meanings(&word).iter().map(|meaning| Phrase { words: folded(meaning), open: true });
        let meanings: Vec<Phrase> = meanings.collect();
        if meanings.is_empty() { Self::Begins(word) } else { Self::Means(word, meanings) }
    }
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

    /// The same where words may be misspelled, see [`super::narrow`].
    pub(super) fn nearly_matches(&self, names: &Names) -> bool {
        let fits = |typed: &str, name: &str| name.starts_with(typed) || nearly_begins(typed, name);
        self.names.iter().all(|typed| names.0.iter().any(|name| fits(typed, name)))
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
        } else if let Some((length, when)) = date(rest) {
            terms.push(Term::Dated(when, when.said()));
            rest = rest.get(length..).unwrap_or_default();
        } else {
            terms.extend(folded(first).into_iter().map(Term::of_word));
            rest = after;
        }
    }
}
