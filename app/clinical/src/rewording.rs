//! Which words of a text changed.
//!
//! Own and small on purpose, as in [`crate::likeness`]: a diff library does the same at many times the size.

use crate::sealed::sealed;

/// Part of a text, as two versions of it are compared.
#[derive(Clone, PartialEq, Eq)]
pub enum Piece {
    /// Both versions say it.
    Same(String),
    /// Only the earlier version says it.
    Old(String),
    /// Only the later version says it.
    New(String),
}

sealed!(Piece);

/// The most cells of the table that is filled for the changed middle of two texts. Longer ones are compared as wholes: about a
/// thousand words changed to a thousand others.
const CELLS_MAX: usize = 1_000_000;

/// Compares two versions of a text word by word. Where they share less than a third of their words, the later version is
/// another text, not a change: both are given as wholes.
pub fn reworded(old: &str, new: &str) -> Vec<Piece> {
    let (a, b) = (words(old), words(new));
    let start = a.iter().zip(&b).take_while(|(x, y)| same(x, y)).count();
    let rest = |all: &[&str]| all.len() - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest(&a).min(rest(&b))).take_while(|(x, y)| same(x, y)).count();
    let middle = |all: &[&'_ str]| (start, all.len() - end);
    let ((from_a, to_a), (from_b, to_b)) = (middle(&a), middle(&b));
    let (changed_a, changed_b) = (a.get(from_a..to_a).unwrap_or_default(), b.get(from_b..to_b).unwrap_or_default());
    let mut pieces = Pieces::default();
    let shared = if changed_a.len() * changed_b.len() > CELLS_MAX { Vec::new() } else { common(changed_a, changed_b) };
    let kept = start + end + shared.len();
    if kept * 3 < a.len().max(b.len()) {
        a.iter().for_each(|word| pieces.push_old(word));
        b.iter().for_each(|word| pieces.push_new(word));
        return pieces.done();
    }
    b.iter().take(start).for_each(|word| pieces.push_same(word));
    let (mut at_a, mut at_b) = (0, 0);
    for (x, y) in shared.into_iter().chain([(changed_a.len(), changed_b.len())]) {
        changed_a.get(at_a..x).unwrap_or_default().iter().for_each(|word| pieces.push_old(word));
        changed_b.get(at_b..y).unwrap_or_default().iter().for_each(|word| pieces.push_new(word));
        if let Some(word) = changed_b.get(y) {
            pieces.push_same(word);
        }
        (at_a, at_b) = (x + 1, y + 1);
    }
    b.iter().skip(to_b).for_each(|word| pieces.push_same(word));
    pieces.done()
}

/// The words of a text, each with the white space after it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let space = rest.get(word..).and_then(|after| after.find(|letter: char| !letter.is_whitespace()));
        let (one, more) = rest.split_at(space.map_or(rest.len(), |space| word + space));
        words.push(one);
        rest = more;
    }
    words
}

fn same(a: &str, b: &str) -> bool {
    a.trim() == b.trim()
}

/// A longest common subsequence, as the places of its words in both.
fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    // Row `i`, column `j`: how many words the rests from `i` and from `j` have in common.
    let mut rows = vec![vec![0_u16; b.len() + 1]];
    for word in a.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0_u16];
        for (other, pair) in b.iter().zip(below.windows(2)).rev() {
            let right = row.last().copied().unwrap_or_default();
            row.push(match pair {
                [_, diagonal] if same(word, other) => diagonal + 1,
                [down, _] => right.max(*down),
                _ => right,
            });
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    let at = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default();
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if same(x, y) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(i + 1, j) >= at(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Pieces being gathered: neighbors of one sort are one, and what is gone comes before what is new.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    old: String,
    new: String,
}

impl Pieces {
    fn push_same(&mut self, word: &str) {
        self.settle();
        match self.done.last_mut() {
            Some(Piece::Same(text)) => text.push_str(word),
            Some(Piece::Old(_) | Piece::New(_)) | None => self.done.push(Piece::Same(word.to_owned())),
        }
    }

    fn push_old(&mut self, word: &str) {
        self.old.push_str(word);
    }

    fn push_new(&mut self, word: &str) {
        self.new.push_str(word);
    }

    fn settle(&mut self) {
        let (old, new) = (std::mem::take(&mut self.old), std::mem::take(&mut self.new));
        if let (false, Some(Piece::Same(before))) = (old.is_empty() && new.is_empty(), self.done.last_mut())
            && !before.ends_with(char::is_whitespace)
        {
            before.push(' ');
        }
        self.done.extend((!old.is_empty()).then_some(Piece::Old(old)));
        self.done.extend((!new.is_empty()).then_some(Piece::New(new)));
    }

    fn done(mut self) -> Vec<Piece> {
        self.settle();
        self.done
    }
}
