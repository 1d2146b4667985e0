//! Readmissions, transfers and discharges as kinds of documents.

use super::{Discharge, EpisodeEvent, Episodes};
use crate::{
    AuthorLine, Finding, LevelOfCare, Note,
    aftercare::ContinuingCare,
    kind::{Around, Content, Kind, Searchable, Summary, excerpt, lines},
};
use chrono::NaiveDate;

impl Content for EpisodeEvent {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        let episodes = Episodes::around(around);
        // The level of a day depends on when each version of the profile was saved, which the page knows and compares.
        self.check_in(&episodes, None, around.birth_date, around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let level = self.level.as_ref().map(LevelOfCare::text).unwrap_or_default();
        Summary {
            title: self.kind.label().to_owned(),
            detail: level,
            day: self.on,
            excerpt: excerpt(&self.reason),
            author: self.author.clone(),
            ..Summary::of(Kind::EpisodeEvent)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let text = lines([self.program.as_str(), &self.reason, &self.words]);
        Some(Searchable { kind: self.kind.label().to_lowercase(), text, ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}

impl Content for Discharge {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        let episodes = Episodes::around(around);
        let from = episodes.from();
        let last_note =
            around.of::<Note>().filter(|(_, note)| note.service.spec().met).filter_map(|(_, note)| note.when.day()).max();
        let continuing =
            around.of::<ContinuingCare>().any(|(_, plan)| plan.on.is_some_and(|on| from.is_none_or(|from| from <= on)));
        self.check_in(&episodes, last_note, continuing, around.birth_date, around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary {
            detail: self.kind.map(|kind| kind.label().to_owned()).unwrap_or_default(),
            day: self.on,
            excerpt: excerpt(if record::is_blank(&self.reason) { &self.summary } else { &self.reason }),
            author: self.author.clone(),
            ..Summary::of(Kind::Discharge)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let mut all = vec![self.reason.as_str(), &self.next_program, &self.summary, &self.strengths, &self.needs, &self.words];
        all.extend(self.goals.iter().flat_map(|goal| [goal.goal.as_str(), &goal.words]));
        all.extend(self.diagnoses.iter().map(String::as_str));
        Some(Searchable { kind: "discharge summary".into(), text: lines(all), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
