//! Rows as the database keeps them. They stay inside the store.

use crate::StoreError;
use minicbor::{Decode, Encode};
use record::{Digest, Head, RecordHead, RecordKind, Role, UserId, may_read_in};
use surrealdb::types::{Bytes, RecordId as Key, SurrealValue};

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct RecordRow {
    pub(crate) id: Key,
    pub(crate) state: Bytes,
}

/// Where a record stands.
#[derive(Clone, Encode, Decode)]
pub(crate) struct RecordState {
    #[n(0)]
    pub(crate) head: RecordHead,
    /// The last receipt.
    #[n(1)]
    pub(crate) last: Head,
    /// The change number of that.
    #[n(2)]
    pub(crate) change: u64,
}

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct DocRow {
    pub(crate) id: Key,
    pub(crate) head: Bytes,
}

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct EntryRow {
    pub(crate) id: Key,
    pub(crate) receipt: Bytes,
    pub(crate) operation: Bytes,
}

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct DeviceRow {
    pub(crate) id: Key,
    pub(crate) user: String,
}

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct OutcomeRow {
    pub(crate) id: Key,
    pub(crate) operation: Bytes,
    pub(crate) outcome: Bytes,
}

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct MemberRow {
    pub(crate) id: Key,
    pub(crate) record: String,
    /// The number of the record's kind.
    pub(crate) kind: i64,
}

impl MemberRow {
    /// Whether a member of this role reads the record.
    pub(crate) fn may_read(&self, role: Role) -> bool {
        may_read_in(u32::try_from(self.kind).map_or(RecordKind::Patient, RecordKind::of_number), role)
    }
}

#[derive(Clone, Debug, SurrealValue)]
pub(crate) struct DirectoryRow {
    pub(crate) id: Key,
    pub(crate) entry: Bytes,
}

/// A value as stored bytes.
pub(crate) fn cbor<T: Encode<()>>(value: &T) -> Bytes {
    let mut bytes = Vec::new();
    let _ = minicbor::encode(value, &mut bytes); // a Vec takes everything
    Bytes::from(bytes)
}

/// A value from stored bytes.
///
/// Fails with [`StoreError::Damaged`].
pub(crate) fn from_cbor<T: for<'b> Decode<'b, ()>>(bytes: &Bytes) -> Result<T, StoreError> {
    minicbor::decode(bytes).map_err(|_| StoreError::Damaged)
}

pub(crate) fn bytes(slice: &[u8]) -> Bytes {
    Bytes::from(slice.to_vec())
}

pub(crate) fn digest(bytes: &Bytes) -> Result<Digest, StoreError> {
    Digest::from_slice(bytes).ok_or(StoreError::Damaged)
}

pub(crate) fn user(text: &str) -> Result<UserId, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged)
}
