//! A condition as a kind of document.

use super::Condition;
use crate::kind::{Content, Kind, Searchable, Summary, excerpt, lines};
use chrono::NaiveDate;

impl Content for Condition {
    fn summary(&self, today: NaiveDate) -> Summary {
        Summary {
            title: self.text(today),
            detail: self.status.label().to_owned(),
            day: self.diagnosed.on,
            excerpt: excerpt(&self.evidence),
            ..Summary::of(Kind::Condition)
        }
    }

    fn searchable(&self, today: NaiveDate) -> Option<Searchable> {
        Some(Searchable {
            kind: "diagnosis condition".into(),
            codes: self.code(today).into_iter().collect(),
            text: lines([self.evidence.as_str()]),
        })
    }
}
