//! Stored forms: frozen, readable for ever, and never printed.

use crate::made::{any_note, full_note, full_profile};
use clinical::*;
use proptest::prelude::*;
use record::{Class, Event, Review};
use serde_json::{Value, json};

/// One of each kind, as they stand in `tests/fixtures`.
fn one_of_each() -> Vec<Body> {
    vec![
        full_profile().into(),
        full_note().into(),
        Addendum { text: "Ada was there too.".into(), reason: "Left out by mistake.".into() }.into(),
        ReviewComment { comment: "Which objective?".into(), field: Some("section-plan".into()) }.into(),
        Attestation { meaning: SignatureMeaning::CoSigner }.into(),
        Retraction { reason: "Written in the wrong chart.".into() }.into(),
    ]
}

fn fixture(kind: &str) -> Value {
    let path = format!("{}/tests/fixtures/{}.json", env!("CARGO_MANIFEST_DIR"), kind.replace('/', "-"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_stored_forms_are_frozen() {
    for body in one_of_each() {
        let text = serde_json::to_string_pretty(&body.to_value().unwrap()).unwrap();
        insta::assert_snapshot!(body.kind().replace('/', "-"), text);
    }
}

#[test]
fn version_one_is_readable_for_ever() {
    for body in one_of_each() {
        assert!(Body::from_value(body.kind(), fixture(body.kind())).unwrap() == body, "{} changed its meaning", body.kind());
    }
    assert_eq!(one_of_each().iter().map(Body::kind).collect::<Vec<_>>(), Body::KINDS);
}

#[test]
fn an_unfinished_draft_keeps_what_was_typed() {
    let draft = Body::from_value("note/1", fixture("note-1-draft")).unwrap();
    let Body::Note(note) = &draft else { panic!("not a note") };
    assert_eq!(note.when.typed().end, "09:00");
    assert_eq!(note.when.problems()[0].problem, Problem::EndsBeforeStart);
    assert_eq!(draft.to_value().unwrap(), fixture("note-1-draft"));
}

#[test]
fn a_body_names_its_kind_beside_its_content() {
    for body in one_of_each() {
        let value = serde_json::to_value(&body).unwrap();
        assert_eq!(value, json!({ "kind": body.kind(), "body": body.to_value().unwrap() }));
        assert!(serde_json::from_value::<Body>(value).unwrap() == body);
    }
}

#[test]
fn what_is_not_known_is_refused_whole_and_not_repeated() {
    let mut newer = fixture("note/1");
    newer["mood"] = "canary-7391".into();
    let error = Body::from_value("note/1", newer).unwrap_err();
    assert_eq!(error, BodyError::Malformed);
    assert!(!format!("{error} {error:?}").contains("canary"));
    assert_eq!(Body::from_value("note/2", fixture("note/1")), Err(BodyError::UnknownKind));
    assert_eq!(Body::from_value("profile/1", fixture("note/1")), Err(BodyError::Malformed));
    assert_eq!(Body::from_value("note/1", json!({})), Err(BodyError::Malformed));
    let mut smuggled = fixture("note/1");
    smuggled["when"]["known"]["end"]["utc"] = "2026-11-18T15:00:00Z".into();
    assert_eq!(Body::from_value("note/1", smuggled), Err(BodyError::Malformed));
}

#[test]
fn content_prints_as_sealed() {
    let note = full_note();
    for body in one_of_each() {
        assert_eq!(format!("{body:?}"), "[sealed]");
    }
    let printed = format!(
        "{note:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        full_profile(),
        note.when,
        note.risk,
        note.participants,
        note.author,
        search::Query::new("wren"),
    );
    assert_eq!(printed.replace("Some(", "").replace([')', ']', '['], ""), ["sealed"; 7].join(" "));
}

#[test]
fn a_body_stands_only_where_it_belongs() {
    let events = [Event::Save, Event::Sign(Review::Owed), Event::Attest, Event::Return, Event::Amend, Event::Retract];
    let fits: Vec<Vec<bool>> = one_of_each().iter().map(|body| events.iter().map(|event| body.fits(*event)).collect()).collect();
    assert_eq!(fits[0], [true, false, false, false, false, false]);
    assert_eq!(fits[1], [true, true, false, false, false, false]);
    assert_eq!(fits[2], [false, false, false, false, true, false]);
    assert_eq!(fits[3], [false, false, false, true, false, false]);
    assert_eq!(fits[4], [false, false, true, false, false, false]);
    assert_eq!(fits[5], [false, false, false, false, false, true]);
    let classes: Vec<Class> = one_of_each().iter().map(Body::class).collect();
    assert_eq!(classes[0], Class::Profile);
    assert!(classes[1..].iter().all(|class| *class == Class::Note));
}

proptest! {
    #[test]
    fn a_note_comes_back_as_it_was_stored(note in any_note()) {
        let body = Body::from(note);
        let text = serde_json::to_string(&body.to_value().unwrap()).unwrap();
        let back = Body::from_value("note/1", serde_json::from_str(&text).unwrap()).unwrap();
        prop_assert!(back == body);
        prop_assert!(text.len() < record::limits::MAX_FILE);
    }
}
