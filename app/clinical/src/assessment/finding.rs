//! What an assessment found. Each finding becomes a problem of the plan, or is deferred with a reason:
//! nothing found may silently vanish (see [`crate::plan::unanswered`]).

use crate::{
    named::{named, stable_id},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

stable_id! {
    /// Names a finding for ever.
    FindingId
}

named! {
    /// The part of life it belongs to. Source: 42 CFR 8.12(f)(4), the needs a care plan looks at (to verify).
    Area {
        Use = "use", "Substance use";
        Withdrawal = "withdrawal", "Withdrawal";
        Medical = "medical", "Medical";
        Psychiatric = "psychiatric", "Mental health";
        Trauma = "trauma", "Trauma";
        Family = "family", "Family and relationships";
        Home = "home", "Housing and surroundings";
        Work = "work", "Education and work";
        Money = "money", "Money";
        Legal = "legal", "Legal";
        Support = "support", "Recovery support";
        Other = "other", "Other";
    }
}

/// Something found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentFinding {
    /// Its id, supplied by the caller.
    pub id: FindingId,
    /// The part of life.
    pub area: Area,
    /// What was found, in a sentence.
    pub text: String,
}

/// A finding put off, with the reason.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deferral {
    /// Which finding.
    pub finding: FindingId,
    /// Why it waits.
    pub reason: String,
    /// Until when; from that day on the finding is asked for again. `None`: until someone takes it up.
    pub until: Option<NaiveDate>,
}

sealed!(AssessmentFinding, Deferral);

impl Deferral {
    /// Whether it still answers for its finding on `today`.
    pub fn holds(&self, today: NaiveDate) -> bool {
        !is_blank(&self.reason) && self.until.is_none_or(|until| today < until)
    }
}
