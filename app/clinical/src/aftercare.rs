//! Aftercare: the continuing-care plan that a client takes along, and the check-ins after discharge (clinical reference, section 13).
//!
//! The plan is begun before discharge and printed for the client in plain words. Contact afterwards follows what the client agreed
//! to; no message says a word about treatment (42 CFR Part 2).

mod check;
mod check_in;
mod content;
mod plan;
mod sentence;
mod words;

pub use check_in::{CheckIn, CheckInDue, CheckInOutcome, CheckInState, UseSince, Wellbeing, Wish, check_ins};
pub use plan::{Appointment, CHECK_IN_DAYS, Consent, ContinuingCare, CopyGiven, CopyPart, MedicationHandOver, Naloxone, Support};
pub use sentence::{CopySentence, OwnSentence, OwnSentences};
pub use words::treatment_words;
