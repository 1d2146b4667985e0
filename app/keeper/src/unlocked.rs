//! What exists only while unlocked: the secret keys, and what was opened with them.

use crate::{
    account::passkeys::Touch,
    caches::Caches,
    documents::{content::Content, open::Unread},
    people::directory::KeeperCheck,
    protocol::{Me, Problem},
};
use clinical::AuthorLine;
use crypto::{Keyring, LoginKey, SecretKey, SnapshotKey};
use record::{
    Bytes, Certificate, DeviceId, Digest, PublicKey, Signable, Signature, Signed, UserId,
    wire::{AccountBundle, LoginProof, ProgramView},
};
use serde::{Deserialize, Serialize};
use std::{
    cell::{Cell, OnceCell},
    rc::Rc,
};

/// What this device keeps about its account, in the clear but for the sealed keyring. The Secret Key is here
/// because a passphrase alone must not be enough to guess against at the server (architecture, section 3).
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) bundle: AccountBundle,
    pub(crate) secret_key: Option<String>,
    pub(crate) server: PublicKey,
    pub(crate) program: String,
    /// The invitation that was used, until an administrator's device has signed it.
    pub(crate) waiting: Option<PublicKey>,
}

impl Account {
    /// Whether `program` is what this account's own server says of itself.
    pub(crate) fn is_at(&self, program: &ProgramView) -> bool {
        program.server == self.server && program.org == Some(self.bundle.org)
    }
}

/// An entry's content, or why it is not shown.
pub(crate) type OpenedBody = Result<Rc<Content>, Unread>;

/// Everything secret. Dropped on lock.
pub(crate) struct Unlocked {
    pub(crate) keyring: Keyring,
    pub(crate) login: LoginKey,
    pub(crate) secret_key: SecretKey,
    /// Opens what this device keeps of opened records.
    pub(crate) snapshot_key: SnapshotKey,
    pub(crate) account: Account,
    pub(crate) device: DeviceId,
    pub(crate) check: KeeperCheck,
    /// What was opened with them. Dropping it costs time alone.
    pub(crate) caches: Caches,
    /// Locked since: work that was under way may still hold these keys, and signs nothing with them any more.
    pub(crate) ended: Cell<bool>,
    /// The passkey that unlocked, where one did.
    pub(crate) opened_by: OnceCell<Bytes>,
    /// A touch of a passkey that stands for the passphrase in the next signature.
    pub(crate) touch: Touch,
}

impl Unlocked {
    /// Signs as this person.
    ///
    /// Fails with [`Problem::Locked`] after a lock.
    pub(crate) fn sign<T: Signable>(&self, value: &T) -> Result<Signed<T>, Problem> {
        if self.ended.get() { Err(Problem::Locked) } else { Ok(self.keyring.sign(value)) }
    }

    /// Signs a server's challenge.
    ///
    /// Fails with [`Problem::Locked`] after a lock.
    pub(crate) fn prove(&self, proof: &LoginProof) -> Result<Signature, Problem> {
        if self.ended.get() { Err(Problem::Locked) } else { Ok(self.login.sign(proof).signature) }
    }

    pub(crate) fn user(&self) -> UserId {
        self.keyring.user()
    }

    /// My own certificate, if an administrator has signed it and it stands.
    pub(crate) fn certificate(&self) -> Option<(Certificate, Digest)> {
        self.check.directory(|directory| {
            let digest = directory.certificate_digest(self.user())?;
            Some((directory.certificate(self.user())?.clone(), digest))
        })?
    }

    /// Enrolled here, and never in the directory yet: an administrator's device still has to sign.
    pub(crate) fn waits(&self) -> bool {
        self.account.waiting.is_some() && self.certificate().is_none() && !self.is_over()
    }

    /// Who is here; also after their access ended: what they signed before is still on this device.
    pub(crate) fn me(&self) -> Option<Me> {
        let ended = || self.is_over().then(|| self.check.person(self.user())).flatten();
        let certificate = self.certificate().map(|(certificate, _)| certificate).or_else(ended)?;
        Some(Me {
            user: certificate.user,
            name: certificate.name,
            credential: certificate.credential,
            role: certificate.role,
            trainee: certificate.trainee,
            program: self.account.program.clone(),
            device: self.device,
        })
    }

    /// Name and credential of anyone who ever was in the directory.
    pub(crate) fn name_of(&self, user: UserId) -> String {
        self.check.person(user).map_or_else(|| "Unknown person".to_owned(), |certificate| author_line(&certificate).text())
    }
}

/// The signer as they stand under what they sign: whoever is unlocked, with the credential they have today; never what was typed.
pub(crate) fn author_line(certificate: &Certificate) -> AuthorLine {
    AuthorLine { name: certificate.name.clone(), credential: certificate.credential.clone() }
}
