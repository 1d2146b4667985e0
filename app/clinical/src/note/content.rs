//! A note as a kind of document.

use super::Note;
use crate::{
    AuthorLine, Participant, ServiceTime, When,
    kind::{Beginning, Content, Kind, Kinded, Searchable, Summary, excerpt_of, lines},
};
use chrono::{FixedOffset, NaiveDate};
use record::{ClockReading, Lateness, Time};

impl Content for Note {
    /// Its form and place are those of the last note, its day is today where it is written, its links name the plan in force.
    fn begin(&mut self, with: &Beginning<'_>) {
        if let Some(last) = (with.last)().and_then(Self::of) {
            self.switch_format(last.format);
            self.modality = self.modality.or(last.modality);
            if self.location.is_empty() {
                self.location.clone_from(&last.location);
            }
        }
        let mut typed = self.when.typed();
        if let (true, Some(offset)) = (typed.date.is_empty(), FixedOffset::east_opt(typed.start_offset.saturating_mul(60))) {
            typed.date = with.now.to_utc().with_timezone(&offset).date_naive().to_string();
            self.when = When::from_typed(typed);
        }
        self.plan = self.plan.or_else(with.plan);
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let (spec, time) = (self.service.spec(), self.when.known());
        Summary {
            title: spec.label.to_owned(),
            detail: if spec.formatted { self.format.label().to_owned() } else { String::new() },
            day: time.map(ServiceTime::date),
            time: time.map(Into::into),
            excerpt: excerpt_of(self.layout().iter().map(|section| self.text_of(section.id))),
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
