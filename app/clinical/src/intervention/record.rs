//! What is recorded of an intervention, from the first call to the last follow-up: one living document, of which each save is a
//! signed version.

use super::{
    Attendance, Consequence, DetoxNeed, FamilySupport, Meeting, Model, Outcome, Participant, ParticipantId, ScreenItem, Screened,
};
use crate::{AuthorLine, LevelOfCare, PatientName, Zoned, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Treatment arranged beforehand, so that a yes can be acted on the same day.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrangedTreatment {
    /// Program.
    pub program: String,
    /// Level of care.
    pub level: Option<LevelOfCare>,
    /// Bed or slot; may be empty.
    pub bed: String,
    /// The last day the bed or slot is held.
    pub held_until: Option<NaiveDate>,
    /// Insurance or other payment, and whether it was verified.
    pub coverage: String,
    /// Who drives, how long.
    pub transport: String,
    /// What is packed, and where it is.
    pub packing: String,
    /// Withdrawal management first.
    pub detox: DetoxNeed,
    /// About withdrawal: what is watched, who takes over; may be empty.
    pub detox_words: String,
    /// What the person can expect: kind, duration, first days.
    pub expect: String,
}

/// The session itself.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// When it begins or began.
    pub start: Option<Zoned>,
    /// When it ended.
    pub end: Option<Zoned>,
    /// Where.
    pub place: String,
    /// What the person answered; `None` until it was held.
    pub outcome: Option<Outcome>,
    /// In the person's words; may be empty.
    pub said: String,
    /// What else happened.
    pub words: String,
    /// A safety incident.
    pub incident: Screened,
    /// Until when the person asked for time.
    pub until: Option<NaiveDate>,
}

/// A session that was held before the one that is planned, or was held last.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierSession {
    /// The session, with its answer.
    pub session: Session,
    /// Who was there, as far as that was said.
    pub attended: BTreeMap<ParticipantId, Attendance>,
}

/// A contact after the session: planned, or with its result.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The day.
    pub on: Option<NaiveDate>,
    /// The time, as agreed: `9 AM`; may be empty.
    pub time: String,
    /// With whom, and how.
    pub with: String,
    /// It took place, or was tried.
    pub done: bool,
    /// What happened as a result.
    pub result: String,
    /// What the person answered there, where they answered anew.
    pub outcome: Option<Outcome>,
}

/// An intervention.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intervention {
    /// Who signed this version, filled in at signing.
    pub author: Option<AuthorLine>,
    /// The person of concern.
    pub person: PatientName,
    /// Their birth date, where it is known.
    pub birth_date: Option<NaiveDate>,
    /// Who asked for it; may be empty.
    pub requested_by: String,
    /// The day it was asked for.
    pub requested_on: Option<NaiveDate>,
    /// What they hope for, and what they saw happen.
    pub concern: String,
    /// Who leads it, with credential.
    pub interventionist: String,
    /// The model; `None` until it is chosen.
    pub model: Option<Model>,
    /// Why this one.
    pub model_why: String,
    /// The day it was chosen.
    pub model_on: Option<NaiveDate>,
    /// The day the person was told of it and invited.
    pub invited_on: Option<NaiveDate>,
    /// The safety screen; what was not asked is not in it.
    pub screen: BTreeMap<ScreenItem, Screened>,
    /// The day it was asked.
    pub screened_on: Option<NaiveDate>,
    /// The day it was asked again, before the session.
    pub screened_again_on: Option<NaiveDate>,
    /// Who was asked to take part, in the order of speaking.
    pub participants: Vec<Participant>,
    /// Preparation meetings.
    pub meetings: Vec<Meeting>,
    /// Treatment arranged beforehand.
    pub treatment: ArrangedTreatment,
    /// Consequences.
    pub consequences: Vec<Consequence>,
    /// Sessions before that one, the earliest first.
    pub earlier: Vec<EarlierSession>,
    /// The session that is planned, or was held last.
    pub session: Session,
    /// The admission that was agreed on: the day.
    pub admit_on: Option<NaiveDate>,
    /// The time of it, as agreed; may be empty.
    pub admit_time: String,
    /// Who comes along.
    pub escort: String,
    /// Contacts after the session, planned and done.
    pub follow_ups: Vec<FollowUp>,
    /// Support for the family.
    pub supports: Vec<FamilySupport>,
}

sealed!(ArrangedTreatment, Session, EarlierSession, FollowUp, Intervention);

impl Session {
    /// Its day, by the clock of its place.
    pub fn day(&self) -> Option<NaiveDate> {
        self.start.as_ref().map(Zoned::date)
    }

    /// Whether it was held: somebody wrote down what the person answered.
    pub const fn is_held(&self) -> bool {
        self.outcome.is_some()
    }
}

impl ArrangedTreatment {
    /// Whether anything is arranged.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Intervention {
    /// What was found at an item of the safety screen; `None` where nobody asked.
    pub fn screened(&self, item: ScreenItem) -> Option<&Screened> {
        self.screen.get(&item)
    }

    /// A participant by their id.
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants.iter().find(|one| one.id == *id)
    }

    /// Those who take part, in the order of speaking.
    pub fn speakers(&self) -> impl Iterator<Item = &Participant> {
        self.participants.iter().filter(|one| !one.not_taking_part)
    }

    /// The place of a participant in the order of speaking, from 1; `None` for who does not take part.
    pub fn order(&self, id: &ParticipantId) -> Option<usize> {
        self.speakers().position(|one| one.id == *id).map(|at| at + 1)
    }

    /// The days on which a participant was prepared, the earliest first.
    pub fn prepared_on(&self, id: &ParticipantId) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> =
            self.meetings.iter().filter(|meeting| meeting.present.contains(id)).filter_map(|meeting| meeting.on).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The day of the session that is planned, or was held last, by the clock of its place.
    pub fn session_day(&self) -> Option<NaiveDate> {
        self.session.day()
    }

    /// Every session, the earliest first; the last one may be planned only.
    pub fn sessions(&self) -> impl DoubleEndedIterator<Item = &Session> {
        self.earlier.iter().map(|one| &one.session).chain([&self.session])
    }

    /// The session that was held last.
    pub fn last_held(&self) -> Option<&Session> {
        self.sessions().rev().find(|one| one.is_held())
    }

    /// Whether any session was held.
    pub fn is_held(&self) -> bool {
        self.last_held().is_some()
    }

    /// Whether a session is planned that was not held yet.
    pub const fn is_planned(&self) -> bool {
        !self.session.is_held() && self.session.start.is_some()
    }

    /// Begins one more session: the one that was held goes to the earlier ones, with who was there.
    pub fn plan_again(&mut self) {
        if !self.session.is_held() {
            return;
        }
        let said = self.participants.iter_mut().filter(|one| one.attended != Attendance::NotSaid);
        let attended = said.map(|one| (one.id.clone(), std::mem::take(&mut one.attended))).collect();
        self.earlier.push(EarlierSession { session: std::mem::take(&mut self.session), attended });
    }

    /// What the person answered last, and on which day: at a session, or at a contact after one.
    pub fn answer(&self) -> Option<(Outcome, Option<NaiveDate>)> {
        let sessions = self.sessions().filter_map(|one| Some((one.outcome?, one.day())));
        let later = self.follow_ups.iter().filter(|one| one.done).filter_map(|one| Some((one.outcome?, one.on)));
        // The later day counts; of one day, what is written down last.
        sessions.chain(later).max_by_key(|(_, on)| *on)
    }

    /// The next contact that is planned and not done, the earliest first.
    pub fn next_contact(&self) -> Option<&FollowUp> {
        self.follow_ups.iter().filter(|one| !one.done && one.on.is_some()).min_by_key(|one| one.on)
    }
}
