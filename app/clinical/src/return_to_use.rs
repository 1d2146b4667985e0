//! A return to use: what happened, what came before it, what helped, and what care it calls for.
//!
//! Relapse is a process and a learning experience, not a failure. Nothing here resets, discharges or takes anything away: the
//! classification suggests a level of care and deadlines, a person decides and says why (clinical reference, sections 12 and 19).
//! What is learned later is said in a statement under it ([`ReturnToUseCorrection`]); the plan is revised in answer to it.

mod check;
mod class;
mod content;
mod correction;
mod course;
mod record;
mod signs;

pub use check::CareDays;
pub use class::{Deadline, Fired, LevelOffer, Override, Pattern, ReturnClass, RuleSet, Suggestion, Task, suggest};
pub use correction::{CorrectionKind, ReturnToUseCorrection};
pub use course::EarlierCourse;
pub use record::{Company, FoundBy, LevelDecision, Period, ReturnToUse, SubstanceUsed, SuicideRisk, Trigger};
pub use signs::{Factor, Stage, StageSign};
