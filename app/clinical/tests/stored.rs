//! Stored forms: frozen, readable for ever, and never printed.

use crate::{
    aftercare::{full_check_in, full_continuing_care},
    assessments::full_assessment,
    conditions::full_condition,
    episodes::{full_discharge, full_event},
    interventions::{full_intervention, full_letter, full_link},
    late_deliveries::full_late_delivery,
    lost_statements::full_no_longer_applies,
    made::{any_note, day, full_note, full_profile},
    measure_records::full_measure,
    plan::{
        made::{any_plan, doc, full_plan},
        signatures::signed,
    },
    return_events::{full_account, full_return},
};
use clinical::{
    intervention::Intervention,
    plan::{Agreement, LineId, PlanReview, Proof, SignerRole, Strokes},
    *,
};
use proptest::prelude::*;
use record::{Bytes, Class, Event, RecordId, Review, Time};
use serde_json::{Value, json};

/// One of each kind, as they stand in `tests/fixtures`.
fn one_of_each() -> Vec<Body> {
    vec![
        full_profile().into(),
        full_note().into(),
        Addendum { text: "Ada was there too.".into(), reason: "Left out by mistake.".into() }.into(),
        ReviewComment {
            comment: "Close, one thing is missing.".into(),
            places: vec![PlaceComment { place: "section-plan".into(), text: "Which objective?".into() }],
        }
        .into(),
        Attestation { meaning: SignatureMeaning::CoSigner }.into(),
        Retraction { reason: "Written in the wrong chart.".into() }.into(),
        full_assessment().into(),
        full_plan().into(),
        plan_signature().into(),
        PlanReview {
            on: Some(day("2026-11-30")),
            next_review: Some(day("2026-12-14")),
            reason: "On course; the call card works.".into(),
            with_client: true,
            answers: vec![doc(12)],
        }
        .into(),
        plan::PlanEvent {
            kind: plan::EventKind::LossOfJob,
            on: Some(day("2026-11-29")),
            words: "Laid off; the last day was Friday.".into(),
        }
        .into(),
        full_condition().into(),
        CounselingNote {
            session: Some(doc(30)),
            date: Some(day("2026-11-18")),
            text: "What she said about her mother, and what I thought.".into(),
            author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
            ..CounselingNote::new(RecordId::from_u128(7))
        }
        .into(),
        full_return().into(),
        full_account().into(),
        full_measure().into(),
        full_intervention().into(),
        full_letter().into(),
        full_link().into(),
        full_event().into(),
        full_discharge().into(),
        full_continuing_care().into(),
        full_check_in().into(),
        full_late_delivery().into(),
        full_no_longer_applies().into(),
        OwnPasskey { credential: Bytes(vec![7; 20]), name: "Blue key".into(), at: Time(1_750_000_000_000), removed: true }.into(),
    ]
}

fn plan_signature() -> plan::PlanSignature {
    let answer = Agreement::Disagrees { reason: "Four evenings are too many.".into(), appeal_told: true };
    let mut signature = signed(SignerRole::Client, answer, Proof::Strokes(Strokes::new("M10 10L20 20.5").unwrap()));
    signature.credential = "herself".into();
    signature
}

fn fixture(kind: &str) -> Value {
    let path = format!("{}/tests/fixtures/{}.json", env!("CARGO_MANIFEST_DIR"), kind.replace('/', "-"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_stored_forms_are_frozen() {
    for body in one_of_each() {
        let text = serde_json::to_string_pretty(&body.to_value().unwrap()).unwrap();
        insta::assert_snapshot!(body.kind().id().replace('/', "-"), text);
    }
}

#[test]
fn version_one_is_readable_for_ever() {
    for body in one_of_each() {
        assert!(
            Body::from_value(body.kind().id(), fixture(body.kind().id())).unwrap() == body,
            "{} changed its meaning",
            body.kind().id()
        );
    }
    assert_eq!(one_of_each().iter().map(Body::kind).collect::<Vec<_>>(), Kind::ALL);
}

/// A full note as `note/1` could say it.
fn note_of_version_one() -> Note {
    let mut note = full_note();
    note.plan = None;
    note.episode = None;
    note.links = vec![Link::new(LineId::new("2.1").unwrap())];
    note.absence = None;
    note.attempts.clear();
    note.carried.clear();
    note
}

#[test]
fn a_note_of_an_earlier_program_becomes_a_note_of_today() {
    let read = Body::from_value("note/1", fixture("note/1")).unwrap();
    assert!(read == note_of_version_one().into());
    assert_eq!(read.kind().id(), "note/3");
    let stored: Body = serde_json::from_value(json!({ "kind": "note/1", "body": fixture("note/1") })).unwrap();
    assert!(stored == read);

    let mut odd = fixture("note/1");
    odd["objectives"] = json!(["2.1", "2.1", "call Ada, weekly", ""]);
    let note: Note = Body::from_value("note/1", odd).unwrap().into_content().unwrap();
    assert_eq!(note.links, note_of_version_one().links);
    assert_eq!(note.set_aside["objectives"], "call Ada, weekly\n", "what no line can be called is kept as text");
}

#[test]
fn a_note_from_before_episodes_were_written_down_has_none() {
    let read = Body::from_value("note/2", fixture("note/2")).unwrap();
    assert!(read == Note { episode: None, ..full_note() }.into());
    assert_eq!(Body::from_value("note/2", fixture("note/3")), Err(BodyError::Malformed), "a later form under an earlier name");
    let text = full_note().episode.unwrap().text();
    assert_eq!(text, "Harbor Row, 2.1 Intensive outpatient, in care since Oct 4, 2026");
}

#[test]
fn an_intervention_from_when_there_was_one_session_has_no_earlier_one() {
    let read = Body::from_value("intervention/1", fixture("intervention/1")).unwrap();
    assert!(read == Intervention { earlier: Vec::new(), ..full_intervention() }.into());
    assert_eq!(read.kind().id(), "intervention/2");
    let later = Body::from_value("intervention/1", fixture("intervention/2"));
    assert_eq!(later, Err(BodyError::Malformed), "a later form under an earlier name");
}

#[test]
fn an_unfinished_draft_keeps_what_was_typed() {
    let draft = Body::from_value("note/1", fixture("note-1-draft")).unwrap();
    let note = Note::of(&draft).unwrap();
    assert_eq!(note.when.typed().end, "09:00");
    assert_eq!(note.when.problems()[0].wrong(), Some(Wrong::EndNotAfterStart));
    let value = draft.to_value().unwrap();
    assert!(Body::from_value("note/3", value.clone()).unwrap() == draft);
    for (field, was) in fixture("note-1-draft").as_object().unwrap() {
        assert!(field == "objectives" || value[field] == *was, "{field}");
    }
}

#[test]
fn a_body_comes_back_from_its_own_text_and_from_no_other_kinds() {
    let all = one_of_each();
    for body in &all {
        let text = body.to_text().unwrap();
        assert!(Body::from_text(body.kind().id(), &text).unwrap() == *body, "{:?}", body.kind());
        assert_eq!(
            Body::from_text("note/1", &text).unwrap_err(),
            BodyError::UnknownKind,
            "kinds of earlier programs are not written"
        );
        assert!(Body::from_text(body.kind().id(), &text[1..]).is_err());
    }
}

#[test]
fn a_body_names_its_kind_beside_its_content() {
    for body in one_of_each() {
        let value = serde_json::to_value(&body).unwrap();
        assert_eq!(value, json!({ "kind": body.kind().id(), "body": body.to_value().unwrap() }));
        assert!(serde_json::from_value::<Body>(value).unwrap() == body);
    }
}

#[test]
fn what_is_not_known_is_refused_whole_and_not_repeated() {
    for kind in ["note/1", "note/2", "note/3"] {
        let mut newer = fixture(kind);
        newer["mood"] = "canary-7391".into();
        let error = Body::from_value(kind, newer).unwrap_err();
        assert_eq!(error, BodyError::Malformed);
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    assert_eq!(Body::from_value("note/4", fixture("note/3")), Err(BodyError::UnknownKind));
    assert_eq!(Body::from_value("note/2", fixture("note/1")), Err(BodyError::Malformed));
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
    let fits: Vec<Vec<bool>> =
        one_of_each().iter().map(|body| events.iter().map(|event| body.kind().fits(*event)).collect()).collect();
    assert_eq!(fits[0], [true, false, false, false, false, false]);
    assert_eq!(fits[1], [true, true, false, false, false, false]);
    assert_eq!(fits[2], [false, false, false, false, true, false]);
    assert_eq!(fits[3], [false, false, false, true, false, false]);
    assert_eq!(fits[4], [false, false, true, false, false, false]);
    assert_eq!(fits[5], [false, false, false, false, false, true]);
    assert_eq!(fits[6..8], [[true, true, false, false, false, false], [true, true, false, false, false, false]]);
    assert!(fits[8..11].iter().all(|fits| *fits == [false, false, false, false, true, false]));
    assert_eq!(fits[11], fits[0], "a condition is the team's, as the profile is");
    let classes: Vec<Class> = one_of_each().iter().map(Body::class).collect();
    assert_eq!((&fits[12], classes[12]), (&fits[1], Class::Note));
    assert_eq!(
        (&fits[13], classes[13]),
        (&fits[1], Class::Plan),
        "a return to use is written and signed as a note is, beside the plan"
    );
    assert_eq!(fits[14], fits[2], "what is said about it later is a statement under it");
    let in_chart = one_of_each().iter().filter(|body| body.kind().in_chart()).count();
    assert_eq!(
        in_chart,
        Kind::ALL.len() - 5,
        "a SUD counseling note, a passkey, an intervention, its letters and its link are in no chart"
    );
    assert!(fits[16..19].iter().all(|one| *one == fits[0]), "an intervention and what belongs to it live on, as a profile does");
    assert!(fits[19..24].iter().all(|one| *one == fits[1]), "discharges, aftercare and late deliveries are signed as a note is");
    assert_eq!(fits[24], fits[2], "that a lost statement no longer applies is added as an addendum is");
    assert_eq!((&fits[25], classes[25]), (&fits[0], Class::Profile), "a person's passkeys live on in their own record");
    assert_eq!(classes[19..24], [Class::Plan, Class::Plan, Class::Plan, Class::Note, Class::Note]);
    assert_eq!([classes[0], classes[11]], [Class::Profile; 2]);
    assert!(classes[1..7].iter().all(|class| *class == Class::Note));
    assert!(classes[7..11].iter().all(|class| *class == Class::Plan));
}

proptest! {
    #[test]
    fn a_note_comes_back_as_it_was_stored(note in any_note()) {
        let body = Body::from(note);
        let text = serde_json::to_string(&body.to_value().unwrap()).unwrap();
        let back = Body::from_value("note/3", serde_json::from_str(&text).unwrap()).unwrap();
        prop_assert!(back == body);
        prop_assert!(text.len() < record::limits::MAX_FILE);
    }

    #[test]
    fn a_plan_comes_back_as_it_was_stored(plan in any_plan()) {
        let body = Body::from(plan);
        let text = serde_json::to_string(&body.to_value().unwrap()).unwrap();
        prop_assert!(Body::from_value("plan/1", serde_json::from_str(&text).unwrap()).unwrap() == body);
    }
}

#[test]
fn a_document_that_has_a_key_twice_is_refused_at_any_depth() {
    let note = serde_json::to_string(&Body::from(full_note())).unwrap();
    assert!(serde_json::from_str::<Body>(&note).is_ok());
    let body = Body::from(full_note()).to_text().unwrap();
    let doubled = [
        ("\"sections\":{", "\"sections\":{\"plan\":\"Another plan.\","),
        ("\"location\":", "\"location\":\"Elsewhere\",\"location\":"),
        ("\"risk\":{", "\"risk\":{\"suicide\":\"not_asked\","),
    ];
    for (from, to) in doubled {
        assert!(body.contains(from));
        let text = body.replacen(from, to, 1);
        assert_eq!(Body::read("note/3", &text).unwrap_err(), BodyError::Malformed, "{from}");
        assert!(serde_json::from_str::<Body>(&note.replacen(from, to, 1)).is_err(), "{from}");
    }
    assert!(Body::read("note/3", &body).unwrap() == full_note().into());
    assert_eq!(Body::read("note/3", &format!("{body} {{}}")).unwrap_err(), BodyError::Malformed);
    assert_eq!(Body::read("note/9", "{}").unwrap_err(), BodyError::UnknownKind);
}
