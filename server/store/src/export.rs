//! The whole database as SurrealQL text: for backups, and for the custodian's recovery; and back again.

use crate::{
    AuditAction, Note, Store, StoreError,
    query::{Vars, ask, rows},
};
use record::Time;
use std::path::Path;
use surrealdb::types::Value;

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
    /// lacks; nobody stays signed in.
    ///
    /// Fails with [`StoreError::Conflict`] when the database is not empty, and as [`Self::open`] does.
    pub async fn restore(url: &str, path: &Path, now: Time) -> Result<Self, StoreError> {
        let db = Self::connect(url).await?;
        let mut results = ask(&db, "RETURN object::keys((INFO FOR DB).tables)", Vars::new()).await?;
        if !rows::<Value>(&mut results, 0)?.is_empty() {
            return Err(StoreError::Conflict);
        }
        db.import(path).await.map_err(StoreError::Database)?;
        ask(&db, "DELETE epoch, session, challenge RETURN NONE", Vars::new()).await?;
        let store = Self::start(db).await?;
        store.note(Note::new(AuditAction::Restored), now).await?;
        Ok(store)
    }
}
