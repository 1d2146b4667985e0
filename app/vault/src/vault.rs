//! The vault: a store, a clock, and what this device is.

use crate::{
    Clock, Durability, KeyRange, Order, Store, StoreError, Table, Write,
    clock::Anchor,
    rows::{DeviceRow, decode, encode, meta},
    unsent::Mirror,
};
use futures_util::lock::Mutex;
use minicbor::Decode;
use record::{DeviceId, Head, Time};
use std::cell::Cell;

/// Why the vault could not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
    /// This vault belongs to no device yet: [`Vault::begin`] was never called.
    #[error("this device was not set up")]
    NotSetUp,
    /// A row cannot be read.
    #[error("the device's store is damaged")]
    Damaged,
}

/// Everything one device keeps: entries, outbox, drafts.
///
/// Invariant: an operation leaves [`Table::Outbox`], [`Table::Sent`], [`Table::Quarantine`] and [`Table::Rewound`] only in
/// a commit that puts it in another of them, or in [`Table::Entries`] with a receipt the server signed
/// (`tests/vault/never_lost.rs`). Two exceptions are a person's own word: [`Vault::take_back`] and [`Vault::dismiss`].
pub struct Vault<S, C> {
    pub(crate) store: S,
    pub(crate) clock: C,
    pub(crate) anchor: Cell<Anchor>,
    /// Both clocks at the last contact whose time was believed, since the start.
    pub(crate) believed: Cell<Option<Anchor>>,
    /// What the server said the time is when it was asked last, and the steady clock then.
    pub(crate) server_said: Cell<Option<(Time, i64)>>,
    /// Held while the device's chain or the clock's row is read and written.
    pub(crate) chain: Mutex<()>,
    /// Held while a sync runs.
    pub(crate) syncing: Mutex<()>,
    /// Whether the last contact reached the server; `None` before the first.
    pub(crate) online: Cell<Option<bool>>,
    /// What exists on this device alone, in memory.
    pub(crate) mirror: Mirror,
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// A vault over a store. Reads nothing yet.
    pub fn new(store: S, clock: C) -> Self {
        let anchor = Anchor { device: clock.now(), steady: clock.steady() };
        Self {
            store,
            clock,
            anchor: Cell::new(anchor),
            believed: Cell::new(None),
            server_said: Cell::new(None),
            chain: Mutex::new(()),
            syncing: Mutex::new(()),
            online: Cell::new(None),
            mirror: Mirror::default(),
        }
    }

    /// The store below, for the keeper's own tables.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The clock below.
    pub fn clock(&self) -> &C {
        &self.clock
    }

    /// Makes this the vault of `device`, once, together with what the keeper keeps about the account.
    /// A device that has lost its vault takes a new id.
    ///
    /// Fails with [`StoreError::Exists`] when it already belongs to a device.
    pub async fn begin(&self, device: DeviceId, mut also: Vec<Write>) -> Result<(), VaultError> {
        let row = DeviceRow { device, chain: Head::NONE };
        also.push(Write::Insert(Table::Meta, meta::DEVICE.to_vec(), encode(&row)));
        Ok(self.store.commit(also, Durability::Strict).await?)
    }

    /// Which device this is; `None` before [`Self::begin`].
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn device(&self) -> Result<Option<DeviceId>, VaultError> {
        let row: Option<DeviceRow> = self.read(Table::Meta, meta::DEVICE).await?;
        Ok(row.map(|row| row.device))
    }

    /// The end of the directory as it was kept last.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn directory_head(&self) -> Result<Head, VaultError> {
        Ok(self.read(Table::Meta, meta::DIRECTORY).await?.unwrap_or(Head::NONE))
    }

    pub(crate) async fn device_row(&self) -> Result<DeviceRow, VaultError> {
        self.read(Table::Meta, meta::DEVICE).await?.ok_or(VaultError::NotSetUp)
    }

    pub(crate) async fn read<T: for<'b> Decode<'b, ()>>(&self, table: Table, key: &[u8]) -> Result<Option<T>, VaultError> {
        self.store.get(table, key).await?.as_deref().map(decode).transpose()
    }

    pub(crate) async fn read_all<T: for<'b> Decode<'b, ()>>(&self, table: Table) -> Result<Vec<T>, VaultError> {
        let rows = self.store.range(table, KeyRange::all(), usize::MAX, Order::Up).await?;
        rows.iter().map(|(_, value)| decode(value)).collect()
    }
}
