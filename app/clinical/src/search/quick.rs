//! Looking words up by the hash that texts are compared with: the standard one defends against strangers' keys, and these are
//! the device's own words.

use crate::likeness::{hash, hash_on};
use std::hash::{BuildHasherDefault, Hasher};

/// Makes the hashes.
pub(super) type Quick = BuildHasherDefault<Fnv>;

/// FNV-1a, 64 bit.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(hash(&[]))
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_on(self.0, bytes);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
