//! The index of a caseload: everything that was added is found, nothing that was removed is, and marks stand where they should.

use crate::{
    made::{day, full_note, full_profile},
    plan::made::{doc, full_plan},
};
use clinical::{
    search::{Document, Index, Query, Snippet},
    *,
};
use proptest::prelude::*;
use record::{DocId, RecordId};

const WREN: RecordId = RecordId::from_u128(1);
const SOL: RecordId = RecordId::from_u128(2);

fn document(number: u128, kind: &str, date: &str, title: &str, text: &str) -> Document {
    Document {
        record: WREN,
        doc: doc(number),
        kind: kind.into(),
        date: Some(day(date)),
        title: title.into(),
        client: "Wren Maplethorn".into(),
        codes: Vec::new(),
        text: text.into(),
    }
}

fn caseload() -> Index {
    let mut index = Index::default();
    for document in [
        document(1, "note Individual session", "2026-11-18", "Individual session, DAP", "She made the call card. Sleep is poor."),
        document(2, "note Crisis", "2026-11-22", "Crisis", "Card, call and café. Naloxone given; slept at Ada’s."),
        document(3, "note No-show or cancelled", "2025-12-01", "No-show or cancelled", "Did not come on 22 Nov 2026."),
        Document {
            codes: vec!["F11.20".into()],
            ..document(4, "diagnosis condition", "2026-10-05", "F11.20 Opioid use disorder, severe", "")
        },
        Document {
            record: SOL,
            client: "Sol Pemberwick".into(),
            ..document(
                5,
                "note Individual session",
                "2026-11-20",
                "Individual session, DAP",
                "Sleep is better. Level 2.1 until March.",
            )
        },
    ] {
        index.add(&document);
    }
    index
}

fn found(index: &Index, typed: &str) -> Vec<u128> {
    let found = index.search(&Query::new(typed), 10);
    assert_eq!(found.total, found.hits.len());
    found.hits.iter().map(|hit| u128::from_be_bytes(*hit.doc.as_bytes())).collect()
}

#[test]
fn what_is_typed_finds_what_is_meant() {
    let index = caseload();
    let table: &[(&str, &[u128])] = &[
        ("sleep", &[5, 1]),
        ("sle", &[2, 5, 1]),
        ("slee poor", &[1]),
        ("SLEEP wren", &[1]),
        ("cafe", &[2]),
        ("naloxon", &[2]),
        ("\"call card\"", &[1]),
        ("“card call”", &[2]),
        ("\"call ca", &[1]),
        ("\"call ca ", &[]),
        ("f11.20", &[4]),
        ("F1120", &[4]),
        ("F11", &[4]),
        ("opioid", &[4]),
        ("2.1", &[5]),
        ("pember sleep", &[5]),
        ("ada's", &[2]),
        ("2026-11-22", &[2, 3]),
        ("22 nov 2026", &[2, 3]),
        ("Nov 22, 2026", &[2, 3]),
        ("11/22/2026", &[2, 3]),
        ("nov 2026", &[2, 5, 1, 3]),
        ("2026-11 sleep", &[5, 1]),
        ("november 2026 kind:crisis", &[2]),
        ("kind:crisis", &[2]),
        ("kind:no-show", &[3]),
        ("kind:noshow kind:cris", &[2, 3]),
        ("kind:note sleep", &[5, 1]),
        ("kind: sleep", &[5, 1]),
        ("kind:plan sleep", &[]),
        ("sleep unheard", &[]),
        ("", &[]),
        (" . ", &[]),
    ];
    for (typed, docs) in table {
        assert_eq!(found(&index, typed), *docs, "{typed}");
    }
}

#[test]
fn a_day_without_a_year_is_found_in_every_year() {
    let mut index = caseload();
    index.add(&document(6, "note", "2025-11-22", "Note", "Nothing."));
    index.add(&document(7, "note", "2026-03-01", "Note", "Court on November 22nd or 11/22."));
    let table: &[(&str, &[u128])] = &[
        ("22 nov", &[2, 6, 7, 3]),
        ("Nov 22", &[2, 6, 7, 3]),
        ("november 22nd,", &[2, 6, 7, 3]),
        ("22 nov 2", &[2, 6, 7, 3]), // the year is still being typed
        ("22 nov 202", &[2, 6, 7, 3]),
        ("22 nov 2025", &[6]),
        ("22 nov call", &[2]),
        ("11/22", &[2, 6, 7, 3]),
        ("29 feb", &[]),
        ("31 nov", &[]),
        ("18 nov", &[1]),
    ];
    for (typed, docs) in table {
        assert_eq!(found(&index, typed), *docs, "{typed}");
    }
}

#[test]
fn an_abbreviation_finds_what_it_stands_for_and_itself() {
    let mut index = caseload();
    index.add(&document(6, "diagnosis", "2026-10-01", "F90.0 Attention-deficit hyperactivity disorder", ""));
    index.add(&document(7, "diagnosis", "2026-10-02", "F43.10 Post-traumatic stress disorder", ""));
    index.add(&document(8, "note", "2026-10-03", "Note", "Her ADHD was diagnosed at school. PTSD screen positive."));
    index.add(&document(9, "diagnosis", "2026-10-04", "F10.20 Alcohol use disorder, moderate", ""));
    let table: &[(&str, &[u128])] = &[
        ("adhd", &[6, 8]),
        ("ADHD", &[6, 8]),
        ("ptsd", &[7, 8]),
        ("adhd ptsd", &[8]),
        ("oud", &[4]),
        ("aud", &[9]),
        ("aud severe", &[]),
        ("adh", &[8]),
        ("\"adhd\"", &[8]),
    ];
    for (typed, docs) in table {
        assert_eq!(found(&index, typed), *docs, "{typed}");
    }
    let snippet = Query::new("adhd").snippet("Has attention-deficit hyperactivity disorder, “ADHD”.", 80);
    let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
    assert_eq!(marked, ["attention-deficit hyperactivity", "ADHD"]);
}

#[test]
fn a_misspelled_name_finds_the_documents_of_its_client_and_a_misspelled_word_does_not() {
    let index = caseload();
    assert_eq!(found(&index, "pembrewick"), [5]);
    assert_eq!(found(&index, "mapelthorn kind:crisis"), [2]);
    assert_eq!(found(&index, "mapelthorn sleep"), [1]);
    assert_eq!(found(&index, "naloxnoe"), []);
    assert_eq!(found(&index, "solo"), [5], "one letter too many");
    assert_eq!(found(&index, "sole"), [5]);
    let mut index = index;
    index.add(&document(9, "note", "2026-11-24", "Note", "The sole reason."));
    assert_eq!(found(&index, "sole"), [9], "a word that somebody wrote is no slip");
}

#[test]
fn whole_words_and_titles_come_first_and_then_the_newest() {
    let mut index = Index::default();
    index.add(&document(1, "note", "2026-11-01", "Note", "sleeping"));
    index.add(&document(2, "note", "2026-10-01", "Note", "sleep"));
    index.add(&document(3, "note", "2026-09-01", "Sleep diary", ""));
    index.add(&document(4, "note", "2026-12-01", "Note", "sleepless"));
    assert_eq!(found(&index, "sleep"), [3, 2, 4, 1]);
    let best = index.search(&Query::new("sleep"), 2);
    assert_eq!((best.total, best.hits.len()), (4, 2));
    assert_eq!((best.hits[0].title.as_str(), best.hits[0].date), ("Sleep diary", Some(day("2026-09-01"))));
}

#[test]
fn what_is_replaced_or_removed_is_gone_with_its_words() {
    let mut index = caseload();
    let words = index.word_count();
    index.add(&document(2, "note Crisis", "2026-11-22", "Crisis", "Rewritten."));
    assert_eq!((found(&index, "naloxone"), found(&index, "rewritten")), (vec![], vec![2]));
    assert!(index.word_count() < words);
    index.remove(WREN, doc(2));
    index.remove(WREN, doc(99));
    assert_eq!((found(&index, "rewritten"), index.len()), (vec![], 4));
    index.remove_record(WREN);
    assert_eq!((found(&index, "sleep"), found(&index, "wren"), index.len()), (vec![5], vec![], 1));
    index.remove_record(SOL);
    assert!(index.is_empty() && index.word_count() == 0, "no word outlives its last document");
}

#[test]
fn a_snippet_shows_the_most_of_what_was_typed() {
    let text = "The café was shut. ".repeat(30) + "She made the call card and slept. " + &"Nothing else happened. ".repeat(30);
    let snippet = Query::new("\"call card\" slept cafe").snippet(&text, 60);
    assert_eq!(snippet.text, "…The café was shut. She made the call card and slept. Nothing…");
    let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
    assert_eq!(marked, ["café", "call card", "slept"]);
    let plain = Query::new("wren").snippet("Short.", 60);
    assert_eq!((plain.text.as_str(), plain.marks.len()), ("Short.", 0));
    assert!(Query::new("x").snippet("", 60) == Snippet::default());
}

fn of(body: impl Into<Body>) -> Option<Document> {
    let profile = full_profile();
    Document::of(WREN, doc(1), &body.into(), &profile.name, day("2026-11-18"))
}

#[test]
fn what_documents_say_is_searched_and_counseling_notes_never_are() {
    let mut note = of(full_note()).unwrap();
    note.add(&Addendum { text: "Ada was there too.".into(), reason: "Left out.".into() }.into(), day("2026-11-18"));
    let mut index = Index::default();
    index.add(&note);
    for typed in
        ["craving follows", "naloxone home", "wren", "omaple", "rehearsed", "sister", "\"ada was there too\"", "kind:individual"]
    {
        assert_eq!(found(&index, typed), [1], "{typed}");
    }
    let plan = of(full_plan()).unwrap();
    assert!(plan.text.contains("Coping rehearsal") && plan.text.contains("someone Posy can count on"));
    assert_eq!(of(full_profile()).unwrap().title, "Renée Wren O’Maple-Thorn");
    assert!(of(crate::assessments::full_assessment()).unwrap().text.contains("pressed pills"));
    let condition = of(crate::conditions::full_condition()).unwrap();
    assert_eq!(condition.codes.len(), 1);

    let private = CounselingNote { text: "canary-7391".into(), ..CounselingNote::new(WREN) };
    assert!(of(private.clone()).is_none());
    note.add(&private.into(), day("2026-11-18"));
    assert!(!note.text.contains("canary"));
}

fn any_document() -> impl Strategy<Value = Document> {
    let word = prop_oneof!["[a-e]{1,3}", "[a-zà-ý]{1,6}", "[A-Z][a-z]{2,8}", "[0-9]{1,4}", "F1[0-9]\\.[0-9]{2}", "\\PC{1,6}"];
    let text = prop::collection::vec(word, 0..20).prop_map(|words| words.join(" "));
    ((0u128..4, 0u128..8), text.clone(), text, prop::option::of(0i32..3000)).prop_map(|((record, number), title, text, days)| {
        Document {
            record: RecordId::from_u128(record),
            doc: DocId::from_u128(number),
            kind: "note".into(),
            date: days.map(|days| day("2020-01-01") + chrono::Duration::days(i64::from(days))),
            title,
            client: String::new(),
            codes: Vec::new(),
            text,
        }
    })
}

/// What a person would type again: pieces between spaces, those that mean something else to a query left out.
fn words_of(document: &Document) -> Vec<String> {
    let text = format!("{} {}", document.title, document.text);
    let means_itself = |piece: &&str| !piece.contains(['"', '“', '”', '„', '/', ':', '-']) && !Query::new(piece).is_empty();
    text.split_whitespace().filter(means_itself).map(str::to_owned).collect()
}

fn finds(index: &Index, typed: &str, document: &Document) -> bool {
    let found = index.search(&Query::new(typed), usize::MAX);
    found.hits.iter().any(|hit| (hit.record, hit.doc) == (document.record, document.doc))
}

proptest! {
    #[test]
    fn every_word_of_a_document_finds_it_until_it_is_removed(documents in prop::collection::vec(any_document(), 1..12)) {
        let mut index = Index::default();
        for document in &documents {
            index.add(document);
        }
        let place = |document: &Document| (document.record, document.doc);
        let last_of = |one: &Document| documents.iter().rfind(|other| place(other) == place(one)).unwrap().clone();
        let mut left: Vec<Document> = documents.iter().map(last_of).collect();
        left.sort_by_key(place);
        left.dedup_by_key(|document| place(document));
        prop_assert_eq!(index.len(), left.len());
        while let Some(document) = left.pop() {
            for word in words_of(&document) {
                prop_assert!(finds(&index, &word, &document), "{}", word);
                let upper = word.to_uppercase();
                let is_same = upper.to_lowercase() == word.to_lowercase(); // a few letters have no way back
                prop_assert!(!is_same || finds(&index, &upper, &document), "{}", word);
            }
            for code in words_of(&document).iter().filter(|word| word.starts_with("F1") && word.len() == 6) {
                prop_assert!(finds(&index, &code.replace('.', ""), &document), "{}", code);
            }
            index.remove(document.record, document.doc);
            prop_assert_eq!(index.len(), left.len());
            for word in words_of(&document) {
                prop_assert!(!finds(&index, &word, &document));
            }
            for other in &left {
                for word in words_of(other).iter().take(3) {
                    prop_assert!(finds(&index, word, other), "{}", word);
                }
            }
        }
        prop_assert_eq!(index.word_count(), 0);
    }

    #[test]
    fn the_index_says_the_same_in_whatever_order_it_was_filled(documents in prop::collection::vec(any_document(), 1..10), typed in "[a-e]{1,2}") {
        let (mut first, mut second) = (Index::default(), Index::default());
        let mut only: Vec<Document> = documents;
        only.sort_by_key(|document| (document.record, document.doc));
        only.dedup_by_key(|document| (document.record, document.doc));
        only.iter().for_each(|document| first.add(document));
        only.iter().rev().for_each(|document| second.add(document));
        only.iter().for_each(|document| second.add(document));
        let query = Query::new(&typed);
        prop_assert!(first.search(&query, 5) == second.search(&query, 5));
    }

    #[test]
    fn marks_stand_at_characters_and_cover_what_was_typed(text in "(\\PC{0,4}|[a-c]{1,3}| |é|ß|\\n){0,60}", typed in "[a-cé]{1,2}( [a-c]{1,2})?", width in 0usize..80) {
        let query = Query::new(&typed);
        let snippet = query.snippet(&text, width);
        let wanted: Vec<String> = typed.to_lowercase().replace('é', "e").split(' ').map(str::to_owned).collect();
        let mut end = 0;
        for mark in &snippet.marks {
            prop_assert!(mark.start >= end && mark.start < mark.end, "in order and not empty");
            end = mark.end;
            let marked = snippet.text.get(mark.clone());
            prop_assert!(marked.is_some(), "at the ends of characters");
            let names = named(marked.unwrap());
            prop_assert!(wanted.iter().any(|word| search::matches(word, &names)), "{:?}", marked);
        }
        let whole = snippet.text.trim_start_matches('…').trim_end_matches('…');
        prop_assert!(text.contains(whole), "a snippet is a piece of its text");
    }
}

fn named(text: &str) -> PatientProfile {
    PatientProfile { name: PatientName { given: text.into(), ..PatientName::default() }, ..PatientProfile::default() }
}

#[test]
fn what_fits_equally_well_stands_in_the_order_of_its_titles_whatever_its_ids() {
    let mut index = Index::default();
    for (number, title) in [(1, "F17.211 Tobacco"), (2, "F11.20 Opioid"), (3, "F41.1 Anxiety")] {
        index.add(&document(number, "diagnosis", "2026-11-22", title, "Told today."));
    }
    assert_eq!(found(&index, "told"), [2, 1, 3]);
    let first = index.search(&Query::new("told"), 1);
    assert_eq!((first.total, first.hits[0].doc), (3, doc(2)), "also where only the best are asked for");
}
