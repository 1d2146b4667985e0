//! Invitations: offered by an administrator, used once, activated by a certificate.

use crate::{Administer, AuditAction, Grant, Note, Store, StoreError, account, key, query::Vars, row};
use record::{
    PublicKey, Signed, Time,
    wire::{Enrollment, EnrollmentState, InvitationView, Invite, NewAccount},
};
use surrealdb::types::{Bytes as Blob, RecordId as Key, RecordIdKey, SurrealValue};

#[derive(SurrealValue)]
struct InvitationRow {
    id: Key,
    offer: Blob,
    approval: Blob,
    expires: i64,
    state: String,
    enrollment: Option<Blob>,
}

impl InvitationRow {
    fn view(self, now: Time) -> Result<InvitationView, StoreError> {
        let RecordIdKey::String(name) = &self.id.key else { return Err(StoreError::Damaged) };
        let state = match self.state.as_str() {
            "open" if now.0 < self.expires => EnrollmentState::Open,
            "waiting" => EnrollmentState::Waiting(row::from_cbor(self.enrollment.as_ref().ok_or(StoreError::Damaged)?)?),
            "active" => EnrollmentState::Active,
            _ => EnrollmentState::Ended,
        };
        Ok(InvitationView {
            key: PublicKey::from_hex(name).ok_or(StoreError::Damaged)?,
            offer: row::from_cbor(&self.offer)?,
            approval: row::from_cbor(&self.approval)?,
            state,
        })
    }
}

impl Store {
    /// Keeps an invitation until `expires`.
    ///
    /// Fails with [`StoreError::Conflict`] when the key has one.
    pub async fn invite(&self, grant: &Grant<Administer>, invite: &Invite, expires: Time, now: Time) -> Result<(), StoreError> {
        let vars = Vars::new().set("id", key::invitation(&invite.key)).set("offer", row::cbor(&invite.offer));
        let vars = vars.set("approval", row::cbor(&invite.approval)).set("expires", expires.0);
        let sql = "CREATE $id SET offer = $offer, approval = $approval, expires = $expires, state = 'open' RETURN NONE";
        self.ask(sql, vars).await?;
        self.note(Note::new(AuditAction::Invited).by(grant.user()), now).await
    }

    /// Every invitation there was. There are few: one for each person who ever joined.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn invitations(&self, _grant: &Grant<Administer>, now: Time) -> Result<Vec<InvitationView>, StoreError> {
        let found: Vec<InvitationRow> = self.read_rows("SELECT * FROM invitation", Vars::new()).await?;
        found.into_iter().map(|row| row.view(now)).collect()
    }

    /// An invitation as it stands.
    ///
    /// Fails with [`StoreError::NotFound`].
    pub async fn invitation(&self, key: &PublicKey, now: Time) -> Result<InvitationView, StoreError> {
        let vars = Vars::new().set("id", key::invitation(key));
        let found: Option<InvitationRow> = self.read_row("SELECT * FROM $id", vars).await?;
        found.ok_or(StoreError::NotFound)?.view(now)
    }

    /// Uses an invitation: account and waiting enrollment in one transaction.
    ///
    /// Fails with [`StoreError::InvitationEnded`] when it is not open, with [`StoreError::Conflict`] when the
    /// name or id is taken.
    pub async fn enroll(
        &self,
        key: &PublicKey,
        enrollment: &Signed<Enrollment>,
        account: &NewAccount,
        now: Time,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "BEGIN;
            LET $old = (SELECT * FROM ONLY $id);
            IF $old.state != 'open' OR $old.expires <= $now {{ THROW 'ended' }};
            UPDATE $id SET state = 'waiting', enrollment = $enrollment RETURN NONE;
            {}COMMIT;",
            account::CREATE
        );
        let vars = Vars::new().set("id", key::invitation(key)).set("enrollment", row::cbor(enrollment)).set("now", now.0);
        self.ask(&sql, account::vars(vars, account)).await?;
        self.note(Note::new(AuditAction::Enrolled).about(account.user), now).await
    }

    /// Withdraws an invitation that is open or waiting; an account that was waiting goes with it, and its sessions.
    ///
    /// Fails with [`StoreError::InvitationEnded`] when it is neither.
    pub async fn withdraw(&self, grant: &Grant<Administer>, key: &PublicKey, now: Time) -> Result<(), StoreError> {
        let view = self.invitation(key, now).await?;
        let (state, gone, user) = match view.state {
            EnrollmentState::Open => ("open", Vec::new(), None),
            EnrollmentState::Waiting(signed) => {
                let enrollment = signed.peek().map_err(|_| StoreError::Damaged)?;
                ("waiting", vec![key::account(&enrollment.login), key::person(enrollment.user)], Some(enrollment.user))
            }
            EnrollmentState::Active | EnrollmentState::Ended => return Err(StoreError::InvitationEnded),
        };
        let sql = "BEGIN;
            IF (SELECT VALUE state FROM ONLY $id) != $state { THROW 'ended' };
            UPDATE $id SET state = 'ended' RETURN NONE;
            DELETE $gone RETURN NONE;
            COMMIT;";
        let vars = Vars::new().set("id", key::invitation(key)).set("state", state).set("gone", gone);
        self.ask(sql, vars).await?;
        if let Some(user) = user {
            self.end_sessions_of(user).await?;
        }
        self.note(Note::new(AuditAction::InvitationWithdrawn).by(grant.user()), now).await
    }
}
