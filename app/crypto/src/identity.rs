//! An age X25519 identity in its standard spelling, so that the stock `age` program takes it.

use crate::{
    file::{self, OpenError, SealError},
    sealed::sealed,
};
use age::{secrecy::ExposeSecret, x25519};
use bech32::{ToBase32, Variant};
use record::{Bytes, Recipient};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

/// An age identity: opens what was sealed to its recipient. The library zeroes it when it is dropped.
#[derive(Clone)]
pub struct Identity(x25519::Identity);

sealed!(Identity);

impl Identity {
    /// A new one.
    pub fn make() -> Self {
        Self(x25519::Identity::generate())
    }

    /// From a line `AGE-SECRET-KEY-1…`; lines that begin with `#` and empty ones are passed over, as age does.
    ///
    /// Fails with [`OpenError::Damaged`] when there is not exactly one identity.
    pub fn parse(text: &str) -> Result<Self, OpenError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (Some(line), None) = (lines.next(), lines.next()) else { return Err(OpenError::Damaged) };
        line.parse().map(Self).map_err(|_| OpenError::Damaged)
    }

    /// The line `AGE-SECRET-KEY-1…`.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// To whom one seals, so that this identity opens it.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public().to_string())
    }

    /// From thirty-two uniform bytes. The crate takes identities only in their spelling.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        let spelled = bech32::encode("age-secret-key-", bytes.to_base32(), Variant::Bech32).map(Zeroizing::new);
        match spelled.map(|line| line.parse()) {
            Ok(Ok(identity)) => Self(identity),
            // Any 32 bytes are an X25519 secret, and the prefix is a constant.
            Ok(Err(_)) | Err(_) => unreachable!("32 bytes spell an identity"),
        }
    }

    pub(crate) fn seal(&self, plaintext: &[u8]) -> Result<Bytes, SealError> {
        file::encrypt(&self.0.to_public(), plaintext)
    }

    pub(crate) fn open(&self, file: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        file::decrypt(&self.0, file)
    }

    pub(crate) fn open_text(&self, file: &[u8]) -> Result<Zeroizing<String>, OpenError> {
        let bytes = self.open(file)?;
        std::str::from_utf8(&bytes).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| OpenError::Damaged)
    }
}

/// Seals to a recipient that came from elsewhere.
///
/// Fails with [`SealError::NotARecipient`] for what is no recipient, or a point of small order: with such a
/// one the shared secret is zero, whoever computes it.
pub(crate) fn seal_to(recipient: &Recipient, plaintext: &[u8]) -> Result<Bytes, SealError> {
    point_of(&recipient.0).filter(contributory).ok_or(SealError::NotARecipient)?;
    file::encrypt(&recipient.0.parse().map_err(|_| SealError::NotARecipient)?, plaintext)
}

/// Whether a secret shared with this point depends on the other side at all.
pub(crate) fn contributory(point: &PublicKey) -> bool {
    StaticSecret::from([1; 32]).diffie_hellman(point).was_contributory()
}

pub(crate) fn point_of(text: &str) -> Option<PublicKey> {
    let (prefix, data, Variant::Bech32) = bech32::decode(text).ok()? else { return None };
    let bytes: Vec<u8> = bech32::FromBase32::from_base32(&data).ok()?;
    let point: [u8; 32] = bytes.try_into().ok()?;
    (prefix == "age").then(|| PublicKey::from(point))
}
