//! Signed bytes: what was signed is kept exactly as it was signed, and decoded only from there.

use crate::{Bytes, Digest, PublicKey, Signature};
use ed25519_dalek::VerifyingKey;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

/// Something that is signed. The domain is signed with it, so that a signature over one thing is
/// never one over another.
pub trait Signable: Encode<()> + for<'b> Decode<'b, ()> {
    /// A name that no other signed thing has, with its version.
    const DOMAIN: &'static str;

    /// The bytes to sign: deterministic CBOR.
    fn to_bytes(&self) -> Bytes {
        let mut bytes = Vec::new();
        // Encoding into a Vec has no way to fail.
        let _ = minicbor::encode(self, &mut bytes);
        Bytes(bytes)
    }

    /// What the signature covers: domain, a zero byte, the bytes.
    fn message(bytes: &[u8]) -> Vec<u8> {
        let mut message = Vec::with_capacity(Self::DOMAIN.len() + 1 + bytes.len());
        message.extend_from_slice(Self::DOMAIN.as_bytes());
        message.push(0);
        message.extend_from_slice(bytes);
        message
    }
}

/// The exact bytes that were signed, and the signature.
#[derive(Serialize, Deserialize, Encode, Decode)]
#[serde(bound = "")]
pub struct Signed<T> {
    /// Deterministic CBOR of a `T`.
    #[n(0)]
    pub bytes: Bytes,
    /// Ed25519 over [`Signable::message`].
    #[n(1)]
    pub signature: Signature,
    #[serde(skip)]
    #[cbor(skip)]
    kind: PhantomData<T>,
}

/// Why signed bytes were not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// The bytes are not what they should be.
    #[error("malformed")]
    Malformed,
    /// The signature is not this key's over these bytes.
    #[error("signature does not match")]
    Mismatch,
}

impl<T: Signable> Signed<T> {
    /// Puts bytes and signature together; nothing is checked here.
    pub fn new(bytes: Bytes, signature: Signature) -> Self {
        Self { bytes, signature, kind: PhantomData }
    }

    /// What the bytes say, before anyone vouched for it: only to learn whose key to check with.
    ///
    /// Fails with [`SignedError::Malformed`].
    pub fn peek(&self) -> Result<T, SignedError> {
        let mut decoder = minicbor::Decoder::new(&self.bytes);
        let value = decoder.decode().map_err(|_| SignedError::Malformed)?;
        if decoder.position() != self.bytes.len() {
            return Err(SignedError::Malformed);
        }
        Ok(value)
    }

    /// What the bytes say, vouched for by `key` (strict verification, RFC 8032 section 8.9 in spirit:
    /// small-order keys are refused).
    ///
    /// Fails with [`SignedError::Mismatch`] when the signature is not this key's, and with
    /// [`SignedError::Malformed`] when the bytes are not a `T`.
    pub fn verify(&self, key: &PublicKey) -> Result<T, SignedError> {
        let key = VerifyingKey::from_bytes(key.as_bytes()).map_err(|_| SignedError::Mismatch)?;
        let signature = ed25519_dalek::Signature::from_bytes(self.signature.as_bytes());
        key.verify_strict(&T::message(&self.bytes), &signature).map_err(|_| SignedError::Mismatch)?;
        self.peek()
    }

    /// Names these bytes: a digest over domain and bytes, without the signature.
    pub fn digest(&self) -> Digest {
        Digest::of(T::DOMAIN, &self.bytes)
    }
}

impl<T> Clone for Signed<T> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), signature: self.signature, kind: PhantomData }
    }
}

impl<T> PartialEq for Signed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes && self.signature == other.signature
    }
}

impl<T> Eq for Signed<T> {}

impl<T> std::fmt::Debug for Signed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signed[{} bytes]", self.bytes.len())
    }
}
