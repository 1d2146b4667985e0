//! What is said about something that was delivered after its writer's access had ended.

use crate::made::full_note;
use clinical::{AuthorLine, Body, Content, Kind, LateDelivery, Taken, Wrong};
use record::{Bytes, Digest, DocId, OpId, Time};

fn line(name: &str, credential: &str) -> AuthorLine {
    AuthorLine { name: name.into(), credential: credential.into() }
}

/// A note that a supervisor took into the chart.
pub fn full_late_delivery() -> LateDelivery {
    let note = Body::from(full_note());
    LateDelivery {
        operation: OpId(Digest([6; 32])),
        writer: line("Ines Quill", "CADC"),
        written: Time(1_750_000_000_000),
        delivered: Time(1_750_086_400_000),
        what: "Note signed".into(),
        taken: Some(Taken { kind: note.kind().id().into(), text: note.to_text().unwrap() }),
        proof: Bytes(b"a signature".to_vec()),
        reason: "She told me of this session on her last day.".into(),
        author: Some(line("Ruth Dorn", "LCSW")),
    }
}

fn blocked(late: &LateDelivery) -> Vec<Wrong> {
    let around = clinical::Around {
        doc: DocId::from_u128(1),
        today: crate::made::day("2026-11-30"),
        birth_date: None,
        before: None,
        others: &[],
    };
    late.check(&around).iter().filter_map(clinical::Finding::wrong).collect()
}

#[test]
fn whoever_declines_says_why_and_whoever_takes_it_up_need_not() {
    let taken = LateDelivery { reason: String::new(), ..full_late_delivery() };
    assert_eq!(blocked(&taken), []);
    let declined = LateDelivery { taken: None, reason: " ".into(), ..full_late_delivery() };
    assert_eq!(blocked(&declined), [Wrong::Missing]);
    assert_eq!(blocked(&LateDelivery { reason: "Not a session of ours.".into(), ..declined.clone() }), []);
    let max = clinical::Note::SECTION_MAX;
    for late in [declined, taken] {
        let long = LateDelivery { reason: "a".repeat(max as usize + 1), ..late };
        assert_eq!(blocked(&long), [Wrong::TooLong { max }], "once");
    }
}

#[test]
fn a_list_says_what_was_delivered_by_whom_and_that_it_came_late() {
    let today = crate::made::day("2026-11-30");
    let late = full_late_delivery();
    let (inner, summary) = (Body::from(full_note()).summary(today), late.summary(today));
    assert_eq!(summary.title, format!("Delivered late: {}", inner.full_title()));
    assert_eq!(summary.detail, "written by Ines Quill, CADC");
    assert_eq!((summary.day, summary.excerpt), (inner.day, inner.excerpt), "the day it is about");
    assert_eq!(summary.author.map(|author| author.text()).as_deref(), Some("Ruth Dorn, LCSW"), "who decided stands under it");
    let declined = LateDelivery { taken: None, ..late };
    let summary = declined.summary(today);
    assert_eq!(summary.title, "Declined, delivered late: Note signed");
    assert_eq!(summary.excerpt, declined.reason);
}

#[test]
fn everything_that_was_signed_can_be_read_field_by_field() {
    let taken = full_late_delivery().taken.unwrap();
    assert!(taken.body().unwrap() == full_note().into());
    let fields = taken.fields();
    for (_, section) in full_note().sections.iter().filter(|(_, text)| !text.trim().is_empty()) {
        assert!(fields.iter().any(|field| field.ends_with(section.trim())), "each section");
    }
    let newer = Taken { kind: "note/99".into(), text: r#"{"mood":"calm","ok":true,"none":null,"list":["a",""]}"#.into() };
    assert!(newer.body().is_none());
    assert_eq!(newer.fields(), ["list: a", "mood: calm", "ok: yes"]);
}

#[test]
fn it_is_found_by_what_it_says_and_is_listed_in_the_chart() {
    let today = crate::made::day("2026-11-30");
    let found = full_late_delivery().searchable(today).unwrap();
    assert!(found.text.contains(&Body::from(full_note()).searchable(today).unwrap().text));
    assert!(Kind::LateDelivery.is_listed() && !Kind::LateDelivery.is_statement());
}
