//! How much of one text is in another, for finding notes that were copied.
//!
//! Own and small on purpose: a diff library finds the same at many times the size and time. Texts
//! are compared as sets of neighbouring words with their counts (Sørensen–Dice over word pairs).

use crate::{fold::words, sealed::sealed};

/// A note more than this much like an earlier one is suspected to be a copy, in percent.
/// Source: domain reference, section 1 (quality lint).
pub const CLONE_PERCENT: u8 = 80;

/// Texts with fewer words than this are like nothing: "no change" may be said every week.
pub const FEWEST_WORDS: usize = 12;

/// A text prepared for comparison.
#[derive(Clone, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

sealed!(Shingles);

impl Shingles {
    /// Prepares a text. Case, accents, punctuation and spacing do not count.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = words(text).map(|word| hash(word.as_bytes())).collect();
        if words.len() < FEWEST_WORDS {
            return Self(Vec::new());
        }
        let mut pairs: Vec<u64> = words
            .iter()
            .zip(words.iter().skip(1))
            .map(|(first, second)| first.rotate_left(23).wrapping_mul(PRIME) ^ second)
            .collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How much of both texts is shared, from 0 to 100; the same in both directions.
    pub fn percent_like(&self, other: &Self) -> u8 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 0;
        }
        let (mut left, mut right, mut shared) = (self.0.iter().peekable(), other.0.iter().peekable(), 0usize);
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        u8::try_from(200 * shared / all).unwrap_or(100)
    }
}

/// How much of both texts is shared, from 0 to 100.
pub fn percent_like(first: &str, second: &str) -> u8 {
    Shingles::of(first).percent_like(&Shingles::of(second))
}

const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a, 64 bit: quick, and nobody gains by a collision here.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}
