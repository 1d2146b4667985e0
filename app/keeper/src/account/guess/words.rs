//! Words: those that are tried first, those that whoever guesses knows, and those that no list here has.

use std::{collections::HashMap, sync::OnceLock};

/// See `data/README.md`.
const TRIED_FIRST: &str = include_str!("../../../data/tried_first.txt");
/// The rank that a word is taken to have when it is not in the list, which ends there.
const UNLISTED: f64 = 1_600.0;
/// A run of letters is thought of as one word for each eight of its letters, and as one at least, but as no more than it takes where
/// each is a long word: twelve letters, as `kindergarten` and `disobedience` have.
const WORD: usize = 8;
const LONG_WORD: usize = 12;
/// The longest word in the list.
const LONGEST_LISTED: usize = 20;

fn ranks() -> &'static HashMap<&'static str, u32> {
    static RANKS: OnceLock<HashMap<&'static str, u32>> = OnceLock::new();
    RANKS.get_or_init(|| {
        let mut ranks = HashMap::new();
        for line in TRIED_FIRST.lines() {
            let mut words = line.split(' ');
            let Some(rank) = words.next().and_then(|rank| rank.parse().ok()) else { continue };
            for word in words {
                ranks.insert(word, rank);
            }
        }
        ranks
    })
}

/// What a run of letters costs that may be a word, or several.
pub(super) fn unlisted(letters: usize) -> f64 {
    let words = (letters / WORD).min(letters.div_ceil(LONG_WORD)).max(1);
    UNLISTED.powi(i32::try_from(words).unwrap_or(i32::MAX))
}

/// What a word costs that is tried first, also written backward, in capitals, or with signs that look like its letters.
pub(super) fn common(piece: &[char]) -> Option<f64> {
    if piece.len() > LONGEST_LISTED {
        return None;
    }
    ranked(piece, &|word| ranks().get(word).copied().map(f64::from))
}

/// What a name costs that whoever guesses knows.
pub(super) fn known(piece: &[char], known: &[String]) -> Option<f64> {
    let rank = |word: &str| known.iter().position(|name| name == word).and_then(|place| u32::try_from(place + 1).ok());
    ranked(piece, &|word| rank(word).map(f64::from))
}

fn ranked(piece: &[char], rank: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    if piece.len() < 3 {
        return None;
    }
    let lower: String = piece.iter().flat_map(|letter| letter.to_lowercase()).collect();
    let back: String = lower.chars().rev().collect();
    let read = |one: char| lower.chars().map(|letter| looks_like(letter, one)).collect::<String>();
    let tries = [(lower.clone(), 1.0), (back, 2.0), (read('i'), 2.0), (read('l'), 2.0)];
    let least = tries.iter().filter_map(|(word, times)| Some(rank(word)? * times)).min_by(f64::total_cmp)?;
    Some(least * capitals(piece))
}

/// The letter that a sign stands for; `one` is what a stroke stands for.
const fn looks_like(sign: char, one: char) -> char {
    match sign {
        '4' | '@' => 'a',
        '8' => 'b',
        '(' | '{' | '[' | '<' => 'c',
        '3' => 'e',
        '6' | '9' => 'g',
        '1' | '!' | '|' => one,
        '0' => 'o',
        '$' | '5' => 's',
        '+' | '7' => 't',
        '%' => 'x',
        '2' => 'z',
        other => other,
    }
}

/// How many times the tries capitals take: two where they are first, last or everywhere, else one for each letter.
fn capitals(piece: &[char]) -> f64 {
    let upper = piece.iter().filter(|letter| letter.is_uppercase()).count();
    let lower = piece.iter().filter(|letter| letter.is_lowercase()).count();
    let at_end = [piece.first(), piece.last()].into_iter().flatten().any(|letter| letter.is_uppercase());
    match upper {
        0 => 1.0,
        1 if at_end => 2.0,
        _ if lower == 0 => 2.0,
        _ => f64::from(u32::try_from(upper + lower).unwrap_or(u32::MAX)),
    }
}
