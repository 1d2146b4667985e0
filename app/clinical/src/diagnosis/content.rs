//! A condition as a kind of document.

use super::{Around, Condition};
use crate::{
    Finding,
    kind::{self, Content, Kind, Kinded, Searchable, Summary, excerpt, lines},
};
use chrono::NaiveDate;

impl Content for Condition {
    fn check(&self, around: &kind::Around<'_>) -> Vec<Finding> {
        let others: Vec<&Self> = around.of::<Self>().map(|(_, other)| other).collect();
        let before = around.before.and_then(Self::of);
        Self::check(self, &Around { today: around.today, birth_date: around.birth_date, others: &others, before })
    }

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
