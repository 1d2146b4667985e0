//! An assessment as a kind of document.

use super::Assessment;
use crate::{
    AuthorLine, Finding,
    diagnosis::Substance,
    kind::{Around, Content, Kind, Searchable, Summary, excerpt, lines},
    note::people,
};
use chrono::NaiveDate;

impl Content for Assessment {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        self.check_for(around.today, around.birth_date)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { day: self.date, excerpt: excerpt(&self.reason), author: self.author.clone(), ..Summary::of(Kind::Assessment) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let mut all: Vec<&str> = vec![&self.reason, &self.referred_by];
        all.extend(people(&self.informants));
        for one in &self.substances {
            all.extend([one.substance.map_or("", Substance::label), &one.name, &one.amount, &one.frequency, &one.remarks]);
        }
        for one in &self.earlier_treatments {
            all.extend([one.what.as_str(), &one.place, &one.when, &one.outcome, &one.helped]);
        }
        let withdrawal = &self.withdrawal;
        all.extend([withdrawal.considered.as_str(), withdrawal.history.text(), &withdrawal.by, &withdrawal.reason]);
        all.extend(self.answers().map(|(_, _, answer)| answer.text()));
        all.extend([self.living.housing.as_str(), &self.living.with_whom, &self.living.support]);
        all.extend(self.strengths.iter().chain(&self.goals).map(String::as_str));
        all.extend(self.ratings.iter().map(|rating| rating.rationale.as_str()));
        all.push(&self.level.reason);
        all.extend(self.findings.iter().map(|finding| finding.text.as_str()));
        all.extend(self.deferrals.iter().map(|deferral| deferral.reason.as_str()));
        Some(Searchable { kind: "assessment".into(), text: lines(all), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
