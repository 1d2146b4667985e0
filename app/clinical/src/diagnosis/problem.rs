//! What is wrong with a condition, where, and in which words it is told. Nothing here carries content.

use super::Criterion;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A place on the form of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionField {
    /// The code.
    Code,
    /// The class of substances.
    Substance,
    /// What exactly.
    Named,
    /// The criteria together.
    Criteria,
    /// One criterion, on all its days.
    Criterion(Criterion),
    /// Withdrawal as a state.
    Withdrawal,
    /// How tobacco is coded.
    Tobacco,
    /// Maintenance therapy.
    Maintenance,
    /// Controlled environment.
    ControlledEnvironment,
    /// The last use.
    LastUse,
    /// Status.
    Status,
    /// Onset.
    Onset,
    /// Who diagnosed.
    DiagnosedBy,
    /// When it was diagnosed.
    DiagnosedOn,
    /// What it rests on.
    Evidence,
    /// Specifiers.
    Specifiers,
    /// Why it was changed.
    Reason,
}

impl ConditionField {
    /// A stable name, usable as an HTML id: `condition-code`, `criterion-time_spent`.
    pub fn name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Code => "condition-code",
            Self::Substance => "condition-substance",
            Self::Named => "condition-named",
            Self::Criteria => "condition-criteria",
            Self::Criterion(criterion) => return Cow::Owned(format!("criterion-{}", criterion.id())),
            Self::Withdrawal => "condition-withdrawal",
            Self::Tobacco => "condition-tobacco",
            Self::Maintenance => "condition-maintenance",
            Self::ControlledEnvironment => "condition-controlled-environment",
            Self::LastUse => "condition-last-use",
            Self::Status => "condition-status",
            Self::Onset => "condition-onset",
            Self::DiagnosedBy => "condition-diagnosed-by",
            Self::DiagnosedOn => "condition-diagnosed-on",
            Self::Evidence => "condition-evidence",
            Self::Specifiers => "condition-specifiers",
            Self::Reason => "condition-reason",
        })
    }

    /// As shown beside a change.
    pub fn label(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Code => "Diagnosis",
            Self::Substance => "Substance",
            Self::Named => "Substance in detail",
            Self::Criteria => "Criteria",
            Self::Criterion(criterion) => return Cow::Owned(format!("Criterion “{}”", criterion.label())),
            Self::Withdrawal => "Withdrawal now",
            Self::Tobacco => "Tobacco coding",
            Self::Maintenance => "Maintenance therapy",
            Self::ControlledEnvironment => "Controlled environment",
            Self::LastUse => "Last use",
            Self::Status => "Status",
            Self::Onset => "Onset",
            Self::DiagnosedBy => "Diagnosed by",
            Self::DiagnosedOn => "Diagnosed on",
            Self::Evidence => "Evidence",
            Self::Specifiers => "Specifiers",
            Self::Reason => "Reason",
        })
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionProblem {
    /// Nothing is there and something must be.
    Missing,
    /// More characters, or more lines, than are kept here.
    TooLong {
        /// The most.
        max: u32,
    },
    /// A day that has not come.
    InFuture,
    /// A day before 1900.
    TooEarly,
    /// Before the client was born.
    BeforeBirth,
    /// It began after it was diagnosed.
    OnsetAfterDiagnosis,
    /// It ends before it starts.
    EndsBeforeStart,
    /// Not in the code set.
    UnknownCode,
    /// A header of the code set.
    Header,
    /// There is no use disorder for this substance.
    NoUseDisorder,
    /// This substance has no such criterion, code or specifier.
    NotForThisSubstance,
    /// Marked as prescribed, where only tolerance and withdrawal can be.
    NotPrescribed,
    /// Marked as prescribed, where the diagnosing person has to say so.
    NeedsJudgment,
    /// Confirmed without two criteria within twelve months.
    TooFewCriteria,
    /// Said to be in remission, and the criteria say otherwise.
    NotInRemission,
    /// Another condition of the client has a code for the same substance.
    OneSubstance,
    /// Another condition of the client has the same code.
    AlreadyListed,
    /// An Excludes1 note against another condition of the client.
    Excludes1,
    /// Long-term opiate analgesic beside maintenance with methadone or buprenorphine.
    AgonistMaintenance,
}

impl ConditionProblem {
    /// The rule's stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too-long",
            Self::InFuture => "in-future",
            Self::TooEarly => "too-early",
            Self::BeforeBirth => "before-birth",
            Self::OnsetAfterDiagnosis => "onset-after-diagnosis",
            Self::EndsBeforeStart => "ends-before-start",
            Self::UnknownCode => "unknown-code",
            Self::Header => "header",
            Self::NoUseDisorder => "no-use-disorder",
            Self::NotForThisSubstance => "not-for-this-substance",
            Self::NotPrescribed => "not-prescribed",
            Self::NeedsJudgment => "needs-judgment",
            Self::TooFewCriteria => "too-few-criteria",
            Self::NotInRemission => "not-in-remission",
            Self::OneSubstance => "one-substance",
            Self::AlreadyListed => "already-listed",
            Self::Excludes1 => "excludes1",
            Self::AgonistMaintenance => "agonist-maintenance",
        }
    }

    /// What happened and what to do, as it stands on the page.
    pub fn sentence(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Missing => "Please fill this in.",
            Self::TooLong { max } => return Cow::Owned(format!("This is too long. Keep it under {max}.")),
            Self::InFuture => "This date has not come yet. Check the year.",
            Self::TooEarly => "This date is before 1900. Check the year.",
            Self::BeforeBirth => "This is before the birth date. Check both dates.",
            Self::OnsetAfterDiagnosis => "This is after the day of the diagnosis. Check both dates.",
            Self::EndsBeforeStart => "The last day is before the first. Check both dates.",
            Self::UnknownCode => "This code is not in the list. Choose one from the list.",
            Self::Header => "This is a heading, not a code. Choose one of the codes under it.",
            Self::NoUseDisorder => "There is no use disorder for this substance. Record its withdrawal or intoxication by code.",
            Self::NotForThisSubstance => "This does not exist for this substance. Take it back, or check the substance.",
            Self::NotPrescribed => {
                "Only tolerance and withdrawal can come from a medicine taken as prescribed. Take the mark back."
            }
            Self::NeedsJudgment => {
                "For this substance the diagnosing person has to say that it does not count. Say so, or take the mark back."
            }
            Self::TooFewCriteria => {
                "Fewer than two criteria were met within twelve months. Add what was met, or leave it provisional."
            }
            Self::NotInRemission => "The criteria do not say so: three months have to be full with none met but craving.",
            Self::OneSubstance => {
                "Another diagnosis is there for the same substance. Keep one: dependence before abuse, abuse before use."
            }
            Self::AlreadyListed => "This diagnosis is there already. Change that one.",
            Self::Excludes1 => {
                "The code list does not allow this together with another diagnosis that is there. Keep one of them."
            }
            Self::AgonistMaintenance => {
                "This is not recorded beside methadone or buprenorphine for opioid use disorder. The maintenance therapy says it."
            }
        })
    }
}

/// A field with what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ConditionError {
    /// Where.
    pub field: ConditionField,
    /// What.
    pub problem: ConditionProblem,
}

impl ConditionError {
    /// What is told beside the field.
    pub fn sentence(&self) -> Cow<'static, str> {
        self.problem.sentence()
    }
}
