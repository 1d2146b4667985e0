//! Standard instruments: their items, allowed answers, scoring and bands are data (`data/instruments.json`), read by one engine.
//!
//! Scoring rules and bands: clinical reference, sections 8 to 11, 19 and 20; each instrument names its own source.
//! A result keeps the instrument's version, so that a later edition never changes what was found.

mod beyond;
mod change;
mod check;
mod instrument;
mod licensed;
mod population;
mod progress;
mod record;
mod response;
mod risk;
mod rules;
mod schedule;
mod score;
mod series;

pub use beyond::{BEYOND, Multiple, beyond};
pub use change::{Change, change};
pub use check::{MeasureCheck, MeasureProblem};
pub use instrument::{
    AdministeredBy, AnswerSet, Choice, Instrument, Item, Language, Permission, PermissionStatus, Words, instrument,
    instrument_called, instruments,
};
pub use licensed::{Licensed, LicensedTexts};
pub use population::{Course, Population, Tally};
pub(crate) use progress::progress;
pub use progress::{reaches, score_named};
pub use record::{Administration, FilledInBy, Measure};
pub use response::{Answer, InstrumentRef, Response};
pub use risk::{RiskAnswer, RiskJudgment, RiskQuestion, RiskRecord, SafetyStep};
pub use rules::{AlertKind, AlertRule, Band, CheckRule, Cut, HigherIs, Missing, ScoreRule, SexAtBirth};
pub use schedule::{MeasureDue, MeasureSchedule, MeasureSchedules, Occasion, Taken, measure_due};
pub use score::{Outcome, Scored, alerts, leads_to, probable_ptsd, score};
pub use series::{Point, Series, series, two_worse};
