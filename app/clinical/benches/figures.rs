//! How long the thread and the search take at the size they are made for. Prints figures, asserts nothing.
//! `cargo bench -p clinical --bench figures`
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use chrono::{DateTime, Duration, NaiveDate};
use clinical::{
    search::{Document, Index, Query},
    thread::{CaseloadNames, NoteSide, Prepared, ThreadRules},
    *,
};
use record::{DocId, RecordId};
use std::{collections::BTreeMap, time::Instant};

const NOTES: u128 = 500;
const DOCUMENTS: u128 = 10_000;
const WORDS: usize = 200;
/// How many different words people use.
const VOCABULARY: u64 = 12_000;

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A word; low numbers come often, as in any language.
    fn word(&mut self) -> String {
        let number = self.next() % VOCABULARY;
        let rank = number * (self.next() % VOCABULARY) / VOCABULARY * (self.next() % VOCABULARY) / VOCABULARY;
        let mut left = rank * 31 + 7;
        let mut word = String::new();
        while left > 0 {
            word.push(char::from(b'a' + u8::try_from(left % 26).unwrap()));
            left /= 26;
        }
        word
    }

    fn text(&mut self) -> String {
        (0..WORDS).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn note(number: u128, text: &str) -> Note {
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    let start = DateTime::from_timestamp(1_700_000_000, 0).unwrap() + Duration::days(i64::try_from(number).unwrap());
    let zoned = |at| Zoned::new(at, "America/Chicago", -360).unwrap();
    note.when = ServiceTime::new(zoned(start), zoned(start + Duration::minutes(50))).unwrap().into();
    note.set_text("data", text);
    note
}

fn thread(what: &str, texts: &[String]) {
    let notes: Vec<(DocId, Note)> =
        (0..).zip(texts).map(|(number, text)| (DocId::from_u128(number), note(number, text))).collect();
    let began = Instant::now();
    let prepared: BTreeMap<DocId, Prepared> = notes.iter().map(|(doc, note)| (*doc, Prepared::of(note))).collect();
    println!("{what}: {NOTES} notes prepared in {:?}", began.elapsed());
    let clients: Vec<PatientName> = (0..1_000)
        .map(|n| PatientName { given: format!("Given{n}"), family: format!("Family{n}"), preferred: String::new() })
        .collect();
    let names = CaseloadNames::new((0..).map(RecordId::from_u128).zip(&clients));
    let rules = ThreadRules::standard();
    let lint = |doc: DocId, note: &Note, own: &Prepared| {
        let side = NoteSide {
            record: RecordId::from_u128(0),
            doc,
            note,
            prepared: own,
            of_client: &prepared,
            of_author: &[],
            plan: None,
            names: &names,
            safe_contact: None,
            scheduled_minutes: None,
            discharged: None,
        };
        side.lint(&rules).len()
    };
    let began = Instant::now();
    let found: usize = notes.iter().map(|(doc, note)| lint(*doc, note, prepared.get(doc).unwrap())).sum();
    println!("{what}: all {NOTES} notes of the chart looked at in {:?}, {found} lints", began.elapsed());
    let (doc, last) = notes.last().unwrap();
    let began = Instant::now();
    for _ in 0..100 {
        lint(*doc, last, &Prepared::of(last));
    }
    println!("{what}: one keystroke in the last note {:?}", began.elapsed() / 100);
}

fn search() {
    let mut dice = Dice(42);
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let documents: Vec<Document> = (0..DOCUMENTS)
        .map(|number| Document {
            record: RecordId::from_u128(number / 100),
            doc: DocId::from_u128(number),
            kind: if number % 50 == 0 { "note Crisis".into() } else { "note Individual session".into() },
            date: Some(first + Duration::days(i64::try_from(number % 1_000).unwrap())),
            title: "Individual session, DAP".into(),
            client: format!("Given{} Family{}", number / 100, number % 7),
            codes: Vec::new(),
            text: dice.text(),
        })
        .collect();
    let mut index = Index::default();
    let began = Instant::now();
    documents.iter().for_each(|document| index.add(document));
    println!("search: {DOCUMENTS} documents of {WORDS} words in {:?}, {} different words", began.elapsed(), index.word_count());
    let some: Vec<&str> = documents.get(77).unwrap().text.split(' ').collect();
    let (one, other) = (some.get(3).unwrap(), some.get(4).unwrap());
    let (word, both, phrase) = ((*one).to_owned(), format!("{one} {other}"), format!("\"{one} {other}\""));
    for typed in
        [&word, &both, &phrase, "a", "h", "individual session", "given7", "nov 2024", "2024-11-22", "kind:crisis a", "kind:note"]
    {
        let began = Instant::now();
        let query = Query::new(typed);
        let found = index.search(&query, 50);
        let searched = began.elapsed();
        let texts = found.hits.iter().filter_map(|hit| documents.iter().find(|document| document.doc == hit.doc));
        let texts: Vec<&Document> = texts.take(20).collect();
        let began = Instant::now();
        let marks: usize = texts.iter().map(|document| query.snippet(&document.text, 160).marks.len()).sum();
        println!(
            "search: {typed:22} {:6} found in {searched:?}, 20 snippets in {:?} ({marks} marks)",
            found.total,
            began.elapsed()
        );
    }
    let began = Instant::now();
    documents.iter().take(1_000).for_each(|document| index.add(document));
    println!("search: 1000 documents replaced in {:?}", began.elapsed());
}

fn main() {
    let mut dice = Dice(7);
    let different: Vec<String> = (0..NOTES).map(|_| dice.text()).collect();
    thread("different notes", &different);
    let base = dice.text();
    let copies: Vec<String> = (0..NOTES).map(|number| format!("{base} session {number}")).collect();
    thread("copies", &copies);
    search();
}
