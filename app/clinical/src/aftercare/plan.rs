//! The continuing-care plan.

use crate::{AuthorLine, OutreachMethod, measure::Language, named::named, sealed::sealed};
use chrono::{Days, NaiveDate};
use record::is_blank;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The days after discharge on which the client is asked how they are. Source: clinical reference, section 13.
pub const CHECK_IN_DAYS: [u16; 6] = [1, 7, 30, 90, 180, 365];

named! {
    /// A part of the client's copy that the client may leave out. What to do in danger and how to come back are always in it.
    CopyPart {
        Why = "why", "Why I’m doing this";
        Signs = "signs", "Warning signs";
        Coping = "coping", "What I do when I notice one";
        IfUse = "if-use", "If I use";
        People = "people", "My people";
        Groups = "groups", "My groups";
        Living = "living", "Where I live, work and daily life";
        Strengths = "strengths", "What I can build on";
        Appointments = "appointments", "My appointments";
        Medications = "medications", "My medication";
        Naloxone = "naloxone", "Naloxone";
        CheckIns = "check-ins", "Check-ins";
    }
}

named! {
    /// Whether the client has a copy.
    CopyGiven {
        NotYet = "not-yet", "Not yet";
        Paper = "paper", "Given on paper";
        Declined = "declined", "The client does not want one";
    }
}

named! {
    /// Whether the client wants to be contacted after discharge.
    Consent {
        NotAsked = "not-asked", "Not asked yet";
        Agrees = "agrees", "Agrees";
        Declines = "declines", "Does not want check-ins";
    }
}

named! {
    /// Whether naloxone is at hand.
    Naloxone {
        NotAsked = "not-asked", "Not asked yet";
        HasIt = "has-it", "Has it";
        Given = "given", "Given now";
        Declined = "declined", "Offered, not wanted";
    }
}

/// Somebody or something that stands by the client: a person, a sponsor, a group.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Who or what.
    pub name: String,
    /// What they are to the client, or when and where it meets.
    pub about: String,
    /// How to reach them: a number, or "just show up".
    pub reach: String,
}

/// An appointment after discharge.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// The day.
    pub on: Option<NaiveDate>,
    /// The time, as the client reads it.
    pub time: String,
    /// With whom.
    pub with: String,
    /// Where.
    pub place: String,
}

/// A medication that goes on after discharge. What is written here is recorded, never computed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MedicationHandOver {
    /// Its name.
    pub name: String,
    /// How it is taken, as ordered.
    pub how: String,
    /// The day of the next dose or injection from somebody, where there is one.
    pub next_on: Option<NaiveDate>,
    /// Who prescribes it from now on.
    pub prescriber: String,
    /// What the client should know about it; may be empty.
    pub note: String,
}

/// A continuing-care plan. What the client reads is in the client's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContinuingCare {
    /// Who wrote it with the client, filled in at signing.
    pub author: Option<AuthorLine>,
    /// The day it was made.
    pub on: Option<NaiveDate>,
    /// The last day in care, as planned; may be open.
    pub last_day: Option<NaiveDate>,
    /// Why the client does this.
    pub why: String,
    /// Early warning signs.
    pub early_signs: Vec<String>,
    /// Stronger ones.
    pub strong_signs: Vec<String>,
    /// What the client does when they notice one, the first thing first.
    pub coping: Vec<String>,
    /// What the client does if they use.
    pub if_use: String,
    /// People.
    pub people: Vec<Support>,
    /// Mutual-help and community groups.
    pub groups: Vec<Support>,
    /// Sober living or other housing.
    pub housing: String,
    /// Work, school, family, legal matters.
    pub daily_life: String,
    /// What the client can build on (recovery capital).
    pub strengths: String,
    /// Appointments.
    pub appointments: Vec<Appointment>,
    /// Medication hand-over.
    pub medications: Vec<MedicationHandOver>,
    /// Whether naloxone is at hand.
    pub naloxone: Naloxone,
    /// Where it is, its expiry, who knows.
    pub naloxone_words: String,
    /// Whether the client wants check-ins.
    pub consent: Consent,
    /// On which days after discharge, of [`CHECK_IN_DAYS`].
    pub check_ins: BTreeSet<u16>,
    /// How the client wants to be reached.
    pub way: OutreachMethod,
    /// What a voicemail or text says. No word about treatment.
    pub message: String,
    /// How to come back, where it differs from what the program tells everyone.
    pub come_back: String,
    /// What the client leaves out of their copy.
    pub left_out: BTreeSet<CopyPart>,
    /// Whether the client has a copy.
    pub copy: CopyGiven,
    /// In which language the client reads their copy.
    pub language: Language,
}

sealed!(Support, Appointment, MedicationHandOver, ContinuingCare);

impl Default for ContinuingCare {
    /// An empty one, with every check-in.
    fn default() -> Self {
        Self {
            author: None,
            on: None,
            last_day: None,
            why: String::new(),
            early_signs: Vec::new(),
            strong_signs: Vec::new(),
            coping: Vec::new(),
            if_use: String::new(),
            people: Vec::new(),
            groups: Vec::new(),
            housing: String::new(),
            daily_life: String::new(),
            strengths: String::new(),
            appointments: Vec::new(),
            medications: Vec::new(),
            naloxone: Naloxone::default(),
            naloxone_words: String::new(),
            consent: Consent::default(),
            check_ins: BTreeSet::from(CHECK_IN_DAYS),
            way: OutreachMethod::default(),
            message: String::new(),
            come_back: String::new(),
            left_out: BTreeSet::new(),
            copy: CopyGiven::default(),
            language: Language::default(),
        }
    }
}

impl ContinuingCare {
    /// Whether the client's copy has a part: it is not left out, and something is in it.
    pub fn shows(&self, part: CopyPart) -> bool {
        !self.left_out.contains(&part) && self.has(part)
    }

    /// Whether a part has anything in it.
    pub fn has(&self, part: CopyPart) -> bool {
        let said = |texts: &[&String]| texts.iter().any(|text| !is_blank(text));
        match part {
            CopyPart::Why => said(&[&self.why]),
            CopyPart::Signs => self.early_signs.iter().chain(&self.strong_signs).any(|sign| !is_blank(sign)),
            CopyPart::Coping => self.coping.iter().any(|step| !is_blank(step)),
            CopyPart::IfUse => said(&[&self.if_use]),
            CopyPart::People => !self.people.is_empty(),
            CopyPart::Groups => !self.groups.is_empty(),
            CopyPart::Living => said(&[&self.housing, &self.daily_life]),
            CopyPart::Strengths => said(&[&self.strengths]),
            CopyPart::Appointments => !self.appointments.is_empty(),
            CopyPart::Medications => !self.medications.is_empty(),
            CopyPart::Naloxone => matches!(self.naloxone, Naloxone::HasIt | Naloxone::Given) || said(&[&self.naloxone_words]),
            CopyPart::CheckIns => self.wants_check_ins() && !self.check_ins.is_empty(),
        }
    }

    /// Whether check-ins are asked for: until the client said no.
    pub fn wants_check_ins(&self) -> bool {
        self.consent != Consent::Declines
    }

    /// The days of the check-ins after a discharge, the earliest first.
    pub fn check_in_days(&self, discharged: NaiveDate) -> Vec<NaiveDate> {
        self.check_ins.iter().filter_map(|days| discharged.checked_add_days(Days::new(u64::from(*days)))).collect()
    }
}
