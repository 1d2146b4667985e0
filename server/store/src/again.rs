//! After a restore from a backup: what devices have and the backup does not. Every entry of the directory is signed by an
//! administrator and names the one before, so it does not matter who carries it back; an account is carried back by its owner.

use crate::{
    AuditAction, Follow, Grant, Note, Store, StoreError,
    acceptor::{Growth, Job},
    account,
    query::Vars,
};
use record::{DirectoryEntry, Signed, Time, wire::NewAccount};

impl Store {
    /// Takes directory entries that follow those it has. Those it has already are passed over.
    ///
    /// Fails with [`StoreError::Directory`] for entries that no device would believe, with [`StoreError::Conflict`] when
    /// they do not continue this directory.
    pub async fn append_again(
        &self,
        grant: &Grant<Follow>,
        entries: &[Signed<DirectoryEntry>],
        now: Time,
    ) -> Result<(), StoreError> {
        let registry = self.current_registry().await?;
        let mut fresh = Vec::new();
        for entry in entries {
            let seq = entry.peek().map_err(|_| StoreError::Mismatch)?.seq;
            if seq > registry.len() {
                fresh.push(entry.clone());
            } else if registry.entries_after(seq.saturating_sub(1)).first() != Some(entry) {
                return Err(StoreError::Conflict);
            }
        }
        if fresh.is_empty() {
            return Ok(());
        }
        let note = Note::new(AuditAction::DirectoryReturned).by(grant.user());
        let growth = Growth { founding: false, entries: fresh, sql: String::new(), vars: Vars::new(), note, now };
        self.submit(|reply| Job::Grow(Box::new(growth), reply)).await
    }

    /// Takes the account of someone whose certificate stands and who has none here. The caller checked that they signed it
    /// with the key of their certificate. The same account again is no failure.
    ///
    /// Fails with [`StoreError::NotAllowed`] where no certificate stands, with [`StoreError::Conflict`] when the person has
    /// another account or the name is someone else's.
    pub async fn account_again(&self, new: &NewAccount, now: Time) -> Result<(), StoreError> {
        if self.current_registry().await?.certificate(new.user).is_none() {
            return Err(StoreError::NotAllowed);
        }
        if let Some(known) = self.account_ever(&new.login).await? {
            return if known == account::of(new.clone()) { Ok(()) } else { Err(StoreError::Conflict) };
        }
        if self.is_person(new.user).await? {
            return Err(StoreError::Conflict);
        }
        self.ask(&format!("BEGIN;\n{}COMMIT;", account::CREATE), account::vars(Vars::new(), new)).await?;
        self.note(Note::new(AuditAction::AccountReturned).about(new.user), now).await
    }
}
