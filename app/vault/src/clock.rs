//! How far this device's clock can be believed.

use crate::{
    Clock, Durability, Store, Vault, VaultError,
    rows::{ClockRow, meta, put},
    store::Table,
};
use record::{ClockReading, Time};

/// Both clocks, read at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(crate) device: Time,
    pub(crate) steady: i64,
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// What the clock says now, and what is known about it.
    ///
    /// Uncertain when it was set back by more than [`ClockReading::DRIFT`]: against the steady clock, from the furthest it
    /// was ahead of it since the last contact or start, or behind a time it has shown already. Uncertain too while the server
    /// names another time than this device can explain.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn read_clock(&self) -> Result<ClockReading, VaultError> {
        Ok(self.reading(&self.clock_row().await?))
    }

    pub(crate) async fn clock_row(&self) -> Result<ClockRow, VaultError> {
        Ok(self.read(Table::Meta, meta::CLOCK).await?.unwrap_or_default())
    }

    pub(crate) fn reading(&self, row: &ClockRow) -> ClockReading {
        let uncertain = self.was_moved(row) || row.said.is_some();
        ClockReading { device: self.clock.now(), offset: row.offset, uncertain }
    }

    /// Whether the clock was seen to move since the last contact.
    pub(crate) fn was_moved(&self, row: &ClockRow) -> bool {
        let anchor = self.anchor.get();
        let device = self.clock.now();
        let steady = self.clock.steady();
        let ahead = device.since(anchor.device).saturating_sub(steady.saturating_sub(anchor.steady));
        // Most browsers' steady clocks stand still while the machine sleeps. A clock that runs ahead of them has slept or was set
        // forward: without the server nothing tells one from the other, so neither is called moved. The next contact measures
        // the offset anew, and an entry written "after" it was received shows itself. A clock that falls behind was set back,
        // for sleep makes none slower; this is measured from the furthest it was ahead, so that no sleep hides it, and a clock
        // that was set forward is found out when it is put right. A restart begins the measuring anew: what it hides is only
        // what the latest time shown does not give away.
        if ahead > 0 {
            self.anchor.set(Anchor { device, steady });
        }
        let moved = ahead < -ClockReading::DRIFT || device.plus(ClockReading::DRIFT) < row.latest;
        row.moved || moved
    }

    /// The row after a contact at which the server's clock said `server`; the request began at `began`.
    ///
    /// The time that is signed must not follow the server wherever it goes, nor step by step. Another offset than the first is
    /// believed when it is near that one, when it is small, when this device's clock was seen to move, or moved by as much against
    /// the steady clock since. Otherwise the last one stays, and what the server says is kept beside it until a person decides:
    /// [`Self::believe_server_time`].
    pub(crate) fn contact(&self, row: &ClockRow, began: Anchor, server: Time) -> ClockRow {
        let small = |millis: i64| millis.saturating_abs() <= ClockReading::DRIFT;
        let now = self.anchor_now();
        let moved = self.was_moved(row);
        let way_back = now.steady.saturating_sub(began.steady).max(0) / 2;
        let offset = server.plus(way_back).since(now.device);
        let shift = self.believed.get().map(|then| now.device.since(then.device).saturating_sub(now.steady - then.steady));
        let near = |base: i64| small(offset.saturating_sub(base));
        let base = match row.base.or(row.offset) {
            None => Some(offset),
            Some(base) if near(base) => Some(base),
            Some(_) if moved || small(offset) => Some(offset),
            Some(base) => shift.map(|shift| base.saturating_sub(shift)).filter(|base| near(*base)),
        };
        self.anchor.set(now);
        if base.is_some() {
            self.believed.set(Some(now));
            ClockRow { offset: Some(offset), latest: now.device, moved: false, said: None, base }
        } else {
            ClockRow { latest: now.device.max(row.latest), moved: false, said: Some(offset), ..*row }
        }
    }

    /// Takes the server's time for right, because a person has compared it with another clock.
    ///
    /// Fails with [`VaultError`] when the store fails.
    pub async fn believe_server_time(&self) -> Result<(), VaultError> {
        let _chain = self.chain.lock().await;
        let row = self.clock_row().await?;
        let offset = row.said.or(row.offset);
        let row = ClockRow { offset, base: offset, said: None, ..row };
        self.believed.set(Some(self.anchor_now()));
        Ok(self.store.commit(vec![put(Table::Meta, meta::CLOCK.to_vec(), &row)], Durability::Strict).await?)
    }

    pub(crate) fn anchor_now(&self) -> Anchor {
        Anchor { device: self.clock.now(), steady: self.clock.steady() }
    }
}
