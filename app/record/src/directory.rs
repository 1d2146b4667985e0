//! The directory: an append-only, hash-chained list of who is who, signed up to the program's root key.
//! A public key is never believed because the server sent it.

use crate::{Digest, Head, OrgId, PublicKey, Recipient, Role, Signable, Signed, SignedError, Time, UserId, limits};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who someone is, what they may do, and their public keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct Certificate {
    /// Their id.
    #[n(0)]
    pub user: UserId,
    /// The name colleagues see.
    #[n(1)]
    pub name: String,
    /// Their credential as it stands under a note, such as "LCSW"; may be empty.
    #[n(2)]
    pub credential: String,
    /// Their role.
    #[n(3)]
    pub role: Role,
    /// In training: what they sign owes a supervisor's signature.
    #[n(4)]
    pub trainee: bool,
    /// To whom their record keys are sealed.
    #[n(5)]
    pub recipient: Recipient,
    /// With what their signatures are checked.
    #[n(6)]
    pub signing: PublicKey,
}

/// Who signed a directory entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Signer {
    /// The program's root key.
    #[n(0)]
    Root,
    /// An administrator.
    #[n(1)]
    Administrator(#[n(0)] UserId),
}

/// What a directory entry says.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Statement {
    /// The first entry: the program and its keys.
    #[n(0)]
    Founded {
        /// The program's name.
        #[n(0)]
        name: String,
        /// Signs the first entries, and vouches for everything after.
        #[n(1)]
        root: PublicKey,
        /// To whom every record key is sealed besides the team.
        #[n(2)]
        custodian: Recipient,
        /// With what this server signs its receipts.
        #[n(3)]
        server: PublicKey,
    },
    /// A person's keys and role; a later one for the same person replaces it, with the same keys.
    #[n(1)]
    Certified(#[n(0)] Certificate),
    /// The person has left: what they sign after this is not taken.
    #[n(2)]
    Revoked(#[n(0)] UserId),
    /// How the program sets its rules, as the `clinical` crate writes them down; nothing in it is about a client. At most
    /// [`limits::MAX_SETTINGS`] bytes. What stood before is kept by the chain.
    #[n(3)]
    Settings(#[n(0)] String),
    /// What a later release of the code list changes, as the `clinical` crate writes it down; nothing in it is about a client. At
    /// most [`limits::MAX_SETTINGS`] bytes.
    #[n(5)]
    Codes(#[n(0)] String),
    /// The server was restored from a backup, and its administrators know: from now on devices go by what it has. Until then
    /// they withdraw nothing that they believed.
    #[n(4)]
    Restored {
        /// Which life of the server began.
        #[n(0)]
        epoch: Digest,
    },
}

/// One link of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DirectoryEntry {
    /// The program.
    #[n(0)]
    pub org: OrgId,
    /// Its number, from 1.
    #[n(1)]
    pub seq: u64,
    /// The digest of the entry before, [`Digest::ZERO`] for the first.
    #[n(2)]
    pub previous: Digest,
    /// Who signed.
    #[n(3)]
    pub signer: Signer,
    /// When, by the signer's clock.
    #[n(4)]
    pub at: Time,
    /// What it says.
    #[n(5)]
    pub statement: Statement,
}

impl Signable for DirectoryEntry {
    const DOMAIN: &'static str = "throughline/directory/v1";
}

/// Why a directory is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// An entry cannot be read, or its signature is not its signer's.
    #[error("a directory entry is not signed as it says")]
    Unsigned,
    /// An entry does not follow the one before.
    #[error("the directory's chain is broken")]
    Broken,
    /// The root key is not the one this device was enrolled with.
    #[error("the directory belongs to another root key")]
    OtherRoot,
    /// A signer was not entitled: not an administrator then, or not the root.
    #[error("a directory entry's signer was not entitled")]
    NotEntitled,
    /// A person's keys differ from those they were enrolled with. New keys are a new enrollment, under a new id.
    #[error("a person's keys do not change")]
    KeysChanged,
    /// The last administrator would be none any more. The root certifies another one first.
    #[error("the last administrator stays until there is another")]
    LastAdministrator,
    /// It ends before, or differs from, what this device saw last.
    #[error("the directory does not descend from the one seen last")]
    Rewound,
}

impl From<SignedError> for DirectoryError {
    fn from(_: SignedError) -> Self {
        Self::Unsigned
    }
}

/// A verified directory.
///
/// Invariant: built only by [`Self::found`] and [`Self::append`], so every certificate in it descends from the root, nobody's
/// keys ever change, and from the first administrator on there is always one.
#[derive(Clone, Debug)]
pub struct Directory {
    org: OrgId,
    name: String,
    root: PublicKey,
    custodian: Recipient,
    server: PublicKey,
    head: Head,
    current: BTreeMap<UserId, Digest>,
    known: BTreeMap<Digest, Certificate>,
    /// For everyone who was ever certified: from which entry on which certificate was theirs, and `None` from where it ended.
    history: BTreeMap<UserId, Vec<(u64, Option<Digest>)>>,
    digests: Vec<Digest>,
}

impl Directory {
    /// Begins with the first entry. `root` is the key this device was enrolled with; `None` only on the
    /// server, which believes the first founder.
    ///
    /// Fails with [`DirectoryError`] when the entry is not a founding signed by its own root.
    pub fn found(first: &Signed<DirectoryEntry>, root: Option<&PublicKey>) -> Result<Self, DirectoryError> {
        let Statement::Founded { root: stated, .. } = first.peek()?.statement else { return Err(DirectoryError::Broken) };
        if root.is_some_and(|root| *root != stated) {
            return Err(DirectoryError::OtherRoot);
        }
        let entry = first.verify(&stated)?;
        if entry.seq != 1 || entry.previous != Digest::ZERO || entry.signer != Signer::Root {
            return Err(DirectoryError::Broken);
        }
        let Statement::Founded { name, root, custodian, server } = entry.statement else { return Err(DirectoryError::Broken) };
        let digest = first.digest();
        Ok(Self {
            org: entry.org,
            name,
            root,
            custodian,
            server,
            head: Head { seq: 1, digest },
            current: BTreeMap::new(),
            known: BTreeMap::new(),
            history: BTreeMap::new(),
            digests: vec![digest],
        })
    }

    /// A whole directory from its first entry.
    ///
    /// Fails as [`Self::found`] and [`Self::append`] do; [`DirectoryError::Broken`] for an empty list.
    pub fn verify(entries: &[Signed<DirectoryEntry>], root: Option<&PublicKey>) -> Result<Self, DirectoryError> {
        let (first, rest) = entries.split_first().ok_or(DirectoryError::Broken)?;
        let mut directory = Self::found(first, root)?;
        for entry in rest {
            directory.append(entry)?;
        }
        Ok(directory)
    }

    /// Takes the next entry.
    ///
    /// Everything is signed by an administrator whose certificate is current, but for one thing: where there is none but the
    /// last administrator, or none yet, the root certifies another. That is how a program gets its first one, and how it goes
    /// on after the last one left, lost their keys or died; the new administrator ends the old one's access.
    ///
    /// Fails with the first thing that is wrong with it, and is unchanged then.
    pub fn append(&mut self, signed: &Signed<DirectoryEntry>) -> Result<(), DirectoryError> {
        let claimed = signed.peek()?;
        let key = match claimed.signer {
            Signer::Root if self.administrators().nth(1).is_none() => self.root,
            Signer::Root => return Err(DirectoryError::NotEntitled),
            Signer::Administrator(user) => {
                let certificate = self.certificate(user).ok_or(DirectoryError::NotEntitled)?;
                if certificate.role != Role::Administrator {
                    return Err(DirectoryError::NotEntitled);
                }
                certificate.signing
            }
        };
        let entry = signed.verify(&key)?;
        if entry.org != self.org || entry.seq != self.head.seq + 1 || entry.previous != self.head.digest {
            return Err(DirectoryError::Broken);
        }
        let digest = signed.digest();
        match entry.statement {
            Statement::Founded { .. } => return Err(DirectoryError::Broken),
            Statement::Certified(certificate) => {
                if entry.signer == Signer::Root && certificate.role != Role::Administrator {
                    return Err(DirectoryError::NotEntitled);
                }
                let before = self.person(certificate.user);
                if before.is_some_and(|known| known.recipient != certificate.recipient || known.signing != certificate.signing) {
                    return Err(DirectoryError::KeysChanged);
                }
                if certificate.role != Role::Administrator && self.is_last_administrator(certificate.user) {
                    return Err(DirectoryError::LastAdministrator);
                }
                self.current.insert(certificate.user, digest);
                self.history.entry(certificate.user).or_default().push((entry.seq, Some(digest)));
                self.known.insert(digest, certificate);
            }
            Statement::Revoked(_) if entry.signer == Signer::Root => return Err(DirectoryError::NotEntitled),
            Statement::Revoked(user) if self.is_last_administrator(user) => return Err(DirectoryError::LastAdministrator),
            Statement::Revoked(user) => {
                self.current.remove(&user).ok_or(DirectoryError::Broken)?;
                self.history.entry(user).or_default().push((entry.seq, None));
            }
            Statement::Settings(_) | Statement::Codes(_) | Statement::Restored { .. } if entry.signer == Signer::Root => {
                return Err(DirectoryError::NotEntitled);
            }
            Statement::Settings(text) | Statement::Codes(text) if text.len() > limits::MAX_SETTINGS => {
                return Err(DirectoryError::Broken);
            }
            Statement::Settings(_) | Statement::Codes(_) | Statement::Restored { .. } => {}
        }
        self.head = Head { seq: entry.seq, digest };
        self.digests.push(digest);
        Ok(())
    }

    /// Checks that this directory descends from `seen`.
    ///
    /// Fails with [`DirectoryError::Rewound`].
    pub fn descends_from(&self, seen: Head) -> Result<(), DirectoryError> {
        if seen == Head::NONE {
            return Ok(());
        }
        let before = seen.seq.checked_sub(1).ok_or(DirectoryError::Rewound)?;
        let index = usize::try_from(before).map_err(|_| DirectoryError::Rewound)?;
        if self.digests.get(index) == Some(&seen.digest) { Ok(()) } else { Err(DirectoryError::Rewound) }
    }

    /// The certificate that stands for `user` now.
    pub fn certificate(&self, user: UserId) -> Option<&Certificate> {
        self.known.get(self.current.get(&user)?)
    }

    /// The digest of the entry with `user`'s current certificate.
    pub fn certificate_digest(&self, user: UserId) -> Option<Digest> {
        self.current.get(&user).copied()
    }

    /// The digest of the entry with the certificate that was `user`'s when the directory had `seq` entries.
    pub fn certificate_digest_at(&self, user: UserId, seq: u64) -> Option<Digest> {
        self.history.get(&user)?.iter().rev().find(|(from, _)| *from <= seq)?.1
    }

    /// The same, the certificate.
    pub fn certificate_of(&self, user: UserId, seq: u64) -> Option<&Certificate> {
        self.known.get(&self.certificate_digest_at(user, seq)?)
    }

    /// Whoever was ever certified, as their last certificate says: for their name, and for keys, which never change.
    pub fn person(&self, user: UserId) -> Option<&Certificate> {
        let last = self.history.get(&user)?.iter().rev().find_map(|(_, digest)| *digest)?;
        self.known.get(&last)
    }

    /// A certificate that stood once, by its entry's digest: old signatures are checked with old keys.
    pub fn certificate_at(&self, digest: &Digest) -> Option<&Certificate> {
        self.known.get(digest)
    }

    /// Everyone whose certificate stands, by id.
    pub fn people(&self) -> impl Iterator<Item = &Certificate> {
        self.current.values().filter_map(|digest| self.known.get(digest))
    }

    /// Everyone whose access ended, as their last certificate says.
    pub fn former(&self) -> impl Iterator<Item = &Certificate> {
        self.history.keys().filter(|user| !self.current.contains_key(user)).filter_map(|user| self.person(*user))
    }

    fn administrators(&self) -> impl Iterator<Item = &Certificate> {
        self.people().filter(|person| person.role == Role::Administrator)
    }

    fn is_last_administrator(&self, user: UserId) -> bool {
        let mut all = self.administrators();
        all.next().is_some_and(|one| one.user == user) && all.next().is_none()
    }

    /// The program.
    pub fn org(&self) -> OrgId {
        self.org
    }
    /// The program's name.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The root key.
    pub fn root(&self) -> &PublicKey {
        &self.root
    }
    /// To whom every record key is sealed besides the team.
    pub fn custodian(&self) -> &Recipient {
        &self.custodian
    }
    /// With what the server signs receipts.
    pub fn server(&self) -> &PublicKey {
        &self.server
    }
    /// Its last entry.
    pub fn head(&self) -> Head {
        self.head
    }
}
