//! The whole database as SurrealQL text: for backups, and for the custodian's recovery.

use crate::{AuditAction, Note, Store, StoreError};
use record::Time;
use std::path::Path;

impl Store {
    /// Writes everything to `path` as SurrealQL `INSERT`s; bytes are spelled `b"0A1B"`. Embedded databases only.
    /// The audit log says so first, and the export contains that row.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn export(&self, path: &Path, now: Time) -> Result<(), StoreError> {
        self.note(Note::new(AuditAction::Export), now).await?;
        self.db().export(path).await.map_err(StoreError::Database)
    }
}
