//! Text of 200 kB, pasted or typed, costs in proportion to its length and no more.

use crate::{made::day, plan::made::doc};
use clinical::{
    likeness::Shingles,
    search::{Document, Index, Query},
};
use record::RecordId;
use std::{
    hint::black_box,
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

/// The least of a few runs: what else runs on the machine only ever adds.
fn least(mut work: impl FnMut()) -> Duration {
    let runs = (0..3).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    runs.min().unwrap_or_default().max(Duration::from_micros(500))
}

/// Sixteen times the text takes about sixteen times as long, not two hundred and fifty-six times. Between the two is room for
/// whatever else the machine does.
fn is_linear(what: &str, piece: &str, work: impl Fn(&str)) {
    let (small, large) = (filled(piece, LARGE / TIMES), filled(piece, LARGE));
    let (few, many) = (least(|| work(&small)), least(|| work(&large)));
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    assert!(ratio < 6.0 * TIMES as f64, "{what} of {piece:?}: {ratio:.0} times as long ({few:?}, {many:?})");
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
        is_linear("indexing", piece, |text| {
            let mut index = Index::default();
            index.add(&document(text));
            assert_eq!(black_box(index).len(), 1);
        });
    }
}

#[test]
fn a_long_text_is_compared_in_proportion_to_its_length() {
    for piece in PIECES {
        is_linear("comparing", piece, |text| {
            let all = Shingles::of(text);
            assert_eq!(all.percent_like(black_box(&all)), all.percent_like(&all.clone()));
        });
    }
}

#[test]
fn words_around_a_find_are_cut_out_of_a_long_text_in_proportion_to_its_length() {
    for piece in PIECES {
        for typed in ["\"the the\" t th", piece] {
            is_linear("cutting out", piece, |text| {
                let snippet = Query::new(typed).snippet(text, 180);
                assert!(black_box(snippet).text.len() < 400 || !text.contains(' '));
            });
        }
    }
}

#[test]
fn a_long_text_is_searched_in_proportion_to_its_length_and_a_long_query_costs_no_more_than_a_short_one() {
    for piece in PIECES {
        let indexed = |length| {
            let mut index = Index::default();
            index.add(&document(&filled(piece, length)));
            index
        };
        let (small, large) = (indexed(LARGE / TIMES), indexed(LARGE));
        for typed in PIECES.map(|piece| filled(piece, LARGE)) {
            let query = Query::new(&typed);
            let [few, many] = [&small, &large].map(|index| least(|| drop(black_box(index.search(&query, 60)))));
            let ratio = many.as_secs_f64() / few.as_secs_f64();
            assert!(ratio < 6.0 * TIMES as f64, "{piece:?} by {:?}: {ratio:.0} times as long", &typed[..20]);
        }
    }
    for typed in PIECES {
        let (short, long) = (filled(typed, LARGE / 100), filled(typed, LARGE));
        let [few, many] = [&short, &long].map(|typed| least(|| drop(black_box(Query::new(typed)))));
        assert!(many < few * 4, "{typed:?}: {few:?}, {many:?}");
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
