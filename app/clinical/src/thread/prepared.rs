//! A note made ready for comparison: once when it is opened, and once for each keystroke in the one being written.

use super::mention::{Mention, Reader};
use crate::{
    Field, Note, ServiceTime, ServiceType, Span,
    fold::{is_apostrophe, tokens},
    likeness::{Shingles, hash},
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

/// A word as names are looked up: without the `’s` of possession.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) hash: u64,
    pub(super) capital: bool,
    /// Written with a capital and small letters, and not because a sentence begins there.
    pub(super) titled_inside: bool,
}

sealed!(Session, Prepared);

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
    /// Prepares a text; the digests of its folded words are added to `all`.
    fn of(field: Field, text: &str, all: &mut Vec<u64>) -> Self {
        let (mut words, mut mentions, mut reader, mut folded) = (Vec::new(), Vec::new(), Reader::default(), String::new());
        let (mut end, mut titled) = (0, false);
        for token in tokens(text) {
            token.fold_into(&mut folded);
            all.push(hash(folded.as_bytes()));
            mentions.extend(reader.next(token, &folded));
            // After `Mr.` no sentence begins.
            let inside = titled || !begins(text.get(end..token.start).unwrap_or_default(), end == 0);
            words.push(Word {
                hash: name_hash(token.text, &folded),
                capital: token.text.starts_with(|c: char| !c.is_lowercase()),
                titled_inside: inside && token.is_titled(),
            });
            (end, titled) = (token.end(), matches!(folded.as_str(), "mr" | "mrs" | "ms" | "miss" | "dr"));
        }
        Self { field, words, mentions }
    }
}

/// Whether a sentence, a line or a quotation begins after what stands between two words.
pub(super) fn begins(between: &str, first: bool) -> bool {
    first || between.contains(['.', '!', '?', ':', ';', '\n', '“', '"', '•'])
}

/// The digest of a word as a name: `Wren’s` is `wren`.
pub(super) fn name_hash(text: &str, folded: &str) -> u64 {
    let before_s = text.strip_suffix(['s', 'S']).is_some_and(|head| head.ends_with(is_apostrophe));
    let name = if before_s { folded.strip_suffix('s').unwrap_or(folded) } else { folded };
    hash(name.as_bytes())
}
