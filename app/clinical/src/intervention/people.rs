//! Who takes part in an intervention: roles, preparation, letters, consequences, and support for them.

use super::{Attendance, LetterStage, Offer};
use crate::{named::stable_id, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

stable_id! {
    /// Names a participant within one intervention.
    ParticipantId
}

/// How far a letter is. Its text is a [`super::Letter`], kept apart.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterState {
    /// How far.
    pub state: LetterStage,
    /// The day it was reviewed with its author.
    pub reviewed_on: Option<NaiveDate>,
    /// It was read aloud in the session.
    pub read: bool,
}

/// Family, friend, colleague, employer: somebody asked to take part.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Their id.
    pub id: ParticipantId,
    /// Name.
    pub name: String,
    /// What they are to the person: mother, friend, employer.
    pub relation: String,
    /// Their part in the session: reads first, offers the ride.
    pub role: String,
    /// They do not take part.
    pub not_taking_part: bool,
    /// Why not, in a few words; may be empty.
    pub why_not: String,
    /// Whether they were at the session.
    pub attended: Attendance,
    /// Their letter.
    pub letter: LetterState,
}

impl Participant {
    /// One of whom nothing is known yet.
    pub const fn new(id: ParticipantId) -> Self {
        Self {
            id,
            name: String::new(),
            relation: String::new(),
            role: String::new(),
            not_taking_part: false,
            why_not: String::new(),
            attended: Attendance::NotSaid,
            letter: LetterState { state: LetterStage::Without, reviewed_on: None, read: false },
        }
    }
}

/// A preparation meeting.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The day.
    pub on: Option<NaiveDate>,
    /// Who was prepared there.
    pub present: BTreeSet<ParticipantId>,
    /// What was practiced and agreed on; may be empty.
    pub words: String,
}

/// What a participant will do, or not do any more, if help is refused. Said once, without threat.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// Whose it is, and who announces it.
    pub by: Option<ParticipantId>,
    /// What it is.
    pub words: String,
    /// It was announced.
    pub announced: bool,
}

/// Support for somebody of the family or the circle of friends, for themselves.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilySupport {
    /// For whom; may be empty.
    pub who: Option<ParticipantId>,
    /// What: family group, Al-Anon, a counselor of their own.
    pub what: String,
    /// What happened as a result.
    pub offer: Offer,
}

sealed!(LetterState, Participant, Meeting, Consequence, FamilySupport);
