//! Episodes of care: admission, transfers between levels of care, discharge and readmission. The profile opens the first episode; a
//! signed readmission opens each later one, in the same chart (clinical reference, sections 1, 13 and 14).
//!
//! Nothing here ends care by itself: a person signs the discharge, and it can be marked as entered in error.

mod content;
mod discharge;
mod event;
mod of_care;

pub use discharge::{Discharge, DischargeKind, GoalProgress};
pub use event::{EpisodeEvent, EpisodeEventKind};
pub use of_care::{EpisodeOfCare, Episodes, Step};
