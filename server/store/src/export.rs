//! The whole database as SurrealQL text: for backups, and for the custodian's recovery; and back again.

use crate::{
    AuditAction, Note, Store, StoreError,
    query::{Vars, ask, rows},
};
use record::Time;
use std::path::Path;
use surrealdb::{Surreal, engine::any::Any};

impl Store {
    /// Writes everything to `path` as SurrealQL `INSERT`s; bytes are spelled `b"0A1B"`. Embedded databases only.
    /// The audit log says so first, and the export contains that row.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn export(&self, path: &Path, now: Time) -> Result<(), StoreError> {
        self.note(Note::new(AuditAction::Export), now).await?;
        self.db().export(path).await.map_err(StoreError::Database)
    }

    /// Fills the empty database at `url` from an export. The epoch changes, so that devices offer again what the backup
    /// lacks; nobody stays signed in. Until all of it is there, the database cannot be opened.
    ///
    /// Fails with [`StoreError::Conflict`] when the database is not empty, with [`StoreError::Interrupted`] when what is in it
    /// is a part of a backup, and as [`Self::open`] does.
    pub async fn restore(url: &str, path: &Path, now: Time) -> Result<Self, StoreError> {
        let db = Self::connect(url).await?;
        let tables = tables(&db).await?;
        if !tables.is_empty() {
            let interrupted = tables.iter().any(|table| table == RESTORING);
            return Err(if interrupted { StoreError::Interrupted } else { StoreError::Conflict });
        }
        ask(&db, &format!("DEFINE TABLE {RESTORING} SCHEMAFULL PERMISSIONS NONE"), Vars::new()).await?;
        db.import(path).await.map_err(StoreError::Database)?;
        ask(&db, "DELETE epoch, session, challenge RETURN NONE", Vars::new()).await?;
        let store = Self::start(db).await?;
        store.note(Note::new(AuditAction::Restored), now).await?;
        store.ask(&format!("REMOVE TABLE {RESTORING}"), Vars::new()).await?;
        Ok(store)
    }
}

/// A table without rows that stands in the database from before the first row of a restore until after the last.
pub(crate) const RESTORING: &str = "restoring";

/// The tables there are, whoever made them.
pub(crate) async fn tables(db: &Surreal<Any>) -> Result<Vec<String>, StoreError> {
    rows(&mut ask(db, "RETURN object::keys((INFO FOR DB).tables)", Vars::new()).await?, 0)
}
