//! What the words of a note say: against the risk screen, in words that blame, with other pronouns than the client's.
//!
//! Words are matched, nothing is understood. A clause that denies, asks, looks back or speaks of somebody else tells nothing, and
//! no finding here ever stops a signature.

mod pronoun;
mod risk;
mod stigma;

pub(super) use pronoun::other_pronouns;
pub(super) use risk::against_risk;
pub(super) use stigma::stigmatizing;

use super::prepared::begins;
use crate::{Field, Note, fold::tokens};

/// A word of a text, with what matters about where it stands.
struct Said {
    /// In lower case, without accents and apostrophes.
    folded: String,
    /// Within quotation marks: somebody's own words.
    quoted: bool,
    /// A clause begins with it.
    first: bool,
    /// Written with a capital and small letters.
    titled: bool,
    /// Written in capitals throughout: `SI`.
    capitals: bool,
}

impl Said {
    fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }
}

/// The texts of a note, with their places.
fn texts(note: &Note) -> Vec<(Field, &str)> {
    let sections = note.layout().into_iter().map(|section| (Field::Section(section.id.to_owned()), note.text_of(section.id)));
    sections.filter(|(_, text)| !text.is_empty()).chain(note.text_beside()).collect()
}

/// The words of a text. A quotation that is not closed ends with its line.
fn said(text: &str) -> Vec<Said> {
    let (mut all, mut end, mut quoted) = (Vec::<Said>::new(), 0, false);
    for token in tokens(text) {
        let between = text.get(end..token.start).unwrap_or_default();
        for c in between.chars() {
            match c {
                '“' => quoted = true,
                '”' | '\n' => quoted = false,
                '"' => quoted = !quoted,
                _ => {}
            }
        }
        let folded = token.folded();
        all.push(Said {
            quoted,
            first: begins(between, end == 0) || folded == "but",
            titled: token.is_titled(),
            capitals: token.text.chars().all(char::is_uppercase),
            folded,
        });
        end = token.end();
    }
    all
}

/// The clauses of a text, a slice of its words each.
fn clauses(words: &[Said]) -> impl Iterator<Item = &[Said]> {
    words.chunk_by(|_, next| !next.first)
}

/// How many words of `words` a pattern covers from their beginning; `None` where it does not fit. A pattern is words with a space
/// between; `/` stands between choices of one word.
fn covered(pattern: &str, words: &[Said]) -> Option<usize> {
    let mut count = 0;
    for choice in pattern.split(' ') {
        let word = words.get(count)?;
        choice.split('/').any(|one| one == word.folded).then_some(())?;
        count += 1;
    }
    Some(count)
}
