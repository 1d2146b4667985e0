//! What changed in the caller's records: reads the caller's own rows, never the program's.

use crate::{
    Follow, Grant, Store, StoreError,
    counter::Counter,
    key,
    query::Vars,
    row::{MemberRow, RecordRow, RecordState, from_cbor},
};
use record::{
    RecordId, Time, limits,
    wire::{Changed, Changes},
};
use surrealdb::types::RecordIdKey;

impl Store {
    /// Records of the caller with changes after `since`, oldest first, at most [`limits::MAX_WANTS`].
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn changes(&self, grant: &Grant<Follow>, since: u64, now: Time) -> Result<Changes, StoreError> {
        // The counter is read first: what is committed meanwhile is then told twice, never missed.
        let counter = Counter::read(self.db()).await?;
        let mine = self.records_of(grant).await?;
        let mut records: Vec<Changed> = Vec::new();
        if since != counter.change {
            for part in mine.chunks(limits::MAX_WANTS) {
                let ids: Vec<_> = part.iter().map(|record| key::record_head(*record)).collect();
                let rows: Vec<RecordRow> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
                for row in rows {
                    records.push(changed(&row)?);
                }
            }
        }
        records.retain(|changed| changed.change > since);
        records.sort_by_key(|changed| changed.change);
        let mut change = counter.change;
        if records.len() > limits::MAX_WANTS {
            records.truncate(limits::MAX_WANTS);
            change = records.last().map_or(change, |last| last.change);
        }
        Ok(Changes { server_epoch: self.epoch(), change, directory: counter.directory, now, records, mine })
    }

    /// The records whose team the caller is in and which their role reads.
    pub(crate) async fn records_of(&self, grant: &Grant<Follow>) -> Result<Vec<RecordId>, StoreError> {
        let vars = Vars::new().set("user", grant.user().to_string());
        let rows: Vec<MemberRow> = self.read_rows("SELECT * FROM member:[$user, NONE]..=[$user, ..]", vars).await?;
        let read = rows.iter().filter(|row| row.may_read(grant.role()));
        read.map(|row| row.record.parse().map_err(|_| StoreError::Damaged)).collect()
    }
}

fn changed(row: &RecordRow) -> Result<Changed, StoreError> {
    let RecordIdKey::String(name) = &row.id.key else { return Err(StoreError::Damaged) };
    let record = name.parse().map_err(|_| StoreError::Damaged)?;
    let state: RecordState = from_cbor(&row.state)?;
    Ok(Changed { record, head: state.last, change: state.change })
}
