//! How far this device's clock can be believed.

use crate::{
    Clock, Store, Vault, VaultError,
    rows::{ClockRow, meta},
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
    /// was ahead of it since the last contact or start, or behind a time it has shown already.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn read_clock(&self) -> Result<ClockReading, VaultError> {
        Ok(self.reading(&self.clock_row().await?))
    }

    pub(crate) async fn clock_row(&self) -> Result<ClockRow, VaultError> {
        Ok(self.read(Table::Meta, meta::CLOCK).await?.unwrap_or_default())
    }

    pub(crate) fn reading(&self, row: &ClockRow) -> ClockReading {
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
        ClockReading { device, offset: row.offset, uncertain: row.moved || moved }
    }

    /// The row after a contact at which the server's clock said `server`; the request began at `began`.
    pub(crate) fn contact(&self, began: Anchor, server: Time) -> ClockRow {
        let now = Anchor { device: self.clock.now(), steady: self.clock.steady() };
        self.anchor.set(now);
        let way_back = now.steady.saturating_sub(began.steady).max(0) / 2;
        ClockRow { offset: Some(server.plus(way_back).since(now.device)), latest: now.device, moved: false }
    }

    pub(crate) fn anchor_now(&self) -> Anchor {
        Anchor { device: self.clock.now(), steady: self.clock.steady() }
    }
}
