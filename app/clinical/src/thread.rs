//! The golden thread: from finding to diagnosis to plan to note, nothing may break unseen.
//!
//! Two sides are looked at, [`PlanSide`] and [`NoteSide`], by one set of rules ([`ThreadRules`]). What is found is a
//! [`crate::Finding`], as it is for a form's own checks, so that the page shows one list. It never stops saving; it stops a
//! signature only where the program says so.

mod mention;
mod name;
mod note;
mod plan;
mod prepared;
mod rule;
mod wording;

pub use name::CaseloadNames;
pub use note::NoteSide;
pub use plan::PlanSide;
pub use prepared::{Prepared, Session};
pub use rule::{Rule, RuleNumber, RuleSetting, ThreadRules};
