//! Levels of care: numbers and short names with their edition. No admission criteria: their text is not ours.
//!
//! Source of the table: domain reference, section 4, rows marked there as still to verify. A level
//! that leaves the table stays readable in old records; it can only not be chosen any more.

use serde::{Deserialize, Serialize};

/// Edition of the ASAM criteria a level is numbered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// Third edition; still used for adolescents.
    Third,
    /// Fourth edition, the standard for adults here.
    #[default]
    Fourth,
}

impl Edition {
    /// As shown: `4th edition`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Third => "3rd edition",
            Self::Fourth => "4th edition",
        }
    }
}

/// Where the care of a level takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// By the visit.
    Outpatient,
    /// Several sessions a week.
    IntensiveOutpatient,
    /// Most of the day, at home at night.
    PartialHospitalization,
    /// Living there.
    Residential,
    /// In a hospital.
    Inpatient,
    /// Withdrawal under medical eyes.
    WithdrawalManagement,
}

impl Setting {
    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Outpatient => "Outpatient",
            Self::IntensiveOutpatient => "Intensive outpatient (IOP)",
            Self::PartialHospitalization => "Partial hospitalization (day program)",
            Self::Residential => "Residential",
            Self::Inpatient => "Inpatient",
            Self::WithdrawalManagement => "Withdrawal management",
        }
    }
}

/// Hours of service in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeeklyHours {
    /// Adults: at least so many.
    pub adult_from: u8,
    /// Adults: fewer than so many.
    pub adult_below: Option<u8>,
    /// Adolescents: at least so many.
    pub adolescent_from: u8,
    /// Adolescents: fewer than so many.
    pub adolescent_below: Option<u8>,
}

/// One level of one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its number, such as `2.1`.
    pub number: &'static str,
    /// Its short name.
    pub name: &'static str,
    /// Where it takes place.
    pub setting: Setting,
    /// Hours in a week, where the level is told by them.
    pub hours: Option<WeeklyHours>,
    /// Numbers of the other edition it stands beside; empty where it was dropped or is new.
    pub beside: &'static [&'static str],
}

const fn hours(
    adult_from: u8,
    adult_below: Option<u8>,
    adolescent_from: u8,
    adolescent_below: Option<u8>,
) -> Option<WeeklyHours> {
    Some(WeeklyHours { adult_from, adult_below, adolescent_from, adolescent_below })
}

const fn level(
    number: &'static str,
    name: &'static str,
    setting: Setting,
    hours: Option<WeeklyHours>,
    beside: &'static [&'static str],
) -> Level {
    Level { number, name, setting, hours, beside }
}

use Setting::{Inpatient, IntensiveOutpatient, Outpatient, PartialHospitalization, Residential, WithdrawalManagement};

const WEEKLY: Option<WeeklyHours> = hours(0, Some(9), 0, Some(6));
const INTENSIVE: Option<WeeklyHours> = hours(9, Some(20), 6, Some(20));
const HIGH: Option<WeeklyHours> = hours(20, None, 20, None);

static THIRD: [Level; 13] = [
    level("0.5", "Early intervention", Outpatient, None, &[]),
    level("1", "Outpatient", Outpatient, WEEKLY, &["1.0", "1.5", "1.7"]),
    level("OTP", "Opioid treatment program", Outpatient, None, &["1.7"]),
    level("2.1", "Intensive outpatient", IntensiveOutpatient, INTENSIVE, &["2.1", "2.7"]),
    level("2.5", "Partial hospitalization", PartialHospitalization, HIGH, &["2.5"]),
    level("3.1", "Low-intensity residential", Residential, None, &["3.1"]),
    level("3.2-WM", "Residential withdrawal management", WithdrawalManagement, None, &[]),
    level("3.3", "Population-specific high-intensity residential", Residential, None, &[]),
    level("3.5", "High-intensity residential", Residential, None, &["3.5"]),
    level("3.7", "Medically monitored inpatient", Residential, None, &["3.7"]),
    level("3.7-WM", "Medically monitored withdrawal management", WithdrawalManagement, None, &["3.7"]),
    level("4", "Medically managed inpatient", Inpatient, None, &["4"]),
    level("4-WM", "Medically managed withdrawal management", WithdrawalManagement, None, &["4"]),
];

static FOURTH: [Level; 11] = [
    level("1.0", "Long-term remission monitoring", Outpatient, None, &["1"]),
    level("1.5", "Outpatient therapy", Outpatient, WEEKLY, &["1"]),
    level("1.7", "Medically managed outpatient", Outpatient, None, &["1", "OTP"]),
    level("2.1", "Intensive outpatient", IntensiveOutpatient, INTENSIVE, &["2.1"]),
    level("2.5", "High-intensity outpatient", PartialHospitalization, HIGH, &["2.5"]),
    level("2.7", "Medically managed intensive outpatient", IntensiveOutpatient, None, &["2.1"]),
    level("3.1", "Low-intensity residential", Residential, None, &["3.1"]),
    level("3.5", "High-intensity residential", Residential, None, &["3.5"]),
    level("3.7", "Medically managed residential", Residential, None, &["3.7", "3.7-WM"]),
    level("3.7 BIO", "Biomedically enhanced residential", Residential, None, &["3.7"]),
    level("4", "Medically managed inpatient", Inpatient, None, &["4", "4-WM"]),
];

/// The levels of an edition, from the least to the most care.
pub fn levels(edition: Edition) -> &'static [Level] {
    match edition {
        Edition::Third => &THIRD,
        Edition::Fourth => &FOURTH,
    }
}

/// A client's level of care, with the edition its number belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelOfCare {
    /// The edition.
    pub edition: Edition,
    /// The number, as in [`Level::number`].
    pub number: String,
}

impl LevelOfCare {
    /// A level by its number; `None` when the edition has no such level.
    pub fn find(edition: Edition, number: &str) -> Option<Self> {
        levels(edition).iter().find(|level| level.number == number).map(|level| Self { edition, number: level.number.to_owned() })
    }

    /// Its row in the table; `None` for one that left it.
    pub fn known(&self) -> Option<&'static Level> {
        levels(self.edition).iter().find(|level| level.number == self.number)
    }

    /// As shown: `2.1 Intensive outpatient`, with the edition where it is not the standard one.
    pub fn text(&self) -> String {
        let name = self.known().map(|level| level.name).unwrap_or_default();
        let text = format!("{} {name}", self.number);
        match self.edition {
            Edition::Fourth => text.trim_end().to_owned(),
            Edition::Third => format!("{} ({})", text.trim_end(), self.edition.label()),
        }
    }
}
