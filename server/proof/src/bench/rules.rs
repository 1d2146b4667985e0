//! The rules at the size they are made for: lint of a long chart, and search over a large caseload, natively.

use super::Row;
use chrono::{DateTime, Days, Duration as Span, NaiveDate, Utc};
use clinical::{
    Format, Note, PatientName, ServiceTime, ServiceType, Zoned,
    search::{Document, Index, Query},
    thread::{CaseloadNames, NoteSide, Prepared, ThreadRules},
};
use record::{DocId, RecordId};
use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

/// Notes of the chart that is looked through.
const NOTES: u32 = 500;
/// Clients whose names must not stand in it.
const CLIENTS: u32 = 1_000;
/// Documents that are searched.
const DOCUMENTS: u32 = 10_000;
/// Words of each.
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
            word.push(char::from(b'a' + u8::try_from(left % 26).unwrap_or_default()));
            left /= 26;
        }
        word
    }

    fn text(&mut self) -> String {
        (0..WORDS).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

pub(super) fn measure() -> Vec<Row> {
    let mut rows = vec![lint()];
    rows.extend(search());
    rows
}

fn within(row: Row, most: f64, words: &str) -> Row {
    Row { met: Some(row.value <= most), goal: Some(words.to_owned()), ..row }
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn note(number: u32, text: &str) -> Option<Note> {
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    let start: DateTime<Utc> = DateTime::from_timestamp(1_700_000_000, 0)? + Span::days(i64::from(number));
    let zoned = |at| Zoned::new(at, "America/Chicago", -360).ok();
    note.when = ServiceTime::new(zoned(start)?, zoned(start + Span::minutes(50))?).ok()?.into();
    note.set_text("data", text);
    Some(note)
}

/// Every note of the chart looked at once, each against all others and against every name of the caseload.
fn lint() -> Row {
    let mut dice = Dice(7);
    let notes: Vec<(DocId, Note)> =
        (0..NOTES).filter_map(|number| Some((DocId::from_u128(number.into()), note(number, &dice.text())?))).collect();
    let prepared: BTreeMap<DocId, Prepared> = notes.iter().map(|(doc, note)| (*doc, Prepared::of(note))).collect();
    let client = |n: u32| PatientName { given: format!("Given{n}"), family: format!("Family{n}"), preferred: String::new() };
    let clients: Vec<PatientName> = (0..CLIENTS).map(client).collect();
    let names = CaseloadNames::new((0..).map(RecordId::from_u128).zip(&clients));
    let rules = ThreadRules::standard();
    let began = Instant::now();
    for (doc, note) in &notes {
        let Some(own) = prepared.get(doc) else { continue };
        let side = NoteSide {
            record: RecordId::from_u128(0),
            doc: *doc,
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
        black_box(side.lint(&rules));
    }
    let row = Row::new(format!("lint of a chart of {NOTES} notes, native"), millis(began.elapsed()), "ms");
    within(row, 50.0, "50 ms")
}

fn search() -> Vec<Row> {
    let mut dice = Dice(42);
    let first = NaiveDate::default();
    let documents: Vec<Document> = (0..DOCUMENTS)
        .map(|number| Document {
            record: RecordId::from_u128(u128::from(number / 100)),
            doc: DocId::from_u128(number.into()),
            kind: if number % 50 == 0 { "note Crisis".into() } else { "note Individual session".into() },
            date: first.checked_add_days(Days::new(u64::from(number % 1_000))),
            title: "Individual session, DAP".into(),
            client: format!("Given{} Family{}", number / 100, number % 7),
            codes: Vec::new(),
            text: dice.text(),
        })
        .collect();
    let mut index = Index::default();
    let began = Instant::now();
    documents.iter().for_each(|document| index.add(document));
    let indexing = Row::new(format!("indexing {DOCUMENTS} notes, native"), began.elapsed().as_secs_f64(), "s");

    // What somebody types, key by key: words, two words, a phrase, a name, a month, a kind.
    let some: Vec<&str> =
        documents.get(77).map(|document| document.text.split(' ').skip(3).take(2).collect()).unwrap_or_default();
    let both = some.join(" ");
    let lines =
        [both.clone(), format!("\"{both}\""), "individual session".into(), "given7 nov 1971".into(), "kind:crisis a".into()];
    let mut slowest = Duration::ZERO;
    for line in &lines {
        for (end, _) in line.char_indices().skip(1).chain([(line.len(), ' ')]) {
            let began = Instant::now();
            let query = Query::new(line.get(..end).unwrap_or_default());
            black_box(index.search(&query, 50));
            slowest = slowest.max(began.elapsed());
        }
    }
    let typing = Row::new(format!("search of {DOCUMENTS} notes, slowest keystroke, native"), millis(slowest), "ms");
    vec![within(indexing, 5.0, "5 s"), within(typing, 50.0, "50 ms")]
}
