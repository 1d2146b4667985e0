//! The plan and what is said about one, as kinds of documents.

use super::{Plan, PlanEvent, PlanReview, PlanSignature, Revision};
use crate::{
    AuthorLine, Finding, Place, Wrong,
    episode::Episodes,
    kind::{Around, Content, Kind, Searchable, Summary, excerpt, lines},
    note::people,
};
use chrono::NaiveDate;

impl Content for Plan {
    fn summary(&self, _today: NaiveDate) -> Summary {
        let problems: Vec<&str> = self.problems.iter().map(|problem| problem.statement.trim()).collect();
        Summary {
            title: "Treatment plan".to_owned(),
            day: self.head.date,
            excerpt: excerpt(&problems.join(" · ")),
            author: self.head.author.clone(),
            ..Summary::of(Kind::Plan)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let mut all: Vec<&str> = Vec::new();
        for problem in &self.problems {
            all.extend([problem.statement.as_str(), &problem.evidence, &problem.status_reason]);
            for goal in &problem.goals {
                all.extend([goal.words.as_str(), &goal.outcome]);
                for objective in &goal.objectives {
                    all.extend([objective.statement.as_str(), &objective.criterion, &objective.instrument, &objective.unit]);
                    all.push(&objective.status_reason);
                    let interventions = objective.interventions.iter();
                    all.extend(interventions.flat_map(|one| [one.description.as_str(), &one.provider, &one.role]));
                }
            }
        }
        let lists = [&self.strengths, &self.barriers, &self.preferences, &self.harm_reduction, &self.discharge_criteria];
        all.extend(lists.into_iter().flatten().map(String::as_str));
        all.extend(self.triggers.iter().flat_map(|step| [step.trigger.as_str(), &step.coping]));
        all.extend(self.supports.iter().flat_map(|one| [one.name.as_str(), &one.relation, &one.part]));
        all.extend(people(&self.participants));
        all.extend(self.deferrals.iter().map(|deferral| deferral.reason.as_str()));
        all.extend([self.head.occasion.as_str(), &self.head.ending_reason]);
        all.extend(self.head.reasons.values().map(String::as_str));
        all.extend(self.head.revision.iter().flat_map(Revision::texts));
        all.extend([self.level_reason.as_str(), &self.risk, &self.measures, &self.aftercare]);
        Some(Searchable { kind: "plan".into(), text: lines(all), ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.head.author = Some(author);
    }
}

impl Content for PlanSignature {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        Self::check(self, around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { day: self.on, detail: self.role.label().to_owned(), ..Summary::of(Kind::PlanSignature) }
    }
}

impl Content for PlanReview {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        Self::check(self, around.today)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { day: self.on, excerpt: excerpt(&self.reason), ..Summary::of(Kind::PlanReview) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { text: self.reason.clone(), ..Searchable::default() })
    }
}

impl Content for PlanEvent {
    /// Under a plan only what happened in care is reported, or before care went on again.
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        let after = self.on.zip(Episodes::around(around).ended()).is_some_and(|(on, ended)| ended < on && on <= around.today);
        let refused = after.then(|| Finding::blocking(Place::the("event", "on"), Wrong::NotInCare));
        Finding::join([Self::check(self, around.today), refused.into_iter().collect()])
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let (title, excerpt) = (self.kind.label().to_owned(), excerpt(&self.words));
        Summary { title, day: self.on, excerpt, ..Summary::of(Kind::PlanEvent) }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        Some(Searchable { text: lines([self.kind.label(), &self.words]), ..Searchable::default() })
    }
}
