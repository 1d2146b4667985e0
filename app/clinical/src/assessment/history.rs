//! Use, earlier treatment, and where and with whom the client lives (source articles: R1, R6).

use super::Answer;
use crate::{diagnosis::Substance, named::named, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

named! {
    /// How it is taken.
    Route {
        Oral = "oral", "By mouth";
        Smoked = "smoked", "Smoked";
        Vaped = "vaped", "Vaped";
        Nasal = "nasal", "Through the nose";
        Injected = "injected", "Injected";
        Other = "other", "Other";
    }
}

/// Use of one substance.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubstanceUse {
    /// Which class it belongs to; `None` until it is chosen.
    pub substance: Option<Substance>,
    /// What exactly, in the client's word; may be empty.
    pub name: String,
    /// How it is taken, every way that was told.
    pub routes: Vec<Route>,
    /// How much at a time or in a day.
    pub amount: String,
    /// How often.
    pub frequency: String,
    /// On how many of the last 30 days, 0 to 30.
    pub days_of_30: Option<u8>,
    /// The day of last use.
    pub last_use: Option<NaiveDate>,
    /// The age of first use, 0 to 110 years.
    pub first_use_age: Option<u8>,
    /// Anything else: overdoses, pattern, time without it.
    pub remarks: String,
}

/// A treatment before this one.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierTreatment {
    /// What kind: detoxification, outpatient, medication, residential.
    pub what: String,
    /// Where.
    pub place: String,
    /// When and how long, as told.
    pub when: String,
    /// How it ended.
    pub outcome: String,
    /// What helped, so that it can be used again.
    pub helped: String,
}

/// Where and with whom the client lives (source articles: R6).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Living {
    /// The home: own, rented, with family, shelter, none.
    pub housing: String,
    /// With whom.
    pub with_whom: String,
    /// Whether others use there.
    pub use_in_home: Answer,
    /// Whether the client is safe there: violence, threats, weapons.
    pub safety: Answer,
    /// What there leads toward use.
    pub triggers: Answer,
    /// Who there helps.
    pub support: String,
}

sealed!(SubstanceUse, EarlierTreatment, Living);
