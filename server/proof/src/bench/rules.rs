//! The rules at the size they are made for: lint of a long chart, and search over a large caseload, natively.

mod chart;
mod plan;

use super::{BenchError, Row};
use chart::{Chart, NOTES};
use chrono::{Days, NaiveDate};
use clinical::{
    Finding, RuleId,
    search::{Document, Index, Query},
    thread::Rule,
};
use record::{DocId, RecordId};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// Documents that are searched.
const DOCUMENTS: u32 = 10_000;
/// Words of each.
const WORDS: usize = 200;
/// How many different words people use.
const VOCABULARY: u64 = 12_000;

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    /// Words of a sentence.
    const SENTENCE: usize = 10;

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

    fn sentence(&mut self) -> String {
        let words = (0..Self::SENTENCE).map(|_| self.word()).collect::<Vec<_>>().join(" ");
        let mut letters = words.chars();
        letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
    }

    fn text(&mut self) -> String {
        (0..WORDS).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// Fails with [`BenchError::Hollow`] when a rule had nothing to do.
pub(super) fn measure() -> Result<Vec<Row>, BenchError> {
    let mut rows = lint()?;
    rows.extend(search());
    Ok(rows)
}

fn within(row: Row, most: f64, words: &str) -> Row {
    Row { met: Some(row.value <= most), goal: Some(words.to_owned()), ..row }
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// A long chart: made ready, looked through as a whole, and looked at with every pause in a note that is being typed.
fn lint() -> Result<Vec<Row>, BenchError> {
    let chart = Chart::make().ok_or(BenchError::Hollow("a chart that could not be made"))?;
    let began = Instant::now();
    let prepared = chart.prepared();
    let preparing = began.elapsed();

    let began = Instant::now();
    let (of_notes, of_plan) = chart.lint(&prepared);
    let whole = began.elapsed();
    not_hollow(&of_notes, &of_plan)?;

    let (mut slowest, mut last) = (Duration::ZERO, None);
    for note in &chart.typed {
        let began = Instant::now();
        let found = black_box(chart.pause(note, &prepared));
        slowest = slowest.max(began.elapsed());
        last = Some(found);
    }
    // What was typed ends with another client's name, so that both sides have something to say.
    last.filter(|(of_note, of_plan)| !of_note.is_empty() && !of_plan.is_empty())
        .ok_or(BenchError::Hollow("a pause in typing"))?;

    let row = |measure: String, took| Row::new(measure, millis(took), "ms");
    let goal = |row| within(row, 50.0, "50 ms");
    Ok(vec![
        row(format!("preparing a chart of {NOTES} notes, native"), preparing),
        goal(row(format!("lint of a chart of {NOTES} notes, native"), whole)),
        goal(row(format!("lint at a pause in a chart of {NOTES} notes, slowest, native"), slowest)),
    ])
}

/// A rule that finds nothing may have returned at its first line; then the figure would say nothing about it.
fn not_hollow(of_notes: &[Finding], of_plan: &[Finding]) -> Result<(), BenchError> {
    let side = |rule: Rule| if rule.is_of_note() { of_notes } else { of_plan };
    let idle = Rule::ALL.iter().find(|rule| side(**rule).iter().all(|lint| lint.rule != RuleId::Thread(**rule)));
    idle.map_or(Ok(()), |rule| Err(BenchError::Hollow(rule.id())))
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

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_of_the_thread_finds_something_in_the_chart_it_is_measured_on() {
        let measured = super::lint();
        assert!(measured.is_ok(), "{}", measured.err().map(|error| error.to_string()).unwrap_or_default());
    }
}
