//! The custodian's copy of a record key: an ordinary age file that every member can make again, byte by byte.
//!
//! Only the custodian can open their copy, so a member who made a useless one would be found out on the day of a recovery.
//! Therefore everything that is random in this one file is derived from the record key inside it: whoever has the key, and
//! nobody else, computes the same file and compares. The `age` library takes no randomness from outside; the format
//! (age-encryption.org/v1, one X25519 stanza, one chunk) is written here, and read by stock `age` (`tests/stock_age.rs`).

use crate::{
    derive::derive_key,
    file::SealError,
    identity::{contributory, point_of},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, aead::Aead};
use hkdf::Hkdf;
use record::{Bytes, Recipient};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

const INTRO: &str = "age-encryption.org/v1\n-> X25519 ";
const STANZA: &[u8] = b"age-encryption.org/v1/X25519";
/// The first chunk is the last one.
const CHUNK: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
/// The text is a key's line; a chunk holds this many bytes.
const MOST: usize = 64 * 1024;

/// `text` sealed to `recipient`, with everything random derived from `secret`. One secret seals one text.
///
/// Fails with [`SealError::NotARecipient`] when `recipient` is none, and with [`SealError::TooLarge`] beyond one chunk.
pub(crate) fn seal_again(recipient: &Recipient, secret: &[u8], text: &[u8]) -> Result<Bytes, SealError> {
    if text.len() > MOST {
        return Err(SealError::TooLarge);
    }
    let to = point_of(&recipient.0).filter(contributory).ok_or(SealError::NotARecipient)?;
    let label = |what: &str| format!("custodian-copy/v1/{what}/{}", recipient.0);
    let (file_key, nonce) = (derive_key(secret, &label("file-key")), derive_key(secret, &label("nonce")));
    let (file_key, nonce) = (first(&file_key), first(&nonce));
    let ephemeral = StaticSecret::from(*derive_key(secret, &label("ephemeral")));
    let share = PublicKey::from(&ephemeral);
    let shared = ephemeral.diffie_hellman(&to);
    let salt = [share.as_bytes().as_slice(), to.as_bytes()].concat();
    let wrapped = aead(&expand(&salt, shared.as_bytes(), STANZA), &[0; 12], file_key)?;

    let mut header = String::from(INTRO);
    STANDARD_NO_PAD.encode_string(share.as_bytes(), &mut header);
    header.push('\n');
    STANDARD_NO_PAD.encode_string(&wrapped, &mut header);
    header.push_str("\n---");
    // HMAC (RFC 2104) is what HKDF extracts with (RFC 5869, section 2.2).
    let (mac, _) = Hkdf::<Sha256>::extract(Some(expand(&[], file_key, b"header").as_slice()), header.as_bytes());
    header.push(' ');
    STANDARD_NO_PAD.encode_string(mac, &mut header);
    header.push('\n');

    let payload = aead(&expand(nonce, file_key, b"payload"), &CHUNK, text)?;
    Ok(Bytes([header.as_bytes(), nonce, &payload].concat()))
}

/// The first sixteen bytes.
fn first(bytes: &[u8; 32]) -> &[u8] {
    bytes.split_at(16).0
}

fn expand(salt: &[u8], key: &[u8], info: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut derived = Zeroizing::new([0; 32]);
    if Hkdf::<Sha256>::new(Some(salt), key).expand(info, derived.as_mut_slice()).is_err() {
        // RFC 5869 allows 8160 bytes; going on with zeros would be worse than stopping.
        unreachable!("HKDF gives 32 bytes")
    }
    derived
}

fn aead(key: &[u8; 32], nonce: &[u8; 12], text: &[u8]) -> Result<Vec<u8>, SealError> {
    ChaCha20Poly1305::new(key.into()).encrypt(nonce.into(), text).map_err(|_| SealError::Unwritable)
}
