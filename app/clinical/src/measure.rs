//! Standard instruments: their items, allowed answers, scoring and bands are data (`data/instruments.json`), read by one engine.
//!
//! Scoring rules and bands: clinical reference, sections 8 to 11, 19 and 20; each instrument names its own source.
//! A result keeps the instrument's version, so that a later edition never changes what was found.

mod change;
mod check;
mod instrument;
mod response;
mod rules;
mod schedule;
mod score;

pub use change::{Change, change};
pub use check::{MeasureCheck, MeasureProblem};
pub use instrument::{
    AdministeredBy, AnswerSet, Choice, Instrument, Item, Language, Permission, PermissionStatus, Words, instrument, instruments,
};
pub use response::{Answer, InstrumentRef, Response};
pub use rules::{AlertKind, Band, Cut, HigherIs, Missing, ScoreRule, SexAtBirth};
pub use schedule::{MeasureDue, MeasureSchedule, Occasion, Taken, measure_due};
pub use score::{Outcome, Scored, alerts, leads_to, probable_ptsd, score};
