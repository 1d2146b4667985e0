//! When a plan is due for review, and the act "reviewed, no change". Days of the calendar, never hours.

use super::{Plan, ReviewEvent, ReviewSettings};
use crate::{Finding, Place, Wrong, contact::SHORT, finding::Findings, named::named, profile::earliest, sealed::sealed};
use chrono::{Days, Months, NaiveDate};
use record::DocId;
use serde::{Deserialize, Serialize};

named! {
    /// What asks for a review before its time. Source: domain reference, section 3, event triggers (our choice).
    EventKind {
        ReturnToUse = "return-to-use", "Return to use";
        Overdose = "overdose", "Overdose";
        LevelChange = "level-change", "Change in level of care";
        NewDiagnosis = "new-diagnosis", "New diagnosis";
        Pregnancy = "pregnancy", "Pregnancy";
        Hospital = "hospital", "Hospital stay";
        Jail = "jail", "Time in jail";
        LossOfHousing = "loss-of-housing", "Loss of housing";
        LossOfJob = "loss-of-job", "Job loss";
        LossOfSupport = "loss-of-support", "Loss of a support person";
        ObjectiveOverdue = "objective-overdue", "An objective past its target date";
        MeasuresWorse = "measures-worse", "Two measures worse";
    }
}

/// "Reviewed, no change": a statement about a signed version.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanReview {
    /// The day of the review.
    pub on: Option<NaiveDate>,
    /// When it is looked at again.
    pub next_review: Option<NaiveDate>,
    /// Why nothing changes.
    pub reason: String,
    /// Whether the client took part.
    pub with_client: bool,
    /// Documents of events it answers.
    pub answers: Vec<DocId>,
}

sealed!(PlanReview, Care<'_>, Because, Due);

impl PlanReview {
    /// What keeps it from being signed; `today` is the local date.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("review", field);
        findings.block(self.on.is_none(), the("on"), Wrong::Missing);
        findings.block(self.on.is_some_and(|on| on > today), the("on"), Wrong::InFuture);
        findings.block(self.on.is_some_and(|on| on < earliest()), the("on"), Wrong::TooEarly);
        findings.block(self.next_review.is_none(), the("next_review"), Wrong::Missing);
        let past = self.next_review.is_some_and(|next| next <= self.on.unwrap_or(today));
        findings.block(past, the("next_review"), Wrong::Past);
        let farthest = today.checked_add_months(Months::new(120)).unwrap_or(today);
        findings.block(self.next_review.is_some_and(|next| next > farthest), the("next_review"), Wrong::TooFar);
        findings.required(the("reason"), &self.reason, SHORT);
        findings.sorted()
    }
}

/// What else the question "when is it due" looks at.
#[derive(Clone, Copy)]
pub struct Care<'a> {
    /// When care began; the first year is counted from here.
    pub opened: Option<NaiveDate>,
    /// Days of sessions, in any order; only counted where a cadence counts sessions.
    pub sessions: &'a [NaiveDate],
}

/// Why a review is due.
#[derive(Clone, PartialEq, Eq)]
pub enum Because {
    /// The version or the last review named this day.
    Named,
    /// The cadence of the level of care.
    Cadence {
        /// Where the number comes from.
        source: String,
    },
    /// Something happened.
    Event {
        /// What.
        kind: EventKind,
        /// When.
        on: NaiveDate,
    },
}

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Not within the notice.
    Later,
    /// Within the notice.
    Soon,
    /// On this day.
    Today,
    /// Its day has passed.
    Overdue,
}

/// When a review is due.
#[derive(Clone, PartialEq, Eq)]
pub struct Due {
    /// The day; `None` while nothing asks for one.
    pub on: Option<NaiveDate>,
    /// Why on that day.
    pub because: Option<Because>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Days until then; negative when it has passed.
    pub in_days: Option<i64>,
}

impl Due {
    /// Whether its day has passed.
    pub const fn is_overdue(&self) -> bool {
        matches!(self.urgency, Urgency::Overdue)
    }

    /// As shown: `Review due Mon, Nov 30, 2026, in 12 days (set in the plan).`
    pub fn sentence(&self) -> String {
        let (Some(on), Some(days), Some(because)) = (self.on, self.in_days, &self.because) else {
            return "No review is due.".into();
        };
        let day = on.format("%a, %b %-d, %Y");
        let when = match days {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "since yesterday".to_owned(),
            days if days > 0 => format!("in {days} days"),
            days => format!("{} days ago", days.unsigned_abs()),
        };
        let why = match because {
            Because::Named => "set in the plan".to_owned(),
            Because::Cadence { .. } => "by the level of care".to_owned(),
            Because::Event { kind, on } => format!("{}, known since {}", kind.label().to_lowercase(), on.format("%b %-d, %Y")),
        };
        format!("Review due {day}, {when} ({why}).")
    }
}

/// When the version is due for review on `today`: the earliest of the day it named, the cadence of its level of
/// care, and events it has not answered. The day itself is not overdue; the day after is.
pub fn due(
    plan: &Plan,
    reviews: &[PlanReview],
    events: &[ReviewEvent],
    today: NaiveDate,
    care: Care<'_>,
    settings: &ReviewSettings,
) -> Due {
    let last = plan.head.date.max(last_review(reviews).and_then(|review| review.on));
    let mut days: Vec<(NaiveDate, Because)> = Vec::new();
    days.extend(named(plan, reviews).map(|day| (day, Because::Named)));
    days.extend(by_cadence(plan, last, care, settings));
    for event in events {
        if let Some(trigger) = settings.trigger(event.kind)
            && !event.is_answered(plan, reviews, last)
            && let Some(day) = event.on.checked_add_days(Days::new(u64::from(trigger.days)))
        {
            days.push((day, Because::Event { kind: event.kind, on: event.on }));
        }
    }
    let earliest = days.into_iter().min_by_key(|(day, _)| *day);
    let in_days = earliest.as_ref().map(|(day, _)| (*day - today).num_days());
    let urgency = match in_days {
        Some(days) if days < 0 => Urgency::Overdue,
        Some(0) => Urgency::Today,
        Some(days) if days <= i64::from(settings.notice_days) => Urgency::Soon,
        Some(_) | None => Urgency::Later,
    };
    let (on, because) = earliest.map_or((None, None), |(day, because)| (Some(day), Some(because)));
    Due { on, because, urgency, in_days }
}

/// The day of the next review that was agreed on: the one the last review named, or, where none followed the version, its own.
pub fn named(plan: &Plan, reviews: &[PlanReview]) -> Option<NaiveDate> {
    // A review of an earlier day than the version's has nothing more to say about it.
    let later = last_review(reviews).filter(|review| review.on >= plan.head.date);
    later.map_or(plan.review_date, |review| review.next_review)
}

fn last_review(reviews: &[PlanReview]) -> Option<&PlanReview> {
    reviews.iter().filter(|review| review.on.is_some()).max_by_key(|review| review.on)
}

fn by_cadence(plan: &Plan, last: Option<NaiveDate>, care: Care<'_>, settings: &ReviewSettings) -> Option<(NaiveDate, Because)> {
    let (last, cadence) = (last?, settings.cadence(plan.level.as_ref()?)?);
    let year = care.opened.and_then(|opened| opened.checked_add_months(Months::new(12)));
    let days = match cadence.days_after_a_year {
        Some(later) if year.is_some_and(|year| last >= year) => later,
        Some(_) | None => cadence.days,
    };
    let mut day = last.checked_add_days(Days::new(u64::from(days)))?;
    if let Some(count) = cadence.sessions {
        let mut since: Vec<NaiveDate> = care.sessions.iter().copied().filter(|session| *session > last).collect();
        record::order::sort(&mut since);
        // Fewer sessions than that: whichever is later has not come yet.
        day = day.max(*since.get(usize::from(count).checked_sub(1)?)?);
    }
    Some((day, Because::Cadence { source: cadence.source.clone() }))
}
