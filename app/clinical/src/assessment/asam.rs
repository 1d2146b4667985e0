//! The dimensions and the ratings each edition allows, as data. Numbers and short names only.
//!
//! Source: domain reference, section 4: 3rd edition risk 0 to 4 in each of six dimensions; 4th edition
//! ratings name the minimum level of care, with `0` (no specific need), `ANY` (any level will do), `EVAL`
//! (look more closely first) and the suffix `COE` (co-occurring enhanced) in dimension 3; dimension 6 is
//! not rated. Which levels each dimension of the 4th edition can name is to verify, so all are allowed.

use crate::{Edition, LevelOfCare, levels, sealed::sealed};
use serde::{Deserialize, Serialize};

/// Where the tables of this file come from, and whether someone should still check them.
pub const ASAM_SOURCE: &str = "The ASAM Criteria";

/// One dimension of one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its number, 1 to 6.
    pub number: u8,
    /// Its short name, in words fit for the page.
    pub name: &'static str,
    /// The ratings that may be given; empty where none is.
    pub ratings: &'static [&'static str],
}

const fn d(number: u8, name: &'static str, ratings: &'static [&'static str]) -> Dimension {
    Dimension { number, name, ratings }
}

static RISK: [&str; 5] = ["0", "1", "2", "3", "4"];
static LEVELS: [&str; 14] = ["0", "ANY", "EVAL", "1.0", "1.5", "1.7", "2.1", "2.5", "2.7", "3.1", "3.5", "3.7", "3.7 BIO", "4"];
static LEVELS_COE: [&str; 21] = [
    "0", "ANY", "EVAL", "1.0", "1.5", "1.5 COE", "1.7", "1.7 COE", "2.1", "2.1 COE", "2.5", "2.5 COE", "2.7", "2.7 COE", "3.1",
    "3.1 COE", "3.5", "3.5 COE", "3.7", "3.7 COE", "4",
];

static THIRD: [Dimension; 6] = [
    d(1, "Intoxication and withdrawal", &RISK),
    d(2, "Biomedical", &RISK),
    d(3, "Emotional, behavioral, cognitive", &RISK),
    d(4, "Readiness to change", &RISK),
    d(5, "Continued use potential", &RISK),
    d(6, "Recovery environment", &RISK),
];
static FOURTH: [Dimension; 6] = [
    d(1, "Intoxication, withdrawal, medications", &LEVELS),
    d(2, "Biomedical conditions", &LEVELS),
    d(3, "Psychiatric and cognitive conditions", &LEVELS_COE),
    d(4, "Substance use-related risks", &LEVELS),
    d(5, "Recovery environment", &LEVELS),
    d(6, "Person-centered considerations", &[]),
];

/// The dimensions of an edition.
pub fn dimensions(edition: Edition) -> &'static [Dimension] {
    match edition {
        Edition::Third => &THIRD,
        Edition::Fourth => &FOURTH,
    }
}

/// A dimension of an edition; `None` when it has no such number.
pub fn dimension(edition: Edition, number: u8) -> Option<&'static Dimension> {
    dimensions(edition).iter().find(|dimension| dimension.number == number)
}

/// The edition for an age in years: the 3rd for adolescents until their volume of the 4th is adopted.
/// Source: domain reference, section 4 (to verify).
pub const fn edition_for(age: u32) -> Edition {
    if age < 18 { Edition::Third } else { Edition::Fourth }
}

/// A rating as it is read: what it asks for, in words, and `2.1 COE Intensive outpatient` for a level. The codes are
/// [`Dimension::ratings`]' own.
pub fn rating_text(edition: Edition, rating: &str) -> String {
    match (edition, rating) {
        (_, "") => String::new(),
        (Edition::Third, "0") => "Risk 0, none observed".to_owned(),
        (Edition::Third, "4") => "Risk 4, highest".to_owned(),
        (Edition::Third, risk) => format!("Risk {risk}"),
        (Edition::Fourth, "0") => "No specific need".to_owned(),
        (Edition::Fourth, "ANY") => "Any level is suitable".to_owned(),
        (Edition::Fourth, "EVAL") => "Evaluate further first".to_owned(),
        (Edition::Fourth, level) => {
            let number = level.strip_suffix(" COE").unwrap_or(level);
            let name = levels(edition).iter().find(|row| row.number == number).map_or("", |row| row.name);
            format!("{level} {name}").trim_end().to_owned()
        }
    }
}

/// A dimension with its edition, as a plan's problem names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionRef {
    /// The edition.
    pub edition: Edition,
    /// The number, 1 to 6.
    pub number: u8,
}

impl DimensionRef {
    /// Its row in the table; `None` when the edition has no such dimension.
    pub fn known(&self) -> Option<&'static Dimension> {
        dimension(self.edition, self.number)
    }

    /// As shown: `Dimension 4`, with the edition where it is not the standard one.
    pub fn text(&self) -> String {
        match self.edition {
            Edition::Fourth => format!("Dimension {}", self.number),
            Edition::Third => format!("Dimension {} ({})", self.number, self.edition.label()),
        }
    }
}

/// The rating of one dimension.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionRating {
    /// The dimension's number, 1 to 6.
    pub dimension: u8,
    /// The rating, as [`Dimension::ratings`] lists it; empty until given.
    pub rating: String,
    /// Why.
    pub rationale: String,
}

/// The level of care a person chose, beside what the rules suggested then.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelDecision {
    /// What was suggested.
    pub suggested: Option<LevelOfCare>,
    /// The version of the rules that suggested it, see [`super::SUGGESTION_RULES`].
    pub rules_version: String,
    /// Ids of the rules that fired.
    pub rules: Vec<String>,
    /// What was chosen; `None` until someone did.
    pub chosen: Option<LevelOfCare>,
    /// Whether the place must be co-occurring enhanced (COE).
    pub co_occurring_enhanced: bool,
    /// Why; always required: a level is chosen by a person, with a reason.
    pub reason: String,
}

sealed!(DimensionRating, LevelDecision);
