//! The operation: the one way anything in a record changes.

use crate::{
    Act, Bytes, ClockReading, DeviceId, Digest, KeyFor, KeyHolder, OrgId, RecordId, Seal, Signable, Signature, Signed,
    SignedError, UserId, act, limits,
};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names an operation: the digest of its envelope. Sending it again names it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct OpId(#[n(0)] pub Digest);

impl fmt::Display for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A place in a chain: how many there are, and the digest of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct Head {
    /// How many links, 0 for none.
    #[n(0)]
    pub seq: u64,
    /// Digest of the last, [`Digest::ZERO`] for none.
    #[n(1)]
    pub digest: Digest,
}

impl Head {
    /// An empty chain.
    pub const NONE: Self = Self { seq: 0, digest: Digest::ZERO };
}

/// What the author had seen when writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Seen {
    /// The directory. Whoever verifies the operation compares it with their own: a server that shows different people
    /// different ones is found out by the next reader.
    #[n(0)]
    pub directory: Head,
    /// The record's receipts. Kept as a proof of what a server had shown, and compared by nobody on arrival, because no rule
    /// would hold. After a backup was restored, what had been written before is offered again and names receipts that are
    /// gone; it is right all the same, and nothing that is signed tells a restore from a server that shows people different
    /// entries. To refuse it would refuse people's work, for ever on every device that joins later; and a member who named
    /// receipts that never were could stop the record for the whole team.
    #[n(1)]
    pub record: Head,
}

/// What an author signs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Envelope {
    /// The program.
    #[n(0)]
    pub org: OrgId,
    /// The record that changes.
    #[n(1)]
    pub record: RecordId,
    /// How.
    #[n(2)]
    #[cbor(with = "act::codec")]
    pub act: Act,
    /// Who.
    #[n(3)]
    pub author: UserId,
    /// The author's directory entry.
    #[n(4)]
    pub certificate: Digest,
    /// On which device.
    #[n(5)]
    pub device: DeviceId,
    /// The device's own count of operations, from 1.
    #[n(6)]
    pub device_seq: u64,
    /// The device's operation before this, all zero for the first.
    #[n(7)]
    pub previous: OpId,
    /// What the author had seen.
    #[n(8)]
    pub seen: Seen,
    /// When it was written.
    #[n(9)]
    pub clock: ClockReading,
}

impl Signable for Envelope {
    const DOMAIN: &'static str = "throughline/envelope/v1";
}

/// An operation in its final bytes. A retry sends these bytes again and encrypts nothing anew.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Operation {
    /// What happens, signed by the author.
    #[n(0)]
    pub envelope: Signed<Envelope>,
    /// For an entry: who sealed the file.
    #[n(1)]
    pub seal: Option<Signed<Seal>>,
    /// Age files: an entry's ciphertext, or record keys in the order the act names them.
    #[n(2)]
    pub files: Vec<Bytes>,
}

/// Why an operation's parts do not make one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    /// A part cannot be read.
    #[error("malformed")]
    Malformed,
    /// Larger than [`limits`] allow.
    #[error("too large")]
    TooLarge,
    /// A file is not the one that was signed for.
    #[error("a file does not match what was signed")]
    FileMismatch,
    /// Seal and envelope speak of different things.
    #[error("seal and envelope disagree")]
    SealMismatch,
}

impl From<SignedError> for OperationError {
    fn from(_: SignedError) -> Self {
        Self::Malformed
    }
}

impl Operation {
    /// The operation's name.
    pub fn id(&self) -> OpId {
        OpId(self.envelope.digest())
    }

    /// Its bytes as they are stored and sent.
    pub fn to_bytes(&self) -> Bytes {
        let mut bytes = Vec::new();
        let _ = minicbor::encode(self, &mut bytes); // a Vec takes everything
        Bytes(bytes)
    }

    /// Reads an operation; nothing is vouched for yet.
    ///
    /// Fails with [`OperationError::Malformed`] for anything but exactly one operation, and with
    /// [`OperationError::TooLarge`] beyond [`limits::MAX_OPERATION`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OperationError> {
        if bytes.len() > limits::MAX_OPERATION {
            return Err(OperationError::TooLarge);
        }
        let mut decoder = minicbor::Decoder::new(bytes);
        let operation = decoder.decode().map_err(|_| OperationError::Malformed)?;
        if decoder.position() != bytes.len() {
            return Err(OperationError::Malformed);
        }
        Ok(operation)
    }

    /// Checks that files, seal and envelope belong together. Signatures are checked by whoever knows the keys.
    ///
    /// Fails with the part that does not fit.
    pub fn check_parts(&self, envelope: &Envelope) -> Result<Option<Seal>, OperationError> {
        let files = &self.files;
        if files.len() > limits::MAX_FILES || files.iter().any(|file| file.len() > limits::MAX_FILE) {
            return Err(OperationError::TooLarge);
        }
        match &envelope.act {
            Act::Entry(entry) => {
                let seal = self.seal.as_ref().ok_or(OperationError::Malformed)?.peek()?;
                let [file] = files.as_slice() else { return Err(OperationError::Malformed) };
                if seal.ciphertext != Digest::of_file(file) || seal.length != file.len() as u64 {
                    return Err(OperationError::FileMismatch);
                }
                if seal.operation != self.id() || seal.record != envelope.record || seal.commitment != entry.commitment {
                    return Err(OperationError::SealMismatch);
                }
                Ok(Some(seal))
            }
            act @ (Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. }) => self.check_keys(act.keys()),
            // Which parts belong to it, a newer version knows.
            Act::Newer { .. } => Ok(None),
        }
    }

    fn check_keys(&self, keys: &[KeyFor]) -> Result<Option<Seal>, OperationError> {
        if self.seal.is_some() || keys.len() != self.files.len() {
            return Err(OperationError::Malformed);
        }
        let matches = keys.iter().zip(&self.files).all(|(key, file)| key.file == Digest::of_file(file));
        if matches { Ok(None) } else { Err(OperationError::FileMismatch) }
    }

    /// The file in which `key` lies, of an operation whose parts were checked.
    pub fn file_of(&self, keys: &[KeyFor], holder: KeyHolder) -> Option<(u32, &Bytes)> {
        keys.iter().zip(&self.files).find(|(key, _)| key.holder == holder).map(|(key, file)| (key.epoch, file))
    }

    /// The signature of the envelope.
    pub fn signature(&self) -> &Signature {
        &self.envelope.signature
    }
}
