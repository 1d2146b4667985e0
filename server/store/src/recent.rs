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

/// Session rows with the moment they were read; none for one that was ended here.
#[derive(Default)]
pub(crate) struct Recent(Mutex<HashMap<Place, (Instant, Option<SessionRow>)>>);

impl Recent {
    /// What is known since at most [`RECENT`], and since when: the row, or that the session is over.
    pub(crate) fn get(&self, place: &Place) -> Option<(Instant, Option<SessionRow>)> {
        let rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rows.get(place).filter(|(read, _)| read.elapsed() < RECENT).cloned()
    }

    /// A row as it was read at `read`. What was read before the session was ended here is not kept after it.
    pub(crate) fn keep(&self, place: Place, read: Instant, row: SessionRow) {
        self.know(place, read, Some(row));
    }

    /// The session is over.
    pub(crate) fn end(&self, place: Place) {
        self.know(place, Instant::now(), None);
    }

    /// Every session of this person is over.
    pub(crate) fn end_all_of(&self, user: &str) {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        for known in rows.values_mut().filter(|(_, row)| row.as_ref().is_some_and(|row| row.user == user)) {
            *known = (now, None);
        }
    }

    fn know(&self, place: Place, at: Instant, row: Option<SessionRow>) {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rows.len() >= MANY {
            rows.retain(|_, (read, _)| read.elapsed() < RECENT);
        }
        if rows.get(&place).is_none_or(|(known, _)| *known <= at) {
            rows.insert(place, (at, row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_before_the_end_does_not_come_back() {
        let (recent, place) = (Recent::default(), (1, Digest::ZERO));
        let row = || SessionRow { user: String::new(), started: 0, seen: 0 };
        let read = Instant::now();
        recent.keep(place, read, row());
        assert!(recent.get(&place).is_some_and(|(_, row)| row.is_some()));
        recent.end(place);
        recent.keep(place, read, row());
        assert!(recent.get(&place).is_some_and(|(_, row)| row.is_none()));
    }
}
