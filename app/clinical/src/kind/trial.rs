//! A throw-away kind: what a new kind of document costs. Its row is in the list, its rules are this file, and its page would be
//! a row of the desk's table. Nothing else may have to know it.
#![allow(clippy::unwrap_used)]

use super::{Author, Body, Content, Kind, Searchable, Summary};
use crate::{AuthorLine, PatientName, search};
use chrono::NaiveDate;
use record::{DocId, Event, RecordId, Review, Role};
use serde::{Deserialize, Serialize};

/// A text that somebody signs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// The text.
    pub text: String,
    /// Who signed.
    pub author: Option<AuthorLine>,
}

impl Content for Trial {
    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { excerpt: self.text.clone(), author: self.author.clone(), ..Summary::of(Kind::Trial) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { kind: "trial".into(), text: self.text.clone(), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
}

#[test]
fn a_new_kind_is_stored_listed_searched_signed_and_ruled_by_its_row_and_its_file() {
    let mut body = Body::from(Trial { text: "A heron at the river.".into(), author: None });
    body.signed_by(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() });
    let read = Body::from_value("trial/1", body.to_value().unwrap()).unwrap();
    assert!(read == body && read.kind() == Kind::Trial && Kind::Trial.is_listed());
    let summary = body.summary(today());
    assert_eq!((summary.title.as_str(), summary.author.unwrap().text().as_str()), ("Trial", "Ines Quill, CADC"));
    let found = search::Document::of(RecordId::from_u128(1), DocId::from_u128(2), &body, &PatientName::default(), today());
    assert!(found.unwrap().text.contains("heron"));
    let (nurse, auditor) = (Author { role: Role::Nurse, trainee: false }, Author { role: Role::Auditor, trainee: false });
    let sign = Event::Sign(Review::NotOwed);
    assert!(Kind::Trial.may_author(nurse, sign) && !Kind::Trial.may_author(auditor, sign));
    assert_eq!(Kind::Trial.done(sign), Some("Trial signed"));
}

/// The places in the sources of this crate that name the kind, counted: its row, the import for the row, and this file.
#[test]
fn a_new_kind_costs_one_row_and_one_file() {
    let list = include_str!("../kind.rs");
    let lines: Vec<&str> = list.lines().filter(|line| line.contains("Trial")).collect();
    let row = |line: &&&str| !line.starts_with("use ");
    assert_eq!(lines.iter().filter(row).count(), 3, "the row with its two events: {lines:?}");
    assert_eq!(lines.len(), 4, "and the import that the row needs: {lines:?}");
    for other in [
        include_str!("../chart.rs"),
        include_str!("../chart/fold.rs"),
        include_str!("../search/document.rs"),
        include_str!("author.rs"),
        include_str!("content.rs"),
        include_str!("summary.rs"),
    ] {
        assert!(!other.contains("Trial"));
    }
}
