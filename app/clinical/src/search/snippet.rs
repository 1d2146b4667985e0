//! The few words around what was found, with the places to mark.

use super::{
    Query,
    query::{Phrase, Term},
};
use crate::{
    fold::{Token, tokens},
    sealed::sealed,
};
use std::ops::Range;

/// A piece of a text, to be shown with what was found marked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece; `…` stands where something was left out.
    pub text: String,
    /// What to mark: bytes of `text`, in order, at the ends of characters, none over another.
    pub marks: Vec<Range<usize>>,
}

sealed!(Snippet);

/// A mark in the whole text, with the term it is for.
type Mark = (Range<usize>, usize);

impl Query {
    /// The piece of `text` with the most of what was typed, at most about `width` bytes long.
    pub fn snippet(&self, text: &str, width: usize) -> Snippet {
        let all = self.marks(text);
        let within = |from: usize| all.iter().filter(move |(mark, _)| mark.start >= from && mark.end <= from + width);
        let worth = |from: usize| {
            let mut terms: Vec<usize> = within(from).map(|(_, term)| *term).collect();
            terms.sort_unstable();
            terms.dedup();
            terms.len()
        };
        // The first of the best: what comes first is read first.
        let best = all.iter().map(|(mark, _)| mark.start).max_by_key(|start| (worth(*start), std::cmp::Reverse(*start)));
        let first = best.unwrap_or(0);
        let last = within(first).map(|(mark, _)| mark.end).max().unwrap_or(first);
        let spare = width.saturating_sub(last - first) / 3;
        let from = word_start(text, first.saturating_sub(spare));
        let to = word_end(text, (from + width).max(last));
        let Some(piece) = text.get(from..to) else { return Snippet::default() };
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        let moved = |at: usize| at - from + before.len();
        let mut marks: Vec<Range<usize>> = Vec::new();
        for (mark, _) in all.iter().filter(|(mark, _)| mark.start >= from && mark.end <= to) {
            let next = moved(mark.start)..moved(mark.end);
            match marks.last_mut() {
                Some(last) if next.start < last.end => last.end = last.end.max(next.end),
                Some(_) | None => marks.push(next),
            }
        }
        Snippet { text: format!("{before}{piece}{after}"), marks }
    }

    /// Every place in `text` that something typed fits, by start.
    fn marks(&self, text: &str) -> Vec<Mark> {
        let words: Vec<(Token<'_>, String)> = tokens(text).map(|token| (token, token.folded())).collect();
        let mut marks: Vec<Mark> = Vec::new();
        for (number, term) in self.terms.iter().enumerate() {
            match term {
                Term::Begins(start) => {
                    let fits = words.iter().filter(|(_, folded)| folded.starts_with(start.as_str()));
                    marks.extend(fits.map(|(token, _)| (token.start..token.end(), number)));
                }
                Term::Says(said) => marks.extend(places(&words, said).map(|place| (place, number))),
                Term::Dated { said, .. } => {
                    marks.extend(said.iter().flat_map(|said| places(&words, said)).map(|place| (place, number)));
                }
            }
        }
        marks.sort_by_key(|(mark, _)| (mark.start, mark.end));
        marks
    }
}

/// Where these words say a phrase.
fn places<'a>(words: &'a [(Token<'_>, String)], said: &'a Phrase) -> impl Iterator<Item = Range<usize>> {
    let place = |window: &[(Token<'_>, String)]| {
        let ((first, _), (last, _)) = (window.first()?, window.last()?);
        said.fits(window.iter().map(|(_, word)| word.as_str())).then(|| first.start..last.end())
    };
    words.windows(said.words.len().max(1)).filter_map(place)
}

/// The start of the word that `at` is in.
fn word_start(text: &str, at: usize) -> usize {
    let head = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    head.trim_end_matches(|c: char| !c.is_whitespace()).len()
}

/// The end of the word that `at` is in.
fn word_end(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at.min(text.len()));
    let tail = text.get(at..).unwrap_or_default();
    at + tail.find(char::is_whitespace).unwrap_or(tail.len())
}
