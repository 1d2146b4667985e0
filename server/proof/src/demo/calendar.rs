//! When what runs through a chart was written: the assessment, the diagnoses, the versions of the plan. Counted from a
//! client's first session and back from today, so that some reviews are always due.

use super::{
    aftercare::{LEFT, STAYS, Stay},
    cast::CLIENTS,
    script,
};
use crate::ZONE;
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use record::Time;

/// What happens to a plan after its first version.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A second version.
    Revised,
    /// Reviewed, no change.
    Reviewed,
    /// A second version that the supervisor returns: it stays a draft, and the first in force.
    Returned,
}

use Step::{Returned, Reviewed, Revised};

/// For each of the cast: what happened so many days ago. Level 2.1 is looked at every 30 days, level 1.5 every 90 or on the
/// day the plan names.
#[rustfmt::skip]
static STEPS: [&[(u64, Step)]; 24] = [
    &[(42, Revised), (15, Reviewed)], &[(40, Reviewed), (14, Reviewed)], &[(41, Reviewed), (12, Revised)], &[(44, Revised), (17, Reviewed)],
    &[(25, Revised)], &[(30, Reviewed)], &[], &[(38, Reviewed)],
    &[(46, Revised), (18, Reviewed)], &[(30, Revised)], &[(45, Reviewed), (20, Reviewed)], &[(26, Revised)],
    &[(38, Revised)], &[], &[(43, Reviewed), (16, Reviewed)], &[(20, Reviewed)],
    &[(33, Revised)], &[(40, Revised), (11, Reviewed)], &[(25, Reviewed), (6, Returned)], &[(28, Reviewed)],
    &[(27, Revised)], &[], &[(44, Revised), (13, Reviewed)], &[(35, Revised)],
];

/// Days from entry to the first plan: a week, on the day of the second session.
const PLAN_AFTER: u64 = 7;

/// The days of one client.
pub(super) struct Calendar {
    number: usize,
    now: DateTime<Utc>,
    first: NaiveDate,
}

impl Calendar {
    /// `None` for someone who has not come yet.
    pub(super) fn of(number: usize, now: DateTime<Utc>) -> Option<Self> {
        let first = script::first(number, now)?.with_timezone(&ZONE).date_naive();
        Some(Self { number, now, first })
    }

    /// After office hours of `day`, so many minutes past five; the clients of one counselor one after the other.
    fn moment(&self, day: NaiveDate, minutes: i64) -> Option<Time> {
        let local = day.and_time(NaiveTime::from_hms_opt(17, 0, 0)?);
        let place = i64::try_from(self.number % CLIENTS).unwrap_or(0);
        let at = ZONE.from_local_datetime(&local).earliest()?.to_utc() + Duration::minutes(minutes + 7 * place);
        (at < self.now - Duration::minutes(5)).then(|| Time::from(at))
    }

    /// When the assessment was signed; the diagnoses follow it.
    pub(super) fn assessed(&self) -> Option<Time> {
        self.moment(office_day(self.first + Days::new(1)), 5)
    }

    /// When whoever may diagnose had seen the client.
    pub(super) fn confirmed(&self) -> Option<Time> {
        self.moment(office_day(self.first + Days::new(4)), 95)
    }

    /// When the first version of the plan was signed.
    pub(super) fn planned(&self) -> Option<Time> {
        self.moment(self.first + Days::new(PLAN_AFTER), 40)
    }

    /// When the prescriber said that a quiet disorder is in remission.
    pub(super) fn remitted(&self) -> Option<Time> {
        self.moment(office_day_before(self.today() - Days::new(5)), 100)
    }

    /// What happened to the plan afterwards.
    pub(super) fn steps(&self) -> Vec<(Time, Step)> {
        let steps = STEPS.get(self.number).copied().unwrap_or_default();
        let moment = |(ago, step): &(u64, Step)| {
            let at = self.moment(office_day_before(self.today() - Days::new(*ago)), 40)?;
            self.planned().is_some_and(|planned| planned < at).then_some((at, *step))
        };
        steps.iter().filter_map(moment).collect()
    }

    /// When the client left and came back, for the one who does.
    pub(super) fn stays(&self) -> Vec<(Time, Stay)> {
        let moment =
            |(ago, stay): &(u64, Stay)| Some((self.moment(office_day_before(self.today() - Days::new(*ago)), 55)?, *stay));
        if self.number == LEFT { STAYS.iter().filter_map(moment).collect() } else { Vec::new() }
    }

    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&ZONE).date_naive()
    }
}

/// The local day of a moment.
pub(super) fn day(at: Time) -> NaiveDate {
    at.to_utc().with_timezone(&ZONE).date_naive()
}

/// `day`, or the monday after a weekend.
pub(super) fn office_day(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => day,
    }
}

/// `day`, or the friday before a weekend.
pub(super) fn office_day_before(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day - Days::new(2),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => day,
    }
}
