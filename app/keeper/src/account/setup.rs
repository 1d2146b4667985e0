//! First set-up: the program's keys are made here, and the server is told until it has answered.

use crate::{
    Keeper, Transport, Zone,
    account::account_row,
    account::enroll::{bundle_of, new_account},
    account::input::Findings,
    account::kits::kits_row,
    keeper::Session,
    people::directory::KeeperCheck,
    protocol::{FoundProgram, FoundedKits, Problem, SecretKeyKit, UnconfirmedKits},
    unlocked::Account,
};
use crypto::{Custodian, Keyring, Master, Passphrase, RootKey, SecretKey};
use record::{
    Certificate, Digest, DirectoryEntry, OrgId, PublicKey, Role, Signed, Signer, Statement, Time,
    wire::{ErrorCode, Found, ProgramView},
};
use std::rc::Rc;
use vault::{Clock, NetError, Store};

/// A founding that was sent, with the keys that were made for it. Until the server has answered, nobody knows whether it acted:
/// the same bytes are sent again then, since it takes no second founding, and without these keys nobody could use the first.
pub(crate) struct Founding {
    org: OrgId,
    names: Names,
    secret_key: SecretKey,
    custodian: Custodian,
    root: PublicKey,
    server: PublicKey,
    request: Found,
}

/// What is typed besides the passphrase.
#[derive(Clone, PartialEq, Eq)]
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
        let (founding, master) = self.founding(&program, names, &passphrase, at)?;
        let Founding { org, names, secret_key, custodian, root, server, request } = &*founding;
        match self.api.found(request).await {
            Err(NetError::Refused(ErrorCode::Conflict)) => return Err(founded_meanwhile()),
            other => other?,
        }
        let stored = Account {
            bundle: bundle_of(*org, &request.account),
            secret_key: Some(secret_key.to_text()),
            server: *server,
            program: names.program.clone(),
            waiting: None,
        };
        let keyring = Keyring::open(&request.account.keyring, &master)?;
        let Names { program, name, login, .. } = names.clone();
        let kit = SecretKeyKit { program, name, login, secret_key: secret_key.to_text() };
        let (custodian_identity, custodian_recipient) = (custodian.to_text().to_string(), custodian.recipient().0);
        let device = match account {
            Some(_) => self.vault.device().await?.ok_or(Problem::Damaged)?,
            None => {
                let device = crypto::rng::make_device_id();
                let custodian = Some((custodian_identity.clone(), custodian_recipient.clone()));
                let kits = kits_row(&keyring, &UnconfirmedKits { kit: kit.clone(), custodian })?;
                self.vault.begin(device, vec![account_row(&stored)?, kits]).await?;
                device
            }
        };
        let check = KeeperCheck::new(*root);
        self.vault.keep_directory(&check, &request.directory).await?.map_err(|_| Problem::DirectoryNotBelieved)?;
        self.session.set(Session::None);
        self.enter(stored, device, keyring, master.login_key(), secret_key.clone()).await?;
        self.foundings.take();
        Ok(FoundedKits { kit, custodian_identity, custodian_recipient })
    }

    /// Whether keys that were made here for founding `org` are still here, and the kits not shown yet.
    pub(crate) fn is_founding(&self, org: OrgId) -> bool {
        self.foundings.borrow().iter().any(|kept| kept.org == org)
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
            let master = self.derive(passphrase, &kept.secret_key)?;
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
    let sentence = "A program was set up on this server meanwhile, and there can be only one. Reload this page to sign in, or ask \
                    its administrator for an invitation.";
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
    Ok(Founding { org, names, secret_key, custodian, root: root.public(), server, request })
}
