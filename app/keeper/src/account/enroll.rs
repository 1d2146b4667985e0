//! Invitations, from the side of the person whose keys are made; and what that has in common with first set-up.

use crate::{
    Keeper, Transport, Zone,
    account::account_row,
    account::input::Findings,
    account::kits::kits_row,
    keeper::Session,
    protocol::{EnrollHere, OfferView, Problem, SecretKeyKit, UnconfirmedKits},
    unlocked::Account,
};
use crypto::{InviteCode, Keyring, Master, SealError, SecretKey};
use record::{
    OrgId, UserId,
    wire::{AccountBundle, EnrollRequest, Enrollment, ErrorCode, InviteKey, NewAccount, Offer},
};
use vault::{Clock, NetError, Store};

impl From<SealError> for Problem {
    fn from(error: SealError) -> Self {
        match error {
            SealError::TooLarge => Self::field("note", "This is too long to be kept as one document. Split it."),
            SealError::Unwritable | SealError::NotARecipient => Self::Damaged,
        }
    }
}

pub(crate) fn new_account(
    user: UserId,
    login: &str,
    secret_key: &SecretKey,
    master: &Master,
    keyring: &Keyring,
) -> Result<NewAccount, Problem> {
    Ok(NewAccount {
        user,
        login: login.to_owned(),
        login_key: master.login_key().public(),
        secret_key_id: secret_key.id(),
        keyring: keyring.seal(master)?,
    })
}

pub(crate) fn bundle_of(org: OrgId, account: &NewAccount) -> AccountBundle {
    AccountBundle {
        org,
        user: account.user,
        login: account.login.clone(),
        secret_key_id: account.secret_key_id,
        keyring: account.keyring.clone(),
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    async fn offer(&self, code: &str) -> Result<(InviteCode, Offer, record::PublicKey), Problem> {
        let code = InviteCode::parse(code).map_err(|_| Problem::MalformedCode)?;
        let reply = match self.api.offer(&InviteKey { key: code.key() }).await {
            Err(NetError::Refused(ErrorCode::NotFound)) => return Err(Problem::Server(ErrorCode::InvitationEnded)),
            other => other?,
        };
        // Signed with the code's own key: an offer the server made up does not verify.
        let offer = reply.offer.verify(&code.key()).map_err(|_| Problem::DirectoryNotBelieved)?;
        if self.now().await? > offer.expires {
            return Err(Problem::Server(ErrorCode::InvitationEnded));
        }
        Ok((code, offer, reply.server))
    }

    pub(crate) async fn read_invitation(&self, code: &str) -> Result<OfferView, Problem> {
        let (_, offer, _) = self.offer(code).await?;
        Ok(OfferView {
            program: offer.program,
            name: offer.name,
            credential: offer.credential,
            role: offer.role,
            trainee: offer.trainee,
            expires: offer.expires,
        })
    }

    pub(crate) async fn enroll(&self, ask: EnrollHere) -> Result<SecretKeyKit, Problem> {
        if self.account().await?.is_some() {
            return Err(Problem::DeviceTaken);
        }
        let (code, offer, server) = self.offer(&ask.code).await?;
        let mut findings = Findings::default();
        let login = findings.login(&ask.login);
        let passphrase = findings.passphrase(&ask.passphrase, &[&ask.login, &offer.name, &offer.program]);
        findings.done()?;
        let passphrase = passphrase.ok_or(Problem::Damaged)?;
        let user = crypto::rng::make_user_id();
        let secret_key = SecretKey::make();
        let master = self.derive(&passphrase, &secret_key)?;
        let keyring = Keyring::make(offer.org, user, offer.root);
        let account = new_account(user, &login, &secret_key, &master, &keyring)?;
        let enrollment = Enrollment {
            user,
            recipient: keyring.recipient(),
            signing: keyring.public(),
            login_key: account.login_key,
            login: login.clone(),
        };
        let request = EnrollRequest { key: code.key(), enrollment: code.sign_enrollment(&enrollment), account: account.clone() };
        match self.api.enroll(&request).await {
            Err(NetError::Refused(ErrorCode::Conflict)) => {
                return Err(Problem::field("login", "Someone else signs in with this name. Choose another."));
            }
            other => other?,
        }
        let stored = Account {
            bundle: bundle_of(offer.org, &account),
            secret_key: Some(secret_key.to_text()),
            server,
            program: offer.program.clone(),
            waiting: Some(code.key()),
        };
        let device = crypto::rng::make_device_id();
        let kit = SecretKeyKit { program: offer.program, name: offer.name, login, secret_key: secret_key.to_text() };
        let kits = kits_row(&keyring, &UnconfirmedKits { kit: kit.clone(), custodian: None })?;
        self.vault.begin(device, vec![account_row(&stored)?, kits]).await?;
        self.session.set(Session::None);
        // The keys stay in memory until an administrator's device has signed them, so that the desk opens by itself then.
        // Without them the passphrase opens it; the kit must be shown in any case.
        *self.waiting.borrow_mut() = self.hold(stored, device, keyring, master.login_key(), secret_key).await.ok();
        Ok(kit)
    }
}
