//! Ed25519 (RFC 8032) signing. Checking lives with what is signed, in `record`.

use ed25519_dalek::{Signer, SigningKey};
use record::{PublicKey, Signable, Signature, Signed};
use zeroize::Zeroizing;

/// A signing key. The library zeroes it when it is dropped.
#[derive(Clone)]
pub(crate) struct Seed(SigningKey);

impl Seed {
    pub(crate) fn from_bytes(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    pub(crate) fn sign<T: Signable>(&self, value: &T) -> Signed<T> {
        let bytes = value.to_bytes();
        let signature = self.0.sign(&T::message(&bytes));
        Signed::new(bytes, Signature(signature.to_bytes()))
    }

    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.as_bytes()))
    }

    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(hex::decode(text).ok()?);
        Some(Self::from_bytes(bytes.as_slice().try_into().ok()?))
    }
}
