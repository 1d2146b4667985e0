//! What somebody had signed before their access ended and had not sent: kept apart from every record's chain, within limits, for
//! those who read the record now. Nothing of it is taken; a member's own signature takes it up.

use crate::{
    AuditAction, Follow, Grant, Note, Store, StoreError, key,
    push::{Checked, check},
    query::Vars,
    row::{self, OutcomeRow, RecordRow, RecordState, from_cbor},
};
use record::{
    Act, Bytes, RecordId, Time, UserId, limits,
    wire::{Late, LatePage, LateWant, Outcome, Want},
};
use std::collections::BTreeMap;
use surrealdb::types::{Bytes as Blob, SurrealValue};

#[derive(SurrealValue)]
struct LateRow {
    received: i64,
    operation: Blob,
}

#[derive(SurrealValue)]
struct LateIn {
    record: String,
}

/// One row that both parallel deliveries write: together they keep no more than one person may have.
const KEEP: &str = "BEGIN;
    UPSERT $of SET operations = (operations ?? 0) + 1, bytes = (bytes ?? 0) + $size RETURN NONE;
    LET $used = (SELECT * FROM ONLY $of);
    IF $used.operations > $most OR $used.bytes > $most_bytes { THROW 'full' };
    UPSERT $in SET record = $record RETURN NONE;
    CREATE $id SET received = $received, operation = $operation RETURN NONE;
    COMMIT;";

impl Store {
    /// Keeps what somebody whose access ended had signed; says of each operation whether it is here now. What the record has
    /// already is here; so is what was delivered before.
    ///
    /// Not kept: what `user` did not write and seal, or not under a certificate that was current by the directory it names; what
    /// is no entry of a document; what is in no record that they were in the team of and that somebody else reads; and what goes
    /// beyond [`limits::MAX_LATE`] and [`limits::MAX_LATE_BYTES`].
    ///
    /// Fails with [`StoreError::NotAllowed`] for anyone whose certificate stands, or never did.
    pub async fn deliver(&self, user: UserId, operations: &[Bytes], now: Time) -> Result<Vec<bool>, StoreError> {
        let registry = self.current_registry().await?;
        if !registry.has_left(user) {
            return Err(StoreError::NotAllowed);
        }
        let (mut kept, mut readable, mut fresh) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for bytes in operations {
            let checked = check(bytes, user, &registry).filter(|one| matches!(one.envelope.act, Act::Entry(_)));
            let Some(checked) = checked else {
                kept.push(false);
                continue;
            };
            let record = checked.envelope.record;
            let is_read = match readable.get(&record) {
                Some(is_read) => *is_read,
                None => self.is_read_after(user, record).await?,
            };
            readable.insert(record, is_read);
            if !is_read {
                kept.push(false);
                continue;
            }
            let keep = self.keep_late(user, record, checked, now).await?;
            if keep == Some(true) {
                fresh.insert(record, Note::new(AuditAction::DeliveredLate).by(user).about(record));
            }
            kept.push(keep.is_some());
        }
        if !fresh.is_empty() {
            self.notes(fresh.into_values().collect(), now).await?;
        }
        Ok(kept)
    }

    /// Whether it is here now, and new; `None` where it is too much.
    async fn keep_late(&self, user: UserId, record: RecordId, checked: Checked, now: Time) -> Result<Option<bool>, StoreError> {
        if self.is_accepted(&checked).await? {
            return Ok(Some(false)); // its answer was lost on the way: a record takes each operation once
        }
        let vars = Vars::new()
            .set("of", key::late_of(user))
            .set("in", key::late_in(record))
            .set("id", key::late(record, checked.id))
            .set("record", record.to_string())
            .set("size", key::int(checked.bytes.len() as u64))
            .set("most", key::int(limits::MAX_LATE as u64))
            .set("most_bytes", key::int(limits::MAX_LATE_BYTES as u64))
            .set("received", now.0)
            .set("operation", checked.bytes);
        match self.ask(KEEP, vars).await {
            Ok(_) => Ok(Some(true)),
            Err(StoreError::Conflict) => Ok(Some(false)),
            Err(StoreError::Full) => Ok(None),
            Err(other) => Err(other),
        }
    }

    async fn is_accepted(&self, checked: &Checked) -> Result<bool, StoreError> {
        let ids = vec![key::outcome(checked.envelope.device, checked.envelope.device_seq)];
        let found: Vec<OutcomeRow> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
        let Some(answered) = found.first() else { return Ok(false) };
        let outcome: Outcome = from_cbor(&answered.outcome)?;
        Ok(row::digest(&answered.operation)? == checked.id.0 && matches!(outcome, Outcome::Accepted(_)))
    }

    /// Whether `user` is or was in the team of a record that others read.
    async fn is_read_after(&self, user: UserId, record: RecordId) -> Result<bool, StoreError> {
        let ids = vec![key::record_head(record)];
        let heads: Vec<RecordRow> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
        let Some(row) = heads.first() else { return Ok(false) };
        let state: RecordState = from_cbor(&row.state)?;
        let others = state.head.team.iter().any(|member| *member != user);
        if !others || !state.head.kind.has_team() {
            return Ok(false);
        }
        if state.head.team.contains(&user) {
            return Ok(true);
        }
        match self.departure_of(user, &Want::all(record)).await {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// What was delivered late in the caller's records and they do not know, about [`limits::PULL_BYTES`] of it. Each record of
    /// which something is handed out gets an audit row, before the answer.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn late(&self, grant: &Grant<Follow>, want: &LateWant, now: Time) -> Result<LatePage, StoreError> {
        let mine = self.records_of(grant).await?;
        let (mut entries, mut size, mut more, mut notes) = (Vec::new(), 0, false, Vec::new());
        'parts: for part in mine.chunks(limits::MAX_WANTS) {
            let ids: Vec<_> = part.iter().map(|record| key::late_in(*record)).collect();
            let found: Vec<LateIn> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
            for LateIn { record } in found {
                let vars = Vars::new().set("record", record.clone());
                let rows: Vec<LateRow> = self.read_rows("SELECT * FROM late:[$record, NONE]..=[$record, ..]", vars).await?;
                let mut given = false;
                for LateRow { received, operation } in rows {
                    let operation = Bytes(operation.to_vec());
                    let id = record::Operation::from_bytes(&operation).map_err(|_| StoreError::Damaged)?.id();
                    if want.known.contains(&id) {
                        continue;
                    }
                    if size >= limits::PULL_BYTES {
                        more = true;
                        break 'parts;
                    }
                    if !given {
                        notes.push(Note::new(AuditAction::Pull).by(grant.user()).about(&record));
                        given = true;
                    }
                    size += operation.len();
                    entries.push(Late { received: Time(received), operation });
                }
            }
        }
        if !notes.is_empty() {
            self.notes(notes, now).await?;
        }
        Ok(LatePage { entries, more })
    }
}
