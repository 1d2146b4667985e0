//! The keeper itself: what it is made of, and which module does which ask.

use crate::{
    protocol::{Answer, Notice, Problem, Request, Work},
    transport::{Api, Transport},
    unlocked::Unlocked,
};
use futures_util::lock::Mutex;
use record::Time;
use serde::Serialize;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use vault::{Clock, Store, StoreError, Vault, VaultError};

/// Where the device is, as far as its clock on the wall goes.
pub trait Zone {
    /// Minutes east of UTC at `at`.
    fn offset_minutes(&self, at: Time) -> i32;
}

/// Everything on this side of the seal.
pub struct Keeper<S, T, C> {
    pub(crate) vault: Vault<S, C>,
    pub(crate) api: Api<T>,
    pub(crate) notify: Rc<dyn Fn(Notice)>,
    pub(crate) unlocked: RefCell<Option<Rc<Unlocked>>>,
    pub(crate) session: Cell<Session>,
    /// Held while signing in: asks that come meanwhile wait for that one session.
    pub(crate) signing_in: Mutex<()>,
    /// Something was written that no sync has looked at yet.
    pub(crate) unsent: Cell<bool>,
    /// The account’s own server did not answer when it was asked last.
    pub(crate) unreached: Cell<bool>,
    /// At this address answers a server that is not the account's own.
    pub(crate) elsewhere: Cell<bool>,
}

/// What is known of the session at the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Session {
    /// Not signed in since the unlock, or it has ended.
    None,
    /// Signed in.
    Open,
    /// The server would not sign this account in.
    Refused,
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Store(StoreError::Exists) => Self::DeviceTaken,
            VaultError::Store(_) => Self::Storage,
            VaultError::NotSetUp => Self::NotFound,
            VaultError::Damaged => Self::Damaged,
        }
    }
}

fn json<R: Serialize>(reply: Result<R, Problem>) -> Answer {
    serde_json::to_value(reply?).map_err(|_| Problem::Damaged)
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// A keeper over a store, a way to the server and a clock; `notify` hears what nobody asked for.
    pub fn new(store: S, transport: T, clock: C, notify: Rc<dyn Fn(Notice)>) -> Self {
        Self {
            vault: Vault::new(store, clock),
            api: Api(Rc::new(transport)),
            notify,
            unlocked: RefCell::new(None),
            session: Cell::new(Session::None),
            signing_in: Mutex::new(()),
            unsent: Cell::new(false),
            unreached: Cell::new(false),
            elsewhere: Cell::new(false),
        }
    }

    /// Does one ask. Several may be under way at once; what belongs together is one commit.
    ///
    /// Fails with the [`Problem`] the desk has words for.
    pub async fn handle(&self, request: Request) -> Answer {
        match request {
            Request::GateStatus(_) => json(self.gate_status().await),
            Request::SignIn(ask) => json(self.sign_in(ask).await),
            Request::Unlock(ask) => json(self.unlock(&ask.passphrase).await),
            Request::FoundProgramme(ask) => json(self.found(ask).await),
            Request::ReadInvitation(ask) => json(self.read_invitation(&ask.code).await),
            Request::EnrolHere(ask) => json(self.enrol(ask).await),
            Request::Lock(_) => json(self.lock().await),
            Request::StripStatus(_) => json(self.strip().await),
            Request::SyncNow(_) => json(self.sync_now().await),
            Request::LoadToday(_) => json(self.today().await),
            Request::LoadCaseload(_) => json(self.caseload().await),
            Request::OpenPatient(ask) => json(self.open_patient(ask.profile).await),
            Request::LoadChart(ask) => json(self.chart(ask.record).await),
            Request::SaveProfile(ask) => json(self.save_profile(ask).await),
            Request::AdmitMember(ask) => json(self.admit(ask.record, ask.member).await),
            Request::RemoveMember(ask) => json(self.remove(ask.record, ask.member).await),
            Request::BeginNote(ask) => json(self.begin_note(ask).await),
            Request::LoadNote(ask) => json(self.note(ask.record, ask.doc).await),
            Request::SaveDraft(ask) => json(self.save_draft(ask).await),
            Request::DropDraft(ask) => json(self.drop_draft(ask.record, ask.doc).await),
            Request::SignNote(ask) => json(self.sign_note(ask).await),
            Request::AmendNote(ask) => json(self.amend_note(ask).await),
            Request::RetractNote(ask) => json(self.retract_note(ask).await),
            Request::AttestNote(ask) => json(self.attest_note(ask).await),
            Request::ReturnNote(ask) => json(self.return_note(ask).await),
            Request::LoadReviews(_) => json(self.reviews().await),
            Request::LoadOutbox(_) => json(self.outbox().await),
            Request::LoadPeople(_) => json(self.people().await),
            Request::InvitePerson(ask) => json(self.invite(ask).await),
            Request::ConfirmEnrolment(ask) => json(self.confirm(ask.key).await),
            Request::WithdrawInvitation(ask) => json(self.withdraw(ask.key).await),
            Request::RevokePerson(ask) => json(self.revoke(ask.user).await),
            Request::LoadAudit(ask) => json(self.audit(ask.after).await),
        }
    }

    /// Whether an ask has written something since this was asked last: whoever runs the keeper then asks for a sync,
    /// without making the person who wrote wait for it.
    pub fn take_unsent(&self) -> bool {
        self.unsent.take()
    }

    /// The vault below; for proofs that look at what a device keeps.
    pub fn vault(&self) -> &Vault<S, C> {
        &self.vault
    }

    pub(crate) fn me(&self) -> Result<Rc<Unlocked>, Problem> {
        self.unlocked.borrow().clone().ok_or(Problem::Locked)
    }

    pub(crate) fn progress(&self, work: Work, done: u64, total: u64) {
        (self.notify)(Notice::Progress { work, done, total });
    }

    /// Now, by the corrected clock.
    pub(crate) async fn now(&self) -> Result<Time, Problem> {
        Ok(self.vault.read_clock().await?.written())
    }
}
