//! First set-up: the program's keys are made here, and the server is told until it has answered. They are on the disk before it is
//! told: who closes the page in between goes on at the next visit.

use crate::{
    Keeper, Transport, Zone,
    account::account_row,
    account::enroll::{bundle_of, new_account},
    account::gate::{FOUNDINGS, founding_key},
    account::input::Findings,
    account::kits::kits_row,
    keeper::Session,
    people::directory::KeeperCheck,
    protocol::{FoundProgram, FoundedKits, Problem, SecretKeyKit, UnconfirmedKits},
    unlocked::Account,
};
use crypto::{Custodian, Keyring, Master, Passphrase, RootKey, SecretKey};
use record::{
    Bytes, Certificate, Digest, DirectoryEntry, OrgId, PublicKey, Recipient, Role, Signed, Signer, Statement, Time,
    wire::{ErrorCode, Found, ProgramView},
};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use vault::{Clock, Durability, KeyRange, NetError, Order, Store, Table, VaultError, Write};

/// A founding that was sent, with the keys that were made for it. Until the server has answered, nobody knows whether it acted:
/// the same bytes are sent again then, since it takes no second founding, and without these keys nobody could use the first.
#[derive(Serialize, Deserialize)]
pub(crate) struct Founding {
    org: OrgId,
    names: Names,
    /// The Secret Key, as it is on the device afterwards.
    secret_key: String,
    /// The custodian's identity, sealed to the keyring, which the passphrase opens.
    custodian: Bytes,
    /// Its public half.
    recipient: Recipient,
    root: PublicKey,
    server: PublicKey,
    request: Found,
}

/// What is typed besides the passphrase.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Names {
    program: String,
    name: String,
    credential: String,
    login: String,
}

impl Names {
    /// What was typed, in its one spelling, and the passphrase.
    fn of(ask: &FoundProgram) -> Result<(Self, Passphrase), Problem> {
        let mut findings = Findings::default();
        let program = findings.name("program", &ask.program);
        let name = findings.name("name", &ask.name);
        let credential = findings.credential(&ask.credential);
        let login = findings.login(&ask.login);
        let passphrase = findings.passphrase(&ask.passphrase, &[&ask.login, &ask.name, &ask.program]);
        findings.done()?;
        Ok((Self { program, name, credential, login }, passphrase.ok_or(Problem::Damaged)?))
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn found(&self, ask: FoundProgram) -> Result<FoundedKits, Problem> {
        let (names, passphrase) = Names::of(&ask)?;
        let account = self.account().await?;
        if account.as_ref().is_some_and(|account| !self.is_founding(account.bundle.org)) {
            return Err(Problem::DeviceTaken);
        }
        let (program, at) = (self.api.program().await?, self.now().await?);
        self.recall_foundings().await?;
        let (founding, master) = self.founding(&program, names, &passphrase, at)?;
        self.keep_founding(&founding).await?;
        let Founding { org, names, secret_key, custodian, recipient, root, server, request } = &*founding;
        match self.api.found(request).await {
            Err(NetError::Refused(ErrorCode::Conflict)) => return Err(founded_meanwhile()),
            other => other?,
        }
        let stored = Account {
            bundle: bundle_of(*org, &request.account),
            secret_key: Some(secret_key.clone()),
            server: *server,
            program: names.program.clone(),
            waiting: None,
        };
        let keyring = Keyring::open(&request.account.keyring, &master)?;
        let Names { program, name, login, .. } = names.clone();
        let kit = SecretKeyKit { program, name, login, secret_key: secret_key.clone() };
        let identity = keyring.open_own(custodian).map_err(|_| Problem::Damaged)?;
        let custodian_identity = String::from_utf8(identity.to_vec()).map_err(|_| Problem::Damaged)?;
        let custodian_recipient = recipient.0.clone();
        let device = match account {
            Some(_) => self.vault.device().await?.ok_or(Problem::Damaged)?,
            None => {
                let device = crypto::rng::make_device_id();
                let custodian = Some((custodian_identity.clone(), custodian_recipient.clone(), root.to_string()));
                let kits = kits_row(&keyring, &UnconfirmedKits { kit: kit.clone(), custodian })?;
                let mut writes = vec![account_row(&stored)?, kits];
                writes.extend(self.foundings.borrow().iter().map(|kept| Write::Delete(Table::Account, founding_key(kept.org))));
                self.vault.begin(device, writes).await?;
                device
            }
        };
        let check = KeeperCheck::new(*root);
        self.vault.keep_directory(&check, &request.directory).await?.map_err(|_| Problem::DirectoryNotBelieved)?;
        self.session.set(Session::None);
        let secret_key = SecretKey::parse(secret_key).map_err(|_| Problem::Damaged)?;
        self.enter(stored, device, keyring, master.login_key(), secret_key).await?;
        self.foundings.take();
        Ok(FoundedKits { kit, custodian_identity, custodian_recipient, root: root.to_string() })
    }

    /// Whether keys that were made here for founding `org` are still here, and the kits not shown yet.
    pub(crate) fn is_founding(&self, org: OrgId) -> bool {
        self.foundings.borrow().iter().any(|kept| kept.org == org)
    }

    /// Takes in what an earlier visit sent and got no answer to.
    async fn recall_foundings(&self) -> Result<(), Problem> {
        let rows = self.vault.store().range(Table::Account, KeyRange::prefix(FOUNDINGS), usize::MAX, Order::Up).await;
        for (_, value) in rows.map_err(VaultError::from)? {
            let kept: Founding = serde_json::from_slice(&value).map_err(|_| Problem::Damaged)?;
            if !self.is_founding(kept.org) {
                self.foundings.borrow_mut().push(Rc::new(kept));
            }
        }
        Ok(())
    }

    /// On the disk before the server is told. In the clear is what is on the device afterwards as well.
    async fn keep_founding(&self, founding: &Founding) -> Result<(), Problem> {
        let bytes = serde_json::to_vec(founding).map_err(|_| Problem::Damaged)?;
        let write = Write::Put(Table::Account, founding_key(founding.org), bytes);
        Ok(self.vault.store().commit(vec![write], Durability::Strict).await.map_err(VaultError::from)?)
    }

    /// What to send: what was sent before, if the server has taken it or the same was typed again; else something new.
    fn founding(
        &self,
        program: &ProgramView,
        names: Names,
        passphrase: &Passphrase,
        at: Time,
    ) -> Result<(Rc<Founding>, Rc<Master>), Problem> {
        let fits = |kept: &&Rc<Founding>| match program.org {
            Some(org) => kept.org == org,
            None => kept.names == names && kept.server == program.server,
        };
        let kept = self.foundings.borrow().iter().rev().find(fits).cloned();
        if let Some(kept) = kept {
            let secret_key = SecretKey::parse(&kept.secret_key).map_err(|_| Problem::Damaged)?;
            let master = self.derive(passphrase, &secret_key)?;
            if master.login_key().public() == kept.request.account.login_key {
                return Ok((kept, master));
            }
            if program.org.is_some() {
                let sentence = "The program was set up when you pressed before. Type the passphrase you chose then.";
                return Err(Problem::field("passphrase", sentence));
            }
        } else if program.org.is_some() {
            return Err(founded_meanwhile());
        }
        let secret_key = SecretKey::make();
        let master = self.derive(passphrase, &secret_key)?;
        let made = Rc::new(make(names, program.server, secret_key, &master, at)?);
        self.foundings.borrow_mut().push(Rc::clone(&made));
        Ok((made, master))
    }
}

/// Somebody else was first.
fn founded_meanwhile() -> Problem {
    let sentence = "This program was just set up on another device, and a server has only one. Reload this page to sign in, or ask \
                    the administrator for an invitation.";
    Problem::field("program", sentence)
}

fn make(names: Names, server: PublicKey, secret_key: SecretKey, master: &Master, at: Time) -> Result<Founding, Problem> {
    let (org, user) = (crypto::rng::make_org_id(), crypto::rng::make_user_id());
    let (root, custodian) = (RootKey::make(), Custodian::make());
    let keyring = Keyring::make(org, user, root.public());
    let founded =
        Statement::Founded { name: names.program.clone(), root: root.public(), custodian: custodian.recipient(), server };
    let certificate = Certificate {
        user,
        name: names.name.clone(),
        credential: names.credential.clone(),
        role: Role::Administrator,
        trainee: false,
        recipient: keyring.recipient(),
        signing: keyring.public(),
    };
    let mut directory: Vec<Signed<DirectoryEntry>> = Vec::new();
    for (seq, statement) in (1..).zip([founded, Statement::Certified(certificate)]) {
        let previous = directory.last().map_or(Digest::ZERO, Signed::digest);
        directory.push(root.sign(&DirectoryEntry { org, seq, previous, signer: Signer::Root, at, statement }));
    }
    let account = new_account(user, &names.login, &secret_key, master, &keyring)?;
    let root_sealed = root.seal_for(&custodian.recipient())?;
    let request = Found { directory, root_sealed, account };
    let sealed = keyring.seal_own(custodian.to_text().as_bytes()).map_err(|_| Problem::Damaged)?;
    let (secret_key, recipient) = (secret_key.to_text(), custodian.recipient());
    Ok(Founding { org, names, secret_key, custodian: sealed, recipient, root: root.public(), server, request })
}
