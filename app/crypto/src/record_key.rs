//! A record's key of one epoch: an age identity, handed on as the very line that the `age` program takes.

use crate::{
    custodian_copy,
    file::{OpenError, SealError},
    identity::{self, Identity},
    sealed::sealed,
};
use record::{Bytes, Recipient};
use zeroize::Zeroizing;

/// The key of a record in one epoch.
#[derive(Clone)]
pub struct RecordKey(Identity);

sealed!(RecordKey);

impl RecordKey {
    /// A new epoch's key.
    pub fn make() -> Self {
        Self(Identity::make())
    }

    /// To whom documents of this epoch are sealed. Always derived from the key, never read from a server.
    pub fn recipient(&self) -> Recipient {
        self.0.recipient()
    }

    /// Wraps the key for a member: an age file that holds the line `AGE-SECRET-KEY-1…`.
    ///
    /// Fails with [`SealError::NotARecipient`] when `recipient` is none.
    pub fn wrap_for(&self, recipient: &Recipient) -> Result<Bytes, SealError> {
        identity::seal_to(recipient, self.line().as_bytes())
    }

    /// The custodian's copy: the same line in an age file that everyone who has this key makes again, byte by byte. So a member
    /// can tell whether the custodian's copy of a key that a colleague made holds it.
    ///
    /// Fails with [`SealError::NotARecipient`] when `custodian` is none.
    pub fn custodian_copy(&self, custodian: &Recipient) -> Result<Bytes, SealError> {
        let line = self.line();
        custodian_copy::seal_again(custodian, line.as_bytes(), line.as_bytes())
    }

    /// The epoch link: this key wrapped for the `next` one, so that whoever has that opens older documents too.
    ///
    /// Fails with [`SealError::Unwritable`] only.
    pub fn wrap_for_next(&self, next: &Self) -> Result<Bytes, SealError> {
        next.0.seal(self.line().as_bytes())
    }

    /// The key of the epoch before, from its link.
    ///
    /// Fails with [`OpenError::NotARecipient`] when the link leads to another key.
    pub fn unwrap_previous(&self, link: &Bytes) -> Result<Self, OpenError> {
        Self::unwrap_with(&self.0, link)
    }

    /// The key wrapped in `file`, with the identity it was wrapped for.
    ///
    /// Fails with [`OpenError::NotARecipient`] when it was wrapped for another one.
    pub fn unwrap_with(holder: &Identity, file: &Bytes) -> Result<Self, OpenError> {
        Identity::parse(&holder.open_text(file)?).map(Self)
    }

    pub(crate) const fn identity(&self) -> &Identity {
        &self.0
    }

    fn line(&self) -> Zeroizing<String> {
        let mut line = self.0.to_text();
        line.push('\n');
        line
    }
}
