//! When everything in the demo happened: twelve weeks up to now, in Chicago.

use super::{
    aftercare::{LEFT, STAYS, Stay},
    calendar::{Step, office_day_before},
    cast::{CAST, CLIENTS, COUNSELORS},
    counselor::acts_of,
};
use crate::ZONE;
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use clinical::ServiceType;
use record::Time;

/// How far back it goes.
const WEEKS: u32 = 12;

/// One service and the note about it.
#[derive(Clone, Copy)]
pub(super) struct Session {
    /// Which of the counselor's clients.
    pub(super) client: usize,
    /// The client's week in care, from 0.
    pub(super) week: u32,
    pub(super) service: ServiceType,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    /// When it was written.
    pub(super) written: Time,
    /// Why it was late, if it was.
    pub(super) late: &'static str,
}

/// What was said about a note afterwards.
#[derive(Clone, Copy)]
pub(super) enum After {
    Addendum(&'static str, &'static str),
    EnteredInError(&'static str),
}

/// Something a counselor does at a moment.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// Opens the client's record, before the `first` session.
    Open { client: usize, first: DateTime<Utc> },
    /// Signs a note.
    Sign(Session),
    /// Says something about the note of a week.
    Say { client: usize, week: u32, after: After },
    /// Signs the assessment and writes the diagnoses down.
    Assess { client: usize },
    /// Signs the first plan.
    Plan { client: usize },
    /// Looks at the plan again.
    Look { client: usize, step: Step },
    /// The client leaves, is called, or comes back.
    Stay { client: usize, stay: Stay },
}

impl Act {
    /// Which of the counselor's clients it is about.
    pub(super) const fn client(&self) -> usize {
        match self {
            Self::Open { client, .. }
            | Self::Say { client, .. }
            | Self::Assess { client }
            | Self::Plan { client }
            | Self::Stay { client, .. }
            | Self::Look { client, .. } => *client,
            Self::Sign(session) => session.client,
        }
    }
}

/// Everything a counselor did until `now`, in order.
pub(super) fn acts(counselor: usize, now: DateTime<Utc>) -> Vec<(Time, Act)> {
    let sessions = sessions(counselor, now);
    let mut acts = Vec::new();
    for client in 0..CLIENTS {
        let first = sessions.iter().filter(|session| session.client == client).map(|session| session.start).min();
        if let Some(first) = first {
            acts.push((Time::from(first - Duration::minutes(25)), Act::Open { client, first }));
            acts.extend(acts_of(counselor * CLIENTS + client, client, now));
        }
    }
    for session in sessions {
        acts.push((session.written, Act::Sign(session)));
        let (client, week) = (session.client, session.week);
        let said = session.written.plus(26 * 3_600_000);
        // One note a week has something said about it, the session's own.
        if session.service == ServiceType::Group {
            continue;
        }
        if let (Some(after), true) = (after(counselor * CLIENTS + client, week), said < Time::from(now)) {
            acts.push((said, Act::Say { client, week, after }));
        }
    }
    acts.sort_by_key(|(at, _)| *at);
    acts
}

const LATE: [&str; 4] = [
    "The site had no power from Thursday noon on; written from paper notes when it was back.",
    "Called to a crisis right after the session and off duty the three days that followed.",
    "Tablet was being repaired; the session's sheet was kept in the locked drawer until it came back.",
    "Ill from the evening of the session until today.",
];

/// The monday of the week of `now`, in [`ZONE`].
fn monday(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&ZONE).date_naive().week(Weekday::Mon).first_day()
}

fn at(date: NaiveDate, minutes: u32) -> Option<DateTime<Utc>> {
    let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
    ZONE.from_local_datetime(&date.and_time(time)).earliest().map(|local| local.to_utc())
}

/// A number that looks thrown, the same each time.
pub(super) fn dice(one: usize, other: usize, sides: usize) -> usize {
    let mixed = one.wrapping_mul(0x9E37_79B9).wrapping_add(other.wrapping_mul(0x85EB_CA6B)).wrapping_add(0x27D4_EB2F);
    (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35) % 0xFFFF_FFFB % sides.max(1)
}

fn service(number: usize, week: u32) -> ServiceType {
    match (number % 6, week) {
        (0 | 3, 4) => ServiceType::CaseManagement,
        (1, 5) => ServiceType::NoShow,
        (2, 6) => ServiceType::Family,
        (4, 7) => ServiceType::Collateral,
        (5, 3) if number == 17 => ServiceType::Crisis,
        _ => ServiceType::Individual,
    }
}

/// Whether someone comes to the evening group.
pub(super) const fn in_group(number: usize) -> bool {
    number < CLIENTS && number % 2 == 1
}

/// When the first session of a client began; `None` before that.
pub(super) fn first(number: usize, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let of = |session: &Session| session.client == number % CLIENTS;
    sessions(number / CLIENTS, now).into_iter().filter(of).map(|session| session.start).min()
}

/// Every service whose note is written by `now`.
fn sessions(counselor: usize, now: DateTime<Utc>) -> Vec<Session> {
    let mut found = Vec::new();
    let first = monday(now);
    for back in 0..WEEKS {
        let Some(week_begins) = first.checked_sub_days(Days::new(u64::from(back) * 7)) else { continue };
        for client in 0..CLIENTS {
            let number = counselor * CLIENTS + client;
            let Some(week) = CAST.get(number).and_then(|cast| cast.weeks.checked_sub(back + 1)) else { continue };
            let day = week_begins + Days::new((client % 5) as u64);
            let hour = if client < 5 { 9 * 60 } else { 13 * 60 + 30 };
            let begins = u32::try_from(hour + 75 * counselor).unwrap_or(600);
            push(&mut found, number, client, week, service(number, week), (day, begins, 50), now);
            // A group on Thursday evening, every third week, for half of the first counselor's clients.
            let evening = week_begins + Days::new(3);
            if in_group(number) && back % 3 == 1 && week > 0 {
                push(&mut found, number, client, week, ServiceType::Group, (evening, 17 * 60 + 30, 90), now);
            }
        }
    }
    found
}

fn push(
    found: &mut Vec<Session>,
    number: usize,
    client: usize,
    week: u32,
    service: ServiceType,
    (day, begins, length): (NaiveDate, u32, i64),
    now: DateTime<Utc>,
) {
    let Some(start) = at(day, begins).filter(|_| !is_away(number, day, now)) else { return };
    let met = service.spec().met;
    let end = start + Duration::minutes(if met { length } else { 15 });
    // Mostly within the hour; sometimes next morning; four times too late, with a reason.
    let thrown = dice(number, week as usize, 40);
    let place = [(3, 6), (8, 5), (13, 3), (20, 4)].iter().position(|late| *late == (number, week));
    let late = place.and_then(|place| LATE.get(place)).copied();
    let wait = match (late, thrown) {
        (Some(_), _) => Duration::hours(98) + Duration::minutes(7 * week as i64),
        (None, 0..=4) => Duration::hours(22) + Duration::minutes(thrown as i64 * 11),
        (None, _) => Duration::minutes(6 + thrown as i64),
    };
    // Group notes are written one after the other.
    let wait = if service == ServiceType::Group { Duration::minutes(5 + 4 * client as i64) } else { wait };
    let written = end + wait;
    if written < now - Duration::minutes(5) {
        let late = late.unwrap_or_default();
        found.push(Session { client, week, service, start, end, written: Time::from(written), late });
    }
}

/// Whether somebody has left on a day, and is not back.
fn is_away(number: usize, day: NaiveDate, now: DateTime<Utc>) -> bool {
    let today = now.with_timezone(&ZONE).date_naive();
    let on = |stay: Stay| {
        let (ago, _) = STAYS.iter().find(|(_, other)| *other == stay)?;
        Some(office_day_before(today.checked_sub_days(Days::new(*ago))?))
    };
    number == LEFT && on(Stay::Discharged).zip(on(Stay::Readmitted)).is_some_and(|(left, back)| left < day && day < back)
}

/// What is said afterwards of the note of week `week` of client `number`.
const fn after(number: usize, week: u32) -> Option<After> {
    Some(match (number, week) {
        (0, 7) => After::Addendum(
            "The custody call was on Wednesday, not Tuesday, as Wren corrected on the telephone today.",
            "Correction of a day",
        ),
        (4, 5) => After::Addendum("Father's telephone number was confirmed and is in the profile now.", "Information came later"),
        (10, 6) => After::Addendum("Pharmacy called back: the refill is ready, nothing was missed.", "Information came later"),
        (14, 8) => After::Addendum("The waiting list answered in writing; copy is with the client.", "Information came later"),
        (11, 4) => After::EnteredInError("Written into the wrong chart: the session was with someone else."),
        _ => return None,
    })
}

/// A medical visit, and the prescriber's note about it.
#[derive(Clone, Copy)]
pub(super) struct Visit {
    /// The client's number.
    pub(super) number: usize,
    /// Which visit it is, from 0.
    pub(super) turn: u32,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    /// When it was written.
    pub(super) written: Time,
}

/// Medical visits until `now`, in the order they were written about.
pub(super) fn visits(now: DateTime<Utc>) -> Vec<Visit> {
    let first = monday(now);
    let mut found = Vec::new();
    let treated = (0..COUNSELORS * CLIENTS).filter(|number| CAST.get(*number).is_some_and(|client| !client.medicine.is_empty()));
    for (turn, number) in treated.enumerate() {
        for nth in 0..(3 - u32::from(number % 2 == 1)) {
            let back = 9_u64.saturating_sub(u64::from(nth) * 4);
            let Some(day) = first.checked_sub_days(Days::new(back * 7)).map(|monday| monday + Days::new((turn % 5) as u64))
            else {
                continue;
            };
            let begins = 8 * 60 + 20 * u32::try_from(turn / 5).unwrap_or(0);
            let closed = day.weekday() == Weekday::Sun || is_away(number, day, now);
            let (Some(start), false) = (at(day, begins), closed) else { continue };
            let end = start + Duration::minutes(20);
            let written = end + Duration::minutes(4 + (number % 7) as i64);
            let known = CAST.get(number).is_some_and(|client| u64::from(client.weeks) > back + 1);
            if known && written < now - Duration::minutes(5) {
                found.push(Visit { number, turn: nth, start, end, written: Time::from(written) });
            }
        }
    }
    found.sort_by_key(|visit| visit.written);
    found
}
