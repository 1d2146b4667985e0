//! What stands in the tables the vault itself reads, and under which keys.

use crate::{Distrust, StoreError, Table, VaultError, Write};
use minicbor::{Decode, Encode};
use record::{
    Act, Bytes, DeviceId, Digest, DocHead, DocId, Envelope, Head, OpId, Operation, Receipt, RecordHead, RecordId, Signed, Time,
    wire::OutcomeCode,
};

/// Keys of the single rows in [`Table::Meta`].
pub(crate) mod meta {
    pub(crate) const DEVICE: &[u8] = b"device";
    pub(crate) const SERVER: &[u8] = b"server";
    pub(crate) const CLOCK: &[u8] = b"clock";
    pub(crate) const DIRECTORY: &[u8] = b"directory";
}

/// This device and the end of its chain.
#[derive(Clone, Copy, Debug, Encode, Decode)]
pub(crate) struct DeviceRow {
    #[n(0)]
    pub(crate) device: DeviceId,
    #[n(1)]
    pub(crate) chain: Head,
}

/// What is known of the server.
#[derive(Clone, Copy, Debug, Default, Encode, Decode)]
pub(crate) struct ServerRow {
    #[n(0)]
    pub(crate) epoch: Option<Digest>,
    #[n(1)]
    pub(crate) change: u64,
    #[n(2)]
    pub(crate) last_sync: Option<Time>,
    /// The server was restored and has not been offered yet what it may lack: from this operation on, 0 to ask first.
    #[n(3)]
    pub(crate) offer_again: Option<u64>,
    /// The server says that it was restored, and no administrator has acknowledged it yet.
    #[n(4)]
    pub(crate) unacknowledged: bool,
}

/// What is known of the device's clock.
#[derive(Clone, Copy, Debug, Default, Encode, Decode)]
pub(crate) struct ClockRow {
    #[n(0)]
    pub(crate) offset: Option<i64>,
    /// The latest reading so far.
    #[n(1)]
    pub(crate) latest: Time,
    /// It was seen to move since the last contact.
    #[n(2)]
    pub(crate) moved: bool,
    /// The offset the server names, where it is another one than this device can explain: it is not believed by itself.
    #[n(3)]
    pub(crate) said: Option<i64>,
    /// The offset that others are measured against. It does not follow small changes, which would add up.
    #[n(4)]
    pub(crate) base: Option<i64>,
}

/// How a record stands to this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Whereabouts {
    /// In the team.
    #[n(0)]
    Here,
    /// No longer in the team. What is unsent is kept.
    #[n(1)]
    Left,
}

/// How far a record was pulled, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RecordRow {
    /// The record as its accepted entries leave it.
    #[n(0)]
    pub head: Option<RecordHead>,
    /// The last receipt that was kept.
    #[n(1)]
    pub receipts: Head,
    /// In the team or not.
    #[n(2)]
    pub whereabouts: Whereabouts,
    /// Why what the server sends about it is not believed; it is asked for again with each sync.
    #[n(3)]
    pub refused: Option<Distrust>,
    /// The server was restored since the last pull: its entries are to be compared with these.
    #[n(4)]
    pub compare: bool,
    /// The last receipt's number in the whole program: the next is greater.
    #[n(5)]
    pub change: u64,
    /// How long the directory was that the last receipt names.
    #[n(6)]
    pub directory: u64,
    /// The number of an entry whose author had seen other entries before it than this device was given, though no restore was
    /// acknowledged: the server tells different people different things.
    #[n(7)]
    pub forked: Option<u64>,
}

impl Default for RecordRow {
    fn default() -> Self {
        let (receipts, whereabouts) = (Head::NONE, Whereabouts::Here);
        Self { head: None, receipts, whereabouts, refused: None, compare: false, change: 0, directory: 0, forked: None }
    }
}

/// An entry of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Place {
    /// Its number in the record.
    #[n(0)]
    pub seq: u64,
    /// Its operation.
    #[n(1)]
    pub operation: OpId,
}

/// A document as its accepted entries leave it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DocRow {
    /// Where it stands.
    #[n(0)]
    pub head: DocHead,
    /// Its entries, oldest first.
    #[n(1)]
    pub entries: Vec<Place>,
}

/// Where one of this device's operations is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct OwnRow {
    #[n(0)]
    pub(crate) operation: OpId,
    #[n(1)]
    pub(crate) record: RecordId,
    /// Its number in the record, once a pull brought it back.
    #[n(2)]
    pub(crate) seq: Option<u64>,
}

/// Why an operation is in quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Reason {
    /// The server judged it; `Refusal::Stale` is the conflict.
    #[n(0)]
    Refused(#[n(0)] OutcomeCode),
    /// The server could not read it.
    #[n(1)]
    Damaged,
    /// It was written after a damaged one and could not be written anew.
    #[n(2)]
    Stranded,
}

/// One of this device's operations that is not, or not yet, among the accepted entries.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Kept {
    /// Its name.
    #[n(0)]
    pub id: OpId,
    /// The record it is about.
    #[n(1)]
    pub record: RecordId,
    /// The document it is about.
    #[n(2)]
    pub doc: Option<DocId>,
    /// Its number in the device's chain.
    #[n(3)]
    pub device_seq: u64,
    /// When it was written, by the corrected clock.
    #[n(4)]
    pub written: Time,
    /// The operation's bytes.
    #[n(5)]
    pub operation: Bytes,
    /// The server's receipt, if it gave one.
    #[n(6)]
    pub receipt: Option<Signed<Receipt>>,
    /// Why it is in quarantine.
    #[n(7)]
    pub reason: Option<Reason>,
}

impl Kept {
    pub(crate) fn new(operation: &Operation, envelope: &Envelope) -> Self {
        Self {
            id: operation.id(),
            record: envelope.record,
            doc: doc_of(envelope),
            device_seq: envelope.device_seq,
            written: envelope.clock.written(),
            operation: operation.to_bytes(),
            receipt: None,
            reason: None,
        }
    }
}

/// The document an envelope is about.
pub(crate) const fn doc_of(envelope: &Envelope) -> Option<DocId> {
    match &envelope.act {
        Act::Entry(entry) => Some(entry.doc),
        Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
    }
}

/// Numbers as keys: most significant byte first, so that they sort.
pub(crate) fn number(n: u64) -> Vec<u8> {
    n.to_be_bytes().to_vec()
}

pub(crate) fn entry_key(record: RecordId, seq: u64) -> Vec<u8> {
    [record.as_bytes().as_slice(), &seq.to_be_bytes()].concat()
}

pub(crate) fn doc_key(record: RecordId, doc: DocId) -> Vec<u8> {
    [record.as_bytes().as_slice(), doc.as_bytes()].concat()
}

/// An operation of another device of the same person.
pub(crate) fn brought_key(device: DeviceId, seq: u64) -> Vec<u8> {
    [device.as_bytes().as_slice(), &seq.to_be_bytes()].concat()
}

pub(crate) fn op_key(operation: OpId) -> Vec<u8> {
    operation.0.as_bytes().to_vec()
}

pub(crate) fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = minicbor::encode(value, &mut bytes); // a Vec takes everything
    bytes
}

pub(crate) fn decode<T: for<'b> Decode<'b, ()>>(bytes: &[u8]) -> Result<T, VaultError> {
    minicbor::decode(bytes).map_err(|_| VaultError::Damaged)
}

pub(crate) fn put<T: Encode<()>>(table: Table, key: Vec<u8>, value: &T) -> Write {
    Write::Put(table, key, encode(value))
}

pub(crate) fn sixteen(key: &[u8], at: usize) -> Result<[u8; 16], VaultError> {
    key.get(at..at + 16).and_then(|bytes| bytes.try_into().ok()).ok_or(VaultError::Damaged)
}

impl From<StoreError> for VaultError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
