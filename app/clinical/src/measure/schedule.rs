//! When an instrument is due (measurement-based care): at admission, every few weeks, around every n-th session, at discharge.

use super::instruments;
use crate::{Place, Wrong, finding::Findings};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// When an instrument is asked, for a program or for one client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureSchedule {
    /// At admission.
    #[serde(default)]
    pub at_admission: bool,
    /// Every few weeks, 1 to 52, counted from admission or from the last time.
    #[serde(default)]
    pub every_weeks: Option<u8>,
    /// With every so many sessions, 1 to 100, counted from the last time.
    #[serde(default)]
    pub every_sessions: Option<u8>,
    /// Before the n-th session instead of after it.
    #[serde(default)]
    pub before_session: bool,
    /// At discharge.
    #[serde(default)]
    pub at_discharge: bool,
}

/// Schedules by the id of their instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeasureSchedules(pub BTreeMap<String, MeasureSchedule>);

impl MeasureSchedule {
    /// Whether it ever asks.
    pub fn asks(self) -> bool {
        self.at_admission || self.at_discharge || self.every_weeks.is_some() || self.every_sessions.is_some()
    }

    /// In words: `at admission, every 4 weeks, after every 3 sessions, at discharge`.
    pub fn words(self) -> String {
        let weeks =
            self.every_weeks.map(|weeks| if weeks == 1 { "every week".to_owned() } else { format!("every {weeks} weeks") });
        let side = if self.before_session { "before" } else { "after" };
        let sessions = self.every_sessions.map(|count| match count {
            1 => format!("{side} every session"),
            count => format!("{side} every {count} sessions"),
        });
        let parts = [
            self.at_admission.then(|| "at admission".to_owned()),
            weeks,
            sessions,
            self.at_discharge.then(|| "at discharge".to_owned()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "not asked".to_owned() } else { parts.join(", ") }
    }
}

impl MeasureSchedules {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The schedule of an instrument; one that never asks, where none is set.
    pub fn get(&self, id: &str) -> MeasureSchedule {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// Each that asks, in the order in which instruments are offered.
    pub fn each(&self) -> impl Iterator<Item = (&str, MeasureSchedule)> {
        let mut ids: Vec<&str> = instruments().iter().map(|one| one.id.as_str()).collect();
        ids.dedup();
        ids.into_iter().filter_map(|id| Some((id, *self.0.get(id)?))).filter(|(_, schedule)| schedule.asks())
    }

    /// The program's schedules, those of one client in their place where there are any. A client's schedule that never asks ends the
    /// program's.
    #[must_use]
    pub fn with(&self, own: Option<&Self>) -> Self {
        let mut all = self.clone();
        all.0.extend(own.into_iter().flat_map(|own| own.0.clone()));
        all
    }

    /// What keeps them from being saved.
    pub(crate) fn check(&self, findings: &mut Findings) {
        for (id, schedule) in &self.0 {
            let place = |field| Place::one("schedule", id, field);
            findings.block(instruments().iter().all(|one| one.id != *id), place(""), Wrong::UnknownInstrument);
            let outside = |value: Option<u8>, most: u8| value.is_some_and(|value| !(1..=most).contains(&value));
            findings.block(outside(schedule.every_weeks, 52), place("weeks"), Wrong::OutOfRange { from: 1, to: 52 });
            findings.block(outside(schedule.every_sessions, 100), place("sessions"), Wrong::OutOfRange { from: 1, to: 100 });
        }
    }
}

/// Why an instrument is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Care begins.
    Admission,
    /// The weeks are over.
    Weeks,
    /// So many sessions have been held.
    Sessions,
    /// Care ends.
    Discharge,
}

impl Occasion {
    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Admission => "at admission",
            Self::Weeks => "by the schedule in weeks",
            Self::Sessions => "by the schedule in sessions",
            Self::Discharge => "at discharge",
        }
    }
}

/// What a schedule is held against, for one client and one instrument. Days are local days of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The day this episode of care began.
    pub admitted: NaiveDate,
    /// The day it ended.
    pub discharged: Option<NaiveDate>,
    /// The days on which the instrument was filled in, in this episode.
    pub days: Vec<NaiveDate>,
    /// The days of the sessions held in this episode.
    pub sessions: Vec<NaiveDate>,
}

/// An instrument is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureDue {
    /// From this day.
    pub on: NaiveDate,
    /// Why.
    pub occasion: Occasion,
}

/// When the instrument is next due, the earliest occasion first. It may lie in the future; `None` when the schedule asks for
/// nothing more.
pub fn measure_due(schedule: MeasureSchedule, taken: &Taken) -> Option<MeasureDue> {
    let last = taken.days.iter().copied().filter(|day| *day >= taken.admitted).max();
    let mut due = Vec::new();
    if let Some(ended) = taken.discharged {
        // Care is over: only the last measure can still be owed.
        let done = last.is_some_and(|day| day >= ended);
        return (schedule.at_discharge && !done).then_some(MeasureDue { on: ended, occasion: Occasion::Discharge });
    }
    if schedule.at_admission && last.is_none() {
        due.push(MeasureDue { on: taken.admitted, occasion: Occasion::Admission });
    }
    if let Some(weeks) = schedule.every_weeks.filter(|weeks| *weeks > 0) {
        let from = last.unwrap_or(taken.admitted);
        let on = from.checked_add_days(Days::new(7 * u64::from(weeks)));
        due.extend(on.map(|on| MeasureDue { on, occasion: Occasion::Weeks }));
    }
    if let Some(every) = schedule.every_sessions.filter(|every| *every > 0) {
        let mut since: Vec<NaiveDate> =
            taken.sessions.iter().copied().filter(|day| *day >= taken.admitted && last.is_none_or(|last| *day > last)).collect();
        record::order::sort(&mut since);
        let held = usize::from(every) - usize::from(schedule.before_session);
        // Before every session: from the day after the last time.
        let next = last.map_or(Some(taken.admitted), |last| last.succ_opt());
        let nth = held.checked_sub(1).map_or(next, |at| since.get(at).copied());
        due.extend(nth.map(|on| MeasureDue { on, occasion: Occasion::Sessions }));
    }
    due.into_iter().min_by_key(|due| due.on)
}
