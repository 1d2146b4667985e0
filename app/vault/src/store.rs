//! What the vault asks of a place to keep bytes: ordered tables, and commits that are all or nothing.

use std::{rc::Rc, sync::Arc};

/// The tables. One object store each in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// This device: its chain, the server's epoch, cursors, the clock.
    Meta,
    /// The keeper's: account bundle, sealed keyring, pinned root. The vault never reads it.
    Account,
    /// Verified directory entries, by number.
    Directory,
    /// Where each record stands, and how far it was pulled.
    Records,
    /// Where each document stands, by record and document.
    Docs,
    /// Accepted operations with their receipts, by record and number.
    Entries,
    /// The keeper's: record keys as they were handed over.
    Keys,
    /// Where each of this device's operations is, by device sequence.
    Own,
    /// Operations the server has not answered, by device sequence.
    Outbox,
    /// Acknowledged operations that no pull has brought back yet, by device sequence.
    Sent,
    /// Operations that were refused or are damaged, by their id.
    Quarantine,
    /// Entries a restored server no longer has, by their operation's id.
    Rewound,
    /// Operations of the same person's other devices that were brought here to be sent, by device and number.
    Brought,
    /// Operations of somebody whose access ended that were handed over, by device sequence.
    Delivered,
    /// Sealed drafts, by record and document.
    Drafts,
    /// Sealed pages that are no document yet, by a digest of whose and which.
    Forms,
    /// The keeper's: what can be made again, such as a sealed search index.
    Cache,
}

impl Table {
    /// Every table. A browser's database is made from this list; changing it takes a new version there.
    pub const ALL: [Self; 17] = [
        Self::Meta,
        Self::Account,
        Self::Directory,
        Self::Records,
        Self::Docs,
        Self::Entries,
        Self::Keys,
        Self::Own,
        Self::Outbox,
        Self::Sent,
        Self::Quarantine,
        Self::Rewound,
        Self::Brought,
        Self::Delivered,
        Self::Drafts,
        Self::Forms,
        Self::Cache,
    ];

    /// Its name in a browser's database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Account => "account",
            Self::Directory => "directory",
            Self::Records => "records",
            Self::Docs => "docs",
            Self::Entries => "entries",
            Self::Keys => "keys",
            Self::Own => "own",
            Self::Outbox => "outbox",
            Self::Sent => "sent",
            Self::Quarantine => "quarantine",
            Self::Rewound => "rewound",
            Self::Brought => "brought",
            Self::Delivered => "delivered",
            Self::Drafts => "drafts",
            Self::Forms => "forms",
            Self::Cache => "cache",
        }
    }
}

/// One change of a commit.
#[derive(Clone, PartialEq, Eq)]
pub enum Write {
    /// Sets a key, new or not.
    Put(Table, Vec<u8>, Vec<u8>),
    /// Sets a key that must not be there yet; otherwise the whole commit fails with [`StoreError::Exists`].
    Insert(Table, Vec<u8>, Vec<u8>),
    /// Removes a key, there or not.
    Delete(Table, Vec<u8>),
}

impl Write {
    /// The table it changes.
    pub const fn table(&self) -> Table {
        match self {
            Self::Put(table, ..) | Self::Insert(table, ..) | Self::Delete(table, _) => *table,
        }
    }
}

/// When a commit returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Once it is on the disk: for what exists nowhere else.
    Strict,
    /// Once it is with the operating system: for what the server has anyway.
    Relaxed,
}

/// Which end of a range comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest key first.
    Up,
    /// Largest key first.
    Down,
}

/// Keys from `from` (included) up to `to` (not included; `None` is no end), compared byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KeyRange {
    /// The first key that counts.
    pub from: Vec<u8>,
    /// The first key that no longer counts.
    pub to: Option<Vec<u8>>,
}

impl KeyRange {
    /// Every key.
    pub fn all() -> Self {
        Self::default()
    }

    /// From `from` on.
    pub fn starting(from: impl Into<Vec<u8>>) -> Self {
        Self { from: from.into(), to: None }
    }

    /// Keys that begin with `prefix`.
    pub fn prefix(prefix: &[u8]) -> Self {
        let mut to = prefix.to_vec();
        while let Some(last) = to.pop() {
            if let Some(next) = last.checked_add(1) {
                to.push(next);
                return Self { from: prefix.to_vec(), to: Some(to) };
            }
        }
        Self { from: prefix.to_vec(), to: None }
    }

    /// Whether nothing can be in it.
    pub fn is_empty(&self) -> bool {
        self.to.as_ref().is_some_and(|to| *to <= self.from)
    }
}

/// A key and its value.
pub type Row = (Vec<u8>, Vec<u8>);

/// Why nothing was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// An inserted key was there already; nothing of the commit was kept.
    #[error("key exists already")]
    Exists,
    /// The device has no room left; nothing of the commit was kept.
    #[error("no room left on this device")]
    Full,
    /// The connection is gone, also after opening it again.
    #[error("the device's store was closed")]
    Closed,
    /// Another tab holds a newer or older form of this store.
    #[error("another tab holds the store")]
    Blocked,
    /// The browser or the disk refused.
    #[error("the device's store does not work")]
    Failed,
    /// What was kept here is gone: the database was deleted, emptied, or is another one than was opened. Nothing is
    /// read or kept from then on, so that nobody takes an empty store for one in which everything was sent.
    #[error("what this device kept is gone")]
    Lost,
}

/// Where a store keeps the mark that tells it from an empty one made in its place: a row of [`Table::Meta`].
pub const MARK: &[u8] = b"store";

/// An ordered key-value store. [`crate::contract::run`] and [`crate::contract::lost`] say what exactly is asked of it.
pub trait Store {
    /// The value of a key.
    ///
    /// Fails with [`StoreError`] when the store cannot be read.
    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// The values of keys, in their order, as they were at one moment.
    ///
    /// Fails with [`StoreError`] when the store cannot be read.
    async fn get_many(&self, table: Table, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>, StoreError>;

    /// At most `limit` rows of a range.
    ///
    /// Fails with [`StoreError`] when the store cannot be read.
    async fn range(&self, table: Table, range: KeyRange, limit: usize, order: Order) -> Result<Vec<Row>, StoreError>;

    /// How many rows a table has.
    ///
    /// Fails with [`StoreError`] when the store cannot be read.
    async fn count(&self, table: Table) -> Result<usize, StoreError>;

    /// Makes all changes in their order, or none.
    ///
    /// Fails with [`StoreError::Exists`] for an insert over something, with the rest when the store cannot be written.
    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<(), StoreError>;
}

macro_rules! through {
    ($($pointer:ty),*) => {$(
        impl<T: Store> Store for $pointer {
            async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
                (**self).get(table, key).await
            }
            async fn get_many(&self, table: Table, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
                (**self).get_many(table, keys).await
            }
            async fn range(&self, table: Table, range: KeyRange, limit: usize, order: Order) -> Result<Vec<Row>, StoreError> {
                (**self).range(table, range, limit, order).await
            }
            async fn count(&self, table: Table) -> Result<usize, StoreError> {
                (**self).count(table).await
            }
            async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<(), StoreError> {
                (**self).commit(writes, durability).await
            }
        }
    )*};
}

through!(&T, Rc<T>, Arc<T>);
