//! From passphrase and Secret Key to the keys that sign in and unlock.

use crate::{
    derive::derive_key, identity::Identity, passphrase::Passphrase, sealed::sealed, secret_key::SecretKey, signing::Seed,
};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use record::{Digest, PublicKey, Signed, wire::LoginProof};
use zeroize::{Zeroize, Zeroizing};

/// Argon2id parameters (RFC 9106), by name. They are pinned here and never taken from a server, which could
/// otherwise ask for weak ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// 64 MiB, 3 passes, 1 lane: RFC 9106's second recommendation with one lane, as a worker has one thread.
    V1,
}

impl Profile {
    /// What new accounts get.
    pub const CURRENT: Self = Self::V1;

    const fn params(self) -> Result<Params, argon2::Error> {
        match self {
            Self::V1 => Params::new(64 * 1024, 3, 1, Some(32)),
        }
    }
}

/// Why nothing could be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// The device has no 64 MiB left: close something and try again.
    #[error("not enough memory to derive the key")]
    Memory,
    /// Longer than Argon2 takes (4 GiB).
    #[error("the passphrase is too long")]
    TooLong,
}

/// What passphrase and Secret Key come to. Everything an account has hangs from it.
///
/// Invariant: made only by [`derive_master`].
pub struct Master(Zeroizing<[u8; 32]>);

sealed!(Master, LoginKey);

/// Derives the master key: a good fraction of a second, and 64 MiB while it runs.
///
/// The passphrase counts in UTF-8. Argon2's salt is the first half of
/// SHA-256 over the Secret Key (so it is each person's own, and nobody needs to keep it), its secret the Secret Key.
///
/// Fails with [`KdfError::Memory`] when the memory cannot be had, and with [`KdfError::TooLong`].
pub fn derive_master(passphrase: &Passphrase, secret_key: &SecretKey, profile: Profile) -> Result<Master, KdfError> {
    let params = profile.params().map_err(|_| KdfError::Memory)?;
    let Digest(salt) = Digest::of("throughline/salt/v1", secret_key.as_bytes());
    let (salt, _) = salt.split_at(16);
    let mut blocks: Vec<Block> = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| KdfError::Memory)?;
    blocks.resize(params.block_count(), Block::default());
    let mut master = Zeroizing::new([0; 32]);
    let derived = Argon2::new_with_secret(secret_key.as_bytes(), Algorithm::Argon2id, Version::V0x13, params)
        .and_then(|argon| argon.hash_password_into_with_memory(passphrase.as_bytes(), salt, master.as_mut_slice(), &mut blocks));
    blocks.iter_mut().for_each(Zeroize::zeroize);
    derived.map_err(|_| KdfError::TooLong)?;
    Ok(Master(master))
}

impl Master {
    /// The key that signs in. The server keeps its public half.
    pub fn login_key(&self) -> LoginKey {
        LoginKey(Seed::from_bytes(&derive_key(self.0.as_slice(), "login/v1")))
    }

    /// The age identity that opens the keyring.
    pub fn unlock_identity(&self) -> Identity {
        Identity::from_bytes(&derive_key(self.0.as_slice(), "unlock/v1"))
    }
}

/// Signs the server's challenge.
pub struct LoginKey(Seed);

impl LoginKey {
    pub(crate) const fn of(seed: Seed) -> Self {
        Self(seed)
    }

    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        self.0.to_hex()
    }

    /// What the server checks with.
    pub fn public(&self) -> PublicKey {
        self.0.public()
    }

    /// Answers a challenge.
    pub fn sign(&self, proof: &LoginProof) -> Signed<LoginProof> {
        self.0.sign(proof)
    }
}
