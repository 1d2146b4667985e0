//! Continuing-care plans and check-ins as kinds of documents.

use super::{CheckIn, ContinuingCare};
use crate::{
    AuthorLine, Discharge, Finding, PatientProfile,
    kind::{Around, Content, Kind, Searchable, Summary, excerpt, lines},
};
use chrono::NaiveDate;
use record::DocId;

fn profile<'a>(around: &Around<'a>) -> Option<&'a PatientProfile> {
    around.of::<PatientProfile>().map(|(_, profile)| profile).next()
}

impl Content for ContinuingCare {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        self.check_in(profile(around), around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let first = [&self.why].into_iter().chain(&self.coping).find(|text| !record::is_blank(text));
        Summary {
            day: self.on,
            excerpt: first.map(|text| excerpt(text)).unwrap_or_default(),
            author: self.author.clone(),
            ..Summary::of(Kind::ContinuingCare)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let mut all: Vec<&str> = vec![&self.why, &self.if_use, &self.housing, &self.daily_life, &self.strengths];
        all.extend([self.naloxone_words.as_str(), &self.message, &self.come_back]);
        all.extend(self.early_signs.iter().chain(&self.strong_signs).chain(&self.coping).map(String::as_str));
        all.extend(self.people.iter().chain(&self.groups).flat_map(|one| [one.name.as_str(), &one.about, &one.reach]));
        all.extend(self.appointments.iter().flat_map(|one| [one.with.as_str(), &one.place]));
        all.extend(self.medications.iter().flat_map(|one| [one.name.as_str(), &one.how, &one.prescriber, &one.note]));
        Some(Searchable { kind: "continuing care aftercare plan".into(), text: lines(all), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}

impl Content for CheckIn {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        let discharges: Vec<(DocId, &Discharge)> = around.of::<Discharge>().collect();
        self.check_in(&discharges, profile(around), around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let said = [&self.words, &self.missed_reason, &self.needs, &self.next].into_iter().find(|text| !record::is_blank(text));
        Summary {
            title: self.name(),
            detail: self.outcome.label().to_owned(),
            day: self.on,
            excerpt: said.map(|text| excerpt(text)).unwrap_or_default(),
            author: self.author.clone(),
            ..Summary::of(Kind::CheckIn)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let text = lines([self.words.as_str(), &self.needs, &self.next, &self.missed_reason, &self.message]);
        Some(Searchable { kind: "check-in follow-up".into(), text, ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
