//! What the state strip says.

use crate::{
    Clock, Kept, KeyRange, Order, RecordRow, Store, Table, Vault, VaultError,
    rows::{ServerRow, decode, meta},
};
use record::{RecordId, Time};

/// How this device stands to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Operations the server has not answered.
    pub waiting: usize,
    /// When the oldest of them was written.
    pub waiting_since: Option<Time>,
    /// Operations in quarantine.
    pub quarantined: usize,
    /// Operations handed over after the user's access ended.
    pub delivered: usize,
    /// Entries a restored server no longer has.
    pub rewound: usize,
    /// Whether a restored server may lack what this device wrote, and was not offered all of it yet.
    pub offering_again: bool,
    /// Drafts on this device.
    pub drafts: usize,
    /// Records about which the server's word is not believed.
    pub distrusted: Vec<RecordId>,
    /// Whether the last contact reached the server; `None` before the first since the start.
    pub online: Option<bool>,
    /// When everything was last fetched and sent, by the server's clock.
    pub last_sync: Option<Time>,
    /// How far the server's time is from the one this device goes by, where it cannot explain why, in milliseconds.
    pub time_apart: Option<i64>,
    /// The server says that it was restored from a backup, and no administrator has acknowledged it.
    pub unacknowledged: bool,
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// How this device stands to the server.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn status(&self) -> Result<Status, VaultError> {
        let oldest = self.store.range(Table::Outbox, KeyRange::all(), 1, Order::Up).await?;
        let oldest: Option<Kept> = oldest.first().map(|(_, value)| decode(value)).transpose()?;
        let server: Option<ServerRow> = self.read(Table::Meta, meta::SERVER).await?;
        let clock = self.clock_row().await?;
        let distrusted =
            self.record_rows().await?.into_iter().filter(|(_, row)| row.refused.is_some()).map(|(id, _)| id).collect();
        Ok(Status {
            waiting: self.waiting().await?,
            waiting_since: oldest.map(|kept| kept.written),
            quarantined: self.store.count(Table::Quarantine).await?,
            delivered: self.store.count(Table::Delivered).await?,
            rewound: self.store.count(Table::Rewound).await?,
            drafts: self.store.count(Table::Drafts).await?,
            distrusted,
            online: self.online.get(),
            offering_again: server.is_some_and(|row| row.offer_again.is_some()),
            last_sync: server.and_then(|row| row.last_sync),
            unacknowledged: server.is_some_and(|row| row.unacknowledged),
            time_apart: clock.said.map(|said| said.saturating_sub(clock.offset.unwrap_or(0))),
        })
    }

    /// How many operations the server has not answered.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn waiting(&self) -> Result<usize, VaultError> {
        Ok(self.store.count(Table::Outbox).await? + self.brought().await?.len())
    }

    /// How many operations are on this device alone: those that wait, and those the server would not take.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn unsent_count(&self) -> Result<usize, VaultError> {
        Ok(self.waiting().await? + self.store.count(Table::Quarantine).await?)
    }

    /// Every record that was ever pulled, with where it stands.
    pub(crate) async fn record_rows(&self) -> Result<Vec<(RecordId, RecordRow)>, VaultError> {
        let rows = self.store.range(Table::Records, KeyRange::all(), usize::MAX, Order::Up).await?;
        rows.iter().map(|(key, value)| Ok((crate::view::record_id(key, 0)?, decode(value)?))).collect()
    }
}
