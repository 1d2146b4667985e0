//! The keyring: a person's own keys, kept by the server as one age file that only their passphrase and Secret Key open.

use crate::{
    derive::derive_key,
    file::{OpenError, SealError},
    identity::Identity,
    kdf::Master,
    record_key::RecordKey,
    rng,
    sealed::sealed,
    signing::Seed,
};
use record::{Bytes, DeviceId, OrgId, PublicKey, Recipient, Signable, Signed, UserId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::{Zeroize, Zeroizing};

const FORMAT: u32 = 1;

/// A person's keys, and the program's root key as this person was enrolled with it.
pub struct Keyring {
    identity: Identity,
    signing: Seed,
    root: PublicKey,
    org: OrgId,
    user: UserId,
}

/// Seals and opens a device's snapshots, see [`Keyring::snapshot_key`].
pub struct SnapshotKey(Identity);

sealed!(Keyring, SnapshotKey);

impl SnapshotKey {
    /// Seals.
    ///
    /// Fails with [`SealError::Unwritable`] only.
    pub fn seal(&self, plaintext: &[u8]) -> Result<Bytes, SealError> {
        self.0.seal(plaintext)
    }

    /// Opens what [`Self::seal`] sealed.
    ///
    /// Fails with [`OpenError::NotARecipient`] when another person or device did, else with [`OpenError`].
    pub fn open(&self, file: &Bytes) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        self.0.open(file)
    }
}

/// Why a keyring did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// Passphrase and Secret Key, or the passkey, are not those it was sealed to.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// It is not whole, or was changed.
    #[error("the keyring is damaged")]
    Damaged,
    /// It was written by a newer version.
    #[error("the keyring was written by a newer version")]
    UnknownVersion,
}

impl From<OpenError> for UnlockError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotARecipient => Self::WrongPassphrase,
            OpenError::Damaged => Self::Damaged,
            OpenError::UnknownVersion => Self::UnknownVersion,
        }
    }
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// Reads what was written in this format.
///
/// Fails with [`UnlockError::UnknownVersion`] for another one, and with [`UnlockError::Damaged`].
pub(crate) fn read<T: DeserializeOwned>(text: &[u8], format: u32) -> Result<T, UnlockError> {
    let written: Version = serde_json::from_slice(text).map_err(|_| UnlockError::Damaged)?;
    if written.format != format {
        return Err(UnlockError::UnknownVersion);
    }
    serde_json::from_slice(text).map_err(|_| UnlockError::Damaged)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: u32,
    org: OrgId,
    user: UserId,
    root: PublicKey,
    identity: String,
    signing: String,
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.identity.zeroize();
        self.signing.zeroize();
    }
}

impl Keyring {
    /// New keys for `user`, who believes `root` from now on.
    pub fn make(org: OrgId, user: UserId, root: PublicKey) -> Self {
        let seed = Zeroizing::new(rng::random_bytes());
        Self { identity: Identity::make(), signing: Seed::from_bytes(&seed), root, org, user }
    }

    /// To whom this person's record keys are sealed.
    pub fn recipient(&self) -> Recipient {
        self.identity.recipient()
    }

    /// With what this person's signatures are checked.
    pub fn public(&self) -> PublicKey {
        self.signing.public()
    }

    /// The pinned root key: the directory is verified with this one.
    pub const fn root(&self) -> &PublicKey {
        &self.root
    }

    /// The program.
    pub const fn org(&self) -> OrgId {
        self.org
    }

    /// Whose keys these are.
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// Signs as this person.
    pub fn sign<T: Signable>(&self, value: &T) -> Signed<T> {
        self.signing.sign(value)
    }

    /// The keyring as an age file for `master`.
    ///
    /// Fails with [`SealError::Unwritable`] only.
    pub fn seal(&self, master: &Master) -> Result<Bytes, SealError> {
        let stored = Stored {
            format: FORMAT,
            org: self.org,
            user: self.user,
            root: self.root,
            identity: self.identity.to_text().to_string(),
            signing: self.signing.to_hex().to_string(),
        };
        let text = Zeroizing::new(serde_json::to_vec(&stored).map_err(|_| SealError::Unwritable)?);
        master.unlock_identity().seal(&text)
    }

    /// Opens a keyring.
    ///
    /// Fails with [`UnlockError::WrongPassphrase`] when it was sealed to another passphrase or Secret Key, with
    /// [`UnlockError::UnknownVersion`] when a newer version wrote it, and with [`UnlockError::Damaged`] otherwise.
    pub fn open(file: &Bytes, master: &Master) -> Result<Self, UnlockError> {
        Self::open_with(file, &master.unlock_identity())
    }

    pub(crate) fn open_with(file: &Bytes, unlock: &Identity) -> Result<Self, UnlockError> {
        let stored: Stored = read(&unlock.open(file)?, FORMAT)?;
        Ok(Self {
            identity: Identity::parse(&stored.identity)?,
            signing: Seed::from_hex(&stored.signing).ok_or(UnlockError::Damaged)?,
            root: stored.root,
            org: stored.org,
            user: stored.user,
        })
    }

    /// The record key that was wrapped for this person.
    ///
    /// Fails with [`OpenError::NotARecipient`] when it was wrapped for someone else.
    pub fn unwrap(&self, file: &Bytes) -> Result<RecordKey, OpenError> {
        RecordKey::unwrap_with(&self.identity, file)
    }

    /// Seals something this person keeps for themselves on the device.
    ///
    /// Fails with [`SealError::Unwritable`] only.
    pub fn seal_own(&self, plaintext: &[u8]) -> Result<Bytes, SealError> {
        self.identity.seal(plaintext)
    }

    /// The key of what this person's device keeps to itself and can make again. Nobody is ever given its recipient: what opens
    /// with it was sealed by this person on this device.
    pub fn snapshot_key(&self, device: DeviceId) -> SnapshotKey {
        let secret = self.identity.to_text();
        SnapshotKey(Identity::from_bytes(&derive_key(secret.as_bytes(), &format!("snapshot/v1/{device}"))))
    }

    /// Opens what [`Self::seal_own`] sealed. Anyone can seal to this person: what is inside is not vouched for.
    ///
    /// Fails with [`OpenError`].
    pub fn open_own(&self, file: &Bytes) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        self.identity.open(file)
    }
}
