//! A passkey beside the passphrase: an authenticator's own secret opens what the passphrase opens, on the device where it was added.
//!
//! The secret is the output of WebAuthn's `prf` extension (Level 3, section 10.1.4): 32 bytes that an authenticator computes from
//! a salt after it has verified its user, the same each time. The server sees neither it nor the wrap.

use crate::{
    derive::derive_key,
    file::SealError,
    identity::Identity,
    kdf::{LoginKey, Master},
    keyring::{self, Keyring, UnlockError},
    sealed::sealed,
    signing::Seed,
};
use record::Bytes;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

const FORMAT: u32 = 1;

/// What one authenticator opens, made from its output alone.
pub struct Passkey(Identity);

/// The keys that passphrase and Secret Key come to, as a wrap brings them back.
pub struct UnlockKeys {
    login: LoginKey,
    unlock: Identity,
}

sealed!(Passkey, UnlockKeys);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: u32,
    login: String,
    unlock: String,
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.login.zeroize();
        self.unlock.zeroize();
    }
}

impl Passkey {
    /// From an authenticator's 32 bytes.
    pub fn from_output(output: &[u8; 32]) -> Self {
        Self(Identity::from_bytes(&derive_key(output, "passkey/v1")))
    }

    /// The account's keys as an age file for this passkey. The passphrase cannot be computed from it.
    ///
    /// Fails with [`SealError::Unwritable`] only.
    pub fn wrap(&self, master: &Master) -> Result<Bytes, SealError> {
        let (login, unlock) = (master.login_key().to_hex().to_string(), master.unlock_identity().to_text().to_string());
        let stored = Stored { format: FORMAT, login, unlock };
        let text = Zeroizing::new(serde_json::to_vec(&stored).map_err(|_| SealError::Unwritable)?);
        self.0.seal(&text)
    }

    /// Opens a wrap.
    ///
    /// Fails with [`UnlockError::WrongPassphrase`] when it was made for another passkey, with [`UnlockError::UnknownVersion`] when a
    /// newer version wrote it, and with [`UnlockError::Damaged`] otherwise.
    pub fn unwrap(&self, wrap: &Bytes) -> Result<UnlockKeys, UnlockError> {
        let stored: Stored = keyring::read(&self.0.open(wrap)?, FORMAT)?;
        let login = Seed::from_hex(&stored.login).ok_or(UnlockError::Damaged)?;
        Ok(UnlockKeys { login: LoginKey::of(login), unlock: Identity::parse(&stored.unlock)? })
    }
}

impl UnlockKeys {
    /// Opens a keyring.
    ///
    /// Fails as [`Keyring::open`].
    pub fn open(&self, keyring: &Bytes) -> Result<Keyring, UnlockError> {
        Keyring::open_with(keyring, &self.unlock)
    }

    /// The key that signs in.
    pub fn into_login(self) -> LoginKey {
        self.login
    }
}
