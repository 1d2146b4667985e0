//! The recovery line: days of use, when they became known, what else happened, measures, versions of the plan and the level of care,
//! over one stretch of time. Ups and downs are in it as they were; nothing is counted as lost.

use super::{Chart, Filing, Marked};
use crate::{
    LevelOfCare,
    measure::{Series, beyond},
    plan::{Domain, EventKind, Signing},
};
use chrono::NaiveDate;
use record::DocId;

/// What the BAM asks about people: recovery is not only use.
const SUPPORTIVE: &str = "Days with supportive people";

/// A chart over time.
#[derive(Clone, PartialEq, Eq)]
pub struct Recovery {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day: today.
    pub to: NaiveDate,
    /// Levels of care, each from its day on; the earliest first.
    pub levels: Vec<(NaiveDate, LevelOfCare)>,
    /// Returns to use, as they are known now; the earliest first.
    pub uses: Vec<UseSpan>,
    /// Signed versions of the plan: the day and the number.
    pub plans: Vec<(NaiveDate, u32)>,
    /// Discharges and readmissions: the day, the document, and whether the client came back.
    pub stays: Vec<(NaiveDate, DocId, bool)>,
    /// What was reported under a version of the plan: the day and what; the earliest first.
    pub events: Vec<(NaiveDate, EventKind)>,
    /// Measures over time, in the instruments' order.
    pub measured: Vec<MeasureLine>,
}

/// A score, or one answer, over the line.
#[derive(Clone, PartialEq, Eq)]
pub struct MeasureLine {
    /// What: `GAD-7`, `BAM risk`, `Days with supportive people`.
    pub name: String,
    /// What its numbers count: `0 to 21`, `days of 7`.
    pub unit: String,
    /// The greatest value.
    pub most: u8,
    /// The values, the earliest first; never empty.
    pub points: Vec<(NaiveDate, u8)>,
    /// Where an objective of the plan in force wants it.
    pub target: Option<u8>,
}

/// A return to use over time.
#[derive(Clone, PartialEq, Eq)]
pub struct UseSpan {
    /// Its document.
    pub event: DocId,
    /// The first day of use.
    pub first: NaiveDate,
    /// The last day; the last day of the line where it goes on or is not known.
    pub last: NaiveDate,
    /// On how many days there was use, from 1; all of them where it is not known.
    pub days: u64,
    /// The day it became known.
    pub known: Option<NaiveDate>,
    /// The version of the plan that answers it.
    pub answered_by: Option<u32>,
}

crate::sealed::sealed!(Recovery, UseSpan, MeasureLine);

impl UseSpan {
    /// Days from the first day of use until somebody here knew; none where that is not known.
    pub fn days_until_known(&self) -> Option<u64> {
        u64::try_from((self.known? - self.first).num_days()).ok()
    }
}

impl Recovery {
    /// Days of the line, the first and the last counted.
    pub fn days(&self) -> u64 {
        length(self.from, self.to)
    }

    /// Days of it without use.
    pub fn days_without_use(&self) -> u64 {
        let used: u64 = self.uses.iter().map(|span| span.days).sum();
        self.days().saturating_sub(used)
    }

    /// The longest stretch of days without use.
    pub fn longest_stretch(&self) -> u64 {
        let (mut longest, mut free) = (0, Some(self.from));
        for span in &self.uses {
            if let Some(free) = free.filter(|free| *free < span.first) {
                longest = longest.max(length(free, span.first) - 1);
            }
            free = free.max(span.last.succ_opt());
        }
        match free.filter(|free| *free <= self.to) {
            Some(free) => longest.max(length(free, self.to)),
            None => longest,
        }
    }

    /// The level of care on a day.
    pub fn level_on(&self, day: NaiveDate) -> Option<&LevelOfCare> {
        self.levels.iter().rev().find(|(from, _)| *from <= day).map(|(_, level)| level)
    }

    /// The results of a day: `GAD-7 16`, `PHQ-9 18`.
    pub fn measured_on(&self, day: NaiveDate) -> Vec<String> {
        let of = |line: &MeasureLine| {
            let at = line.points.iter().rev().find(|(on, _)| *on == day)?;
            Some(format!("{} {}", line.name, at.1))
        };
        self.measured.iter().filter_map(of).collect()
    }

    /// The version of the plan in force on a day, by its day alone.
    pub fn plan_on(&self, day: NaiveDate) -> Option<u32> {
        self.plans.iter().rev().find(|(from, _)| *from <= day).map(|(_, number)| *number)
    }
}

/// Both days counted; 0 where they stand the other way round.
fn length(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days() + 1).unwrap_or(0)
}

impl<F: Filing, M: Marked> Chart<F, M> {
    /// The chart over time, from the day care began; `None` where nothing of it has a day.
    pub fn recovery(&self) -> Option<Recovery> {
        let standing = self.standing();
        let number = |doc: DocId| standing.number(doc);
        let signed = self
            .plans
            .iter()
            .filter(|view| matches!(view.signing, Signing::Author | Signing::Supervisor) && !view.signed.is_draft());
        let mut plans: Vec<(NaiveDate, u32)> =
            signed.filter_map(|view| Some((view.plan.head.date?, number(view.signed.doc())?))).collect();
        record::order::sort(&mut plans);
        let levels: Vec<(NaiveDate, LevelOfCare)> = self.levels.iter().map(|saved| (saved.day, saved.level.clone())).collect();
        let span = |one: &super::ReturnOf<F, M>| {
            let known = one.as_known();
            let first = known.start.or(known.found_on)?;
            let ended = known.end.or_else(|| known.found_on.filter(|_| known.stopped)).unwrap_or(self.today);
            let last = ended.max(first);
            let days = known.use_days.map_or_else(|| length(first, last), u64::from);
            let answered_by = self.revision_for(one.signed.doc()).and_then(|view| number(view.signed.doc()));
            Some(UseSpan { event: one.signed.doc(), first, last, days, known: known.found_on, answered_by })
        };
        let mut uses: Vec<UseSpan> = self.signed_returns().filter_map(span).collect();
        record::order::sort_by_key(&mut uses, |span| (span.first, span.last));
        let days = [
            self.episodes.iter().next().and_then(|first| first.from),
            levels.first().map(|(day, _)| *day),
            plans.first().map(|(day, _)| *day),
        ];
        let days = days.into_iter().chain(uses.iter().map(|span| Some(span.first)));
        let from = days.flatten().min()?;
        let happened = self.plans.iter().flat_map(|view| &view.events).filter_map(|one| Some((one.event.on?, one.event.kind)));
        let mut events: Vec<(NaiveDate, EventKind)> = happened.filter(|(on, _)| *on >= from).collect();
        record::order::sort_by_key(&mut events, |(on, _)| *on);
        let left = self.episodes.iter().filter_map(|one| Some((one.to?, one.discharge?, false)));
        let back = self.episodes.iter().filter_map(|one| Some((one.from?, one.opened_by?, true)));
        let stays = left.chain(back).collect();
        Some(Recovery { from, to: self.today.max(from), levels, uses, plans, stays, events, measured: self.measured_from(from) })
    }

    /// Every score with a result since a day, then the days with supportive people.
    fn measured_from(&self, from: NaiveDate) -> Vec<MeasureLine> {
        let all = self.measures();
        let since = |points: Vec<(NaiveDate, u8)>| points.into_iter().filter(|(on, _)| *on >= from).collect::<Vec<_>>();
        let of = |one: &Series<'_>| {
            let scores = one.instrument.scores.iter().map(|rule| MeasureLine {
                name: one.instrument.score_name(rule),
                unit: format!("0 to {}", rule.most),
                most: rule.most,
                points: since(one.line(&rule.id)),
                target: self.objective_of(one.instrument, rule).and_then(|(_, target)| u8::try_from(target).ok()),
            });
            scores.collect::<Vec<_>>()
        };
        let people = beyond(&all, &[]).into_iter().filter(|(domain, _)| *domain == Domain::Relationships);
        let people = people.flat_map(|(_, multiples)| multiples).find(|one| one.title == SUPPORTIVE).map(|one| MeasureLine {
            name: one.title.to_owned(),
            unit: one.unit,
            most: one.most,
            points: since(one.points),
            target: None,
        });
        all.iter().flat_map(of).chain(people).filter(|line| !line.points.is_empty()).collect()
    }
}
