//! Sync: send what was written here, fetch what was written elsewhere. No I/O of its own.

mod absorb;
mod brought;
mod compare;
mod directory;
mod mine;
mod offer;
mod pull;
mod push;
mod renew;

use crate::{
    Check, Clock, Distrust, Durability, Net, NetError, Store, StoreError, Table, Vault, VaultError, Write,
    rows::{ServerRow, encode, meta, put},
};
use record::{
    Digest, DirectoryEntry, RecordId, Signed, Statement, Time,
    wire::{Changes, ErrorCode},
};

/// Why a sync ended before everything was done. Nothing is lost by it: the next one goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The server was not reached.
    #[error("offline")]
    Offline,
    /// The session has ended.
    #[error("signed out")]
    SignedOut,
    /// The server refused a request.
    #[error("the server refused")]
    Refused(ErrorCode),
    /// The server's answer cannot be read or makes no sense.
    #[error("the server's answer cannot be read")]
    Malformed,
    /// The server's word about the directory or a receipt is not believed.
    #[error("the server is not believed: {0}")]
    Distrust(Distrust),
    /// The server knows other operations of this device: the device's store was copied.
    #[error("another copy of this device has written")]
    Forked,
    /// The server was restored to before people joined whom this device knows, and did not take back what it lacks. Nothing is
    /// sent until it knows them again.
    #[error("the server's directory is behind this device's")]
    ServerBehind,
}

impl From<NetError> for Stop {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Offline => Self::Offline,
            NetError::SignedOut => Self::SignedOut,
            NetError::Refused(code) => Self::Refused(code),
            NetError::Malformed => Self::Malformed,
        }
    }
}

/// Why there was no sync at all, or the device failed in the middle of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    /// Another sync of this vault is running.
    #[error("a sync is running")]
    Busy,
    /// The vault failed.
    #[error(transparent)]
    Vault(VaultError),
}

impl From<VaultError> for SyncError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

/// What a sync did, and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Report {
    /// Operations the server acknowledged, receipt in hand.
    pub pushed: usize,
    /// Entries that were fetched and believed.
    pub pulled: usize,
    /// Operations the server has not answered.
    pub waiting: usize,
    /// Operations in quarantine.
    pub quarantined: usize,
    /// Whether the server was reached, up to the end.
    pub online: bool,
    /// When everything was last fetched and sent, by the server's clock.
    pub last_sync: Option<Time>,
    /// Why it ended early.
    pub stopped: Option<Stop>,
    /// Records with new entries.
    pub changed: Vec<RecordId>,
    /// Records about which the server's word is not believed, and why.
    pub distrusted: Vec<(RecordId, Distrust)>,
    /// Records in whose team the user no longer is since this sync.
    pub left: Vec<RecordId>,
    /// The directory has new entries.
    pub directory: bool,
}

/// What ends a sync early, inside.
#[derive(Debug)]
pub(crate) enum Halt {
    Stop(Stop),
    Vault(VaultError),
}

impl From<NetError> for Halt {
    fn from(error: NetError) -> Self {
        Self::Stop(error.into())
    }
}

impl From<VaultError> for Halt {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Vault(error.into())
    }
}

impl From<Distrust> for Halt {
    fn from(distrust: Distrust) -> Self {
        Self::Stop(Stop::Distrust(distrust))
    }
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// Sends what waits, then fetches what is new. Whatever the network does in between, calling it again goes on
    /// where it ended; [`Report::stopped`] says why it ended.
    ///
    /// Fails with [`SyncError`] when another sync runs or the store fails.
    pub async fn sync(&self, net: &impl Net, check: &impl Check) -> Result<Report, SyncError> {
        let Some(_only_one) = self.syncing.try_lock() else { return Err(SyncError::Busy) };
        let mut report = Report::default();
        match self.run(net, check, &mut report).await {
            Ok(()) => {}
            Err(Halt::Stop(stop)) => report.stopped = Some(stop),
            Err(Halt::Vault(error)) => return Err(error.into()),
        }
        if report.pushed > 0 || report.pulled > 0 {
            self.remember().await?;
        }
        report.online = report.stopped != Some(Stop::Offline);
        self.online.set(Some(report.online));
        report.waiting = self.waiting().await?;
        report.quarantined = self.store.count(Table::Quarantine).await.map_err(VaultError::from)?;
        report.last_sync = self.server_row().await?.last_sync;
        Ok(report)
    }

    async fn run(&self, net: &impl Net, check: &impl Check, report: &mut Report) -> Result<(), Halt> {
        self.device_row().await?;
        let mut changes = self.ask(net).await?;
        if self.notice_epoch(&changes).await? {
            changes = self.ask(net).await?;
        }
        let mut behind = self.follow_directory(net, check, changes.directory, report).await?;
        if behind {
            behind = !self.return_directory(net, changes.directory).await?;
        }
        self.notice_acknowledgement().await?;
        if !behind && (self.push(net, check, report).await? | self.push_brought(net, check, report).await?) {
            changes = self.ask(net).await?;
            // Someone may have joined between, and written.
            self.follow_directory(net, check, changes.directory, report).await?;
        }
        let complete = self.pull(net, check, &changes, report).await?;
        if behind {
            return Err(Halt::Stop(Stop::ServerBehind));
        }
        if complete {
            let known = self.server_row().await?;
            // What happens meanwhile in a record that is left out is to be listed when it is there again.
            let left_out = report.distrusted.iter().any(|(_, why)| *why == Distrust::LeftOut);
            let change = if left_out { known.change } else { changes.change };
            let row = ServerRow { change, last_sync: Some(changes.now), ..known };
            self.store.commit(vec![put(Table::Meta, meta::SERVER.to_vec(), &row)], Durability::Relaxed).await?;
        }
        Ok(())
    }

    pub(crate) async fn server_row(&self) -> Result<ServerRow, VaultError> {
        Ok(self.read(Table::Meta, meta::SERVER).await?.unwrap_or_default())
    }

    /// Asks for changes since the cursor, and sets the clock's offset.
    async fn ask(&self, net: &impl Net) -> Result<Changes, Halt> {
        let known = self.server_row().await?;
        let began = self.anchor_now();
        // A record that is not believed is to be listed again, also where the cursor has passed it.
        let doubted = self.record_rows().await?.into_iter().filter(|(_, row)| row.refused.is_some());
        let since = doubted.map(|(_, row)| row.change.saturating_sub(1)).fold(known.change, u64::min);
        let changes = net.changes(since).await?;
        // Only a restore takes the number back, and then the epoch is another.
        if known.epoch == Some(changes.server_epoch) && changes.change < known.change {
            return Err(Distrust::Rewound.into());
        }
        self.server_said.set(Some((changes.now, self.clock.steady())));
        let _chain = self.chain.lock().await;
        let row = self.contact(&self.clock_row().await?, began, changes.now);
        self.store.commit(vec![put(Table::Meta, meta::CLOCK.to_vec(), &row)], Durability::Relaxed).await?;
        Ok(changes)
    }

    /// Which life of the server was seen last.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn server_epoch(&self) -> Result<Option<Digest>, VaultError> {
        Ok(self.server_row().await?.epoch)
    }

    /// Looks whether an administrator has signed that they know of the restore.
    async fn notice_acknowledgement(&self) -> Result<(), VaultError> {
        let row = self.server_row().await?;
        if !row.unacknowledged {
            return Ok(());
        }
        let Some(epoch) = row.epoch else { return Ok(()) };
        if self.is_restored_to(epoch).await? {
            let row = ServerRow { unacknowledged: false, ..row };
            self.store.commit(vec![put(Table::Meta, meta::SERVER.to_vec(), &row)], Durability::Strict).await?;
        }
        Ok(())
    }

    /// Whether an administrator has signed that this life of the server began with a restore.
    async fn is_restored_to(&self, epoch: Digest) -> Result<bool, VaultError> {
        let entries: Vec<Signed<DirectoryEntry>> = self.read_all(Table::Directory).await?;
        let says = |entry: &Signed<DirectoryEntry>| matches!(entry.peek().map(|entry| entry.statement), Ok(Statement::Restored { epoch: said }) if said == epoch);
        Ok(entries.iter().any(says))
    }

    /// A server that was restored may lack what it once had: every cursor is doubted, and what this device did is
    /// offered again. Says whether the changes must be asked for anew.
    async fn notice_epoch(&self, changes: &Changes) -> Result<bool, Halt> {
        let row = self.server_row().await?;
        if row.epoch == Some(changes.server_epoch) {
            return Ok(false);
        }
        let restored = row.epoch.is_some();
        let row = ServerRow {
            epoch: Some(changes.server_epoch),
            change: 0,
            offer_again: if restored { Some(0) } else { row.offer_again },
            last_sync: row.last_sync,
            unacknowledged: restored,
        };
        let mut writes = vec![put(Table::Meta, meta::SERVER.to_vec(), &row)];
        if restored {
            for (record, mut row) in self.record_rows().await? {
                row.compare = true;
                writes.push(Write::Put(Table::Records, record.as_bytes().to_vec(), encode(&row)));
            }
        }
        self.store.commit(writes, Durability::Strict).await?;
        Ok(restored)
    }
}
