//! Sessions as they were read a moment ago: a device that sends much is looked up once a second, not with every request.

use crate::session::SessionRow;
use record::Digest;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long another server's writing may go unnoticed here. Asking for each request would cost as much as the request.
pub(crate) const RECENT: Duration = Duration::from_secs(1);
/// More sessions than this, and those read longer ago are forgotten.
const MANY: usize = 1024;

/// Where a session lies: its hour, and the hash of its token.
pub(crate) type Place = (i64, Digest);

/// Session rows with the moment they were read.
#[derive(Default)]
pub(crate) struct Recent(Mutex<HashMap<Place, (Instant, SessionRow)>>);

impl Recent {
    /// The row as it stood at most [`RECENT`] ago, if it was read since.
    pub(crate) fn get(&self, place: &Place) -> Option<SessionRow> {
        let rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rows.get(place).filter(|(read, _)| read.elapsed() < RECENT).map(|(_, row)| row.clone())
    }

    /// What was read, or written, at `read`.
    pub(crate) fn keep(&self, place: Place, read: Instant, row: SessionRow) {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rows.len() >= MANY {
            rows.retain(|_, (read, _)| read.elapsed() < RECENT);
        }
        rows.insert(place, (read, row));
    }

    /// The session is over.
    pub(crate) fn forget(&self, place: &Place) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(place);
    }
}
