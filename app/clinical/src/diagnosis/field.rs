//! The fields of a condition's form.

use super::Criterion;
use crate::Place;
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

impl From<ConditionField> for Place {
    fn from(field: ConditionField) -> Self {
        match field.name() {
            Cow::Borrowed(name) => Self::whole(name),
            Cow::Owned(name) => Self { of: Cow::Owned(name), which: None, field: Cow::Borrowed("") },
        }
    }
}
