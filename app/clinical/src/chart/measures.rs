//! What a chart says about standard instruments: results over time, what is due, what asks for a person.

use super::{Chart, Filing, Marked, PlanVersion};
use crate::{
    LevelOfCare,
    measure::{Instrument, Measure, MeasureDue, ScoreRule, Series, Taken, instrument_called, measure_due, series, two_worse},
    plan::{EventKind, Objective, ReviewEvent},
};
use chrono::NaiveDate;
use record::{DocId, Time};

/// What was measured in an episode of care.
#[derive(Clone)]
pub struct EpisodeResults<'a> {
    /// The episode's number, from 1.
    pub number: u32,
    /// The program it was in last, where a readmission or transfer names one.
    pub program: Option<&'a str>,
    /// The level of care it was at last.
    pub level: Option<&'a LevelOfCare>,
    /// Its results, by instrument.
    pub results: Vec<Series<'a>>,
}

crate::sealed::sealed!(EpisodeResults<'_>);

/// An instrument that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureOwed {
    /// Which.
    pub instrument: &'static Instrument,
    /// Since when, and why.
    pub due: MeasureDue,
    /// Its day has passed.
    pub overdue: bool,
    /// A draft of whoever looks that was begun for it.
    pub draft: Option<DocId>,
}

impl MeasureOwed {
    /// As a list shows it: `PHQ-9 due Nov 18, 2026, at admission.`
    pub fn sentence(&self) -> String {
        let (was, on) = (if self.overdue { "was due" } else { "due" }, self.due.on.format("%b %-d, %Y"));
        format!("{} {was} {on}, {}.", self.instrument.short, self.due.occasion.label())
    }
}

impl<F: Filing, M: Marked> Chart<F, M> {
    /// The results that count, by instrument.
    pub fn measures(&self) -> Vec<Series<'_>> {
        series(self.measures_in_turn())
    }

    /// The results of each episode of care, the earliest first. What was filled in between two belongs to the one before.
    pub fn measures_by_episode(&self) -> Vec<EpisodeResults<'_>> {
        let all = self.measures_in_turn();
        let results = |number: u32| {
            let of_it = |(_, measure): &(DocId, &Measure)| {
                measure.on.and_then(|on| self.episodes.nearest(on)).is_some_and(|one| one.number == number)
            };
            series(all.iter().filter(|one| of_it(one)).copied())
        };
        let episodes = self.episodes.iter().map(|episode| EpisodeResults {
            number: episode.number,
            program: episode.named_programs().last(),
            level: self.level_on(episode.to.unwrap_or(self.today)),
            results: results(episode.number),
        });
        episodes.collect()
    }

    /// The measures that count, in the order in which they were answered, or else signed.
    pub fn measures_in_turn(&self) -> Vec<(DocId, &Measure)> {
        let mut all: Vec<_> = self.counting_of::<Measure>().collect();
        record::order::sort_by_key(&mut all, |(signed, measure)| {
            let answered = measure.finished.as_ref().map(|at| at.utc().timestamp_millis());
            (answered.or_else(|| signed.signed_at().map(|Time(at)| at)), signed.doc())
        });
        all.into_iter().map(|(signed, measure)| (signed.doc(), measure)).collect()
    }

    /// An objective of the plan in force that is measured with a score: its number, and where it should get.
    pub fn objective_of(&self, instrument: &Instrument, rule: &ScoreRule) -> Option<(String, i32)> {
        let plan = &self.in_force()?.plan;
        let measured =
            |line: &Objective| line.measured_by().is_some_and(|(one, score)| one.id == instrument.id && score.id == rule.id);
        let (problem, _, line) = plan.objectives().find(|(.., line)| line.status.is_open() && measured(line))?;
        Some((format!("{}.{}", problem.number, line.number), line.target?))
    }

    /// When each scheduled instrument is next due, in the order in which they are offered; it may lie in the future.
    pub fn measures_next(&self) -> Vec<MeasureOwed> {
        let Some(admitted) = self.opened else { return Vec::new() };
        let discharged = self.care_ended();
        let sessions: Vec<NaiveDate> = self.notes.iter().filter(|note| note.session).map(|note| note.date).collect();
        let next = |(id, schedule): (&str, _)| {
            let instrument = instrument_called(id)?;
            let days = self.counting_of::<Measure>().filter(|(_, measure)| measure.is_of(id));
            let days = days.filter_map(|(_, measure)| measure.on).collect();
            let taken = Taken { admitted, discharged, days, sessions: sessions.clone() };
            let due = measure_due(schedule, &taken)?;
            let begun = |(signed, measure): &(&F, &Measure)| signed.is_draft() && measure.is_of(id);
            let draft = self.of::<Measure>().find(begun).map(|(signed, _)| signed.doc());
            Some(MeasureOwed { instrument, due, overdue: due.on < self.today, draft })
        };
        self.schedules.each().filter_map(next).collect()
    }

    /// The instruments that are due today or since an earlier day.
    pub fn measures_due(&self) -> Vec<MeasureOwed> {
        self.measures_next().into_iter().filter(|owed| owed.due.on <= self.today).collect()
    }

    /// Measures of mine in which an answer asks for a person, and nothing is recorded yet.
    pub fn risk_owed(&self) -> impl Iterator<Item = (&F, &Measure)> {
        self.of::<Measure>().filter(|(signed, measure)| signed.is_draft() && measure.owes_risk_record())
    }

    /// Two measures that got worse and were signed after a version of the plan was.
    pub(super) fn measures_worse(&self, view: &PlanVersion<F, M>) -> Option<ReviewEvent> {
        let since = view.signed.signed_at()?;
        let all = self.measures();
        let signed = |doc: DocId| self.of::<Measure>().find(|(one, _)| one.doc() == doc).and_then(|(one, _)| one.signed_at());
        let last = two_worse(&all, |doc| signed(doc).is_some_and(|at| at > since))?;
        Some(ReviewEvent { kind: EventKind::MeasuresWorse, on: last.on, document: Some(last.doc) })
    }
}
