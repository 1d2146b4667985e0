//! A note as a kind of document.

use super::Note;
use crate::{
    AuthorLine, Participant, ServiceTime,
    kind::{Content, Kind, Searchable, Summary, excerpt, lines},
};
use chrono::NaiveDate;
use record::{ClockReading, Lateness, Time};

impl Content for Note {
    fn summary(&self, _today: NaiveDate) -> Summary {
        let (spec, time) = (self.service.spec(), self.when.known());
        Summary {
            title: spec.label.to_owned(),
            detail: if spec.formatted { self.format.label().to_owned() } else { String::new() },
            day: time.map(ServiceTime::date),
            time: time.map(Into::into),
            excerpt: excerpt(&self.plain_text()),
            author: self.author.clone(),
            ..Summary::of(Kind::Note)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let text = self.plain_text();
        let beside = self.text_beside().into_iter().map(|(_, text)| text);
        let text = lines([text.as_str(), &self.location].into_iter().chain(beside).chain(people(&self.participants)));
        Some(Searchable { kind: format!("note {}", self.service.label()), text, ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }

    fn lateness(&self, signed: &ClockReading) -> Option<Lateness> {
        Self::lateness(self, signed)
    }

    fn sign_by(&self) -> Option<Time> {
        let end = self.when.known()?.end().in_zone();
        Some(Time::from(self.service.limit().deadline(&end)))
    }
}

/// Who took part, as a search finds them.
pub(crate) fn people(all: &[Participant]) -> impl Iterator<Item = &str> {
    all.iter().flat_map(|one| [one.name.as_str(), &one.relation])
}
