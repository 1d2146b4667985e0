//! age files (age-encryption.org/v1): one X25519 recipient, binary, never a passphrase.

use age::{DecryptError, Decryptor, Encryptor, x25519};
use record::Bytes;
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// Why something did not open. Few outcomes on purpose: finer detail would help an attacker and no clinician.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It was sealed to another key.
    #[error("not sealed to this key")]
    NotARecipient,
    /// It is not whole, or was changed, or holds something else.
    #[error("damaged")]
    Damaged,
    /// It was written by a newer version.
    #[error("written by a newer version")]
    UnknownVersion,
}

/// Why something could not be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The recipient is no age X25519 recipient, or one that every key opens.
    #[error("not a recipient")]
    NotARecipient,
    /// Larger than [`record::limits::MAX_FILE`] when sealed.
    #[error("too large")]
    TooLarge,
    /// It cannot be written as JSON.
    #[error("cannot be written")]
    Unwritable,
}

pub(crate) fn encrypt(recipient: &x25519::Recipient, plaintext: &[u8]) -> Result<Bytes, SealError> {
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient as _)).map_err(|_| SealError::NotARecipient)?;
    // Header, nonce and the tags of 64 KiB chunks.
    let mut file = Vec::with_capacity(plaintext.len() + plaintext.len() / 4096 + 256);
    let written = encryptor.wrap_output(&mut file).and_then(|mut writer| {
        writer.write_all(plaintext)?;
        writer.finish()
    });
    match written {
        Ok(_) => Ok(Bytes(file)),
        Err(_) => Err(SealError::Unwritable),
    }
}

pub(crate) fn decrypt(identity: &x25519::Identity, file: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let decryptor = Decryptor::new_buffered(file).map_err(outcome)?;
    let mut reader = decryptor.decrypt(std::iter::once(identity as _)).map_err(outcome)?;
    // With room for all of it, so that growing leaves no copies behind.
    let mut plaintext = Zeroizing::new(Vec::with_capacity(file.len()));
    reader.read_to_end(&mut plaintext).map_err(|_| OpenError::Damaged)?;
    Ok(plaintext)
}

fn outcome(error: DecryptError) -> OpenError {
    match error {
        DecryptError::NoMatchingKeys => OpenError::NotARecipient,
        DecryptError::UnknownFormat => OpenError::UnknownVersion,
        DecryptError::DecryptionFailed
        | DecryptError::ExcessiveWork { .. }
        | DecryptError::InvalidHeader
        | DecryptError::InvalidMac
        | DecryptError::Io(_)
        | DecryptError::KeyDecryptionFailed => OpenError::Damaged,
    }
}
