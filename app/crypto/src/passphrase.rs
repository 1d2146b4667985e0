//! A passphrase as it is derived from: the same for the same words, whatever keyboard or system typed them.

use crate::sealed::sealed;
use precis_profiles::{OpaqueString, precis_core::profile::Profile as _};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// A normalized passphrase.
///
/// Invariant: without white space around it, its spaces U+0020, in Unicode's form NFKC, and unchanged by RFC 8265's
/// `OpaqueString`.
pub struct Passphrase(Zeroizing<String>);

sealed!(Passphrase);

/// Why something typed is no passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Nothing but spaces.
    #[error("the passphrase is empty")]
    Empty,
    /// It has a character that cannot be typed alike everywhere (RFC 8264, section 4.3): a control, an invisible one, or one
    /// that Unicode does not know yet.
    #[error("the passphrase has a character that is not allowed")]
    Character,
}

impl Passphrase {
    /// From printable ASCII, where nothing needs to be normalized; `None` for anything else. A device unlocks with this one
    /// before Unicode's tables are loaded.
    pub fn plain(typed: &str) -> Option<Self> {
        let trimmed = typed.trim();
        let printable = !trimmed.is_empty() && trimmed.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        printable.then(|| Self(Zeroizing::new(trimmed.to_owned())))
    }

    /// From anything that was typed.
    ///
    /// NFKC goes beyond the NFC of RFC 8265: a ligature or a full-width letter from an input method counts as its plain letters.
    ///
    /// Fails with [`PassphraseError`].
    pub fn read(typed: &str) -> Result<Self, PassphraseError> {
        let spaced: Zeroizing<String> =
            Zeroizing::new(typed.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect());
        let normal: Zeroizing<String> = Zeroizing::new(spaced.nfkc().collect());
        if normal.trim().is_empty() {
            return Err(PassphraseError::Empty);
        }
        match OpaqueString::new().enforce(normal.trim()) {
            Ok(enforced) => Ok(Self(Zeroizing::new(enforced.into_owned()))),
            Err(_) => Err(PassphraseError::Character),
        }
    }

    /// The words, to judge their strength.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
