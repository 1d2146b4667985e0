//! Results over time, by instrument.

use super::{Change, Instrument, InstrumentRef, Measure, Response, Scored, change, instruments, score};
use crate::sealed::sealed;
use chrono::NaiveDate;
use record::DocId;

/// One result.
#[derive(Clone)]
pub struct Point<'a> {
    /// Its document.
    pub doc: DocId,
    /// The day.
    pub on: NaiveDate,
    /// What was filled in.
    pub measure: &'a Measure,
    /// In this version of the instrument.
    pub instrument: &'static Instrument,
    /// Its scores, in the instrument's order; none where none is validated.
    pub scores: Vec<Scored<'static>>,
}

/// The results of one instrument, the earliest first; never empty.
#[derive(Clone)]
pub struct Series<'a> {
    /// The instrument in its newest version here.
    pub instrument: &'static Instrument,
    /// The results.
    pub points: Vec<Point<'a>>,
}

sealed!(Point<'_>, Series<'_>);

impl Point<'_> {
    /// A score by its id.
    pub fn score(&self, id: &str) -> Option<&Scored<'static>> {
        self.scores.iter().find(|scored| scored.rule.id == id)
    }

    /// The points of a score.
    pub fn points(&self, id: &str) -> Option<u8> {
        self.score(id)?.points()
    }

    /// What an item counts.
    pub fn item(&self, id: &str) -> Option<u8> {
        self.measure.response.clone().filled(self.instrument).points(self.instrument, id)
    }
}

impl<'a> Series<'a> {
    /// The last result.
    pub fn last(&self) -> Option<&Point<'a>> {
        self.points.last()
    }

    /// A score's points over time; results without it are left out.
    pub fn line(&self, score: &str) -> Vec<(NaiveDate, u8)> {
        self.points.iter().filter_map(|point| Some((point.on, point.points(score)?))).collect()
    }

    /// What an item counted over time.
    pub fn item_line(&self, item: &str) -> Vec<(NaiveDate, u8)> {
        self.points.iter().filter_map(|point| Some((point.on, point.item(item)?))).collect()
    }

    /// The change of a score to the result at `at` from the complete one before it.
    pub fn change_at(&self, at: usize, score: &str) -> Option<Change> {
        let (before, later) = (self.points.get(..at)?, self.points.get(at)?.score(score)?);
        let earlier = before.iter().rev().filter_map(|point| point.score(score)).find(|scored| scored.points().is_some())?;
        change(earlier, later)
    }

    /// The change of a score from the first complete result to the last.
    pub fn change_since_first(&self, score: &str) -> Option<Change> {
        let complete = |point: &&Point<'_>| point.points(score).is_some();
        let first = self.points.iter().find(complete)?;
        let last = self.points.iter().rev().find(complete)?;
        if first.doc == last.doc { None } else { change(first.score(score)?, last.score(score)?) }
    }

    /// How a score changed to its last result, from the one before and from the first, each in a sentence; with the source by which a
    /// change is called reliable.
    pub fn changes(&self, score: &str) -> Vec<String> {
        let complete: Vec<NaiveDate> = self.line(score).into_iter().map(|(on, _)| on).collect();
        let source = self.instrument.score_rule(score).and_then(|rule| rule.change.as_ref()).map(|rule| rule.source.as_str());
        let Some(at) = self.points.iter().rposition(|point| point.points(score).is_some()) else { return Vec::new() };
        let before = complete.iter().rev().nth(1).zip(self.change_at(at, score));
        let mut told: Vec<String> = before.map(|(on, step)| step.sentence(*on, source)).into_iter().collect();
        if complete.len() > 2 {
            told.extend(complete.first().zip(self.change_since_first(score)).map(|(on, all)| all.sentence(*on, source)));
        }
        told
    }

    /// The last result and how it changed, for a note: `PHQ-9 on Nov 18, 2026: 14 of 27, moderate. Up 2 since Nov 4, 2026, worse.`
    pub fn last_words(&self) -> String {
        let Some(last) = self.last() else { return String::new() };
        let result = match last.scores.as_slice() {
            [only] => only.words(),
            _ => last.measure.result(),
        };
        let head = format!("{} on {}: {result}.", self.instrument.short, last.on.format("%b %-d, %Y"));
        let several = self.instrument.scores.len() > 1;
        let changes = self.instrument.scores.iter().filter_map(|rule| {
            let step = self.changes(&rule.id).into_iter().next()?;
            Some(if several { format!("{}: {step}", rule.name) } else { step })
        });
        std::iter::once(head).chain(changes).collect::<Vec<_>>().join(" ")
    }

    /// Whether the result at `at` is worse than the one before it, by any score.
    pub fn is_worse(&self, at: usize) -> bool {
        self.instrument.scores.iter().any(|rule| self.change_at(at, &rule.id).is_some_and(Change::worsened))
    }

    /// The last results that each were worse than the one before, the earliest first; empty where the last one was not.
    pub fn worse_at_last(&self) -> Vec<&Point<'a>> {
        let mut run: Vec<&Point<'a>> =
            self.points.iter().enumerate().rev().take_while(|(at, _)| self.is_worse(*at)).map(|(_, point)| point).collect();
        run.reverse();
        run
    }
}

/// Results sorted under their instruments, in the order in which instruments are offered. What was missed, has no day, or is of an
/// instrument that this program does not know, is left out. Those of one day stay in the order in which they are given.
pub fn series<'a>(measures: impl IntoIterator<Item = (DocId, &'a Measure)>) -> Vec<Series<'a>> {
    let point = |doc: DocId, measure: &'a Measure, one: &InstrumentRef| {
        let instrument = one.instrument().filter(|_| measure.missed.is_none())?;
        let response = Response { instrument: one.clone(), ..measure.response.clone() };
        Some(Point { doc, on: measure.on?, measure, instrument, scores: score(instrument, &response, measure.sex) })
    };
    // What went on from a short screen is a result of both.
    let both = |(doc, measure): (DocId, &'a Measure)| {
        let of = measure.screened_by.iter().chain([&measure.response.instrument]);
        of.filter_map(move |one| point(doc, measure, one)).collect::<Vec<_>>()
    };
    let mut points: Vec<Point<'a>> = measures.into_iter().flat_map(both).collect();
    record::order::sort_by_key(&mut points, |point| point.on);
    let mut all: Vec<Series<'a>> = Vec::new();
    for one in instruments() {
        if all.iter().any(|series| series.instrument.id == one.id) {
            continue;
        }
        let points: Vec<Point<'a>> = points.iter().filter(|point| point.instrument.id == one.id).cloned().collect();
        if let Some(instrument) = points.iter().map(|point| point.instrument).max_by_key(|instrument| instrument.version) {
            all.push(Series { instrument, points });
        }
    }
    all
}

/// The last of two measures or more that got worse and have not got better since, of those that `counts` names: two results in a row
/// of one instrument, or the last results of two. `None` while there are fewer.
pub fn two_worse<'s, 'a>(all: &'s [Series<'a>], counts: impl Fn(DocId) -> bool) -> Option<&'s Point<'a>> {
    let mut worse: Vec<&Point<'a>> = all.iter().flat_map(Series::worse_at_last).filter(|point| counts(point.doc)).collect();
    record::order::sort_by_key(&mut worse, |point| (point.on, point.doc));
    if worse.len() < 2 { None } else { worse.pop() }
}
