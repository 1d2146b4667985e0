//! Whether what was opened is what was signed.

use crate::{document::Opened, file::OpenError};
use record::{Act, Envelope, Quarantine};

impl From<OpenError> for Quarantine {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotARecipient => Self::NotARecipient,
            OpenError::Damaged => Self::Damaged,
            OpenError::UnknownVersion => Self::UnknownVersion,
        }
    }
}

/// Checks that what was opened is what an envelope speaks of, whose signature was checked when it arrived.
///
/// Fails with [`Quarantine::ContextMismatch`], with [`Quarantine::CommitmentMismatch`], or with
/// [`Quarantine::Malformed`] when the operation is no entry.
pub fn check_content(envelope: &Envelope, opened: &Opened) -> Result<(), Quarantine> {
    let Envelope { org, record, act, author, .. } = envelope;
    let Act::Entry(entry) = act else { return Err(Quarantine::Malformed) };
    let context = &opened.context;
    let fits = context.org == *org
        && context.record == *record
        && context.author == *author
        && context.doc == entry.doc
        && context.version == entry.version;
    if !fits {
        return Err(Quarantine::ContextMismatch);
    }
    if opened.commitment != entry.commitment {
        return Err(Quarantine::CommitmentMismatch);
    }
    Ok(())
}
