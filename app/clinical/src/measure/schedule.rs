//! When an instrument is due (measurement-based care): at admission, every few weeks, around every n-th session, at discharge.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// When an instrument is asked, for a program or for one client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureSchedule {
    /// At admission.
    #[serde(default)]
    pub at_admission: bool,
    /// Every so many weeks, 1 to 52, counted from admission or from the last time.
    #[serde(default)]
    pub every_weeks: Option<u8>,
    /// With every so many sessions, 1 to 100, counted from the last time.
    #[serde(default)]
    pub every_sessions: Option<u8>,
    /// At discharge.
    #[serde(default)]
    pub at_discharge: bool,
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
        since.sort_unstable();
        let nth = since.get(usize::from(every) - 1);
        due.extend(nth.map(|on| MeasureDue { on: *on, occasion: Occasion::Sessions }));
    }
    due.into_iter().min_by_key(|due| due.on)
}
