//! What the program sets, in versions.

use chrono::NaiveDate;
use clinical::Settings;
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
    /// What holds today.
    pub fn current(&self) -> Settings {
        let version = self.in_force.and_then(|place| self.versions.get(place));
        version.and_then(|version| version.settings.clone()).unwrap_or_else(Settings::standard)
    }

    /// What was written last, whether it has begun or not: the next version is made from it.
    pub fn last(&self) -> Settings {
        self.versions.iter().rev().find_map(|version| version.settings.clone()).unwrap_or_else(Settings::standard)
    }
}
