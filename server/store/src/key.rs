//! Row ids: where things are kept. All uniqueness and all order is in here.

use record::{DeviceId, Digest, DocId, OpId, PublicKey, RecordId, UserId};
use std::ops::Bound;
use surrealdb::types::{Array, RecordId as Key, RecordIdKey, RecordIdKeyRange, SurrealValue, Value};

/// A number as the database counts: never negative, never more than `i64::MAX`.
pub(crate) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number read back.
pub(crate) fn uint(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn pair(table: &'static str, first: Value, second: Value) -> Key {
    Key::new(table, RecordIdKey::Array(Array::from(vec![first, second])))
}

fn text(value: impl std::fmt::Display) -> Value {
    Value::String(value.to_string())
}

pub(crate) fn account(login: &str) -> Key {
    Key::new("account", login)
}

pub(crate) fn person(user: UserId) -> Key {
    Key::new("person", user.to_string())
}

pub(crate) fn invitation(key: &PublicKey) -> Key {
    Key::new("invitation", key.to_string())
}

pub(crate) fn challenge(minute: i64, digest: &Digest) -> Key {
    pair("challenge", minute.into_value(), text(digest))
}

pub(crate) fn session(hour: i64, hash: &Digest) -> Key {
    pair("session", hour.into_value(), text(hash))
}

pub(crate) fn directory(seq: u64) -> Key {
    Key::new("directory", int(seq))
}

pub(crate) fn audit(seq: u64) -> Key {
    Key::new("audit", int(seq))
}

pub(crate) fn record_head(record: RecordId) -> Key {
    Key::new("record_head", record.to_string())
}

pub(crate) fn doc_head(record: RecordId, doc: DocId) -> Key {
    pair("doc_head", text(record), text(doc))
}

pub(crate) fn entry(record: RecordId, seq: u64) -> Key {
    pair("entry", text(record), int(seq).into_value())
}

pub(crate) fn device(device: DeviceId) -> Key {
    Key::new("device", device.to_string())
}

pub(crate) fn outcome(device: DeviceId, seq: u64) -> Key {
    pair("outcome", text(device), int(seq).into_value())
}

pub(crate) fn member(user: UserId, record: RecordId) -> Key {
    pair("member", text(user), text(record))
}

pub(crate) fn late(record: RecordId, operation: OpId) -> Key {
    pair("late", text(record), text(operation.0))
}

pub(crate) fn late_in(record: RecordId) -> Key {
    Key::new("late_in", record.to_string())
}

pub(crate) fn late_of(user: UserId) -> Key {
    Key::new("late_of", user.to_string())
}

/// Everything after `after`, up to and with `to`, of one table.
pub(crate) fn range(after: Key, to: Key) -> Key {
    let range = RecordIdKeyRange { start: Bound::Excluded(after.key), end: Bound::Included(to.key) };
    Key::new(after.table, RecordIdKey::Range(Box::new(range)))
}
