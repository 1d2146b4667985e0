//! How many tries it takes to guess a passphrase, for somebody who tries what is likely first.
//!
//! The method is zxcvbn's (Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016): the passphrase is cut
//! where that makes it cheapest, each piece costs what its cheapest pattern costs, and an order of pieces has to be guessed too. The
//! word lists of that program are larger than all the rest of the keeper. Here are the words up to rank 1600, and any other run of
//! letters that could be one word costs no more than that: what is taken here is taken there, a test says so. The price is that a
//! long word that no list has is thought of as a word.

mod dates;
mod keys;
mod words;

use std::collections::BTreeMap;

/// What a piece that is no pattern costs: tries for one character, and at least for the whole piece.
const CHARACTER: f64 = 10.0;
const LEAST_ONE: f64 = 11.0;
const LEAST_MORE: f64 = 51.0;
/// What a pattern costs at least, when there is more than it: one character, and more.
const LEAST_PATTERN_ONE: f64 = 10.0;
const LEAST_PATTERN_MORE: f64 = 50.0;
/// What each further piece costs at least. The paper says ten thousand; several pieces here may be one entry of a longer list there.
const LEAST_OF_MANY: f64 = 400.0;
/// More is not looked at.
const LONGEST: usize = 64;

/// What makes a piece cheap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pattern {
    /// It is among what is tried first.
    Common,
    /// It is a name that whoever guesses knows.
    Known,
    /// It repeats itself.
    Repeat,
    /// Its characters follow each other, as in `abc` and `975`.
    Sequence,
    /// Its keys are beside each other.
    Keys,
    /// It is a day or a year.
    Date,
}

/// What guessing a passphrase takes.
pub(crate) struct Judged {
    /// How many tries.
    pub(crate) tries: f64,
    /// The pattern of the longest piece that has one.
    pub(crate) pattern: Option<Pattern>,
}

/// The best cut of everything up to a place: its pieces' product, and where its last piece begins.
#[derive(Clone, Copy)]
struct Cut {
    product: f64,
    from: usize,
    /// The pattern of the last piece; none for a piece that is none.
    pattern: Option<Pattern>,
}

/// Judges a passphrase for whoever knows these names.
pub(crate) fn judge(passphrase: &str, names: &[&str]) -> Judged {
    let typed: Vec<char> = passphrase.chars().take(LONGEST).collect();
    let known: Vec<String> = names
        .iter()
        .flat_map(|name| std::iter::once(*name).chain(name.split_whitespace()))
        .map(str::to_lowercase)
        .filter(|name| name.chars().count() > 2)
        .collect();
    cheapest(&typed, &known)
}

fn cheapest(typed: &[char], known: &[String]) -> Judged {
    // cuts[end][pieces]: the cheapest cut of typed[..end] into so many pieces.
    let mut cuts: Vec<BTreeMap<u32, Cut>> = vec![BTreeMap::from([(0, Cut { product: 1.0, from: 0, pattern: None })])];
    for end in 1..=typed.len() {
        let mut here: BTreeMap<u32, Cut> = BTreeMap::new();
        for (from, before) in cuts.iter().enumerate() {
            let piece = typed.get(from..end).unwrap_or_default();
            let whole = piece.len() == typed.len();
            let found = patterns(piece, known, whole);
            for (pieces, cut) in before {
                let mut add = |tries: f64, pattern: Option<Pattern>| {
                    let product = cut.product * tries;
                    let best = here.get(&(pieces + 1)).is_some_and(|best| best.product <= product);
                    if !best {
                        here.insert(pieces + 1, Cut { product, from, pattern });
                    }
                };
                if let Some((tries, pattern)) = found {
                    add(tries, Some(pattern));
                }
                // Two pieces without a pattern side by side are one.
                if *pieces == 0 || cut.pattern.is_some() {
                    add(plain(piece), None);
                }
            }
        }
        cuts.push(here);
    }
    let all = |pieces: u32, cut: &Cut| {
        let orders: f64 = (1..=pieces).map(f64::from).product();
        let least = if pieces > 1 { LEAST_OF_MANY.powi(i32::try_from(pieces - 1).unwrap_or(i32::MAX)) } else { 0.0 };
        orders * cut.product + least
    };
    let last = cuts.last().into_iter().flatten().map(|(pieces, cut)| (all(*pieces, cut), *pieces));
    let (tries, pieces) = last.min_by(|(one, _), (other, _)| one.total_cmp(other)).unwrap_or((1.0, 0));
    Judged { tries, pattern: longest(&cuts, typed.len(), pieces) }
}

/// The pattern of the longest piece of a cut.
fn longest(cuts: &[BTreeMap<u32, Cut>], mut end: usize, mut pieces: u32) -> Option<Pattern> {
    let mut longest = (0, None);
    while let Some(cut) = cuts.get(end).and_then(|here| here.get(&pieces)).filter(|_| pieces > 0) {
        if cut.pattern.is_some() && end - cut.from > longest.0 {
            longest = (end - cut.from, cut.pattern);
        }
        (end, pieces) = (cut.from, pieces - 1);
    }
    longest.1
}

/// What a piece without a pattern costs. A run of letters may be a word that no list here has, or several.
fn plain(piece: &[char]) -> f64 {
    let mut tries = 1.0;
    for run in piece.chunk_by(|one, next| one.is_alphabetic() && next.is_alphabetic()) {
        let letters = run.first().is_some_and(|first| first.is_alphabetic());
        let each = CHARACTER.powi(i32::try_from(run.len()).unwrap_or(i32::MAX));
        tries *= if letters { each.min(words::unlisted(run.len())) } else { each };
    }
    tries.max(if piece.len() == 1 { LEAST_ONE } else { LEAST_MORE })
}

/// The cheapest pattern that all of a piece has.
fn patterns(piece: &[char], known: &[String], whole: bool) -> Option<(f64, Pattern)> {
    let found = [
        words::common(piece).map(|tries| (tries, Pattern::Common)),
        words::known(piece, known).map(|tries| (tries, Pattern::Known)),
        repeat(piece, known).map(|tries| (tries, Pattern::Repeat)),
        sequence(piece).map(|tries| (tries, Pattern::Sequence)),
        keys::beside(piece).map(|tries| (tries, Pattern::Keys)),
        dates::date(piece).map(|tries| (tries, Pattern::Date)),
    ];
    let (tries, pattern) = found.into_iter().flatten().min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let least = if piece.len() == 1 { LEAST_PATTERN_ONE } else { LEAST_PATTERN_MORE };
    Some((if whole { tries } else { tries.max(least) }, pattern))
}

/// What a piece costs that is one smaller piece over and over.
fn repeat(piece: &[char], known: &[String]) -> Option<f64> {
    let repeats =
        |unit: &usize| piece.len().is_multiple_of(*unit) && piece.iter().zip(piece.iter().skip(*unit)).all(|(a, b)| a == b);
    let unit = (1..=piece.len() / 2).find(repeats)?;
    let times = u32::try_from(piece.len() / unit).ok()?;
    Some(cheapest(piece.get(..unit)?, known).tries * f64::from(times))
}

/// What a piece costs whose characters follow each other at the same distance.
fn sequence(piece: &[char]) -> Option<f64> {
    let (first, second) = (*piece.first()?, *piece.get(1)?);
    let step = i64::from(u32::from(second)) - i64::from(u32::from(first));
    let steady = |pair: &[char]| match pair {
        [one, next] => i64::from(u32::from(*next)) - i64::from(u32::from(*one)) == step,
        _ => false,
    };
    let long = piece.len() > 2 || step.abs() == 1;
    if !long || step == 0 || step.abs() > 5 || !piece.windows(2).all(steady) {
        return None;
    }
    let begin = match first {
        'a' | 'A' | 'z' | 'Z' | '0' | '1' | '9' => 4.0,
        digit if digit.is_ascii_digit() => 10.0,
        _ => 26.0,
    };
    let down = if step < 0 { 2.0 } else { 1.0 };
    Some(begin * down * f64::from(u32::try_from(piece.len()).ok()?))
}

#[cfg(test)]
mod tests;
