//! What the program sets, in versions.

use chrono::NaiveDate;
use clinical::{Settings, icd10cm::Update, measure::Licensed};
use record::Time;
use serde::{Deserialize, Serialize};

/// Every version of the program's settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsView {
    /// The versions, oldest first; version 0, the standard, is not among them.
    pub versions: Vec<SettingsVersion>,
    /// The one that holds today, by its place in `versions`; `None` for the standard.
    pub in_force: Option<usize>,
    /// The local date.
    pub today: NaiveDate,
    /// May I change them?
    pub may_change: bool,
    /// The releases of the code list that the program loaded, in the order in which they were signed.
    pub codes: Vec<CodeRelease>,
}

/// A release of the code list, as an administrator signed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeRelease {
    /// What it changes; `None` where it was written by a later program, which is passed over.
    pub update: Option<Update>,
    /// By whom: name and credential.
    pub who: String,
    /// When, by their clock.
    pub at: Time,
    /// What it changes, in words.
    pub changes: Vec<String>,
}

/// One version, as an administrator signed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsVersion {
    /// What is set; `None` where it was written by a later program, which is passed over.
    pub settings: Option<Settings>,
    /// By whom: name and credential.
    pub who: String,
    /// When, by their clock.
    pub at: Time,
    /// What is different from the version before, in words.
    pub changes: Vec<String>,
}

impl SettingsView {
    /// What has to be put into use ([`clinical::icd10cm::load`]).
    pub fn updates(&self) -> Vec<Update> {
        self.codes.iter().filter_map(|release| release.update.clone()).collect()
    }

    /// What holds today.
    pub fn current(&self) -> Settings {
        let version = self.in_force.and_then(|place| self.versions.get(place));
        version.and_then(|version| version.settings.clone()).unwrap_or_else(Settings::standard)
    }

    /// The item texts of an instrument that the program was licensed for on a day, where it was.
    pub fn licensed_on(&self, day: NaiveDate, instrument: &str) -> Option<Licensed> {
        let all = self.versions.iter().filter_map(|version| version.settings.as_ref());
        Settings::on(all, day)?.licensed.of(instrument).cloned()
    }

    /// What was written last, whether it has begun or not: the next version is made from it.
    pub fn last(&self) -> Settings {
        self.versions.iter().rev().find_map(|version| version.settings.clone()).unwrap_or_else(Settings::standard)
    }
}
