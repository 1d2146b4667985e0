//! Entries of records, read as ranges of their numbers, and the audit rows that say so.

use crate::{
    AuditAction, Grant, Note, Read, Store, StoreError, key,
    query::Vars,
    row::{EntryRow, RecordRow, RecordState, from_cbor},
};
use record::{
    Bytes, Time, limits,
    wire::{PullPage, Pulled},
};
use std::collections::HashMap;

/// How many entries one query reads: enough to be quick, few enough that the largest fit in memory.
const STRIDE: u64 = 64;

impl Store {
    /// Entries after the given numbers, in the order of `wants`, at most `limit` and about [`limits::PULL_BYTES`].
    /// Each record of which something is handed out gets an audit row, before the answer.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn pull(&self, wants: &[(Grant<Read>, u64)], limit: u32, now: Time) -> Result<PullPage, StoreError> {
        let limit = u64::from(limit).clamp(1, limits::MAX_PULL as u64);
        let ids: Vec<_> = wants.iter().map(|(grant, _)| key::record_head(grant.object())).collect();
        let heads: Vec<RecordRow> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
        let mut lasts = HashMap::new();
        for row in heads {
            let state: RecordState = from_cbor(&row.state)?;
            lasts.insert(row.id, state.last.seq);
        }

        let (mut entries, mut size, mut more, mut notes) = (Vec::new(), 0, false, Vec::new());
        'wants: for (grant, after) in wants {
            let record = grant.object();
            let last = lasts.get(&key::record_head(record)).copied().unwrap_or(0);
            let mut cursor = *after;
            while cursor < last {
                let room = limit.saturating_sub(entries.len() as u64).min(STRIDE);
                if room == 0 || size >= limits::PULL_BYTES {
                    more = true;
                    break 'wants;
                }
                if cursor == *after {
                    notes.push(Note::new(AuditAction::Pull).by(grant.user()).about(record));
                }
                let to = last.min(cursor.saturating_add(room));
                let range = key::range(key::entry(record, cursor), key::entry(record, to));
                let rows: Vec<EntryRow> = self.read_rows("SELECT * FROM $range", Vars::new().set("range", range)).await?;
                if rows.len() as u64 != to - cursor {
                    return Err(StoreError::Damaged);
                }
                for row in rows {
                    if size >= limits::PULL_BYTES {
                        more = true;
                        break 'wants;
                    }
                    size += row.operation.len();
                    entries.push(Pulled { receipt: from_cbor(&row.receipt)?, operation: Bytes(row.operation.to_vec()) });
                }
                cursor = to;
            }
        }
        if !notes.is_empty() {
            self.notes(notes, now).await?;
        }
        Ok(PullPage { entries, more })
    }
}
