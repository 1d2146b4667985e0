//! The program's root key: signs the founding and the first administrator, then rests with the custodian.

use crate::{
    file::{OpenError, SealError},
    identity::{self, Identity},
    rng,
    sealed::sealed,
    signing::Seed,
};
use record::{Bytes, PublicKey, Recipient, Signable, Signed};
use zeroize::Zeroizing;

/// The root key.
pub struct RootKey(Seed);

sealed!(RootKey);

impl RootKey {
    /// A new one.
    pub fn make() -> Self {
        Self::from_seed(&Zeroizing::new(rng::random_bytes()))
    }

    /// From its Ed25519 seed (RFC 8032).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Seed::from_bytes(seed))
    }

    /// What everyone enrolled pins.
    pub fn public(&self) -> PublicKey {
        self.0.public()
    }

    /// Signs as the root.
    pub fn sign<T: Signable>(&self, value: &T) -> Signed<T> {
        self.0.sign(value)
    }

    /// The seed in hexadecimal, under a line that says what it is, as an age file for the custodian.
    ///
    /// Fails with [`SealError::NotARecipient`] when `recipient` is none.
    pub fn seal_for(&self, recipient: &Recipient) -> Result<Bytes, SealError> {
        let text = Zeroizing::new(format!("# Throughline root key, Ed25519 seed\n{}\n", *self.0.to_hex()));
        identity::seal_to(recipient, text.as_bytes())
    }

    /// Opens what [`Self::seal_for`] sealed.
    ///
    /// Fails with [`OpenError::NotARecipient`] when it was sealed to another, and with [`OpenError::Damaged`].
    pub fn open(file: &Bytes, holder: &Identity) -> Result<Self, OpenError> {
        let text = holder.open_text(file)?;
        let seed = text.lines().find(|line| !line.starts_with('#')).ok_or(OpenError::Damaged)?;
        Seed::from_hex(seed.trim()).map(Self).ok_or(OpenError::Damaged)
    }
}
