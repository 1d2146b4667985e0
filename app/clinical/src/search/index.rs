//! Words of a caseload and the documents they stand in, in memory.
//!
//! Every different word is kept once; documents are numbers; the text itself is not kept. Own and small on purpose: the
//! search engines there are bring stores, threads and ranking that a caseload on a tablet has no use for.

use super::{
    Document, Query,
    near::nearly_begins,
    query::{Phrase, Term, plain},
    quick::Quick,
};
use crate::{fold::tokens, sealed::sealed};
use chrono::NaiveDate;
use record::{DocId, RecordId};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::Arc,
};

/// The index.
///
/// Invariant: a word is here exactly while a document has it, and its list of documents is sorted and without doubles.
#[derive(Default)]
pub struct Index {
    numbers: HashMap<Arc<str>, u32, Quick>,
    /// The same words in alphabetical order, for finding those that begin so. Only words that are new go into it: looking one
    /// up among the hashed is far quicker, and each word of each text is looked up.
    ordered: BTreeMap<Arc<str>, u32>,
    words: Vec<Listed>,
    free_words: Vec<u32>,
    entries: Vec<Option<Entry>>,
    free_entries: Vec<u32>,
    places: BTreeMap<(RecordId, DocId), u32>,
}

/// A word with the documents it stands in.
struct Listed {
    word: Arc<str>,
    entries: Vec<u32>,
}

struct Entry {
    record: RecordId,
    doc: DocId,
    kind: String,
    date: Option<NaiveDate>,
    title: String,
    /// The numbers of its words in order: title, client, codes, then the text, with [`BREAK`] between.
    words: Box<[u32]>,
    /// Where the client's names stand among them.
    client: Range<usize>,
    /// How many of them stand before the text.
    head: usize,
}

/// Stands between fields, so that no phrase goes from one into the next.
const BREAK: u32 = u32::MAX;

/// A document that fits.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its record.
    pub record: RecordId,
    /// Itself.
    pub doc: DocId,
    /// As it was given.
    pub title: String,
    /// As it was given.
    pub date: Option<NaiveDate>,
    /// How well it fits, for comparing within one answer.
    pub score: u32,
}

/// What fits.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// How many documents fit.
    pub total: usize,
    /// The best of them: those with rarer words, whole words, and words of the title first; among equals the newest.
    pub hits: Vec<Hit>,
}

sealed!(Index, Hit, Found);

impl Index {
    /// How many documents it holds.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many different words it holds.
    pub fn word_count(&self) -> usize {
        self.numbers.len()
    }

    /// Adds a document, in place of what stood there before.
    pub fn add(&mut self, document: &Document) {
        self.remove(document.record, document.doc);
        let mut words = Vec::with_capacity(document.text.len() / 5 + 16);
        self.take_words(&document.title, &mut words);
        words.push(BREAK);
        let from = words.len();
        self.take_words(&document.client, &mut words);
        let client = from..words.len();
        words.push(BREAK);
        for code in &document.codes {
            self.take_words(code, &mut words);
            words.push(BREAK);
        }
        let head = words.len();
        self.take_words(&document.text, &mut words);
        let place = self.free_entries.pop().unwrap_or_else(|| {
            self.entries.push(None);
            number(self.entries.len() - 1)
        });
        // A break is no word, and is at no place of the list.
        for word in &words {
            if let Some(listed) = self.words.get_mut(*word as usize) {
                match listed.entries.last() {
                    Some(last) if *last == place => {}
                    Some(last) if *last > place => {
                        if let Err(at) = listed.entries.binary_search(&place) {
                            listed.entries.insert(at, place);
                        }
                    }
                    Some(_) | None => listed.entries.push(place),
                }
            }
        }
        self.places.insert((document.record, document.doc), place);
        let entry = Entry {
            record: document.record,
            doc: document.doc,
            kind: document.kind.split_whitespace().map(plain).collect::<Vec<_>>().join(" "),
            date: document.date,
            title: document.title.clone(),
            words: words.into_boxed_slice(),
            client,
            head,
        };
        if let Some(there) = self.entries.get_mut(place as usize) {
            *there = Some(entry);
        }
    }

    /// Takes a document out. Words that only it had are forgotten.
    pub fn remove(&mut self, record: RecordId, doc: DocId) {
        let Some(place) = self.places.remove(&(record, doc)) else { return };
        let Some(entry) = self.entries.get_mut(place as usize).and_then(Option::take) else { return };
        self.free_entries.push(place);
        for word in different(&entry.words) {
            let Some(listed) = self.words.get_mut(word as usize) else { continue };
            if let Ok(at) = listed.entries.binary_search(&place) {
                listed.entries.remove(at);
            }
            if listed.entries.is_empty() {
                let word_gone = std::mem::take(&mut listed.word);
                self.numbers.remove(&word_gone);
                self.ordered.remove(&word_gone);
                self.free_words.push(word);
            }
        }
    }

    /// Takes all documents of a record out: access to it ended, or its client's name changed.
    pub fn remove_record(&mut self, record: RecordId) {
        let all: Vec<DocId> = self.places.keys().filter(|(of, _)| *of == record).map(|(_, doc)| *doc).collect();
        all.into_iter().for_each(|doc| self.remove(record, doc));
    }

    /// What fits, at most `most` of it. An empty query fits nothing; one of kinds alone, everything of them.
    pub fn search(&self, query: &Query, most: usize) -> Found {
        if query.terms.is_empty() && query.kinds.is_empty() {
            return Found::default();
        }
        let mut scores = vec![(0_usize, 0_u32); self.entries.len()]; // terms that fit so far, and how well
        for (turn, term) in query.terms.iter().enumerate() {
            self.weigh(term, turn, &mut scores);
        }
        let kinds = |entry: &Entry| {
            let is = |kind: &String| entry.kind.split(' ').any(|word| word.starts_with(kind.as_str()));
            query.kinds.is_empty() || query.kinds.iter().any(is)
        };
        let fits = self.entries.iter().zip(scores).filter(|(_, (fitted, _))| *fitted == query.terms.len());
        let mut fitting: Vec<(u32, &Entry)> =
            fits.filter_map(|(entry, (_, score))| Some((score, entry.as_ref()?))).filter(|(_, entry)| kinds(entry)).collect();
        let total = fitting.len();
        // Equal ones in the order of their titles, so that the same words always give the same list.
        let rank = |(score, entry): &(u32, &Entry), (other_score, other): &(u32, &Entry)| {
            let better = (other_score, other.date).cmp(&(score, entry.date));
            better
                .then_with(|| entry.title.cmp(&other.title))
                .then_with(|| (entry.record, entry.doc).cmp(&(other.record, other.doc)))
        };
        if total > most && most > 0 {
            fitting.select_nth_unstable_by(most - 1, rank);
        }
        fitting.truncate(most);
        fitting.sort_unstable_by(rank);
        let hit = |(score, entry): (u32, &Entry)| Hit {
            record: entry.record,
            doc: entry.doc,
            title: entry.title.clone(),
            date: entry.date,
            score,
        };
        Found { total, hits: fitting.into_iter().map(hit).collect() }
    }

    /// Adds what `term` is worth to every entry that fitted all `turn` terms before it.
    fn weigh(&self, term: &Term, turn: usize, scores: &mut [(usize, u32)]) {
        let fit = |scores: &mut [(usize, u32)], place: u32, worth: &dyn Fn() -> u32| {
            if let Some((fitted, score)) = scores.get_mut(place as usize).filter(|(fitted, _)| *fitted == turn) {
                *fitted += 1;
                *score = score.saturating_add(worth());
            }
        };
        match term {
            Term::Begins(start) if !self.begins(start) => {
                // Nobody wrote such a word: it may be a name that was typed wrong.
                self.misspelling(start).into_iter().for_each(|place| fit(scores, place, &|| 1));
            }
            Term::Begins(start) => self.weigh_beginning(start, &mut |place, worth| fit(scores, place, worth)),
            Term::Means(start, meanings) => {
                for said in meanings {
                    let might = self.might_say(said);
                    let rarity = self.rarity(might.len());
                    self.saying(said, might, turn, scores).into_iter().for_each(|place| fit(scores, place, &|| rarity * 8));
                }
                self.weigh_beginning(start, &mut |place, worth| fit(scores, place, worth));
            }
            Term::Says(said) => {
                let might = self.might_say(said);
                let rarity = self.rarity(might.len());
                self.saying(said, might, turn, scores).into_iter().for_each(|place| fit(scores, place, &|| rarity * 8));
            }
            Term::Dated(when, said) => {
                for (place, entry) in (0..).zip(&self.entries) {
                    if entry.as_ref().and_then(|entry| entry.date).is_some_and(|date| when.is(date)) {
                        fit(scores, place, &|| 8);
                    }
                }
                for said in said {
                    let saying = self.saying(said, self.might_say(said), turn, scores);
                    saying.into_iter().for_each(|place| fit(scores, place, &|| 4));
                }
            }
        }
    }

    /// Tells each entry with a word that begins so, and what that is worth.
    fn weigh_beginning(&self, start: &str, fit: &mut dyn FnMut(u32, &dyn Fn() -> u32)) {
        let beginning = self.beginning(start);
        let listed: Vec<&Listed> = beginning.iter().filter_map(|word| self.words.get(*word as usize)).collect();
        let rarity = self.rarity(listed.iter().map(|listed| listed.entries.len()).sum());
        let mut sought = vec![false; self.words.len()];
        for word in beginning {
            sought.get_mut(word as usize).into_iter().for_each(|sought| *sought = true);
        }
        let in_head = |entry: &Entry| entry.words.iter().take(entry.head).any(|word| sought.get(*word as usize) == Some(&true));
        // The whole word comes first in order, and the first that fits decides.
        for listed in listed {
            let whole = if *listed.word == *start { 4 } else { 2 };
            for place in &listed.entries {
                fit(*place, &|| rarity * if self.entry(*place).is_some_and(in_head) { whole + 6 } else { whole });
            }
        }
    }

    /// The entries of clients whose names this misspells.
    fn misspelling(&self, typed: &str) -> Vec<u32> {
        let mut judged: HashMap<u32, bool> = HashMap::new();
        let mut is_meant = |word: &u32| {
            let meant = || self.words.get(*word as usize).is_some_and(|listed| nearly_begins(typed, &listed.word));
            *judged.entry(*word).or_insert_with(meant)
        };
        let mut is_of = |entry: &Entry| entry.words.get(entry.client.clone()).unwrap_or_default().iter().any(&mut is_meant);
        let places = (0..).zip(&self.entries).filter(|(_, entry)| entry.as_ref().is_some_and(&mut is_of));
        places.map(|(place, _)| place).collect()
    }

    /// The entries that have the rarest word of a phrase; none where one of its words stands nowhere.
    fn might_say(&self, said: &Phrase) -> Vec<u32> {
        let Some((head, lasts)) = self.numbered(said) else { return Vec::new() };
        let listed = |words: &[u32]| {
            let all =
                words.iter().filter_map(|word| self.words.get(*word as usize)).flat_map(|listed| listed.entries.iter().copied());
            different(&all.collect::<Vec<u32>>())
        };
        head.iter().map(|word| listed(&[*word])).chain([listed(&lasts)]).min_by_key(Vec::len).unwrap_or_default()
    }

    /// Those of `among` that say a phrase. Only what fitted all `turn` terms before is read.
    fn saying(&self, said: &Phrase, among: Vec<u32>, turn: usize, scores: &[(usize, u32)]) -> Vec<u32> {
        let Some((head, lasts)) = self.numbered(said) else { return Vec::new() };
        let says = |entry: &Entry| {
            entry
                .words
                .windows(said.words.len())
                .any(|window| window.split_last().is_some_and(|(end, before)| before == head && lasts.binary_search(end).is_ok()))
        };
        let still_fits = |place: &u32| scores.get(*place as usize).is_some_and(|(fitted, _)| *fitted == turn);
        among.into_iter().filter(|place| still_fits(place) && self.entry(*place).is_some_and(says)).collect()
    }

    /// The numbers of a phrase's words but the last, and all that the last may be, sorted.
    fn numbered(&self, said: &Phrase) -> Option<(Vec<u32>, Vec<u32>)> {
        let (last, head) = said.words.split_last()?;
        let exact = |word: &String| self.numbers.get(word.as_str()).copied();
        let head = head.iter().map(exact).collect::<Option<Vec<u32>>>()?;
        let mut lasts = if said.open { self.beginning(last) } else { exact(last).into_iter().collect() };
        lasts.sort_unstable();
        Some((head, lasts))
    }

    /// Whether any word begins so.
    fn begins(&self, start: &str) -> bool {
        let from = (std::ops::Bound::Included(start), std::ops::Bound::Unbounded);
        self.ordered.range::<str, _>(from).next().is_some_and(|(word, _)| word.starts_with(start))
    }

    /// The numbers of all words that begin so, in alphabetical order.
    fn beginning(&self, start: &str) -> Vec<u32> {
        let from = (std::ops::Bound::Included(start), std::ops::Bound::Unbounded);
        self.ordered.range::<str, _>(from).take_while(|(word, _)| word.starts_with(start)).map(|(_, number)| *number).collect()
    }

    /// How rare it is to fit so many documents: 1 for half of them or more, one more for each halving.
    fn rarity(&self, fitting: usize) -> u32 {
        (self.len() / fitting.max(1)).max(1).ilog2() + 1
    }

    fn entry(&self, place: u32) -> Option<&Entry> {
        self.entries.get(place as usize)?.as_ref()
    }

    fn take_words(&mut self, text: &str, into: &mut Vec<u32>) {
        let mut word = String::new();
        for token in tokens(text) {
            token.fold_into(&mut word);
            let place = match self.numbers.get(word.as_str()) {
                Some(place) => *place,
                None => self.new_word(&word),
            };
            into.push(place);
        }
    }

    fn new_word(&mut self, word: &str) -> u32 {
        let word: Arc<str> = word.into();
        let listed = Listed { word: word.clone(), entries: Vec::new() };
        let place = self.free_words.pop().unwrap_or(number(self.words.len()));
        match self.words.get_mut(place as usize) {
            Some(there) => *there = listed,
            None => self.words.push(listed),
        }
        self.ordered.insert(word.clone(), place);
        self.numbers.insert(word, place);
        place
    }
}

/// Each word once.
fn different(words: &[u32]) -> Vec<u32> {
    let mut each: Vec<u32> = words.iter().copied().filter(|word| *word != BREAK).collect();
    each.sort_unstable();
    each.dedup();
    each
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(BREAK)
}
