//! The audit log: append-only rows, each covering the digest of the one before. Who did what when;
//! nothing clinical, no names.

use crate::{Audit, Grant, Store, StoreError, acceptor::Job, counter::Counter, key, query::Vars, row};
use record::{
    Digest, Head, Time, UserId,
    wire::{AuditPage, AuditRow},
};
use surrealdb::types::{Bytes as Blob, RecordId as Key, SurrealValue};

/// How many rows one page or one step of the verification reads.
const PAGE: u64 = 500;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The program was founded.
    Founded,
    /// Someone signed in.
    SignIn,
    /// A sign-in was refused.
    SignInRefused,
    /// Someone tried to sign in more often than is allowed.
    SignInThrottled,
    /// Someone signed out.
    SignedOut,
    /// An invitation was made.
    Invited,
    /// An invitation was withdrawn.
    InvitationWithdrawn,
    /// An invitation was used.
    Enrolled,
    /// An enrollment became an account.
    Activated,
    /// A certificate was replaced.
    Certified,
    /// Someone left.
    Revoked,
    /// The program's settings were changed.
    Settings,
    /// A release of the code list was loaded.
    Codes,
    /// Entries of a record were handed out.
    Pull,
    /// A record was opened.
    Open,
    /// Someone joined a team.
    Admit,
    /// Someone left a team.
    Remove,
    /// A record's key was changed.
    Rotate,
    /// The database was exported.
    Export,
    /// The database was filled from an export.
    Restored,
    /// An administrator acknowledged a restore.
    RestoreAcknowledged,
    /// A device brought back directory entries that a restored database did not have.
    DirectoryReturned,
    /// The custodian's kit signed another administrator.
    CertifiedByCustodian,
    /// Somebody whose access ended handed over what they had signed in a record before.
    DeliveredLate,
    /// Somebody's device brought back their account, which a restored database did not have.
    AccountReturned,
}

impl Action {
    /// As it stands in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Founded => "founded",
            Self::SignIn => "sign_in",
            Self::SignInRefused => "sign_in_refused",
            Self::SignInThrottled => "sign_in_throttled",
            Self::SignedOut => "signed_out",
            Self::Invited => "invited",
            Self::InvitationWithdrawn => "invitation_withdrawn",
            Self::Enrolled => "enrolled",
            Self::Activated => "activated",
            Self::Certified => "certified",
            Self::Revoked => "revoked",
            Self::Settings => "settings_changed",
            Self::Codes => "codes_loaded",
            Self::Pull => "pull",
            Self::Open => "open",
            Self::Admit => "admit",
            Self::Remove => "remove",
            Self::Rotate => "rotate",
            Self::Export => "export",
            Self::Restored => "restored",
            Self::RestoreAcknowledged => "restore_acknowledged",
            Self::DirectoryReturned => "directory_returned",
            Self::CertifiedByCustodian => "certified_by_custodian",
            Self::DeliveredLate => "delivered_late",
            Self::AccountReturned => "account_returned",
        }
    }
}

/// A row before it has its place.
#[derive(Clone)]
pub struct Note {
    action: Action,
    actor: Option<UserId>,
    object: Option<String>,
    subject: Option<UserId>,
}

impl Note {
    /// Something happened.
    pub fn new(action: Action) -> Self {
        Self { action, actor: None, object: None, subject: None }
    }

    /// Someone did it.
    #[must_use]
    pub fn by(self, user: UserId) -> Self {
        Self { actor: Some(user), ..self }
    }

    /// A record or a person it concerned.
    #[must_use]
    pub fn about(self, id: impl std::fmt::Display) -> Self {
        Self { object: Some(id.to_string()), ..self }
    }

    /// A person it concerned, besides the record it is about.
    #[must_use]
    pub fn of(self, user: UserId) -> Self {
        Self { subject: Some(user), ..self }
    }

    /// The row that follows `head`.
    pub(crate) fn follow(self, head: Head, at: Time) -> AuditRow {
        let mut row = AuditRow {
            seq: head.seq + 1,
            at,
            actor: self.actor,
            action: self.action.as_str().to_owned(),
            object: self.object,
            subject: self.subject,
            previous: head.digest,
            digest: Digest::ZERO,
        };
        row.digest = row.covered_digest();
        row
    }
}

#[derive(Clone, SurrealValue)]
pub(crate) struct StoredRow {
    id: Key,
    at: i64,
    actor: Option<String>,
    action: String,
    object: Option<String>,
    subject: Option<String>,
    previous: Blob,
    digest: Blob,
}

impl From<&AuditRow> for StoredRow {
    fn from(row: &AuditRow) -> Self {
        Self {
            id: key::audit(row.seq),
            at: row.at.0,
            actor: row.actor.map(|user| user.to_string()),
            action: row.action.clone(),
            object: row.object.clone(),
            subject: row.subject.map(|user| user.to_string()),
            previous: row::bytes(row.previous.as_bytes()),
            digest: row::bytes(row.digest.as_bytes()),
        }
    }
}

impl StoredRow {
    fn read(self, seq: u64) -> Result<AuditRow, StoreError> {
        if self.id != key::audit(seq) {
            return Err(StoreError::AuditBroken(seq));
        }
        Ok(AuditRow {
            seq,
            at: Time(self.at),
            actor: self.actor.as_deref().map(row::user).transpose()?,
            action: self.action,
            object: self.object,
            subject: self.subject.as_deref().map(row::user).transpose()?,
            previous: row::digest(&self.previous)?,
            digest: row::digest(&self.digest)?,
        })
    }
}

impl Store {
    /// Appends one row; it is on the disk when this returns.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn note(&self, note: Note, now: Time) -> Result<(), StoreError> {
        self.notes(vec![note], now).await
    }

    pub(crate) async fn notes(&self, notes: Vec<Note>, now: Time) -> Result<(), StoreError> {
        self.submit(|reply| Job::Notes(notes, now, reply)).await
    }

    /// The newest rows, or those with numbers below `before`: at most 500, newest first, with how many there are.
    ///
    /// Fails with [`StoreError::AuditBroken`] where a row is missing.
    pub async fn audit_page(&self, _grant: &Grant<Audit>, before: Option<u64>) -> Result<AuditPage, StoreError> {
        let total = Counter::read(self.db()).await?.audit.seq;
        let last = before.map_or(total, |before| total.min(before.saturating_sub(1)));
        let mut rows = self.audit_rows(last.saturating_sub(PAGE), last).await?;
        let there = rows.last().map_or(last.saturating_sub(PAGE), |row| row.seq);
        if there < last {
            return Err(StoreError::AuditBroken(there + 1));
        }
        rows.reverse();
        Ok(AuditPage { total, rows })
    }

    /// Rows with numbers above `after`, up to and with `last`, oldest first.
    async fn audit_rows(&self, after: u64, last: u64) -> Result<Vec<AuditRow>, StoreError> {
        let range = key::range(key::audit(after), key::audit(last));
        let found: Vec<StoredRow> = self.read_rows("SELECT * FROM $range", Vars::new().set("range", range)).await?;
        (after + 1..).zip(found).map(|(seq, row)| row.read(seq)).collect()
    }

    /// Walks the whole log and answers how many rows it has.
    ///
    /// Fails with [`StoreError::AuditBroken`] at the first row that is missing, changed, or not chained to the
    /// one before, and at the end when the log is shorter than it was.
    pub async fn verify_audit(&self) -> Result<u64, StoreError> {
        let end = Counter::read(self.db()).await?.audit;
        let mut head = Head { seq: 0, digest: Digest::ZERO };
        loop {
            let rows = self.audit_rows(head.seq, head.seq.saturating_add(PAGE)).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if row.previous != head.digest || row.digest != row.covered_digest() {
                    return Err(StoreError::AuditBroken(row.seq));
                }
                head = Head { seq: row.seq, digest: row.digest };
                if head.seq == end.seq && head.digest != end.digest {
                    return Err(StoreError::AuditBroken(row.seq));
                }
            }
        }
        if head.seq < end.seq {
            return Err(StoreError::AuditBroken(head.seq + 1));
        }
        Ok(head.seq)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    async fn five() -> Store {
        let store = Store::open("mem://").await.unwrap();
        for _ in 0..5 {
            store.note(Note::new(Action::SignInRefused), Time(1)).await.unwrap();
        }
        assert_eq!(store.verify_audit().await.unwrap(), 5);
        store
    }

    async fn broken_at(sql: &str) -> u64 {
        let store = five().await;
        store.ask(sql, Vars::new()).await.unwrap();
        match store.verify_audit().await {
            Err(StoreError::AuditBroken(seq)) => seq,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_row_that_was_changed_is_found() {
        assert_eq!(broken_at("UPDATE audit:3 SET action = 'sign_in'").await, 3);
        assert_eq!(broken_at("UPDATE audit:3 SET at = 2").await, 3);
        assert_eq!(broken_at("UPDATE audit:3 SET subject = '00000000-0000-0000-0000-000000000007'").await, 3);
        assert_eq!(broken_at("UPDATE audit:3 SET actor = '00000000-0000-0000-0000-000000000007'").await, 3);
    }

    #[tokio::test]
    async fn a_row_that_was_taken_out_is_found() {
        assert_eq!(broken_at("DELETE audit:1").await, 1);
        assert_eq!(broken_at("DELETE audit:3").await, 3);
        assert_eq!(broken_at("DELETE audit:5").await, 5);
        assert_eq!(broken_at("DELETE audit").await, 1);
    }

    #[tokio::test]
    async fn a_row_that_was_written_anew_with_its_digest_is_found_by_the_next() {
        let forged = Note::new(Action::SignIn).follow(Head { seq: 2, digest: Digest::ZERO }, Time(9));
        let store = five().await;
        let previous = store.audit_rows(1, 2).await.unwrap()[0].digest;
        let forged = AuditRow { previous, ..forged };
        let forged = AuditRow { digest: forged.covered_digest(), ..forged };
        let vars = Vars::new().set("row", StoredRow::from(&forged));
        store.ask("UPDATE audit:3 CONTENT $row", vars).await.unwrap();
        assert!(matches!(store.verify_audit().await, Err(StoreError::AuditBroken(4))));
    }

    #[tokio::test]
    async fn a_long_log_is_verified_across_pages() {
        let store = Store::open("mem://").await.unwrap();
        let many = vec![Note::new(Action::Pull); 1203];
        store.notes(many, Time(1)).await.unwrap();
        assert_eq!(store.verify_audit().await.unwrap(), 1203);
        store.ask("UPDATE audit:1100 SET at = 2", Vars::new()).await.unwrap();
        assert!(matches!(store.verify_audit().await, Err(StoreError::AuditBroken(1100))));
    }
}
