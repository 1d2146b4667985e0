//! The eleven criteria of a substance-use disorder, in our own words.

use super::Substance;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One of the eleven criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// 1: more, or for longer, than meant.
    LargerOrLonger,
    /// 2: cutting down does not work.
    CutDown,
    /// 3: time spent.
    TimeSpent,
    /// 4: craving.
    Craving,
    /// 5: duties left undone.
    RoleFailure,
    /// 6: trouble with people.
    SocialProblems,
    /// 7: other things given up.
    ActivitiesGivenUp,
    /// 8: use where it is dangerous.
    HazardousUse,
    /// 9: use in spite of harm to body or mind.
    UseDespiteHarm,
    /// 10: tolerance.
    Tolerance,
    /// 11: withdrawal.
    Withdrawal,
}

impl Criterion {
    /// Every criterion, in the order of DSM-5.
    pub const ALL: [Self; 11] = [
        Self::LargerOrLonger,
        Self::CutDown,
        Self::TimeSpent,
        Self::Craving,
        Self::RoleFailure,
        Self::SocialProblems,
        Self::ActivitiesGivenUp,
        Self::HazardousUse,
        Self::UseDespiteHarm,
        Self::Tolerance,
        Self::Withdrawal,
    ];

    /// Its stored word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::LargerOrLonger => "larger_or_longer",
            Self::CutDown => "cut_down",
            Self::TimeSpent => "time_spent",
            Self::Craving => "craving",
            Self::RoleFailure => "role_failure",
            Self::SocialProblems => "social_problems",
            Self::ActivitiesGivenUp => "activities_given_up",
            Self::HazardousUse => "hazardous_use",
            Self::UseDespiteHarm => "use_despite_harm",
            Self::Tolerance => "tolerance",
            Self::Withdrawal => "withdrawal",
        }
    }

    /// A few words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LargerOrLonger => "More or longer than intended",
            Self::CutDown => "Unsuccessful efforts to cut down",
            Self::TimeSpent => "Time spent",
            Self::Craving => "Craving",
            Self::RoleFailure => "Failure to fulfill obligations",
            Self::SocialProblems => "Social or interpersonal problems",
            Self::ActivitiesGivenUp => "Activities given up",
            Self::HazardousUse => "Use in hazardous situations",
            Self::UseDespiteHarm => "Continued use despite harm",
            Self::Tolerance => "Tolerance",
            Self::Withdrawal => "Withdrawal",
        }
    }

    /// What to ask.
    pub const fn question(self) -> &'static str {
        match self {
            Self::LargerOrLonger => "Did you use more, or for longer, than you meant to?",
            Self::CutDown => "Did you want to use less or stop, or try to, and it did not work?",
            Self::TimeSpent => "Did getting it, using it, or getting over it take up a lot of your time?",
            Self::Craving => "Did you crave it, or feel a strong urge to use?",
            Self::RoleFailure => "Did use keep you from what was expected of you at work, school or home?",
            Self::SocialProblems => "Did you keep using even though it caused trouble with people around you?",
            Self::ActivitiesGivenUp => "Did you drop or cut back things that mattered to you because of use?",
            Self::HazardousUse => "Did you use, more than once, where it was physically dangerous?",
            Self::UseDespiteHarm => "Did you keep using even though you knew it was harming your body or mind?",
            Self::Tolerance => "Did you need more for the same effect, or did the same amount do less?",
            Self::Withdrawal => "Did you feel sick when it wore off, or use to keep from feeling sick?",
        }
    }

    /// Whether it is one for this substance.
    pub const fn applies_to(self, substance: Substance) -> bool {
        substance.has_use_disorder() && (substance.has_withdrawal_criterion() || !matches!(self, Self::Withdrawal))
    }

    /// Whether taking a medicine as prescribed can bring it about by itself.
    pub const fn may_be_prescribed(self) -> bool {
        matches!(self, Self::Tolerance | Self::Withdrawal)
    }
}

/// How what brought a criterion about was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// Otherwise than as a prescribed medicine; the criterion counts.
    #[default]
    Otherwise,
    /// As prescribed and supervised: an opioid, a sedative or a stimulant.
    AsPrescribed,
    /// As prescribed, and the diagnosing person says that it does not count; for any substance.
    AsPrescribedByJudgment,
}

impl Taken {
    /// Whether what it brought about counts as a criterion of this substance.
    pub const fn counts(self, substance: Substance) -> bool {
        match self {
            Self::Otherwise => true,
            Self::AsPrescribed => !substance.is_prescribed(),
            Self::AsPrescribedByJudgment => false,
        }
    }

    pub(super) const fn is_otherwise(&self) -> bool {
        matches!(self, Self::Otherwise)
    }
}

/// A criterion on a day it was met. One criterion may be met on many days.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Met {
    /// Which.
    pub criterion: Criterion,
    /// On which local day.
    pub on: NaiveDate,
    /// How the substance was taken.
    pub taken: Taken,
}

impl Met {
    /// Met on a day, not through a prescribed medicine.
    pub const fn new(criterion: Criterion, on: NaiveDate) -> Self {
        Self { criterion, on, taken: Taken::Otherwise }
    }

    /// Whether it counts, for the disorder and against remission.
    pub const fn counts(&self, substance: Substance) -> bool {
        let excluded = self.criterion.may_be_prescribed() && !self.taken.counts(substance);
        self.criterion.applies_to(substance) && !excluded
    }
}
