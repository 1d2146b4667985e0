//! Text of 200 kB, pasted or typed, costs in proportion to its length and no more.

use crate::{made::day, plan::made::doc};
use clinical::{
    likeness::Shingles,
    search::{Document, Index, Query},
};
use record::RecordId;
use std::{
    hint::black_box,
    sync::LazyLock,
    time::{Duration, Instant},
};

/// What somebody pastes, by accident or on purpose.
const LARGE: usize = 200_000;
/// How many times smaller the other text is.
const TIMES: usize = 16;

/// One piece over and over, up to a length in bytes.
fn filled(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len())
}

/// How long this thread was at work, where the system tells; elsewhere the time that went by. Other programs on the machine
/// add nothing to it.
fn at_work() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

/// The least of a few runs.
fn least(mut work: impl FnMut()) -> Duration {
    let runs = (0..2).map(|_| {
        let begin = at_work();
        work();
        at_work().saturating_sub(begin)
    });
    runs.min().unwrap_or_default().max(Duration::from_millis(5)) // what is told may be some milliseconds old
}

/// A text sixteen times as long takes as long as sixteen of the short ones. Were each word compared with each other, it would
/// take sixteen times that.
fn is_linear<T>(what: &str, [small, large]: [&T; 2], work: impl Fn(&T)) {
    let (many, one) = (least(|| (0..TIMES).for_each(|_| work(small))), least(|| work(large)));
    assert!(one < many * 5, "{what}: {TIMES} short ones take {many:?}, the long one {one:?}");
}

/// A short text and a long one of the same piece.
fn texts(piece: &str) -> [String; 2] {
    [filled(piece, LARGE / TIMES), filled(piece, LARGE)]
}

const PIECES: [&str; 8] = ["the ", "1.1.", "1.", "F10.20.", "22 Nov 2026 ", "2026-11-22 ", "e\u{301}\u{301}", "a’’."];

fn document(text: &str) -> Document {
    Document {
        record: RecordId::from_u128(1),
        doc: doc(1),
        kind: "note".into(),
        date: Some(day("2026-11-18")),
        title: "Individual session".into(),
        client: "Wren Maplethorn".into(),
        codes: Vec::new(),
        text: text.into(),
    }
}

#[test]
fn a_long_text_is_indexed_in_proportion_to_its_length() {
    for piece in PIECES {
        is_linear(piece, texts(piece).each_ref(), |text| {
            let mut index = Index::default();
            index.add(&document(text));
            assert_eq!(black_box(index).len(), 1);
        });
    }
}

#[test]
fn a_long_text_is_compared_in_proportion_to_its_length() {
    for piece in PIECES {
        is_linear(piece, texts(piece).each_ref(), |text| {
            let all = Shingles::of(text);
            assert_eq!(all.percent_like(black_box(&all)), all.percent_like(&all.clone()));
        });
    }
}

#[test]
fn words_around_a_find_are_cut_out_of_a_long_text_in_proportion_to_its_length() {
    for piece in PIECES {
        for typed in ["\"the the\" t th", piece] {
            is_linear(piece, texts(piece).each_ref(), |text| {
                let snippet = Query::new(typed).snippet(text, 180);
                assert!(black_box(snippet).text.len() < 400 || !text.contains(' '));
            });
        }
    }
}

#[test]
fn a_long_text_is_searched_in_proportion_to_its_length_and_a_long_query_costs_no_more_than_a_short_one() {
    for piece in PIECES {
        let indexed = texts(piece).map(|text| {
            let mut index = Index::default();
            index.add(&document(&text));
            index
        });
        for typed in [piece, "the ", "22 Nov 2026 "].map(|piece| filled(piece, LARGE)) {
            let query = Query::new(&typed);
            is_linear(piece, indexed.each_ref(), |index| drop(black_box(index.search(&query, 60))));
        }
    }
    for typed in PIECES {
        let [short, long] = texts(typed).map(|typed| least(|| (0..20).for_each(|_| drop(black_box(Query::new(&typed))))));
        assert!(long < short * 4, "{typed:?}: {short:?}, {long:?}");
    }
}

#[test]
fn what_was_typed_counts_up_to_its_longest_and_each_word_once() {
    let mut index = Index::default();
    index.add(&document(&format!("{} end", filled("card call ", LARGE))));
    let total = |typed: &str| index.search(&Query::new(typed), 1).total;
    assert_eq!(total(&filled("card call ", LARGE)), 1);
    assert_eq!(total(&format!("{} unheard", filled("card ", Query::LONGEST - 10))), 0);
    assert_eq!(total(&format!("{} unheard", filled("card ", Query::LONGEST))), 1, "what no longer counts narrows nothing");
}
