//! Signing in, unlocking, locking.

use crate::{
    Keeper, Transport, Zone,
    check::KeeperCheck,
    keeper::Session,
    protocol::{GateState, Me, Problem, SignIn as SignInAsk, Work},
    unlocked::{Account, Unlocked},
};
use crypto::{KdfError, Keyring, Master, Profile, SecretKey, UnlockError, derive_master};
use record::{
    DeviceId,
    wire::{ErrorCode, LoginProof, ProgrammeView, SignIn},
};
use std::{cell::RefCell, collections::HashMap, rc::Rc};
use vault::{Clock, NetError, Store, Table, Write};

const ACCOUNT: &[u8] = b"account";

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::WrongPassphrase => Self::WrongPassphrase,
            UnlockError::Damaged | UnlockError::UnknownVersion => Self::Damaged,
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

pub(crate) fn account_row(account: &Account) -> Result<Write, Problem> {
    let bytes = serde_json::to_vec(account).map_err(|_| Problem::Damaged)?;
    Ok(Write::Put(Table::Account, ACCOUNT.to_vec(), bytes))
}

/// Sign-in names are compared without regard to case and surrounding space.
pub(crate) fn login_of(typed: &str) -> String {
    typed.trim().to_lowercase()
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn account(&self) -> Result<Option<Account>, Problem> {
        let Some(bytes) = self.vault.store().get(Table::Account, ACCOUNT).await.map_err(vault::VaultError::from)? else {
            return Ok(None);
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| Problem::Damaged)
    }

    pub(crate) async fn gate_status(&self) -> Result<GateState, Problem> {
        if let Some(me) = self.unlocked.borrow().as_ref().and_then(|me| me.me()) {
            return Ok(GateState::Unlocked(me));
        }
        let account = self.account().await?;
        let programme = self.api.programme().await;
        let online = !matches!(programme, Err(NetError::Offline));
        let other =
            |account: &Account, view: &ProgrammeView| view.server != account.server || view.org != Some(account.bundle.org);
        self.elsewhere.set(account.iter().zip(&programme).any(|(account, view)| other(account, view)));
        match (account, programme) {
            (Some(account), _) => Ok(GateState::Locked {
                login: account.bundle.login,
                programme: Some(account.programme),
                online,
                waiting: self.vault.status().await?.waiting as u64,
            }),
            (None, Ok(view)) if view.org.is_none() => Ok(GateState::NotFounded),
            (None, view) => Ok(GateState::NobodyHere { programme: view.ok().and_then(|view| view.name), online }),
        }
    }

    pub(crate) fn derive(&self, passphrase: &str, secret_key: &SecretKey) -> Result<Master, Problem> {
        self.progress(Work::DerivingKeys, 0, 0);
        Ok(derive_master(passphrase, secret_key, Profile::CURRENT)?)
    }

    pub(crate) async fn sign_in(&self, ask: SignInAsk) -> Result<Me, Problem> {
        let login = login_of(&ask.login);
        let typed = ask.secret_key.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let typed = typed.map(|text| SecretKey::parse(text).map_err(|_| Problem::MalformedSecretKey)).transpose()?;
        if let Some(mut account) = self.account().await? {
            if account.bundle.login != login {
                return Err(Problem::DeviceTaken);
            }
            if let Some(secret_key) = typed {
                if secret_key.id() != account.bundle.secret_key_id {
                    return Err(Problem::WrongSecretKey);
                }
                account.secret_key = Some(secret_key.to_text());
                let write = account_row(&account)?;
                self.vault.store().commit(vec![write], vault::Durability::Strict).await.map_err(vault::VaultError::from)?;
            }
            return self.unlock(&ask.passphrase).await;
        }
        let secret_key = typed.ok_or(Problem::SecretKeyMissing)?;
        let programme = self.api.programme().await?;
        let challenge = self.api.challenge(&login).await?;
        if challenge.secret_key_id != secret_key.id() {
            return Err(Problem::WrongSecretKey);
        }
        let master = self.derive(&ask.passphrase, &secret_key)?;
        let proof = LoginProof { challenge: challenge.challenge, login: login.clone(), server: programme.server };
        let signature = master.login_key().sign(&proof).signature;
        let bundle = match self.api.sign_in(&SignIn { login, challenge: challenge.challenge, signature }).await {
            // The Secret Key is this account's, so it is the passphrase that is not.
            Err(NetError::Refused(ErrorCode::SignInRefused)) => return Err(Problem::WrongPassphrase),
            Err(NetError::Refused(ErrorCode::NotAllowed)) => return Err(Problem::WaitingForAdministrator),
            other => other?,
        };
        let keyring = Keyring::open(&bundle.keyring, &master)?;
        if keyring.org() != bundle.org || keyring.user() != bundle.user || Some(bundle.org) != programme.org {
            return Err(Problem::OtherServer);
        }
        let account = Account {
            bundle,
            secret_key: Some(secret_key.to_text()),
            server: programme.server,
            programme: programme.name.unwrap_or_default(),
            waiting: None,
        };
        let device = crypto::rng::make_device_id();
        self.vault.begin(device, vec![account_row(&account)?]).await?;
        self.session.set(Session::Open);
        self.enter(account, device, keyring, master, secret_key).await
    }

    pub(crate) async fn unlock(&self, passphrase: &str) -> Result<Me, Problem> {
        let account = self.account().await?.ok_or(Problem::NotFound)?;
        let device = self.vault.device().await?.ok_or(Problem::NotFound)?;
        if self.elsewhere.get() {
            self.gate_status().await?; // perhaps it was put right since
        }
        if self.elsewhere.get() {
            return Err(Problem::OtherServer);
        }
        let stored = account.secret_key.as_deref().ok_or(Problem::SecretKeyMissing)?;
        let secret_key = SecretKey::parse(stored).map_err(|_| Problem::SecretKeyMissing)?;
        if secret_key.id() != account.bundle.secret_key_id {
            return Err(Problem::WrongSecretKey);
        }
        let master = self.derive(passphrase, &secret_key)?;
        let keyring = Keyring::open(&account.bundle.keyring, &master)?;
        if keyring.org() != account.bundle.org || keyring.user() != account.bundle.user {
            return Err(Problem::OtherServer);
        }
        self.session.set(Session::None);
        self.enter(account, device, keyring, master, secret_key).await
    }

    /// From keys to a desk: believes the directory this device keeps, and asks the server only where it must.
    pub(crate) async fn enter(
        &self,
        account: Account,
        device: DeviceId,
        keyring: Keyring,
        master: Master,
        secret_key: SecretKey,
    ) -> Result<Me, Problem> {
        let check = KeeperCheck::new(*keyring.root());
        self.vault.load_directory(&check).await?.map_err(|_| Problem::DirectoryNotBelieved)?;
        let me = Rc::new(Unlocked {
            keyring,
            login: master.login_key(),
            secret_key,
            account,
            device,
            check,
            books: RefCell::new(HashMap::new()),
            opened: RefCell::new(HashMap::new()),
        });
        if me.certificate().is_none() {
            // Nobody has vouched for me yet as far as this device knows: the server may know more.
            let asked = match self.open_session(&me).await {
                Ok(()) => self.run_sync(&me).await,
                refused => refused,
            };
            match asked {
                Err(Problem::Server(ErrorCode::NotAllowed)) if me.waits() => {
                    return Err(Problem::WaitingForAdministrator);
                }
                other => other?,
            }
        }
        let view = me.me().ok_or(Problem::WaitingForAdministrator)?;
        *self.unlocked.borrow_mut() = Some(me);
        Ok(view)
    }

    /// Signs in at the server with the keys in memory, if no session is open.
    pub(crate) async fn open_session(&self, me: &Unlocked) -> Result<(), Problem> {
        let _one_at_a_time = self.signing_in.lock().await;
        if self.session.get() == Session::Open {
            return Ok(());
        }
        let programme = self.api.programme().await?;
        if programme.server != me.account.server || programme.org != Some(me.account.bundle.org) {
            return Err(Problem::OtherServer);
        }
        let login = me.account.bundle.login.clone();
        let challenge = self.api.challenge(&login).await?.challenge;
        let proof = LoginProof { challenge, login: login.clone(), server: me.account.server };
        let signature = me.login.sign(&proof).signature;
        match self.api.sign_in(&SignIn { login, challenge, signature }).await {
            Ok(_) => {
                self.session.set(Session::Open);
                Ok(())
            }
            Err(NetError::Refused(ErrorCode::SignInRefused | ErrorCode::NotAllowed)) if me.waits() => {
                Err(Problem::WaitingForAdministrator)
            }
            Err(NetError::Refused(code @ (ErrorCode::SignInRefused | ErrorCode::NotAllowed))) => {
                self.session.set(Session::Refused);
                Err(Problem::Server(code))
            }
            Err(other) => Err(other.into()),
        }
    }

    pub(crate) async fn lock(&self) -> Result<(), Problem> {
        let was = self.unlocked.borrow_mut().take();
        drop(was);
        if self.session.replace(Session::None) == Session::Open {
            // Without the server the session there ends by itself.
            let _ = self.api.sign_out().await;
        }
        Ok(())
    }

    /// Every signature asks for the passphrase again.
    pub(crate) fn ask_again(&self, me: &Unlocked, passphrase: &str) -> Result<(), Problem> {
        if passphrase.trim().is_empty() {
            return Err(Problem::field("passphrase", "Type your passphrase to sign."));
        }
        let master = self.derive(passphrase, &me.secret_key)?;
        if master.login_key().public() == me.login.public() { Ok(()) } else { Err(Problem::WrongPassphrase) }
    }
}
