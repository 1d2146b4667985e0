//! Changes, pull, push, directory: CBOR.

use crate::{Bytes, Digest, DirectoryEntry, Head, Receipt, RecordId, Refusal, Signed};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Entries of the directory after the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DirectoryPage {
    /// In order.
    #[n(0)]
    pub entries: Vec<Signed<DirectoryEntry>>,
}

/// What changed since a change number.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Changes {
    /// Changes whenever the server was restored from a backup.
    #[n(0)]
    pub server_epoch: Digest,
    /// The program's change number now: the next `since`.
    #[n(1)]
    pub change: u64,
    /// How many entries the directory has.
    #[n(2)]
    pub directory: u64,
    /// The server's clock, for the device's offset.
    #[n(3)]
    pub now: crate::Time,
    /// Records with news, oldest change first.
    #[n(4)]
    pub records: Vec<Changed>,
    /// Every record the caller is in the team of: others are no longer theirs.
    #[n(5)]
    pub mine: Vec<RecordId>,
}

/// A record with news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Changed {
    /// The record.
    #[n(0)]
    pub record: RecordId,
    /// Its last receipt.
    #[n(1)]
    pub head: Head,
    /// The change number of that.
    #[n(2)]
    pub change: u64,
}

/// Asks for entries.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Pull {
    /// From which records, after which number; answered in this order.
    #[n(0)]
    pub wants: Vec<Want>,
    /// At most so many entries; the server may send fewer.
    #[n(1)]
    pub limit: u32,
}

/// Entries of one record after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Want {
    /// The record.
    #[n(0)]
    pub record: RecordId,
    /// The last number already here, 0 for none.
    #[n(1)]
    pub after: u64,
}

/// Entries, in the order asked for, each record's without a gap.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PullPage {
    /// The entries.
    #[n(0)]
    pub entries: Vec<Pulled>,
    /// There is more: ask again from the last numbers.
    #[n(1)]
    pub more: bool,
}

/// An accepted operation with its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Pulled {
    /// Where it stands in its record; the signature on the last of a page vouches for those before.
    #[n(0)]
    pub receipt: Signed<Receipt>,
    /// Bytes of an [`crate::Operation`].
    #[n(1)]
    pub operation: Bytes,
}

/// Offers operations, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Push {
    /// Bytes of [`crate::Operation`]s, in the device's order.
    #[n(0)]
    pub operations: Vec<Bytes>,
}

/// One answer for each operation offered, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PushReply {
    /// The answers.
    #[n(0)]
    pub outcomes: Vec<Outcome>,
}

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Outcome {
    /// Kept.
    #[n(0)]
    Accepted(#[n(0)] Signed<Receipt>),
    /// Was kept before: the same receipt.
    #[n(1)]
    Duplicate(#[n(0)] Signed<Receipt>),
    /// Judged and not taken; the device's sequence went on, the same answer comes to a replay.
    /// `Refusal::Stale` is the conflict: pull, and write anew on what came first.
    #[n(2)]
    Quarantined(#[n(0)] OutcomeCode),
    /// The device's sequence does not fit: the server expects this number, after this operation.
    #[n(3)]
    Gap(#[n(0)] Head),
    /// Cannot be read, too large, or not signed by who it says; nothing was remembered.
    #[n(4)]
    Malformed,
}

/// A refusal as it travels: a number in CBOR, a word in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct OutcomeCode(#[cbor(n(0), with = "code")] pub Refusal);

mod code {
    use crate::{Refusal, Refused};
    use minicbor::{Decoder, Encoder, decode as de, encode as en};

    const LIFECYCLE: u8 = 16;

    pub(super) fn encode<C, W: en::Write>(value: &Refusal, e: &mut Encoder<W>, _: &mut C) -> Result<(), en::Error<W::Error>> {
        let number = match value {
            Refusal::NotFound => 0,
            Refusal::Exists => 1,
            Refusal::NotAllowed => 2,
            Refusal::Stale => 3,
            Refusal::Keys => 4,
            Refusal::Epoch => 5,
            Refusal::Team => 6,
            Refusal::Review => 7,
            Refusal::OutOfOrder => 8,
            Refusal::Newer => 9,
            Refusal::Lifecycle(Refused::NotSignedYet) => LIFECYCLE,
            Refusal::Lifecycle(Refused::AlreadySigned) => LIFECYCLE + 1,
            Refusal::Lifecycle(Refused::Retracted) => LIFECYCLE + 2,
            Refusal::Lifecycle(Refused::NoReviewOwed) => LIFECYCLE + 3,
            Refusal::Lifecycle(Refused::NoSuchEvent) => LIFECYCLE + 4,
        };
        e.u8(number)?.ok()
    }

    pub(super) fn decode<'b, C>(d: &mut Decoder<'b>, _: &mut C) -> Result<Refusal, de::Error> {
        Ok(match d.u8()? {
            0 => Refusal::NotFound,
            1 => Refusal::Exists,
            2 => Refusal::NotAllowed,
            3 => Refusal::Stale,
            4 => Refusal::Keys,
            5 => Refusal::Epoch,
            6 => Refusal::Team,
            7 => Refusal::Review,
            8 => Refusal::OutOfOrder,
            9 => Refusal::Newer,
            LIFECYCLE => Refusal::Lifecycle(Refused::NotSignedYet),
            17 => Refusal::Lifecycle(Refused::AlreadySigned),
            18 => Refusal::Lifecycle(Refused::Retracted),
            19 => Refusal::Lifecycle(Refused::NoReviewOwed),
            20 => Refusal::Lifecycle(Refused::NoSuchEvent),
            _ => return Err(de::Error::message("unknown refusal")),
        })
    }
}

impl Want {
    /// Everything of `record`.
    pub const fn all(record: RecordId) -> Self {
        Self { record, after: 0 }
    }
}
