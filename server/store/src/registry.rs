//! The verified directory as the server holds it in memory.

use crate::{
    StoreError, key,
    query::{Vars, ask, rows},
    row::{DirectoryRow, from_cbor},
};
use record::{Certificate, Directory, DirectoryEntry, Head, Signed, UserId};
use surrealdb::{Surreal, engine::any::Any};

/// The directory with its entries.
///
/// Invariant: `directory` is what `entries` verify to; it is `None` exactly when there are none.
#[derive(Clone, Default)]
pub struct Registry {
    entries: Vec<Signed<DirectoryEntry>>,
    directory: Option<Directory>,
}

impl Registry {
    /// The directory.
    ///
    /// Fails with [`StoreError::NotFounded`].
    pub fn directory(&self) -> Result<&Directory, StoreError> {
        self.directory.as_ref().ok_or(StoreError::NotFounded)
    }

    /// Whether there is a program.
    pub fn is_founded(&self) -> bool {
        self.directory.is_some()
    }

    /// Entries with numbers above `after`.
    pub fn entries_after(&self, after: u64) -> &[Signed<DirectoryEntry>] {
        let from = usize::try_from(after).unwrap_or(usize::MAX);
        self.entries.get(from..).unwrap_or_default()
    }

    /// How many entries there are.
    pub fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The certificate that stands for `user`.
    pub fn certificate(&self, user: UserId) -> Option<&Certificate> {
        self.directory.as_ref()?.certificate(user)
    }

    /// Whether `user` was certified once and is not any more.
    pub fn has_left(&self, user: UserId) -> bool {
        self.directory.as_ref().is_some_and(|known| known.certificate(user).is_none() && known.person(user).is_some())
    }

    /// Takes the next entry.
    ///
    /// Fails as [`Directory::append`] does, and is unchanged then.
    pub(crate) fn append(&mut self, entry: &Signed<DirectoryEntry>) -> Result<(), StoreError> {
        match &mut self.directory {
            Some(directory) => directory.append(entry)?,
            None => self.directory = Some(Directory::found(entry, None)?),
        }
        self.entries.push(entry.clone());
        Ok(())
    }

    /// The head, [`Head::NONE`] before the founding.
    pub(crate) fn head(&self) -> Head {
        self.directory.as_ref().map_or(Head::NONE, Directory::head)
    }

    /// Reads what the database has beyond this, up to number `to`.
    pub(crate) async fn catch_up(&mut self, db: &Surreal<Any>, to: u64) -> Result<(), StoreError> {
        let range = key::range(key::directory(self.len()), key::directory(to));
        let mut results = ask(db, "SELECT * FROM $range", Vars::new().set("range", range)).await?;
        let found: Vec<DirectoryRow> = rows(&mut results, 0)?;
        for row in found {
            if row.id != key::directory(self.len() + 1) {
                return Err(StoreError::Damaged);
            }
            self.append(&from_cbor(&row.entry)?)?;
        }
        Ok(())
    }
}
