//! The invitation code: given from person to person, so that a server between two devices cannot put its own keys in
//! the place of theirs. The inviter signs the offer with it, the enrollee signs their public keys with it.

use crate::{
    code::{self, Kind},
    derive::derive_key,
    rng,
    sealed::sealed,
    signing::Seed,
};
use record::{
    PublicKey, Signed,
    wire::{Enrollment, Offer},
};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// An invitation code: the seed of a key used for one offer and one enrollment.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct InviteCode([u8; 16]);

sealed!(InviteCode);

/// Why a text is no invitation code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InviteCodeError {
    /// Letters are missing, too many, or mistyped: the checksum says so.
    #[error("not an invitation code")]
    Malformed,
}

impl InviteCode {
    /// A new one.
    pub fn make() -> Self {
        Self(rng::random_bytes())
    }

    /// From sixteen bytes, for tests and vectors.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// `TLI-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`, shown once.
    pub fn to_text(&self) -> String {
        code::write(Kind::Invite, &self.0)
    }

    /// Reads it back as people type it.
    ///
    /// Fails with [`InviteCodeError::Malformed`] when it is not one, or mistyped.
    pub fn parse(text: &str) -> Result<Self, InviteCodeError> {
        code::read(Kind::Invite, text).map(|bytes| Self(*bytes)).ok_or(InviteCodeError::Malformed)
    }

    /// The invitation's public key: all that the server sees of it.
    pub fn key(&self) -> PublicKey {
        self.seed().public()
    }

    /// Signs what is offered (the inviter's device).
    pub fn sign_offer(&self, offer: &Offer) -> Signed<Offer> {
        self.seed().sign(offer)
    }

    /// Signs the new person's keys (the enrollee's device).
    pub fn sign_enrollment(&self, enrollment: &Enrollment) -> Signed<Enrollment> {
        self.seed().sign(enrollment)
    }

    fn seed(&self) -> Seed {
        Seed::from_bytes(&derive_key(&self.0, "invite/v1"))
    }
}
