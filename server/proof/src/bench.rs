//! What this machine does natively: sealing, unlocking, and how many operations a server accepts, durably.
//!
//! Figures go into `{"rows": […]}`, as `cargo xtask bench` reads them.

mod accept;
mod append;
mod author;
mod local;
mod prepare;
mod rules;
mod served;
mod unlock;

use crate::house::HouseError;
use keeper::protocol::Problem;
use serde::Serialize;
use std::{io, path::Path};

pub use prepare::{Prepare, Prepared, prepare};
pub use served::serve;
pub use unlock::unlock_rows;

/// One measure, as `cargo xtask bench` reads it.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured; unique.
    pub measure: String,
    /// The figure.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// The measure it stands beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<String>,
    /// The goal in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Whether it was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
}

impl Row {
    fn new(measure: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { measure: measure.into(), value, unit, compared_with: None, goal: None, met: None }
    }

    fn beside(self, measure: impl Into<String>) -> Self {
        Self { compared_with: Some(measure.into()), ..self }
    }

    fn reaching(self, goal: Goal) -> Self {
        let Goal { least, peer } = goal;
        let words = format!(
            "at least {least} (PouchDB 9 with pouchdb-server 4.2, not synced to disk, same machine, bench/pouchdb: {peer})"
        );
        Self { goal: Some(words), met: Some(self.value >= least), ..self }
    }
}

/// What a measure must reach.
#[derive(Clone, Copy)]
struct Goal {
    least: f64,
    /// What PouchDB 9 with pouchdb-server 4.2 did on the same machine, nothing encrypted or synced to disk.
    peer: f64,
}

/// Everything that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// In the order it was measured.
    pub rows: Vec<Row>,
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// A file, a thread or a process cannot be had.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is no server to measure.
    #[error(transparent)]
    House(#[from] HouseError),
    /// A device could not do something.
    #[error("a device could not go on: {0}")]
    Device(#[from] Problem),
    /// The server was not reached.
    #[error("the server was not reached")]
    Unreached,
    /// The server did not take an operation.
    #[error("the server did not take every operation")]
    NotTaken,
    /// The program exists already.
    #[error("the server has a program already")]
    Founded,
    /// A rule found nothing in the chart it is measured on.
    #[error("what is measured is hollow: {0} finds nothing")]
    Hollow(&'static str),
    /// A thread ended.
    #[error("a thread ended")]
    Ended,
}

impl From<keeper::Unreached> for BenchError {
    fn from(_: keeper::Unreached) -> Self {
        Self::Unreached
    }
}

/// Measures everything; `folder` lies on the disk to measure and is left empty.
///
/// Fails with [`BenchError`].
pub fn run(folder: &Path) -> Result<Figures, BenchError> {
    std::fs::create_dir_all(folder)?;
    let mut rows = local::measure()?;
    let size = author::operation_size()?;
    rows.extend(rules::measure()?);
    rows.extend(append::measure(folder, size)?);
    rows.extend(accept::measure(folder)?);
    rows.extend(unlock::measure(folder)?);
    Ok(Figures { rows })
}
