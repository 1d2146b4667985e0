//! Who sealed a version's bytes, under which epoch. Kept apart from the envelope, so that sealing
//! again under a new key leaves the author's signature valid.

use crate::{Digest, OpId, RecordId, Signable, UserId};
use minicbor::{Decode, Encode};

/// What a sealer signs about a ciphertext.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Seal {
    /// The operation whose document this is.
    #[n(0)]
    pub operation: OpId,
    /// The record it is in.
    #[n(1)]
    pub record: RecordId,
    /// The epoch whose public key it is sealed to.
    #[n(2)]
    pub epoch: u32,
    /// Who sealed it.
    #[n(3)]
    pub sealer: UserId,
    /// The sealer's directory entry.
    #[n(4)]
    pub certificate: Digest,
    /// [`Digest::of_file`] of the ciphertext.
    #[n(5)]
    pub ciphertext: Digest,
    /// Length of the ciphertext in bytes.
    #[n(6)]
    pub length: u64,
    /// The same commitment as in the envelope.
    #[n(7)]
    pub commitment: Digest,
}

impl Signable for Seal {
    const DOMAIN: &'static str = "throughline/seal/v1";
}
