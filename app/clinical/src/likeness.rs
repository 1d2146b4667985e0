//! How much of one text is in another, for finding notes that were copied.
//!
//! Own and small on purpose: a diff library finds the same at many times the size and time. Texts
//! are compared as sets of neighbouring words with their counts (Sørensen–Dice over word pairs).

use crate::{fold::tokens, sealed::sealed};
use std::cmp::Ordering;

/// A note more than this much like an earlier one is suspected to be a copy, in percent.
/// Source: domain reference, section 1 (quality lint).
pub const CLONE_PERCENT: u8 = 80;

/// Texts with fewer words than this are like nothing: "no change" may be said every week.
pub const FEWEST_WORDS: usize = 12;

/// A text prepared for comparison.
#[derive(Clone, PartialEq, Eq)]
pub struct Shingles {
    /// Word pairs as digests, sorted.
    pairs: Vec<u64>,
    /// A sketch: one bit for each pair, at the place its digest names. Bits that only one text has are pairs that only it
    /// has, which tells most texts apart without looking at the pairs.
    sketch: [u64; SKETCH],
}

/// Words of a sketch: 1 024 bits for texts of some hundred words.
const SKETCH: usize = 16;

sealed!(Shingles);

impl Shingles {
    /// Prepares a text. Case, accents, punctuation and spacing do not count.
    pub fn of(text: &str) -> Self {
        let mut folded = String::new();
        let words: Vec<u64> = tokens(text)
            .map(|token| {
                token.fold_into(&mut folded);
                hash(folded.as_bytes())
            })
            .collect();
        Self::of_words(&words)
    }

    /// The same from the [`hash`]es of folded words.
    pub(crate) fn of_words(words: &[u64]) -> Self {
        if words.len() < FEWEST_WORDS {
            return Self { pairs: Vec::new(), sketch: [0; SKETCH] };
        }
        let mut pairs: Vec<u64> = words
            .iter()
            .zip(words.iter().skip(1))
            .map(|(first, second)| first.rotate_left(23).wrapping_mul(PRIME) ^ second)
            .collect();
        record::order::sort(&mut pairs);
        let mut sketch = [0; SKETCH];
        for pair in &pairs {
            let bit = usize::try_from(pair >> 54).unwrap_or(0); // its first ten bits
            sketch.get_mut(bit / 64).into_iter().for_each(|word| *word |= 1 << (bit % 64));
        }
        Self { pairs, sketch }
    }

    /// How much of both texts is shared, from 0 to 100; the same in both directions. Rounded up, so that what is more than a
    /// percentage also shows more: 80.5 is 81.
    pub fn percent_like(&self, other: &Self) -> u8 {
        self.percent_if_above(other, None).unwrap_or(0)
    }

    /// The same where it is more than `percent`, by however little. Texts that differ are told apart after their first words,
    /// which makes a chart of copies-to-be quick to look through.
    pub fn more_alike_than(&self, other: &Self, percent: u8) -> Option<u8> {
        self.percent_if_above(other, Some(percent))
    }

    fn percent_if_above(&self, other: &Self, percent: Option<u8>) -> Option<u8> {
        let all = self.pairs.len() + other.pairs.len();
        if all == 0 {
            return None;
        }
        let needed = percent.map_or(0, |percent| all * usize::from(percent) / 200 + 1); // shared pairs beyond the percentage
        let mut lonely = all.checked_sub(2 * needed)?;
        let apart: u32 = self.sketch.iter().zip(&other.sketch).map(|(one, other)| (one ^ other).count_ones()).sum();
        if apart as usize > lonely {
            return None;
        }
        let (mut left, mut right, mut shared) = (self.pairs.iter().peekable(), other.pairs.iter().peekable(), 0usize);
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                Ordering::Less | Ordering::Greater => {
                    lonely = lonely.checked_sub(1)?;
                    if a < b {
                        left.next()
                    } else {
                        right.next()
                    };
                }
                Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        (shared >= needed).then(|| u8::try_from((200 * shared).div_ceil(all)).unwrap_or(100))
    }
}

/// How much of both texts is shared, from 0 to 100; rounded up.
pub fn percent_like(first: &str, second: &str) -> u8 {
    Shingles::of(first).percent_like(&Shingles::of(second))
}

const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a, 64 bit: quick, and nobody gains by a collision here.
pub(crate) const fn hash(bytes: &[u8]) -> u64 {
    hash_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// The same, going on from what came before.
pub(crate) const fn hash_on(before: u64, bytes: &[u8]) -> u64 {
    let (mut hash, mut left) = (before, bytes);
    while let [byte, rest @ ..] = left {
        hash = (hash ^ *byte as u64).wrapping_mul(PRIME);
        left = rest;
    }
    hash
}
