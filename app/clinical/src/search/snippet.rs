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
        let first = richest(&all, width, self.terms.len());
        let last =
            all.iter().filter(|(mark, _)| mark.start >= first && mark.end <= first + width).map(|(mark, _)| mark.end).max();
        let last = last.unwrap_or(first);
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
                Term::Begins(start) => marks.extend(beginning(&words, start).map(|place| (place, number))),
                Term::Means(start, meanings) => {
                    marks.extend(beginning(&words, start).map(|place| (place, number)));
                    marks.extend(meanings.iter().flat_map(|said| places(&words, said)).map(|place| (place, number)));
                }
                Term::Says(said) => marks.extend(places(&words, said).map(|place| (place, number))),
                Term::Dated(_, said) => {
                    marks.extend(said.iter().flat_map(|said| places(&words, said)).map(|place| (place, number)));
                }
            }
        }
        record::order::sort_by_key(&mut marks, |(mark, _)| (mark.start, mark.end));
        marks
    }
}

/// Where the piece of this width begins that has marks for the most of the terms: the first of the best, since what comes
/// first is read first. Each mark enters the piece once and leaves it once, however many there are.
fn richest(marks: &[Mark], width: usize, terms: usize) -> usize {
    let short = || marks.iter().filter(|(mark, _)| mark.len() <= width); // the others are in no piece
    let mut by_end: Vec<&Mark> = short().collect();
    record::order::sort_by_key(&mut by_end, |(mark, _)| mark.end);
    let (mut entering, mut leaving) = (by_end.into_iter().peekable(), short().peekable());
    let mut counts = vec![0_usize; terms];
    let (mut within, mut best, mut most) = (0, 0, 0);
    for from in marks.iter().map(|(mark, _)| mark.start) {
        while let Some((_, term)) = leaving.next_if(|(mark, _)| mark.start < from) {
            if let Some(count) = counts.get_mut(*term) {
                *count -= 1;
                within -= usize::from(*count == 0);
            }
        }
        while let Some((_, term)) = entering.next_if(|(mark, _)| mark.end <= from + width) {
            if let Some(count) = counts.get_mut(*term) {
                within += usize::from(*count == 0);
                *count += 1;
            }
        }
        if within > most {
            (best, most) = (from, within);
        }
    }
    if most > 0 { best } else { marks.first().map_or(0, |(mark, _)| mark.start) }
}

/// Where these words begin so.
fn beginning<'a>(words: &'a [(Token<'_>, String)], start: &'a str) -> impl Iterator<Item = Range<usize>> {
    words.iter().filter(move |(_, folded)| folded.starts_with(start)).map(|(token, _)| token.start..token.end())
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
