//! Withdrawal risk considered: what, by whom, and what was decided (source articles: R8). It must be
//! answered before an assessment can be signed: an abrupt stop can be dangerous, and the record has to
//! show that someone thought of it.

use super::Answer;
use crate::{named::named, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

named! {
    /// How withdrawal is handled, from the least to the most urgent.
    WithdrawalDecision {
        NotNeeded = "not-needed", "No withdrawal care needed";
        Watch = "watch", "Monitored here, with a scale";
        MedicalOpinion = "medical-opinion", "Medical opinion requested";
        Managed = "managed", "Withdrawal management";
        Emergency = "emergency", "Emergency care now";
    }
}

/// What was thought about withdrawal.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRisk {
    /// What was looked at: substances, last use, signs now, a scale with its result.
    pub considered: String,
    /// Earlier withdrawals: seizures, delirium, hospital.
    pub history: Answer,
    /// By whom, with the credential.
    pub by: String,
    /// On which day.
    pub on: Option<NaiveDate>,
    /// What was decided; `None` until someone did.
    pub decision: Option<WithdrawalDecision>,
    /// Why, and what happens now.
    pub reason: String,
}

sealed!(WithdrawalRisk);
