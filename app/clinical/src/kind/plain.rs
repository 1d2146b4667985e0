//! The kinds whose rules are one file each: the profile, counseling notes, and what is said about any document.

use super::{Around, Beginning, Content, Kind, Remark, Searchable, Summary, content::lines, summary::excerpt};
use crate::{Addendum, Attestation, AuthorLine, CounselingNote, Finding, PatientProfile, Retraction, ReviewComment};
use chrono::NaiveDate;

impl Content for PatientProfile {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        Self::check(self, around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { title: self.name.words(), ..Summary::of(Kind::Profile) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let texts = [self.program.as_str(), &self.contact.phone, self.allergies.as_deref().unwrap_or_default()];
        Some(Searchable { kind: "client profile".into(), text: lines(texts), ..Searchable::default() })
    }
}

/// Never searched (42 CFR 2.11).
impl Content for CounselingNote {
    fn begin(&mut self, with: &Beginning<'_>) {
        self.date = self.date.or(Some(with.today));
    }

    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        Self::check(self, around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let (day, author) = (self.date, self.author.clone());
        Summary { day, author, excerpt: excerpt(&self.text), ..Summary::of(Kind::CounselingNote) }
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}

impl Content for Addendum {
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        Self::check(self)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { excerpt: excerpt(&self.text), ..Summary::of(Kind::Addendum) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { text: lines([self.text.as_str(), &self.reason]), ..Searchable::default() })
    }

    fn remark(&self) -> Remark {
        Remark { text: self.text.clone(), reason: self.reason.clone(), ..Remark::default() }
    }
}

impl Content for Retraction {
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        Self::check(self)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { excerpt: excerpt(&self.reason), ..Summary::of(Kind::Retraction) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { text: self.reason.clone(), ..Searchable::default() })
    }

    fn remark(&self) -> Remark {
        Remark { reason: self.reason.clone(), ..Remark::default() }
    }
}

impl Content for ReviewComment {
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        Self::check(self)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let said = std::iter::once(&self.comment).chain(self.places.iter().map(|one| &one.text));
        let said: Vec<&str> = said.map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        Summary { excerpt: excerpt(&said.join(" · ")), ..Summary::of(Kind::Return) }
    }

    fn remark(&self) -> Remark {
        Remark { text: self.comment.clone(), places: self.places.clone(), ..Remark::default() }
    }
}

impl Content for Attestation {
    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { detail: self.meaning.label().to_owned(), ..Summary::of(Kind::Attestation) }
    }
}
