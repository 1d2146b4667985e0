//! The Secret Key: 128 random bits, printed in a person's kit and kept by their enrolled devices. The server never
//! sees it, so a stolen server database cannot be searched for passphrases.

use crate::{
    code::{self, Kind},
    derive::derive_key,
    rng,
    sealed::sealed,
};
use record::Digest;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A Secret Key.
///
/// Invariant: sixteen bytes from the system's generator, or read back from their spelling.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; 16]);

sealed!(SecretKey);

/// Why a text is no Secret Key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretKeyError {
    /// Letters are missing, too many, or mistyped: the checksum says so.
    #[error("not a secret key")]
    Malformed,
}

impl SecretKey {
    /// A new one.
    pub fn make() -> Self {
        Self(rng::random_bytes())
    }

    /// From sixteen bytes, for tests and vectors.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// `TL1-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`, for the kit and the device's own store.
    pub fn to_text(&self) -> String {
        code::write(Kind::SecretKey, &self.0)
    }

    /// Reads it back as people type it.
    ///
    /// Fails with [`SecretKeyError::Malformed`] when it is not one, or mistyped.
    pub fn parse(text: &str) -> Result<Self, SecretKeyError> {
        code::read(Kind::SecretKey, text).map(|bytes| Self(*bytes)).ok_or(SecretKeyError::Malformed)
    }

    /// Tells Secret Keys apart without telling anything about them; the server keeps it.
    pub fn id(&self) -> Digest {
        Digest(*derive_key(&self.0, "secret-key-id/v1"))
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}
