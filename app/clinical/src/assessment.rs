//! The entry assessment: why someone comes, what was found, and which level of care fits.
//!
//! It feeds the plan: every finding becomes a problem or is deferred with a reason. A draft may be left
//! and taken up again at any point; [`Assessment::check`] tells what is still open. A note in `record`'s eyes: signed by its author.

mod answer;
mod asam;
mod check;
mod compare;
mod content;
mod finding;
mod gap;
mod history;
mod suggest;
mod withdrawal;

pub use answer::Answer;
pub use asam::{
    ASAM_SOURCE, Dimension, DimensionRating, DimensionRef, LevelDecision, dimension, dimensions, edition_for, rating_text,
};
pub use check::RECENT_USE_DAYS;
pub(crate) use check::{check_deferrals, check_past_day};
pub use compare::{WayOfCare, ways_of_care};
pub use finding::{Area, AssessmentFinding, Deferral, FindingId};
pub use history::{EarlierTreatment, Living, Route, SubstanceUse};
pub use suggest::{FiredRule, RiskToLevel, SUGGESTION_RULES, Suggestion, THIRD_EDITION_NEEDS, suggest};
pub use withdrawal::{WithdrawalDecision, WithdrawalRisk};

use crate::{AuthorLine, Edition, Participant, sealed::sealed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An entry assessment.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The day it was done, or finished.
    pub date: Option<NaiveDate>,
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// Who else told something: family, referring agency.
    pub informants: Vec<Participant>,
    /// The reason for coming, in the client's words where possible.
    pub reason: String,
    /// Who referred the client; may be empty.
    pub referred_by: String,
    /// Use, one entry for each substance.
    pub substances: Vec<SubstanceUse>,
    /// Treatments before this one.
    pub earlier_treatments: Vec<EarlierTreatment>,
    /// Withdrawal risk considered.
    pub withdrawal: WithdrawalRisk,
    /// Physical health, medicines, pregnancy.
    pub medical: Answer,
    /// Mental health, suicide and self-harm, medicines.
    pub psychiatric: Answer,
    /// Trauma; never pressed for.
    pub trauma: Answer,
    /// Family and relationships, children.
    pub family: Answer,
    /// Where and with whom the client lives.
    pub living: Living,
    /// Work, school, income.
    pub work: Answer,
    /// Courts, probation, custody.
    pub legal: Answer,
    /// What the client can build on.
    pub strengths: Vec<String>,
    /// What the client wants, in the client's words.
    pub goals: Vec<String>,
    /// The edition of the dimensions below.
    pub edition: Edition,
    /// Ratings, one for each dimension.
    pub ratings: Vec<DimensionRating>,
    /// The level of care.
    pub level: LevelDecision,
    /// What was found, for the plan to answer.
    pub findings: Vec<AssessmentFinding>,
    /// Findings put off already now.
    pub deferrals: Vec<Deferral>,
}

sealed!(Assessment);

impl Assessment {
    /// What the ratings suggest now.
    pub fn suggestion(&self) -> Suggestion {
        suggest(self.edition, &self.ratings)
    }

    /// As listed: `Assessment`, with the day.
    pub fn title(&self) -> String {
        self.date.map_or_else(|| "Assessment".to_owned(), |date| format!("Assessment, {}", date.format("%b %-d, %Y")))
    }

    /// The questions that are answered with [`Answer`], with the name of their field and their heading.
    pub fn answers(&self) -> [(&'static str, &'static str, &Answer); 9] {
        [
            ("medical", "Physical health", &self.medical),
            ("psychiatric", "Mental health", &self.psychiatric),
            ("trauma", "Trauma", &self.trauma),
            ("family", "Family and relationships", &self.family),
            ("use_in_home", "Use in the home", &self.living.use_in_home),
            ("safety", "Safety at home", &self.living.safety),
            ("triggers", "Triggers at home", &self.living.triggers),
            ("work", "Work and school", &self.work),
            ("legal", "Legal", &self.legal),
        ]
    }
}
