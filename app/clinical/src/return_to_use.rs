//! A return to use: what happened, what came before it, what helped, and what care it calls for.
//!
//! Relapse is a process and a learning experience, not a failure. Nothing here resets, discharges or takes anything away: the
//! classification suggests a level of care and deadlines, a person decides and says why (clinical reference, sections 12 and 19).

mod class;
mod record;
mod signs;

pub use class::{Deadline, EarlierCourse, Fired, LevelOffer, Override, Pattern, ReturnClass, RuleSet, Suggestion, Task, suggest};
pub use record::{Company, FoundBy, LevelDecision, ReturnToUse, SubstanceUsed, SuicideRisk, Trigger};
pub use signs::{Factor, Stage, StageSign};
