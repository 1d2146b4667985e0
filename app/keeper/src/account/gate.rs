//! The half of an account that the gate needs before it opens: who is here, and the keys that a passphrase opens.
//! Nothing here syncs: this much of the keeper is on the device before anything else (see `keeper/worker`).

use crate::{
    Keeper, Transport, Zone,
    account::passkeys::Touch,
    caches::Caches,
    keeper::Session,
    people::directory::KeeperCheck,
    protocol::{GateState, Me, Problem, Work},
    unlocked::{Account, Unlocked},
};
use crypto::{KdfError, Keyring, LoginKey, Master, Passphrase, PassphraseError, SecretKey, UnlockError};
use record::{DeviceId, OrgId, Time, gate::PasskeyWay, wire::ProgramView};
use std::{
    cell::{Cell, OnceCell},
    rc::Rc,
};
use vault::{Clock, Durability, NetError, Store, Table, Write};

/// Where the vault keeps the account.
pub(crate) const ACCOUNT: &[u8] = b"account";

/// Where it keeps [`PassphraseDue`]; nothing is there while there are no passkeys.
pub(crate) const PASSPHRASE_DUE: &[u8] = b"passphrase-due";

/// When the passphrase is asked for in spite of passkeys. The gate opens without what reads the program's settings, so what they
/// say is kept beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PassphraseDue {
    /// From then on.
    pub(crate) at: Time,
    /// How long after it was typed, in milliseconds.
    pub(crate) after: i64,
}

impl PassphraseDue {
    /// Counted from `now`, when it was typed.
    pub(crate) fn typed(now: Time, after: i64) -> Self {
        Self { at: now.plus(after), after }
    }

    pub(crate) fn row(self) -> Write {
        let bytes = [self.at.0.to_be_bytes(), self.after.to_be_bytes()].concat();
        Write::Put(Table::Account, PASSPHRASE_DUE.to_vec(), bytes)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (at, after) = bytes.split_first_chunk()?;
        Some(Self { at: Time(i64::from_be_bytes(*at)), after: i64::from_be_bytes(after.try_into().ok()?) })
    }
}

/// Where the vault keeps the keys of foundings that were sent and not answered.
pub(crate) const FOUNDINGS: &[u8] = b"founding/";

/// Where it keeps those for one program.
pub(crate) fn founding_key(org: OrgId) -> Vec<u8> {
    [FOUNDINGS, org.as_bytes()].concat()
}

/// Whoever is enrolled on this device, before anything is opened.
pub(crate) struct EnrolledHere {
    pub(crate) account: Account,
    device: DeviceId,
    secret_key: SecretKey,
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::WrongPassphrase => Self::WrongPassphrase,
            UnlockError::Damaged | UnlockError::UnknownVersion => Self::Damaged,
        }
    }
}

impl From<PassphraseError> for Problem {
    fn from(error: PassphraseError) -> Self {
        match error {
            PassphraseError::Empty => Self::field("passphrase", "Type your passphrase."),
            // Nobody could have chosen it.
            PassphraseError::Character => Self::WrongPassphrase,
        }
    }
}

impl From<KdfError> for Problem {
    fn from(error: KdfError) -> Self {
        match error {
            KdfError::Memory => Self::Storage,
            KdfError::TooLong => Self::field("passphrase", "This passphrase is too long."),
        }
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn account(&self) -> Result<Option<Account>, Problem> {
        let Some(bytes) = self.vault.store().get(Table::Account, ACCOUNT).await.map_err(vault::VaultError::from)? else {
            return Ok(None);
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| Problem::Damaged)
    }

    /// What the gate shows, as far as this device knows and the server says soon.
    pub(crate) async fn gate_status(&self) -> Result<GateState, Problem> {
        if let Some(me) = self.unlocked.borrow().as_ref().and_then(|me| me.me()) {
            return Ok(GateState::Unlocked(me));
        }
        let account = self.account().await?;
        let program = self.api.program_soon().await;
        let online = !matches!(program, Err(NetError::Offline));
        *self.answered.borrow_mut() = program.as_ref().ok().cloned();
        // The set-up goes on where it was: its keys are here, and its kits were not shown.
        let founding = match (&account, &program) {
            (Some(account), _) => self.is_founding(account.bundle.org),
            (None, Ok(ProgramView { org: Some(org), .. })) => self.is_founding(*org) || self.has_kept_founding(*org).await?,
            (None, Ok(_)) => true,
            (None, Err(_)) => false,
        };
        match (account, program) {
            _ if founding => Ok(GateState::NotFounded),
            (Some(account), _) => Ok(GateState::Locked {
                login: account.bundle.login,
                program: Some(account.program),
                online,
                waiting: self.vault.unsent_count().await? as u64,
                passkeys: self.passkey_way().await?,
            }),
            (None, view) => Ok(GateState::NobodyHere { program: view.ok().and_then(|view| view.name), online }),
        }
    }

    /// Whether a passkey opens this device. No more is read of them here: the gate is on the device before the rest.
    pub(crate) async fn passkey_way(&self) -> Result<PasskeyWay, Problem> {
        Ok(match self.passphrase_due().await? {
            None => PasskeyWay::None,
            Some(due) if self.now().await? < due.at => PasskeyWay::Open,
            Some(_) => PasskeyWay::PassphraseDue,
        })
    }

    /// When the passphrase is asked for in spite of passkeys; `None` while there are none.
    pub(crate) async fn passphrase_due(&self) -> Result<Option<PassphraseDue>, Problem> {
        let kept = self.vault.store().get(Table::Account, PASSPHRASE_DUE).await.map_err(vault::VaultError::from)?;
        kept.map(|bytes| PassphraseDue::read(&bytes).ok_or(Problem::Damaged)).transpose()
    }

    /// Counts from now: the passphrase was typed and is right.
    async fn count_anew(&self) -> Result<(), Problem> {
        let Some(due) = self.passphrase_due().await? else { return Ok(()) };
        let row = PassphraseDue::typed(self.now().await?, due.after).row();
        Ok(self.vault.store().commit(vec![row], Durability::Strict).await.map_err(vault::VaultError::from)?)
    }

    /// Whether keys for founding this program were kept here by an earlier visit.
    async fn has_kept_founding(&self, org: OrgId) -> Result<bool, Problem> {
        let kept = self.vault.store().get(Table::Account, &founding_key(org)).await.map_err(vault::VaultError::from)?;
        Ok(kept.is_some())
    }

    /// Whether at this address answers a server that is not the account's own, as far as the gate knows.
    fn elsewhere(&self, account: &Account) -> bool {
        self.answered.borrow().as_ref().is_some_and(|program| !account.is_at(program))
    }

    pub(crate) fn derive(&self, passphrase: &Passphrase, secret_key: &SecretKey) -> Result<Rc<Master>, Problem> {
        self.progress(Work::DerivingKeys, 0, 0);
        Ok((self.derivation)(passphrase, secret_key)?)
    }

    /// Opens the desk as far as this device can alone. `None`: the keys are there, and nobody has vouched for them yet as far
    /// as this device knows; they wait for [`Self::admit_waiting`].
    pub(crate) async fn unlock_here(&self, passphrase: &Passphrase) -> Result<Option<Me>, Problem> {
        let me = self.keys(passphrase).await?;
        Ok(self.seat(me))
    }

    /// Puts keys where the desk finds them; where nobody has vouched for them yet, where they wait.
    pub(crate) fn seat(&self, me: Rc<Unlocked>) -> Option<Me> {
        let view = me.me();
        let place = if view.is_some() { &self.unlocked } else { &self.waiting };
        *place.borrow_mut() = Some(me);
        view
    }

    /// The keys that the passphrase opens.
    pub(crate) async fn keys(&self, passphrase: &Passphrase) -> Result<Rc<Unlocked>, Problem> {
        let here = self.enrolled_here().await?;
        let master = self.derive(passphrase, &here.secret_key)?;
        let keyring = Keyring::open(&here.account.bundle.keyring, &master)?;
        let me = self.hold_here(here, keyring, master.login_key()).await?;
        // A full disk locks nobody out: it is asked for again the sooner.
        let _counted = self.count_anew().await;
        Ok(me)
    }

    /// Who is enrolled on this device, where it is at its own server.
    pub(crate) async fn enrolled_here(&self) -> Result<EnrolledHere, Problem> {
        let account = self.account().await?.ok_or(Problem::NotFound)?;
        let device = self.vault.device().await?.ok_or(Problem::NotFound)?;
        if self.elsewhere(&account) {
            self.gate_status().await?; // perhaps it was put right since
        }
        if self.elsewhere(&account) {
            return Err(Problem::OtherServer);
        }
        let stored = account.secret_key.as_deref().ok_or(Problem::SecretKeyMissing)?;
        let secret_key = SecretKey::parse(stored).map_err(|_| Problem::SecretKeyMissing)?;
        if secret_key.id() != account.bundle.secret_key_id {
            return Err(Problem::WrongSecretKey);
        }
        Ok(EnrolledHere { account, device, secret_key })
    }

    /// Their keys in memory, where they are theirs.
    pub(crate) async fn hold_here(&self, here: EnrolledHere, keyring: Keyring, login: LoginKey) -> Result<Rc<Unlocked>, Problem> {
        let EnrolledHere { account, device, secret_key } = here;
        if keyring.org() != account.bundle.org || keyring.user() != account.bundle.user {
            return Err(Problem::OtherServer);
        }
        self.session.set(Session::None);
        self.waiting.take();
        self.hold(account, device, keyring, login, secret_key).await
    }

    /// The keys in memory, with the directory that this device keeps.
    pub(crate) async fn hold(
        &self,
        account: Account,
        device: DeviceId,
        keyring: Keyring,
        login: LoginKey,
        secret_key: SecretKey,
    ) -> Result<Rc<Unlocked>, Problem> {
        let check = KeeperCheck::new(*keyring.root());
        self.vault.load_directory(&check).await?.map_err(|_| Problem::DirectoryNotBelieved)?;
        self.vault.remember().await?;
        Ok(Rc::new(Unlocked {
            snapshot_key: keyring.snapshot_key(device),
            keyring,
            login,
            secret_key,
            account,
            device,
            check,
            caches: Caches::default(),
            ended: Cell::new(false),
            opened_by: OnceCell::new(),
            touch: Touch::default(),
        }))
    }

    /// Forgets every key. What was under way may hold them until it ends, and signs nothing more with them; answers that the
    /// server still owes are not heard. Drafts that were on their way to the disk are there when this returns.
    pub(crate) async fn lock(&self) -> Result<(), Problem> {
        for me in [self.unlocked.take(), self.waiting.take()].into_iter().flatten() {
            me.ended.set(true);
        }
        self.api.hang_up();
        self.saving.settled().await;
        if self.session.replace(Session::None) == Session::Open {
            // Without the server the session there ends by itself.
            let _ = self.api.sign_out().await;
        }
        Ok(())
    }
}
