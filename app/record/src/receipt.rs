//! What the server signs when it accepts an operation.

use crate::{Digest, Head, OpId, RecordId, Signable, Time};
use minicbor::{Decode, Encode};

/// The server's word that an operation is kept, where, and since when.
///
/// `previous` chains the receipts of one record: the signature on the last one vouches for all before it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Receipt {
    /// The operation.
    #[n(0)]
    pub operation: OpId,
    /// The record it is in.
    #[n(1)]
    pub record: RecordId,
    /// Its number in the record, from 1.
    #[n(2)]
    pub seq: u64,
    /// Its number in the whole program, from 1.
    #[n(3)]
    pub change: u64,
    /// The digest of the record's receipt before this, [`Digest::ZERO`] for the first.
    #[n(4)]
    pub previous: Digest,
    /// When the server took it.
    #[n(5)]
    pub received: Time,
    /// Which life of the server took it: another one after a backup was restored. Signed here, so that a server that claims to
    /// have been restored has put its name to it.
    #[n(6)]
    pub epoch: Digest,
    /// The directory by which the server judged the author's certificate. It never goes back within a record.
    #[n(7)]
    pub directory: Head,
}

impl Signable for Receipt {
    const DOMAIN: &'static str = "throughline/receipt/v1";
}
