//! The keeper itself: what it is made of, and which module does which ask.

use crate::{
    account::input::judge,
    account::setup::Founding,
    documents::saving::Saving,
    protocol::{DeskAsk, GateAsk, Notice, Problem, Work, answer},
    sync::transport::{Api, Transport},
    unlocked::Unlocked,
};
use crypto::{KdfError, Master, Passphrase, Profile, SecretKey, derive_master};
use futures_util::lock::Mutex;
use record::{Time, wire::ProgramView};
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

/// From passphrase and Secret Key to the master key.
pub type Derivation = fn(&Passphrase, &SecretKey) -> Result<Rc<Master>, KdfError>;

/// Everything on this side of the seal.
pub struct Keeper<S, T, C> {
    pub(crate) vault: Vault<S, C>,
    pub(crate) api: Api<T>,
    pub(crate) notify: Rc<dyn Fn(Notice)>,
    pub(crate) derivation: Derivation,
    pub(crate) unlocked: RefCell<Option<Rc<Unlocked>>>,
    /// The keys of someone enrolled here, while no administrator's device has signed them: the gate opens with them by itself.
    pub(crate) waiting: RefCell<Option<Rc<Unlocked>>>,
    /// Foundings that were sent and not yet answered. In memory alone: the custodian's key is among what they hold.
    pub(crate) foundings: RefCell<Vec<Rc<Founding>>>,
    pub(crate) session: Cell<Session>,
    /// Held while signing in: asks that come meanwhile wait for that one session.
    pub(crate) signing_in: Mutex<()>,
    /// Held while it is looked where a rotation is owed: two looks would both rotate.
    pub(crate) rotating: Mutex<()>,
    /// Drafts on their way to the disk.
    pub(crate) saving: Saving,
    /// Something was written that no sync has looked at yet.
    pub(crate) unsent: Cell<bool>,
    /// The account’s own server did not answer when it was asked last.
    pub(crate) unreached: Cell<bool>,
    /// Why the last sync ended before everything was done, though the server answered.
    pub(crate) stopped: RefCell<Option<Problem>>,
    /// Who answered at this address when the gate looked last, if anybody did.
    pub(crate) answered: RefCell<Option<ProgramView>>,
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
    /// The server says that this person's access has ended.
    Ended,
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Store(StoreError::Exists) => Self::DeviceTaken,
            VaultError::Store(StoreError::Lost) => Self::Lost,
            VaultError::Store(StoreError::Full | StoreError::Closed | StoreError::Blocked | StoreError::Failed) => Self::Storage,
            VaultError::NotSetUp => Self::NotFound,
            VaultError::Damaged => Self::Damaged,
        }
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// A keeper over a store, a way to the server and a clock; `notify` hears what nobody asked for.
    pub fn new(store: S, transport: T, clock: C, notify: Rc<dyn Fn(Notice)>) -> Self {
        Self {
            vault: Vault::new(store, clock),
            api: Api::over(transport),
            notify,
            derivation: |passphrase, secret_key| derive_master(passphrase, secret_key, Profile::CURRENT).map(Rc::new),
            unlocked: RefCell::new(None),
            waiting: RefCell::new(None),
            foundings: RefCell::default(),
            session: Cell::new(Session::None),
            signing_in: Mutex::new(()),
            rotating: Mutex::new(()),
            saving: Saving::default(),
            unsent: Cell::new(false),
            unreached: Cell::new(false),
            stopped: RefCell::new(None),
            answered: RefCell::new(None),
        }
    }

    /// The same with another way to the master key, for proofs in which people type the same passphrase a thousand times: one that
    /// remembers what it has derived. A [`Master`] comes from [`derive_master`] alone, so it cannot be a weaker one.
    #[must_use]
    pub fn deriving(mut self, derivation: Derivation) -> Self {
        self.derivation = derivation;
        self
    }

    /// Does whatever is asked and always answers, both as they travel. Several calls may be under way at once; what
    /// belongs together is one commit.
    pub async fn handle(&self, call: &str) -> String {
        match self.gate(call).await {
            Some(answered) => answered,
            None => self.desk(call).await,
        }
    }

    /// Does what is asked at the gate, as far as this device can alone; where it returns `None`, [`Keeper::desk`] goes on
    /// with the same call.
    pub async fn gate(&self, call: &str) -> Option<String> {
        match GateAsk::read(call)? {
            Ok(GateAsk::GateStatus(_)) if self.waiting.borrow().is_some() => None,
            Ok(GateAsk::GateStatus(_)) => Some(answer(&self.gate_status().await)),
            Ok(GateAsk::Unlock(ask)) => {
                // What needs Unicode's tables is the desk's: the gate is on the device before they are.
                let passphrase = Passphrase::plain(&ask.passphrase)?;
                match self.unlock_here(&passphrase).await {
                    Ok(None) => None,
                    Ok(Some(me)) => Some(answer(&Ok(me))),
                    Err(problem) => Some(answer::<()>(&Err(problem))),
                }
            }
            Ok(GateAsk::Lock(_)) => Some(answer(&self.lock().await)),
            Err(problem) => Some(answer::<()>(&Err(problem))),
        }
    }

    /// Does everything else.
    pub async fn desk(&self, call: &str) -> String {
        match GateAsk::read(call) {
            Some(Ok(GateAsk::GateStatus(_))) => return answer(&self.gate_status_waiting().await),
            Some(Ok(GateAsk::Unlock(ask))) => return answer(&self.unlock_beyond(&ask.passphrase).await),
            Some(Ok(GateAsk::Lock(_)) | Err(_)) | None => {}
        }
        let ask = match DeskAsk::read(call) {
            Some(Ok(ask)) => ask,
            Some(Err(_)) | None => return answer::<()>(&Err(Problem::Damaged)),
        };
        if let Ok(me) = self.me() {
            me.use_codes();
        }
        match ask {
            DeskAsk::SignIn(ask) => answer(&self.sign_in(ask).await),
            DeskAsk::FoundProgram(ask) => answer(&self.found(ask).await),
            DeskAsk::ReadInvitation(ask) => answer(&self.read_invitation(&ask.code).await),
            DeskAsk::EnrollHere(ask) => answer(&self.enroll(ask).await),
            DeskAsk::LoadKits(_) => answer(&self.unconfirmed_kits().await),
            DeskAsk::ConfirmKits(_) => answer(&self.confirm_kits().await),
            DeskAsk::ShowSecretKey(ask) => answer(&self.show_secret_key(&ask.passphrase)),
            DeskAsk::UnlockByPasskey(ask) => answer(&self.unlock_by_passkey(ask).await),
            DeskAsk::AskPasskeys(_) => answer(&self.ask_passkeys().await),
            DeskAsk::LoadPasskeys(_) => answer(&self.passkeys().await),
            DeskAsk::AddPasskey(ask) => answer(&self.add_passkey(ask).await),
            DeskAsk::RenamePasskey(ask) => answer(&self.rename_passkey(&ask.credential, &ask.name).await),
            DeskAsk::RemovePasskey(ask) => answer(&self.remove_passkey(&ask.credential).await),
            DeskAsk::TouchPasskey(ask) => answer(&self.touch_passkey(ask).await),
            DeskAsk::WeighPassphrase(ask) => answer(&Ok(judge(&ask.passphrase, &[&ask.login]))),
            DeskAsk::StripStatus(_) => answer(&self.strip().await),
            DeskAsk::SyncNow(_) => answer(&self.sync_now().await),
            DeskAsk::BringIn(ask) => answer(&self.bring_in(&ask.file).await),
            DeskAsk::LoadToday(_) => answer(&self.today().await),
            DeskAsk::LoadCaseload(_) => answer(&self.caseload().await),
            DeskAsk::Open(ask) => answer(&self.open_with(ask.body).await),
            DeskAsk::LoadChart(ask) => answer(&self.chart(ask.record).await),
            DeskAsk::Save(ask) => answer(&self.save(ask).await),
            DeskAsk::AdmitMember(ask) => answer(&self.admit(ask).await),
            DeskAsk::RemoveMember(ask) => answer(&self.remove(ask).await),
            DeskAsk::Begin(ask) => answer(&self.begin(ask.record, ask.body).await),
            DeskAsk::Load(ask) => answer(&self.load(ask.record, ask.doc).await),
            DeskAsk::LoadRows(ask) => answer(&self.rows_of(ask.record, ask.kind).await),
            DeskAsk::SaveDraft(ask) => answer(&self.save_draft(ask.record, ask.doc, ask.body).await),
            DeskAsk::LoadLost(ask) => answer(&self.lost(ask.record, ask.doc).await),
            DeskAsk::LoadBegun(ask) => answer(&self.begun(ask.record, ask.doc).await),
            DeskAsk::SaveForm(ask) => answer(&self.save_form(&ask.form, ask.json).await),
            DeskAsk::LoadForm(ask) => answer(&self.load_form(&ask.form).await),
            DeskAsk::DropForm(ask) => answer(&self.drop_form(&ask.form).await),
            DeskAsk::DropDraft(ask) => answer(&self.drop_draft(ask.record, ask.doc).await),
            DeskAsk::LoadThread(ask) => answer(&self.thread(ask.record).await),
            DeskAsk::Sign(ask) => answer(&self.sign_document(ask).await),
            DeskAsk::Say(ask) => answer(&self.say(ask).await),
            DeskAsk::LoadCodes(ask) => answer(&self.codes(ask.record).await),
            DeskAsk::LoadTeam(ask) => answer(&self.team(ask.record).await),
            DeskAsk::LoadInterventions(_) => answer(&self.interventions().await),
            DeskAsk::LoadIntervention(ask) => answer(&self.intervention(ask.record).await),
            DeskAsk::AdmitPerson(ask) => answer(&self.admit_person(ask).await),
            DeskAsk::Search(ask) => answer(&self.search(ask).await),
            DeskAsk::LoadReviews(_) => answer(&self.reviews().await),
            DeskAsk::LoadLate(_) => answer(&self.late().await),
            DeskAsk::DecideLate(ask) => answer(&self.decide_late(ask).await),
            DeskAsk::LoadOutcomes(_) => answer(&self.outcomes().await),
            DeskAsk::LoadOutbox(_) => answer(&self.outbox().await),
            DeskAsk::AcknowledgeRestore(_) => answer(&self.acknowledge_restore().await),
            DeskAsk::BelieveServerTime(_) => answer(&self.believe_server_time().await),
            DeskAsk::SaveUnsent(ask) => answer(&self.save_unsent(ask.open).await),
            DeskAsk::TakeBack(ask) => answer(&self.take_back(ask.operation).await),
            DeskAsk::Dismiss(ask) => answer(&self.dismiss(ask.operation).await),
            DeskAsk::LoadPeople(_) => answer(&self.people().await),
            DeskAsk::InvitePerson(ask) => answer(&self.invite(ask).await),
            DeskAsk::ConfirmEnrollment(ask) => answer(&self.confirm(ask).await),
            DeskAsk::WithdrawInvitation(ask) => answer(&self.withdraw(ask.key).await),
            DeskAsk::RevokePerson(ask) => answer(&self.revoke(ask).await),
            DeskAsk::LoadSettings(_) => answer(&self.program_settings().await),
            DeskAsk::SaveSettings(ask) => answer(&self.save_settings(ask.settings).await),
            DeskAsk::SaveCodes(ask) => answer(&self.save_codes(ask.update).await),
            DeskAsk::LoadAudit(ask) => answer(&self.audit(ask.before).await),
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
