//! The one row that every commit moves: change number, directory length, head of the audit chain.

use crate::{
    StoreError, key,
    query::{Vars, ask, row},
    row,
};
use record::{Digest, Head};
use surrealdb::{
    Surreal,
    engine::any::Any,
    types::{Bytes, SurrealValue},
};

/// Where everything stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counter {
    /// How many commits there were; tells whether another server wrote.
    pub(crate) stamp: u64,
    /// The program's change number.
    pub(crate) change: u64,
    /// How many entries the directory has.
    pub(crate) directory: u64,
    /// The audit log's last row.
    pub(crate) audit: Head,
}

#[derive(SurrealValue)]
struct CounterRow {
    stamp: i64,
    change: i64,
    directory: i64,
    audit: i64,
    audit_digest: Bytes,
}

/// Begins the statements of a commit: fails as moved when another server wrote since `$old`.
pub(crate) const MOVE: &str = "BEGIN;
IF (UPDATE counter:main SET stamp = $stamp, change = $change, directory = $directory, audit = $audit,
    audit_digest = $audit_digest WHERE stamp = $old RETURN VALUE stamp) = [] { THROW 'moved' };
";

impl Counter {
    /// Reads it.
    pub(crate) async fn read(db: &Surreal<Any>) -> Result<Self, StoreError> {
        let mut results = ask(db, "SELECT * FROM counter:main", Vars::new()).await?;
        let found: CounterRow = row(&mut results, 0)?.ok_or(StoreError::Damaged)?;
        Ok(Self {
            stamp: key::uint(found.stamp),
            change: key::uint(found.change),
            directory: key::uint(found.directory),
            audit: Head { seq: key::uint(found.audit), digest: row::digest(&found.audit_digest)? },
        })
    }

    /// The parameters of [`MOVE`], from `old` to this.
    pub(crate) fn vars(&self, old: &Self) -> Vars {
        Vars::new()
            .set("old", key::int(old.stamp))
            .set("stamp", key::int(self.stamp))
            .set("change", key::int(self.change))
            .set("directory", key::int(self.directory))
            .set("audit", key::int(self.audit.seq))
            .set("audit_digest", row::bytes(self.audit.digest.as_bytes()))
    }

    /// Makes the row of an empty database.
    pub(crate) async fn begin(db: &Surreal<Any>) -> Result<(), StoreError> {
        let sql = "INSERT IGNORE INTO counter { id: counter:main, stamp: 0, change: 0, directory: 0, audit: 0,
            audit_digest: $zero } RETURN NONE;";
        ask(db, sql, Vars::new().set("zero", row::bytes(Digest::ZERO.as_bytes()))).await?;
        Ok(())
    }
}
