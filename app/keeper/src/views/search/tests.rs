//! What is found, and what never is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::{protocol::DocSync, records::open_record::OpenEntry};
use clinical::{Addendum, Body, CounselingNote, Note, PatientProfile, Retraction};
use record::{ClockReading, Digest, OpId, RecordKind, Time, UserId};

const WREN: RecordId = RecordId::from_u128(1);
const NOTE: DocId = DocId::from_u128(7);
const ME: UserId = UserId::from_u128(9);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
}

fn note(text: &str) -> Body {
    let mut note = Note::default();
    note.sections.insert(note.format.sections()[0].id.to_owned(), text.to_owned());
    note.into()
}

fn profile() -> Body {
    let name = PatientName { given: "Wren".into(), family: "Maplethorn".into(), ..PatientName::default() };
    PatientProfile { name, ..PatientProfile::default() }.into()
}

/// A document as these entries leave it.
fn doc(entries: Vec<(Event, Body)>) -> OpenDocument {
    let class = entries[0].1.class();
    let status = |event| match event {
        Event::Retract => Status::EnteredInError,
        Event::Sign(review) => Status::Final(review),
        Event::Amend => Status::Amended(Review::NotOwed),
        Event::Save | Event::Attest | Event::Return => Status::Preliminary,
    };
    let text = entries.iter().map(|(_, body)| body.to_value().unwrap().to_string()).collect::<String>();
    let head = DocHead {
        class,
        author: ME,
        status: status(entries.last().unwrap().0),
        version: 1,
        latest: OpId(Digest::of("test", text.as_bytes())),
    };
    let line = |(event, body): (Event, Body)| OpenEntry {
        author: ME,
        event,
        version: 1,
        clock: ClockReading { device: Time::default(), offset: None, uncertain: false },
        received: None,
        sync: DocSync::Received,
        body: Ok(Rc::new(body.into())),
    };
    OpenDocument { head, lines: entries.into_iter().map(line).collect() }
}

fn opened(record: RecordId, kind: RecordKind, entries: Vec<(Event, Body)>) -> Rc<OpenRecord> {
    let who = (DocId::from_u128(1), doc(vec![(Event::Save, profile())]));
    Rc::new(OpenRecord::of(record, kind, [who, (NOTE, doc(entries))].into()))
}

const SIGN: Event = Event::Sign(Review::NotOwed);

/// How many notes are found with `words`, after the records were looked at in turn.
fn found(turns: &[&[Rc<OpenRecord>]], words: &str) -> u64 {
    let mut searched = Searched::default();
    turns.iter().for_each(|records| searched.follow(records, today()));
    let last = turns.last().copied().unwrap_or_default();
    searched.find(last, &Search { words: format!("{words} kind:note"), from: None }, today()).total
}

#[test]
fn a_counseling_note_is_never_found_and_nothing_else_of_a_private_record_is() {
    let own: Body = CounselingNote { text: "What I thought of the quarrel.".into(), ..CounselingNote::new(WREN) }.into();
    let private = |body: Body| opened(RecordId::from_u128(2), RecordKind::Private, vec![(SIGN, body)]);
    assert_eq!(found(&[&[private(own.clone())]], "quarrel"), 0);
    assert_eq!(found(&[&[private(note("The quarrel."))]], "quarrel"), 0);
    assert_eq!(found(&[&[opened(WREN, RecordKind::Patient, vec![(SIGN, own)])]], "quarrel"), 0);
    assert_eq!(found(&[&[opened(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel."))])]], "quarrel"), 1);
}

#[test]
fn what_was_indexed_ahead_is_not_read_again_and_finds_the_same() {
    let records = [opened(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel."))])];
    let mut searched = Searched::default();
    assert_eq!(searched.follow_one(&records[0], today()), 2, "the profile and the note");
    assert_eq!(searched.follow_one(&records[0], today()), 0);
    searched.follow(&records, today());
    assert_eq!(searched.find(&records, &Search { words: "quarrel".into(), from: None }, today()).total, 1);
    assert_eq!(searched.follow_one(&records[0], today().succ_opt().unwrap()), 2, "names of disorders depend on the day");
    let own = opened(RecordId::from_u128(2), RecordKind::Private, vec![(SIGN, note("The quarrel."))]);
    assert_eq!(searched.follow_one(&own, today().succ_opt().unwrap()), 0, "a private record is not searched");
}

#[test]
fn what_was_entered_in_error_is_found_no_longer() {
    let signed = opened(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel."))]);
    let taken_back: Body = Retraction { reason: "Another client’s quarrel.".into() }.into();
    let retracted = opened(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel.")), (Event::Retract, taken_back)]);
    assert_eq!(found(&[std::slice::from_ref(&signed)], "quarrel"), 1);
    assert_eq!(found(&[&[signed], &[retracted]], "quarrel"), 0);
}

#[test]
fn a_changed_draft_is_found_by_its_new_word_and_not_by_the_old_one() {
    let opened = opened(WREN, RecordKind::Patient, vec![(Event::Save, note("An empty page."))]);
    let draft = |text| Some(DraftDocument { body: note(text), base: None, updated: Time::default() });
    let mut searched = Searched::default();
    let mut count = |text, words: &str| {
        opened.redraft(NOTE, draft(text));
        searched.follow(std::slice::from_ref(&opened), today());
        searched.find(std::slice::from_ref(&opened), &Search { words: words.into(), from: Some(WREN) }, today()).total
    };
    assert_eq!(count("The quarrel.", "quarrel"), 1);
    assert_eq!((count("The walk.", "quarrel"), count("The walk.", "walk maple")), (0, 1));
}

#[test]
fn an_addendum_is_found_with_its_note_and_a_record_that_is_gone_is_not() {
    let added: Body = Addendum { text: "She called her sister.".into(), reason: "Told later.".into() }.into();
    let with = opened(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel.")), (Event::Amend, added)]);
    assert_eq!(found(&[std::slice::from_ref(&with)], "quarrel sister"), 1);
    let mut searched = Searched::default();
    searched.follow(&[with], today());
    searched.follow(&[], today());
    assert!(searched.index.is_empty() && searched.records.is_empty());
}

#[test]
fn the_snippet_marks_what_was_typed_and_the_other_record_is_left_out() {
    let wren = opened(WREN, RecordKind::Patient, vec![(SIGN, note("They spoke of the quarrel."))]);
    let sol = opened(RecordId::from_u128(3), RecordKind::Patient, vec![(SIGN, note("No quarrel here."))]);
    let mut searched = Searched::default();
    let records = [wren, sol];
    searched.follow(&records, today());
    let view = searched.find(&records, &Search { words: "quar kind:note".into(), from: Some(WREN) }, today());
    assert_eq!((view.total, view.hits.len()), (1, 1));
    let marked: Vec<&str> = view.hits[0].snippet.marks.iter().map(|mark| &view.hits[0].snippet.text[mark.clone()]).collect();
    assert_eq!((marked, view.hits[0].kind, view.hits[0].draft), (vec!["quarrel"], Kind::Note, false));
    assert_eq!(searched.find(&records, &Search { words: "quarrel".into(), from: None }, today()).total, 2);
}
