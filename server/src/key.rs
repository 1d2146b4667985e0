//! The server's own key: signs receipts. It lies in a file beside the database or in the environment,
//! never in the database.

use ::record::{Digest, PublicKey, Signature};
use ed25519_dalek::{Signer as _, SigningKey};
use rand::rngs::OsRng;
use std::{fs, io, path::Path};

/// Where the key's seed may stand instead of in a file, as 64 hexadecimal digits.
const VARIABLE: &str = "THROUGHLINE_SERVER_KEY";
/// The key's file in the data folder.
const FILE: &str = "server.key";

/// An Ed25519 key (RFC 8032) that never leaves the server.
#[derive(Clone)]
pub struct ServerKey(SigningKey);

/// Why there is no server key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Neither file nor variable holds 64 hexadecimal digits.
    #[error("the server key is not 64 hexadecimal digits")]
    Spelling,
    /// The file cannot be read or made.
    #[error("the server key's file cannot be used")]
    File(#[from] io::Error),
    /// A remote database has no data folder to keep a key beside it.
    #[error("a server without a data folder needs {VARIABLE}")]
    Missing,
}

impl ServerKey {
    /// A new random key.
    pub fn make() -> Self {
        Self(SigningKey::generate(&mut OsRng))
    }

    /// The key of a seed.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The key from the environment, else from `folder`; `None` when it is in neither. Closes the file to others.
    ///
    /// Fails with [`KeyError`].
    pub fn read(folder: Option<&Path>) -> Result<Option<Self>, KeyError> {
        if let Ok(text) = std::env::var(VARIABLE) {
            return Self::from_hex(&text).map(Some);
        }
        let path = folder.ok_or(KeyError::Missing)?.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let key = Self::from_hex(&text)?;
                close(&path)?;
                Ok(Some(key))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A new key, kept in `folder`, readable only by its owner. A key that is there is not touched.
    ///
    /// Fails with [`KeyError::File`].
    pub fn make_in(folder: &Path) -> Result<Self, KeyError> {
        let key = Self::make();
        write(&folder.join(FILE), &format!("{}\n", Digest(key.0.to_bytes())))?;
        Ok(key)
    }

    fn from_hex(text: &str) -> Result<Self, KeyError> {
        Digest::from_hex(text.trim()).map(|seed| Self::from_seed(seed.0)).ok_or(KeyError::Spelling)
    }

    /// A digest nobody without the key can work out.
    pub(crate) fn secret_digest(&self, domain: &str, text: &str) -> Digest {
        let mut bytes = self.0.to_bytes().to_vec();
        bytes.extend_from_slice(text.as_bytes());
        Digest::of(domain, &Digest::of(domain, &bytes).0)
    }
}

impl store::Signer for ServerKey {
    fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

/// Writes a file that only its owner reads; an existing one is not touched.
fn write(path: &Path, text: &str) -> io::Result<()> {
    use io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A file that was copied back may be open to others.
fn close(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use store::Signer as _;

    #[test]
    fn a_key_is_made_once_and_only_its_owner_reads_it() {
        let folder = std::env::temp_dir().join(format!("throughline-key-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(ServerKey::read(Some(&folder)).unwrap().is_none());
        let first = ServerKey::make_in(&folder).unwrap();
        assert!(ServerKey::make_in(&folder).is_err());
        let again = ServerKey::read(Some(&folder)).unwrap().unwrap();
        assert_eq!(first.public(), again.public());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(folder.join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(folder.join(FILE), "short").unwrap();
        assert!(matches!(ServerKey::read(Some(&folder)), Err(KeyError::Spelling)));
        fs::remove_dir_all(&folder).unwrap();
    }
}
