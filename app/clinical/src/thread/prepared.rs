//! A note made ready for comparison: once when it is opened, and once for each keystroke in the one being written.

use super::mention::{Mention, Reader};
use crate::{
    Field, Note, ServiceTime, ServiceType, Span,
    fold::{is_apostrophe, tokens},
    likeness::{Shingles, hash, hash_on},
    sealed::sealed,
};
use chrono::NaiveDate;

/// When somebody was in a service, for telling overlaps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// From when to when.
    pub span: Span,
    /// What kind.
    pub service: ServiceType,
}

/// A note prepared for the thread. It keeps digests of its words and not the words.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared {
    pub(super) date: Option<NaiveDate>,
    pub(super) session: Option<Session>,
    pub(super) shingles: Shingles,
    pub(super) parts: Vec<Part>,
}

/// One field's text.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) field: Field,
    pub(super) words: Vec<Word>,
    pub(super) mentions: Vec<Mention>,
}

/// A word of a text, with what the rules ask about how it is written and where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Its digest as a name: folded, and without the `’s` of possession.
    pub(super) name: u64,
    /// It has such an `’s`.
    possessive: bool,
    /// It does not begin with a small letter.
    pub(super) capital: bool,
    /// Written with a capital and small letters.
    pub(super) titled: bool,
    /// The same, and not because a sentence begins there.
    pub(super) titled_inside: bool,
    /// Written in capitals throughout: `SI`.
    pub(super) capitals: bool,
    /// A year of this century or the last.
    pub(super) year: bool,
    /// Within quotation marks: somebody's own words.
    pub(super) quoted: bool,
    /// A clause begins with it.
    pub(super) first: bool,
}

sealed!(Session, Prepared);

impl Word {
    /// The digest of the whole folded word.
    pub(super) fn digest(self) -> u64 {
        if self.possessive { hash_on(self.name, b"s") } else { self.name }
    }
}

impl Prepared {
    /// Prepares a note.
    pub fn of(note: &Note) -> Self {
        let mut all = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        for section in note.layout() {
            let text = note.text_of(section.id);
            if !text.is_empty() {
                parts.push(Part::of(Field::Section(section.id.to_owned()), text, &mut all));
            }
        }
        let shingles = Shingles::of_words(&all);
        for (field, text) in note.text_beside() {
            parts.push(Part::of(field, text, &mut Vec::new()));
        }
        let time = note.when.known();
        let session = time.filter(|_| note.service.spec().met).map(|time| Session { span: time.span(), service: note.service });
        Self { date: time.map(ServiceTime::date), session, shingles, parts }
    }

    /// When it took place; `None` where nobody met or the time is not known.
    pub const fn session(&self) -> Option<Session> {
        self.session
    }
}

impl Part {
    /// Prepares a text; the digests of its folded words are added to `all`. A quotation that is not closed ends with its line.
    pub(super) fn of(field: Field, text: &str, all: &mut Vec<u64>) -> Self {
        let (mut words, mut mentions, mut reader, mut folded) = (Vec::new(), Vec::new(), Reader::default(), String::new());
        let (mut end, mut quoted, mut after_title) = (0, false, false);
        for token in tokens(text) {
            token.fold_into(&mut folded);
            mentions.extend(reader.next(token, &folded));
            let between = text.get(end..token.start).unwrap_or_default();
            let (begins, titled) = (begins(between, end == 0), token.is_titled());
            quoted = is_quoted(between, quoted);
            let word = Word {
                name: name_hash(token.text, &folded),
                possessive: is_possessive(token.text),
                capital: token.text.starts_with(|c: char| !c.is_lowercase()),
                titled,
                titled_inside: titled && (after_title || !begins), // after `Mr.` no sentence begins
                capitals: token.text.chars().all(char::is_uppercase),
                year: folded.len() == 4 && (folded.starts_with("19") || folded.starts_with("20")),
                quoted,
                first: begins || folded == "but",
            };
            all.push(word.digest());
            words.push(word);
            (end, after_title) = (token.end(), matches!(folded.as_str(), "mr" | "mrs" | "ms" | "miss" | "dr"));
        }
        Self { field, words, mentions }
    }
}

/// Whether a sentence, a line or a quotation begins after what stands between two words.
fn begins(between: &str, first: bool) -> bool {
    first || between.contains(['.', '!', '?', ':', ';', '\n', '“', '"', '•'])
}

/// Whether quotation marks are open after what stands between two words.
fn is_quoted(between: &str, before: bool) -> bool {
    between.chars().fold(before, |quoted, c| match c {
        '“' => true,
        '”' | '\n' => false,
        '"' => !quoted,
        _ => quoted,
    })
}

/// The digest of a word as a name: `Wren’s` is `wren`.
pub(super) fn name_hash(text: &str, folded: &str) -> u64 {
    let name = if is_possessive(text) { folded.strip_suffix('s').unwrap_or(folded) } else { folded };
    hash(name.as_bytes())
}

fn is_possessive(text: &str) -> bool {
    text.strip_suffix(['s', 'S']).is_some_and(|head| head.ends_with(is_apostrophe))
}
