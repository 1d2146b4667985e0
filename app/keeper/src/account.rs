//! Signing in, unlocking, locking.

pub(crate) mod enroll;
pub(crate) mod gate;
pub(crate) mod guess;
pub(crate) mod input;
mod kits;
mod left;
pub(crate) mod passkeys;
pub(crate) mod setup;

use crate::{
    Keeper, Transport, Zone,
    account::gate::ACCOUNT,
    keeper::Session,
    protocol::{GateState, Me, Notice, Problem, SignIn as SignInAsk},
    unlocked::{Account, Unlocked},
};
use crypto::{Keyring, LoginKey, Master, Passphrase, SecretKey};
use record::is_blank;
use record::{
    DeviceId, read_login,
    wire::{AccountAgain, AccountBundle, Ended, ErrorCode, LoginProof, SignIn},
};
use std::rc::Rc;
use vault::{Clock, NetError, Store, Table, Write};

pub(crate) fn account_row(account: &Account) -> Result<Write, Problem> {
    let bytes = serde_json::to_vec(account).map_err(|_| Problem::Damaged)?;
    Ok(Write::Put(Table::Account, ACCOUNT.to_vec(), bytes))
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn sign_in(&self, ask: SignInAsk) -> Result<Me, Problem> {
        // Nobody has a name that cannot be chosen: the server says so of it as of any other.
        let login =
            read_login(&ask.login).map_err(|_| Problem::field("login", "No account has this sign-in name. Check your kit."))?;
        let passphrase = Passphrase::read(&ask.passphrase)?;
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
            let me = self.keys(&passphrase).await?;
            return self.admit_me(me).await;
        }
        let secret_key = typed.ok_or(Problem::SecretKeyMissing)?;
        let program = self.api.program().await?;
        let challenge = self.api.challenge(&login).await?;
        if challenge.secret_key_id != secret_key.id() {
            return Err(Problem::WrongSecretKey);
        }
        let master = self.derive(&passphrase, &secret_key)?;
        let proof = LoginProof { challenge: challenge.challenge, login: login.clone(), server: program.server };
        let signature = master.login_key().sign(&proof).signature;
        let bundle = match self.api.sign_in(&SignIn { login, challenge: challenge.challenge, signature }).await {
            // The Secret Key is this account's, so it is the passphrase that is not.
            Err(NetError::Refused(ErrorCode::SignInRefused)) => return Err(Problem::WrongPassphrase),
            // Only somebody who was certified once and is not any more is refused like this. The root key with which an
            // administrator's word is checked is in the keyring, which is not handed out any more: it stays the server's word.
            Err(NetError::Refused(ErrorCode::NotAllowed)) => return Err(Problem::LeftBefore),
            other => other?,
        };
        // The server took the proof, so the passphrase is right.
        let keyring = Keyring::open(&bundle.keyring, &master).map_err(|_| Problem::NotYourKeys)?;
        if keyring.org() != bundle.org || keyring.user() != bundle.user || Some(bundle.org) != program.org {
            return Err(Problem::OtherServer);
        }
        let account = Account {
            bundle,
            secret_key: Some(secret_key.to_text()),
            server: program.server,
            program: program.name.unwrap_or_default(),
            waiting: None,
        };
        let device = crypto::rng::make_device_id();
        self.vault.begin(device, vec![account_row(&account)?]).await?;
        self.session.set(Session::Open);
        self.enter(account, device, keyring, master.login_key(), secret_key).await
    }

    /// What the gate shows to someone whose keys wait for an administrator: the desk opens by itself once they are signed.
    pub(crate) async fn gate_status_waiting(&self) -> Result<GateState, Problem> {
        let state = self.gate_status().await?;
        let reached = self.answered.borrow().is_some();
        let Some(me) = reached.then(|| self.waiting.take()).flatten() else { return Ok(state) };
        match self.admit_me(me).await {
            Ok(me) => Ok(GateState::Unlocked(me)),
            // Not yet: the passphrase is asked for meanwhile.
            Err(Problem::WaitingForAdministrator | Problem::Offline | Problem::OtherServer | Problem::Server(_)) => Ok(state),
            Err(problem) => Err(problem),
        }
    }

    /// Goes on where the gate could not: with a passphrase beyond ASCII, and with keys that nobody here has vouched for.
    pub(crate) async fn unlock_beyond(&self, passphrase: &str) -> Result<Me, Problem> {
        if Passphrase::plain(passphrase).is_none() {
            let passphrase = Passphrase::read(passphrase)?;
            if let Some(me) = self.unlock_here(&passphrase).await? {
                return Ok(me);
            }
        }
        self.admit_waiting().await
    }

    /// Goes on where [`Self::unlock_here`] could not: the server may know who has vouched.
    async fn admit_waiting(&self) -> Result<Me, Problem> {
        let me = self.waiting.take().ok_or(Problem::WaitingForAdministrator)?;
        self.admit_me(me).await
    }

    /// From keys to a desk: believes the directory this device keeps, and asks the server only where it must.
    pub(crate) async fn enter(
        &self,
        account: Account,
        device: DeviceId,
        keyring: Keyring,
        login: LoginKey,
        secret_key: SecretKey,
    ) -> Result<Me, Problem> {
        self.waiting.take();
        let me = self.hold(account, device, keyring, login, secret_key).await?;
        self.admit_me(me).await
    }

    /// Opens the desk once somebody vouches for these keys; until then they wait, and the gate tries them again.
    async fn admit_me(&self, me: Rc<Unlocked>) -> Result<Me, Problem> {
        if me.certificate().is_none() {
            // Nobody has vouched for me yet as far as this device knows: the server may know more.
            let asked = match self.open_session(&me).await {
                Ok(()) => self.run_sync(&me).await,
                refused => refused,
            };
            match asked {
                // Taken in and out again before this device heard of either: the desk says so.
                Ok(()) | Err(Problem::AccessEnded) => {}
                // Refused at sign-in, as after the invitation was withdrawn: asking each few seconds would not change that.
                Err(refused @ Problem::WaitingForAdministrator) => return Err(refused),
                Err(problem) => {
                    let unsigned = me.waits() && problem == Problem::Server(ErrorCode::NotAllowed);
                    // Also when the certificate has come and the rest has not: the next look finds it.
                    if me.account.waiting.is_some() {
                        *self.waiting.borrow_mut() = Some(me);
                    }
                    return Err(if unsigned { Problem::WaitingForAdministrator } else { problem });
                }
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
        let program = self.api.program().await?;
        if !me.account.is_at(&program) {
            return Err(Problem::OtherServer);
        }
        let mut answer = self.answer_challenge(me).await?;
        if answer == Err(NetError::Refused(ErrorCode::SignInRefused)) && self.bring_account_back(me).await? {
            answer = self.answer_challenge(me).await?;
        }
        match answer {
            Ok(()) => {
                self.session.set(Session::Open);
                Ok(())
            }
            Err(NetError::Refused(ErrorCode::SignInRefused)) if me.waits() => Err(Problem::WaitingForAdministrator),
            Err(NetError::Refused(ErrorCode::NotAllowed)) => {
                self.hear_the_end(me).await?;
                if me.is_over() {
                    self.session.set(Session::Ended);
                    // What cannot be handed over now is at the next contact.
                    let _offered = self.hand_over(me).await;
                    return Err(Problem::AccessEnded);
                }
                if me.waits() {
                    return Err(Problem::WaitingForAdministrator);
                }
                self.session.set(Session::Refused);
                Err(Problem::EndUnsigned)
            }
            Err(NetError::Refused(code @ ErrorCode::SignInRefused)) => {
                self.session.set(Session::Refused);
                Err(Problem::Server(code))
            }
            Err(other) => Err(other.into()),
        }
    }

    async fn answer_challenge(&self, me: &Unlocked) -> Result<Result<(), NetError>, Problem> {
        Ok(self.api.sign_in(&self.proof(me).await?).await.map(drop))
    }

    pub(crate) async fn proof(&self, me: &Unlocked) -> Result<SignIn, Problem> {
        let login = me.account.bundle.login.clone();
        let challenge = self.api.challenge(&login).await?.challenge;
        let signature = me.prove(&LoginProof { challenge, login: login.clone(), server: me.account.server })?;
        Ok(SignIn { login, challenge, signature })
    }

    /// Fetches the directory up to the entry that ended my access. The server's word alone closes no chart; an
    /// administrator's signature does.
    async fn hear_the_end(&self, me: &Unlocked) -> Result<(), Problem> {
        let sign_in = self.proof(me).await?;
        let after = self.vault.directory_head().await?.seq;
        let page = match self.api.ended(&Ended { sign_in, after }).await {
            Err(NetError::Refused(_)) => return Ok(()), // it has nothing to show
            other => other?,
        };
        let known = self.vault.keep_directory(&me.check, &page.entries).await?;
        known.map_err(|_| Problem::DirectoryNotBelieved)?;
        me.caches.forget_all();
        (self.notify)(Notice::Changed);
        Ok(())
    }

    /// The server was perhaps restored to before I joined. My certificate stands as far as this device knows, so it may have
    /// my account back. Says whether it took it.
    async fn bring_account_back(&self, me: &Unlocked) -> Result<bool, Problem> {
        if me.certificate().is_none() {
            return Ok(false);
        }
        let AccountBundle { org, user, login, secret_key_id, keyring } = me.account.bundle.clone();
        let (server, login_key) = (me.account.server, me.login.public());
        let account = me.sign(&AccountAgain { org, server, user, login, login_key, secret_key_id, keyring })?;
        match self.api.account_again(&account).await {
            Ok(()) => Ok(true),
            Err(NetError::Refused(_)) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }

    /// Every signature asks for the passphrase again, or for a touch of a passkey.
    pub(crate) fn ask_again(&self, me: &Unlocked, passphrase: &str) -> Result<(), Problem> {
        if let Some(touched) = me.touch.take(passphrase, self.vault.clock().steady()) {
            return touched;
        }
        if is_blank(passphrase) {
            return Err(Problem::field("passphrase", "Type your passphrase to sign."));
        }
        self.master_of(me, &Passphrase::read(passphrase)?).map(drop)
    }

    /// What the passphrase of whoever is here comes to.
    pub(crate) fn master_of(&self, me: &Unlocked, passphrase: &Passphrase) -> Result<Rc<Master>, Problem> {
        let master = self.derive(passphrase, &me.secret_key)?;
        if master.login_key().public() == me.login.public() { Ok(master) } else { Err(Problem::WrongPassphrase) }
    }
}
