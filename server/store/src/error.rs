//! What can go wrong in the store. Nothing here carries content, names or ids.

use record::DirectoryError;

/// Why the store did not do what was asked. Nothing was changed, unless a variant says otherwise.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Does not exist, or not for this caller.
    #[error("nothing here for this caller")]
    NotFound,
    /// The caller's role does not allow it.
    #[error("the role does not allow this")]
    NotAllowed,
    /// There is no program yet.
    #[error("no program was founded yet")]
    NotFounded,
    /// The name or id is taken, or a chain went on meanwhile.
    #[error("something else came first")]
    Conflict,
    /// The invitation is used, withdrawn or too old.
    #[error("the invitation has ended")]
    InvitationEnded,
    /// The parts of a request contradict each other.
    #[error("the parts do not fit together")]
    Mismatch,
    /// A directory entry is not believed.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// No more is kept for this person.
    #[error("no more is kept for this person")]
    Full,
    /// Another server wrote first, more often than is plausible.
    #[error("retries are used up")]
    Busy,
    /// The acceptor has stopped. What became of the request is unknown; asking again is safe.
    #[error("the acceptor has stopped")]
    Stopped,
    /// A stored row cannot be read.
    #[error("a stored row cannot be read")]
    Damaged,
    /// A migration that ran is not the one in this program, or the database is newer.
    #[error("migration {0} is not the one that ran on this database")]
    Drift(usize),
    /// A restore broke off: only a part of the backup is in here.
    #[error("a restore was interrupted: empty the database's folder and restore again")]
    Interrupted,
    /// The audit log's chain does not hold at this row.
    #[error("the audit log does not hold at row {0}")]
    AuditBroken(u64),
    /// A url the store cannot open.
    #[error("not a database url: use mem://, surrealkv://FOLDER, ws:// or wss://")]
    Address,
    /// The database failed. What became of a write is unknown; asking again is safe.
    #[error("the database failed ({})", .0.kind_str())]
    Database(surrealdb::Error),
    /// A statement found the counter moved by another server; retried inside the store.
    #[error("the counter was moved")]
    Moved,
}

impl StoreError {
    /// Whether something else came first.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }

    /// Whether another process has the embedded database.
    pub fn is_locked(&self) -> bool {
        // The engine has no kind of its own for it.
        matches!(self, Self::Database(error) if error.message().to_lowercase().contains("lock"))
    }

    /// Sorts a database error: conflicts, duplicate ids and our own `THROW`s are typed, the rest is [`Self::Database`].
    pub(crate) fn from_database(error: surrealdb::Error) -> Self {
        if matches!(error.query_details(), Some(surrealdb::types::QueryError::TransactionConflict)) {
            return Self::Busy;
        }
        if error.is_already_exists() {
            return Self::Conflict;
        }
        if error.is_thrown() {
            let word = error.message().rsplit(' ').next().unwrap_or_default();
            match word {
                "moved" => return Self::Moved,
                "ended" => return Self::InvitationEnded,
                "missing" => return Self::NotFound,
                "full" => return Self::Full,
                _ => {}
            }
        }
        Self::Database(error)
    }
}
