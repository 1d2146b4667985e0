//! The plan's laws and tables.

pub mod made;

mod carry_overs;
mod checks;
mod diffs;
mod merges;
mod progress;
mod reviews;
pub mod signatures;
mod templates;
mod threads;
mod versions;
mod words;
