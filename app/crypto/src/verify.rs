//! Whether what was opened is what was signed.

use crate::{
    document::{Opened, open_document},
    file::OpenError,
    record_key::RecordKey,
};
use record::{Act, Envelope, Operation, Quarantine, Verified};

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

/// Opens a verified entry's file and checks what was inside.
///
/// `operation` is the one `verified` came from. Fails with the first reason to set it aside.
pub fn open_verified(key: &RecordKey, operation: &Operation, verified: &Verified<'_>) -> Result<Opened, Quarantine> {
    let [file] = operation.files.as_slice() else { return Err(Quarantine::Malformed) };
    let opened = open_document(key, file)?;
    check_content(&verified.envelope, &opened)?;
    Ok(opened)
}
