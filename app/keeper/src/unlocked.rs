//! What exists only while unlocked: the secret keys, and what was opened with them.

use crate::{
    book::{Book, Drafted},
    check::KeeperCheck,
    findings::Caseload,
    open::Unread,
    protocol::{Me, Problem},
    search::Searched,
};
use clinical::{AuthorLine, Body, Settings};
use crypto::{Keyring, LoginKey, SecretKey, SnapshotKey};
use record::{
    Certificate, DeviceId, Digest, DocId, OpId, PublicKey, RecordId, Signable, Signature, Signed, UserId,
    wire::{AccountBundle, LoginProof, ProgramView},
};
use serde::{Deserialize, Serialize};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
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
pub(crate) type OpenedBody = Result<Rc<Body>, Unread>;

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
    pub(crate) books: RefCell<HashMap<RecordId, Rc<Book>>>,
    /// Which records there are, as long as none has changed: asking the store costs more than a search.
    pub(crate) shelf: RefCell<Option<Vec<RecordId>>>,
    /// How often something was forgotten. What was read before the last time is not kept.
    pub(crate) forgotten: Cell<u64>,
    pub(crate) opened: RefCell<HashMap<OpId, OpenedBody>>,
    pub(crate) caseload: RefCell<Option<Rc<Caseload>>>,
    /// What the program has set, in the order in which it was written, as far as it was read.
    pub(crate) settings: RefCell<Vec<Option<Settings>>>,
    /// What is searched, as it stood at the last search.
    pub(crate) searched: RefCell<Searched>,
    /// Locked since: work that was under way may still hold these keys, and signs nothing with them any more.
    pub(crate) ended: Cell<bool>,
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

    /// Enrolled here, and not in the directory yet: an administrator's device still has to sign.
    pub(crate) fn waits(&self) -> bool {
        self.account.waiting.is_some() && self.certificate().is_none()
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

    /// Puts my draft in the place of the one before, in what was read of a record; nothing else of it changed.
    pub(crate) fn redraft(&self, record: RecordId, doc: DocId, draft: Option<Drafted>) {
        if let Some(book) = self.books.borrow().get(&record) {
            book.redraft(doc, draft);
        }
    }

    /// Forgets what was read of a record: it changed.
    pub(crate) fn forget(&self, record: RecordId) {
        self.books.borrow_mut().remove(&record);
        self.forget_together();
    }

    /// Forgets what was read of all records.
    pub(crate) fn forget_all(&self) {
        self.books.borrow_mut().clear();
        self.forget_together();
    }

    fn forget_together(&self) {
        self.caseload.take();
        self.shelf.take();
        self.forgotten.set(self.forgotten.get().wrapping_add(1));
    }
}

/// The signer as they stand under what they sign: whoever is unlocked, with the credential they have today; never what was typed.
pub(crate) fn author_line(certificate: &Certificate) -> AuthorLine {
    AuthorLine { name: certificate.name.clone(), credential: certificate.credential.clone() }
}
