//! A return to use, and what is said about it later, as kinds of documents.

use super::{CareDays, ReturnToUse, ReturnToUseCorrection};
use crate::{
    AuthorLine, Finding,
    kind::{Around, Content, Kind, Remark, Searchable, Summary, excerpt, lines},
};
use chrono::NaiveDate;

impl Content for ReturnToUse {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        self.check_in(&CareDays::around(around), around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let class = self.decision.suggestion.as_ref().map(|suggestion| suggestion.class.label().to_owned());
        Summary {
            detail: class.filter(|class| class != Kind::ReturnToUse.noun()).unwrap_or_default(),
            day: self.start.or(self.found_on),
            excerpt: excerpt(&self.account),
            author: self.author.clone(),
            ..Summary::of(Kind::ReturnToUse)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let mut all: Vec<&str> = vec![&self.account, &self.found_words, &self.with_whom, &self.medication, &self.protective];
        all.extend(self.substances.iter().flat_map(|used| [used.substance.label(), &used.name, &used.amount]));
        all.extend([&self.overdose, &self.medical_emergency, &self.violence, &self.withdrawal].map(|answer| answer.text()));
        all.extend(self.signs.iter().map(|sign| sign.label()));
        all.extend(self.factors.iter().map(|factor| factor.label()));
        all.extend(self.triggers.iter().flat_map(|trigger| [trigger.words.as_str(), &trigger.coping]));
        all.extend([self.helped_stop.as_str(), &self.helped, &self.did_not_help, &self.consequences, &self.decision.reason]);
        Some(Searchable { kind: "return to use event".into(), text: lines(all), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}

impl Content for ReturnToUseCorrection {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        self.check_in(&CareDays::around(around), around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let (detail, excerpt) = (self.kind.label().to_owned(), excerpt(&self.text));
        Summary { detail, day: self.start, excerpt, ..Summary::of(Kind::ReturnToUseCorrection) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { text: lines([self.text.as_str(), &self.told_by, self.overdose.text()]), ..Searchable::default() })
    }

    fn remark(&self) -> Remark {
        Remark { text: self.text.clone(), reason: self.kind.label().to_owned(), ..Remark::default() }
    }
}
