//! Diagnoses: substance-use disorders counted from dated criteria, and every other coded condition.
//!
//! The eleven criteria are told in our own words. Source of every rule: domain reference, sections 5,
//! 6 and 19. Codes themselves are in [`crate::icd10cm`].

mod check;
mod code;
mod condition;
mod conflict;
mod content;
mod course;
mod criterion;
mod disorder;
mod field;
mod history;
mod substance;

pub use check::Around;
pub use code::{Degree, Phase, WithdrawalKind, code, withdrawal_code};
pub use condition::{Coded, Condition, ConditionId, ConditionStatus, Diagnosed, Diagnosis, not_addressed};
pub use conflict::{Conflict, conflict};
pub use course::{Assessed, Course, Severity, plus_months, sobriety_date};
pub use criterion::{Criterion, Met, Taken};
pub use disorder::{Disorder, TobaccoCoding, Withdrawal};
pub use field::ConditionField;
pub use history::{Change, changes};
pub use substance::{MaintenanceAgent, Substance, TobaccoProduct};
