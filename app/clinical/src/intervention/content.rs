//! An intervention as a kind of document.

use super::Intervention;
use crate::{
    AuthorLine, Finding,
    kind::{Around, Content, Kind, Searchable, Summary, excerpt, lines},
};
use chrono::NaiveDate;

impl Content for Intervention {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        self.check_on(around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let outcome = self.answer().map(|(outcome, _)| outcome.label().to_owned());
        let model = self.model.map(|model| model.label().to_owned());
        Summary {
            detail: outcome.or(model).unwrap_or_default(),
            day: self.session_day().or(self.requested_on),
            excerpt: excerpt(&self.concern),
            author: self.author.clone(),
            ..Summary::of(Kind::Intervention)
        }
    }

    /// Everything but the letters, which are not in it.
    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let mut all: Vec<&str> = vec![&self.concern, &self.requested_by, &self.interventionist, &self.model_why];
        all.extend(self.model.map(super::Model::label));
        all.extend(self.screen.values().map(|found| found.words.as_str()));
        let people = self.participants.iter();
        all.extend(people.flat_map(|one| [one.name.as_str(), &one.relation, &one.role, &one.why_not]));
        all.extend(self.meetings.iter().map(|meeting| meeting.words.as_str()));
        let arranged = &self.treatment;
        all.extend([arranged.program.as_str(), &arranged.bed, &arranged.coverage, &arranged.transport, &arranged.packing]);
        all.extend([arranged.detox_words.as_str(), &arranged.expect]);
        all.extend(self.consequences.iter().map(|one| one.words.as_str()));
        for session in self.sessions() {
            all.extend([session.place.as_str(), &session.said, &session.words, &session.incident.words]);
        }
        all.extend(self.answer().map(|(outcome, _)| outcome.label()));
        all.extend(self.follow_ups.iter().flat_map(|one| [one.with.as_str(), &one.result]));
        all.extend(self.supports.iter().map(|one| one.what.as_str()));
        Some(Searchable { kind: "intervention session".into(), text: lines(all), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
