//! Who a record is about.

use crate::{
    Contact, EmergencyContact, Field, Finding, LevelOfCare, SafeContact, Wrong,
    contact::{self, LINE, SHORT},
    finding::Findings,
    measure::MeasureSchedules,
    sealed::sealed,
};
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

/// Pronouns to offer; any other may be typed.
pub const PRONOUNS: [&str; 3] = ["she/her", "he/him", "they/them"];

/// A client's name.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatientName {
    /// Given name or names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// The name the client goes by, where it is not the given one; may be empty.
    pub preferred: String,
}

/// Who a record is about: a living document, saved and never signed. The page says "client".
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatientProfile {
    /// Name.
    pub name: PatientName,
    /// Pronouns, as the client says them; may be empty.
    pub pronouns: String,
    /// Birth date; needed for saving, see [`Self::check`].
    pub birth_date: Option<NaiveDate>,
    /// Where the client can be reached.
    pub contact: Contact,
    /// Which ways of contact are safe.
    pub safe_contact: SafeContact,
    /// The program the client is in.
    pub program: String,
    /// Level of care, once decided.
    pub level_of_care: Option<LevelOfCare>,
    /// When care began; needed for saving, see [`Self::check`].
    pub opened: Option<NaiveDate>,
    /// Whom to call in an emergency.
    pub emergency: Option<EmergencyContact>,
    /// Allergies, in free text; `None` when nobody has asked.
    pub allergies: Option<String>,
    /// Instruments that are asked at other times than the program's schedule says. Profiles from before it was there have none.
    #[serde(default, skip_serializing_if = "MeasureSchedules::is_empty")]
    pub measures: MeasureSchedules,
}

sealed!(PatientName, PatientProfile);

/// The first day that is believed: January 1, 1900.
pub(crate) fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default()
}

/// Reads the value of a date input (`2026-11-18`); `None` for an empty one.
///
/// Fails with [`Wrong::NotADate`] for anything that is no day of the calendar.
pub fn parse_date(text: &str) -> Result<Option<NaiveDate>, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Some).map_err(|_| Wrong::NotADate)
}

/// A name as it is put into a sentence, which must read as it is written: without the characters that force a direction on what
/// follows (UAX #9: embeddings, overrides, isolates), and set apart from its surroundings where it is written from right to left.
pub(crate) fn in_a_sentence(name: &str) -> String {
    let forces = |letter: &char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let name: String = name.chars().filter(|letter| !forces(letter)).collect();
    if name.chars().any(is_right_to_left) { format!("\u{2068}{name}\u{2069}") } else { name }
}

/// Whether a letter is written from right to left.
/// Source: Unicode 16, DerivedBidiClass.txt, the blocks whose default is R or AL.
const fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

impl PatientName {
    /// The name to address and list the client by: preferred or given name, then family name.
    pub fn display(&self) -> String {
        let first = if is_blank(&self.preferred) { &self.given } else { &self.preferred };
        let name = [first.trim(), self.family.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        in_a_sentence(&name)
    }

    /// The name on papers: given and family name.
    pub fn legal(&self) -> String {
        let names = [self.given.trim(), self.family.trim()].into_iter().filter(|part| !part.is_empty());
        in_a_sentence(&names.collect::<Vec<_>>().join(" "))
    }

    /// Every name, for a search.
    pub fn words(&self) -> String {
        let names = [&self.given, &self.preferred, &self.family].map(|name| name.trim());
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// For sorting a caseload: family name first, in lower case without accents.
    pub fn sort_key(&self) -> String {
        let first = if is_blank(&self.preferred) { &self.given } else { &self.preferred };
        crate::fold::fold(&format!("{} {}", self.family.trim(), first.trim()))
    }
}

impl PatientProfile {
    /// Age in whole years on `date`; `None` without a birth date or before it. Who was born on
    /// 29 February is a year older on 1 March where there is no 29th.
    pub fn age_on(&self, date: NaiveDate) -> Option<u32> {
        date.years_since(self.birth_date?)
    }

    /// Everything that keeps this profile from being saved, in the order of the form; `today` is
    /// the local date. Care may begin up to a year ahead of today.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut errors = Findings::default();
        let Self {
            name,
            pronouns,
            birth_date,
            contact,
            safe_contact,
            program,
            level_of_care,
            opened,
            emergency,
            allergies,
            measures,
        } = self;
        for (field, text) in [(Field::GivenName, &name.given), (Field::FamilyName, &name.family)] {
            errors.block(is_blank(text), field, Wrong::Missing);
        }
        errors.length(Field::GivenName, &name.given, LINE);
        errors.length(Field::FamilyName, &name.family, LINE);
        errors.length(Field::PreferredName, &name.preferred, LINE);
        errors.length(Field::Pronouns, pronouns, LINE);
        let latest_opening = today.checked_add_months(chrono::Months::new(12)).unwrap_or(today);
        check_date(Field::BirthDate, *birth_date, today, &mut errors);
        contact::check(contact, safe_contact, &mut errors);
        errors.length(Field::Program, program, LINE);
        let unknown = level_of_care.as_ref().is_some_and(|level| level.known().is_none());
        errors.block(unknown, Field::LevelOfCare, Wrong::UnknownLevel);
        check_date(Field::Opened, *opened, latest_opening, &mut errors);
        let before_birth = birth_date.zip(*opened).is_some_and(|(birth, opened)| opened < birth);
        errors.block(before_birth, Field::Opened, Wrong::BeforeBirth);
        if let Some(emergency) = emergency {
            contact::check_emergency(emergency, &mut errors);
        }
        errors.length(Field::Allergies, allergies.as_deref().unwrap_or_default(), SHORT);
        measures.check(&mut errors);
        errors.into_vec()
    }
}

pub(crate) fn check_date(field: Field, date: Option<NaiveDate>, latest: NaiveDate, errors: &mut Findings) {
    errors.block(date.is_none(), field.clone(), Wrong::Missing);
    errors.block(date.is_some_and(|date| date > latest), field.clone(), Wrong::InFuture);
    errors.block(date.is_some_and(|date| date < earliest()), field, Wrong::TooEarly);
}
