//! Words that are looked for, and patterns of them. A prepared note keeps digests of its words, so each list is digested too.

use crate::{likeness::hash, thread::prepared::Word};
use std::collections::BTreeMap;

/// A word that is looked for, folded.
#[derive(Clone, Copy)]
pub(super) struct Term {
    pub(super) text: &'static str,
    digest: u64,
}

impl Term {
    const fn new(text: &'static str) -> Self {
        Self { text, digest: hash(text.as_bytes()) }
    }
}

/// A list of words, digested when the program is compiled.
pub(super) const fn terms<const N: usize>(words: [&'static str; N]) -> [Term; N] {
    let mut all = [Term::new(""); N];
    let (mut free, mut left): (&mut [Term], &[&str]) = (&mut all, &words);
    while let ([term, more @ ..], [word, rest @ ..]) = (free, left) {
        *term = Term::new(word);
        (free, left) = (more, rest);
    }
    all
}

impl Word {
    /// Which of the words it is.
    pub(super) fn among(self, terms: &[Term]) -> Option<&'static str> {
        let digest = self.digest();
        terms.iter().find(|term| term.digest == digest).map(|term| term.text)
    }

    pub(super) fn is(self, terms: &[Term]) -> bool {
        self.among(terms).is_some()
    }
}

/// Words that stand one after the other, and what they mean.
pub(super) struct Pattern<T> {
    /// The choices for each word.
    places: Vec<Vec<Term>>,
    pub(super) means: T,
}

impl<T> Pattern<T> {
    /// Reads a pattern: words with a space between; `/` stands between choices of one word.
    fn new(pattern: &'static str, means: T) -> Self {
        let places = pattern.split(' ').map(|choices| choices.split('/').map(Term::new).collect());
        Self { places: places.collect(), means }
    }

    /// How many words it takes.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether `words` begin with it.
    fn fits(&self, words: &[Word]) -> bool {
        words.len() >= self.len() && self.places.iter().zip(words).all(|(choices, word)| word.is(choices))
    }

    /// The words it takes, as they are shown.
    pub(super) fn shown(&self, words: &[Word]) -> String {
        let taken = self.places.iter().zip(words).filter_map(|(choices, word)| word.among(choices));
        taken.collect::<Vec<_>>().join(" ")
    }
}

/// Patterns by the words with which they begin: most words of a text begin none.
pub(super) struct Patterns<T> {
    all: Vec<Pattern<T>>,
    by_first: BTreeMap<u64, Vec<usize>>,
}

impl<T> Patterns<T> {
    pub(super) fn new(patterns: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let all: Vec<_> = patterns.into_iter().map(|(pattern, means)| Pattern::new(pattern, means)).collect();
        let mut by_first: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, pattern) in all.iter().enumerate() {
            pattern.places.iter().take(1).flatten().for_each(|first| by_first.entry(first.digest).or_default().push(at));
        }
        Self { all, by_first }
    }

    /// The patterns with which `words` begin, in the order of the list.
    pub(super) fn at(&self, words: &[Word]) -> impl Iterator<Item = &Pattern<T>> {
        let here = words.first().and_then(|word| self.by_first.get(&word.digest()));
        here.into_iter().flatten().filter_map(|at| self.all.get(*at)).filter(|pattern| pattern.fits(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Field, fold::tokens, thread::prepared::Part};
    use proptest::prelude::*;

    /// Patterns that begin alike, that begin one another, and that have one word, two and three.
    const LIST: [&str; 5] =
        ["dirty", "in/into withdrawal", "in/dirty alcohol/opioid withdrawal", "wrens", "dirty in/dirty dirty"];

    /// A pattern as it is read, word by word.
    fn fits(pattern: &str, words: &[String]) -> bool {
        let mut choices = pattern.split(' ').enumerate();
        choices.all(|(at, choices)| words.get(at).is_some_and(|word| choices.split('/').any(|choice| choice == word)))
    }

    fn text() -> impl Strategy<Value = String> {
        let word = "dirty|Dirty|in|into|INTO|withdrawal|alcohol|opioid|wren|wrens|Wren’s|WREN'S|s|’s|F10\\.20|Ærø|\\PC{0,4}";
        proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn patterns_found_by_their_first_word_are_those_that_fit(text in text()) {
            let patterns = Patterns::new(LIST.into_iter().map(|pattern| (pattern, pattern)));
            let words = Part::of(Field::Note, &text, &mut Vec::new()).words;
            let folded: Vec<String> = tokens(&text).map(|token| token.folded()).collect();
            prop_assert_eq!(words.len(), folded.len());
            for at in 0..words.len() {
                let (words, folded) = (words.split_at(at).1, folded.split_at(at).1);
                let found: Vec<_> = patterns.at(words).collect();
                let fitting: Vec<_> = LIST.into_iter().filter(|pattern| fits(pattern, folded)).collect();
                prop_assert_eq!(found.iter().map(|pattern| pattern.means).collect::<Vec<_>>(), fitting);
                for pattern in found {
                    prop_assert_eq!(pattern.shown(words), folded.split_at(pattern.len()).0.join(" "));
                }
            }
        }

        #[test]
        fn a_word_of_a_prepared_text_has_the_digest_of_the_folded_word(text in text()) {
            let mut all = Vec::new();
            let digests: Vec<u64> = Part::of(Field::Note, &text, &mut all).words.iter().map(|word| word.digest()).collect();
            prop_assert_eq!(&digests, &tokens(&text).map(|token| hash(token.folded().as_bytes())).collect::<Vec<_>>());
            prop_assert_eq!(digests, all);
        }
    }
}
