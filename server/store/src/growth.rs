//! The directory grows: founding, activating an enrollment, and later changes.

use crate::{
    Administer, AuditAction, Grant, Note, Store, StoreError,
    acceptor::{Growth, Job},
    account, key,
    query::Vars,
    row,
};
use record::{
    DirectoryEntry, PublicKey, Signed, Signer, Statement, Time,
    wire::{EnrollmentState, Found},
};
use surrealdb::types::{Bytes as Blob, SurrealValue};

#[derive(SurrealValue)]
struct ProgramRow {
    root_sealed: Blob,
}

impl Store {
    /// Founds the program with its first administrator. Asked again with the same, it answers the same: the first
    /// answer may have been lost, and the keys that were made for it fit no other founding.
    ///
    /// The caller checked who signed what; the acceptor verifies the entries again as a chain.
    /// Fails with [`StoreError::Conflict`] when there is another program, with [`StoreError::Directory`] when
    /// the entries do not hold.
    pub async fn found(&self, found: &Found, now: Time) -> Result<(), StoreError> {
        let sql = format!("CREATE program:main SET root_sealed = $root_sealed RETURN NONE;\n{}", account::CREATE);
        let vars = Vars::new().set("root_sealed", row::bytes(&found.root_sealed));
        let growth = Growth {
            founding: true,
            entries: found.directory.clone(),
            sql,
            vars: account::vars(vars, &found.account),
            note: Note::new(AuditAction::Founded).by(found.account.user),
            now,
        };
        match self.submit(|reply| Job::Grow(Box::new(growth), reply)).await {
            Err(StoreError::Conflict) if self.was_founded_with(found).await? => Ok(()),
            other => other,
        }
    }

    /// Whether the program was founded with exactly this, and the account is still as it was then.
    ///
    /// Fails with [`StoreError::Database`].
    async fn was_founded_with(&self, found: &Found) -> Result<bool, StoreError> {
        let registry = self.current_registry().await?;
        if found.directory.is_empty() || !registry.entries_after(0).starts_with(&found.directory) {
            return Ok(false);
        }
        let program: Option<ProgramRow> = self.read_row("SELECT * FROM program:main", Vars::new()).await?;
        let same_root = program.is_some_and(|program| *program.root_sealed == *found.root_sealed);
        let account = account::of(found.account.clone());
        Ok(same_root && self.account(&account.login).await? == Some(account))
    }

    /// Makes a waiting enrollment an account, by its certificate.
    ///
    /// Fails with [`StoreError::InvitationEnded`] when nobody waits, with [`StoreError::Mismatch`] when the
    /// certificate is not for the enrolled keys, with [`StoreError::NotAllowed`] when someone else signed,
    /// and with [`StoreError::Conflict`] when the directory went on meanwhile.
    pub async fn activate(
        &self,
        grant: &Grant<Administer>,
        invitation: &PublicKey,
        entry: &Signed<DirectoryEntry>,
        now: Time,
    ) -> Result<(), StoreError> {
        let EnrollmentState::Waiting(enrollment) = self.invitation(invitation, now).await?.state else {
            return Err(StoreError::InvitationEnded);
        };
        let enrollment = enrollment.peek().map_err(|_| StoreError::Damaged)?;
        let Statement::Certified(certificate) = signed_by(grant, entry)? else { return Err(StoreError::Mismatch) };
        let same = certificate.user == enrollment.user
            && certificate.recipient == enrollment.recipient
            && certificate.signing == enrollment.signing;
        if !same {
            return Err(StoreError::Mismatch);
        }
        let sql = "IF (SELECT VALUE state FROM ONLY $invitation) != 'waiting' { THROW 'ended' };
            UPDATE $invitation SET state = 'active' RETURN NONE;\n";
        let growth = Growth {
            founding: false,
            entries: vec![entry.clone()],
            sql: sql.to_owned(),
            vars: Vars::new().set("invitation", key::invitation(invitation)),
            note: Note::new(AuditAction::Activated).by(grant.user()).about(enrollment.user),
            now,
        };
        self.submit(|reply| Job::Grow(Box::new(growth), reply)).await
    }

    /// Appends a revocation, a new certificate of someone who has an account, the program's settings, or a release of the code list.
    ///
    /// Fails with [`StoreError::Mismatch`] for anything else or anyone else, and as [`Self::activate`] does.
    pub async fn append_directory(
        &self,
        grant: &Grant<Administer>,
        entry: &Signed<DirectoryEntry>,
        now: Time,
    ) -> Result<(), StoreError> {
        let (note, user) = match signed_by(grant, entry)? {
            Statement::Founded { .. } => return Err(StoreError::Mismatch),
            Statement::Certified(certificate) => (Note::new(AuditAction::Certified), Some(certificate.user)),
            Statement::Revoked(user) => (Note::new(AuditAction::Revoked), Some(user)),
            Statement::Settings(_) => (Note::new(AuditAction::Settings), None),
            Statement::Codes(_) => (Note::new(AuditAction::Codes), None),
            Statement::Restored { epoch } if epoch != self.epoch() => return Err(StoreError::Mismatch),
            Statement::Restored { .. } => (Note::new(AuditAction::RestoreAcknowledged), None),
        };
        let mut note = note.by(grant.user());
        if let Some(user) = user {
            let registry = self.current_registry().await?;
            let activated = registry.certificate(user).is_some() || registry.has_left(user);
            if !activated || !self.is_person(user).await? {
                return Err(StoreError::Mismatch);
            }
            note = note.about(user);
        }
        let growth = Growth { founding: false, entries: vec![entry.clone()], sql: String::new(), vars: Vars::new(), note, now };
        self.submit(|reply| Job::Grow(Box::new(growth), reply)).await
    }
}

impl Store {
    /// Appends what the program's root signed: somebody who has an account becomes an administrator, where at most one is left. It
    /// comes from the custodian's kit, by the operator's hand; the acceptor verifies the signature and the rule.
    ///
    /// Fails with [`StoreError::Mismatch`] for anything else, with [`StoreError::Directory`] where the root did not sign it or may
    /// not now, and with [`StoreError::Conflict`] when the directory went on since it was signed.
    pub async fn append_by_root(&self, entry: &Signed<DirectoryEntry>, now: Time) -> Result<(), StoreError> {
        let said = entry.peek().map_err(|_| StoreError::Mismatch)?;
        let (Signer::Root, Statement::Certified(certificate)) = (said.signer, said.statement) else {
            return Err(StoreError::Mismatch);
        };
        if !self.is_person(certificate.user).await? {
            return Err(StoreError::Mismatch);
        }
        let note = Note::new(AuditAction::CertifiedByCustodian).about(certificate.user);
        let growth = Growth { founding: false, entries: vec![entry.clone()], sql: String::new(), vars: Vars::new(), note, now };
        self.submit(|reply| Job::Grow(Box::new(growth), reply)).await
    }
}

/// What the entry says, if it says that the caller signed it. The signature itself is checked where it is appended.
fn signed_by(grant: &Grant<Administer>, entry: &Signed<DirectoryEntry>) -> Result<Statement, StoreError> {
    let entry = entry.peek().map_err(|_| StoreError::Mismatch)?;
    if entry.signer != Signer::Administrator(grant.user()) {
        return Err(StoreError::NotAllowed);
    }
    Ok(entry.statement)
}
