//! HKDF-SHA256 (RFC 5869), without a salt: everything it is given here is a uniform key already, or Argon2's output.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Thirty-two bytes from `key` for the purpose `label`. Different labels give independent keys.
pub(crate) fn derive_key(key: &[u8], label: &str) -> Zeroizing<[u8; 32]> {
    let mut derived = Zeroizing::new([0; 32]);
    if Hkdf::<Sha256>::new(None, key).expand(label.as_bytes(), derived.as_mut_slice()).is_err() {
        // RFC 5869 allows 8160 bytes; going on with zeros would be worse than stopping.
        unreachable!("HKDF gives 32 bytes")
    }
    derived
}
