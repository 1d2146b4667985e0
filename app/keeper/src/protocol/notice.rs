//! What the keeper says without being asked.

use super::Strip;

/// What the keeper says without being asked.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Notice {
    /// Long work goes on; `total` 0 while it is not known.
    Progress {
        /// What.
        work: Work,
        /// How much is done.
        done: u64,
        /// Of how much.
        total: u64,
    },
    /// The strip changed.
    Strip(Strip),
    /// Records changed: look again.
    Changed,
    /// Another tab took the vault over; this keeper has locked itself.
    TakenOver,
    /// What this device kept is gone, though nobody here removed it.
    Lost,
}

/// Long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Deriving keys from the passphrase.
    DerivingKeys,
    /// Fetching records.
    Fetching,
    /// Opening charts.
    Opening,
}
