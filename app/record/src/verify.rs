//! Whether an operation is what it says it is: certificate, signatures, parts. What may follow what is
//! [`crate::judge`]'s to say. The server asks this before it accepts, every device again before it believes.

use crate::{Certificate, Digest, Directory, Envelope, Head, Operation, OperationError, Seal, SignedError, UserId};
use serde::{Deserialize, Serialize};

/// Why an operation is set aside. It is shown with this reason, and never hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Quarantine {
    /// A part cannot be read.
    #[error("malformed")]
    Malformed,
    /// Larger than allowed.
    #[error("too large")]
    TooLarge,
    /// It belongs to another program.
    #[error("of another program")]
    OtherProgram,
    /// The author's certificate is not in the directory.
    #[error("the author's certificate is unknown")]
    UnknownCertificate,
    /// The certificate named is somebody else's.
    #[error("the certificate is not the author's")]
    CertificateOfAnother,
    /// The certificate was not the current one: its owner had left, or had another role.
    #[error("the author's certificate was not the current one")]
    CertificateEnded,
    /// The author had seen a longer directory: fetch it and look again.
    #[error("the author saw a newer directory")]
    DirectoryBehind,
    /// The author had seen another directory: somebody shows different people different ones.
    #[error("the author saw another directory")]
    DirectoryForked,
    /// The signature is not the author's over these bytes.
    #[error("the author's signature does not match")]
    EnvelopeSignature,
    /// A file is not the one that was signed for.
    #[error("a file does not match what was signed")]
    FileMismatch,
    /// Seal and envelope speak of different things.
    #[error("seal and envelope disagree")]
    SealMismatch,
    /// The sealer's certificate is not in the directory.
    #[error("the sealer's certificate is unknown")]
    UnknownSealer,
    /// The seal's signature is not the sealer's.
    #[error("the sealer's signature does not match")]
    SealSignature,
    /// It is sealed to a key that is not here.
    #[error("not sealed to this key")]
    NotARecipient,
    /// Its content is not whole, or was changed.
    #[error("damaged")]
    Damaged,
    /// A newer version wrote it.
    #[error("written by a newer version")]
    UnknownVersion,
    /// Its content belongs to another document, version, record or author.
    #[error("the content belongs elsewhere")]
    ContextMismatch,
    /// Its content is not the one the author committed to.
    #[error("the content is not what was signed")]
    CommitmentMismatch,
}

impl From<SignedError> for Quarantine {
    fn from(_: SignedError) -> Self {
        Self::Malformed
    }
}

impl From<OperationError> for Quarantine {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::Malformed => Self::Malformed,
            OperationError::TooLarge => Self::TooLarge,
            OperationError::FileMismatch => Self::FileMismatch,
            OperationError::SealMismatch => Self::SealMismatch,
        }
    }
}

/// An operation whose signatures and parts hold.
///
/// Invariant: made only by [`verify_operation`].
#[derive(Clone, Debug)]
pub struct Verified<'a> {
    /// What happens.
    pub envelope: Envelope,
    /// Who sealed the file, for an entry.
    pub seal: Option<Seal>,
    /// The certificate the author signed under.
    pub author: &'a Certificate,
}

/// Checks certificate, signatures and parts of an operation.
///
/// The author's certificate must be the current one in the directory that the envelope names: one that had ended there, or was
/// replaced, signs nothing. That it is still current where the operation is received is [`crate::judge`]'s question.
/// Fails with the first reason to set it aside.
pub fn verify_operation<'a>(directory: &'a Directory, operation: &Operation) -> Result<Verified<'a>, Quarantine> {
    let claimed = operation.envelope.peek()?;
    if claimed.org != directory.org() {
        return Err(Quarantine::OtherProgram);
    }
    let author = certificate(directory, claimed.author, &claimed.certificate)?;
    let envelope = operation.envelope.verify(&author.signing).map_err(|error| match error {
        SignedError::Mismatch => Quarantine::EnvelopeSignature,
        SignedError::Malformed => Quarantine::Malformed,
    })?;
    check_seen(directory, &envelope)?;
    if directory.certificate_digest_at(envelope.author, envelope.seen.directory.seq) != Some(envelope.certificate) {
        return Err(Quarantine::CertificateEnded);
    }
    let seal = operation.check_parts(&envelope)?;
    if let (Some(seal), Some(signed)) = (&seal, &operation.seal) {
        let sealer = certificate(directory, seal.sealer, &seal.certificate).map_err(|_| Quarantine::UnknownSealer)?;
        signed.verify(&sealer.signing).map_err(|_| Quarantine::SealSignature)?;
    }
    Ok(Verified { envelope, seal, author })
}

fn certificate<'a>(directory: &'a Directory, user: UserId, digest: &Digest) -> Result<&'a Certificate, Quarantine> {
    let certificate = directory.certificate_at(digest).ok_or(Quarantine::UnknownCertificate)?;
    if certificate.user == user { Ok(certificate) } else { Err(Quarantine::CertificateOfAnother) }
}

/// The directory the author had seen lies on this one's chain: a server that forks it is found out here.
fn check_seen(directory: &Directory, envelope: &Envelope) -> Result<(), Quarantine> {
    let seen = envelope.seen.directory;
    if seen.seq == 0 {
        // Nothing seen has one spelling.
        return if seen == Head::NONE { Ok(()) } else { Err(Quarantine::DirectoryForked) };
    }
    if seen.seq > directory.head().seq {
        return Err(Quarantine::DirectoryBehind);
    }
    directory.descends_from(seen).map_err(|_| Quarantine::DirectoryForked)
}
