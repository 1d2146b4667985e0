//! How somebody left a record's team: the acts that changed it, and no entry of a document.

use crate::{
    Follow, Grant, Store, StoreError, key,
    query::Vars,
    row::{EntryRow, RecordRow, RecordState, from_cbor},
};
use record::{
    Act, Bytes, Envelope, Operation, RecordId, UserId, limits,
    wire::{PullPage, Pulled, Want},
};

/// How many entries one query reads.
const STRIDE: u64 = 64;

impl Store {
    /// The team acts of a record after a number, up to the last one that took the caller out. They hold keys wrapped for others and
    /// nothing that is sealed with them.
    ///
    /// Fails with [`StoreError::NotFound`] where no act after that number took the caller out, or they are in the team again.
    pub async fn departure(&self, grant: &Grant<Follow>, want: &Want) -> Result<PullPage, StoreError> {
        self.departure_of(grant.user(), want).await
    }

    /// The same for anyone.
    pub(crate) async fn departure_of(&self, user: UserId, want: &Want) -> Result<PullPage, StoreError> {
        let record = want.record;
        let last = self.stands(record, user).await?;
        let (mut cursor, mut acts, mut size, mut out) = (want.after, Vec::new(), 0, 0);
        while cursor < last {
            let to = last.min(cursor.saturating_add(STRIDE));
            let range = key::range(key::entry(record, cursor), key::entry(record, to));
            let rows: Vec<EntryRow> = self.read_rows("SELECT * FROM $range", Vars::new().set("range", range)).await?;
            for row in rows {
                let operation = Operation::from_bytes(&row.operation).map_err(|_| StoreError::Damaged)?;
                let envelope = operation.envelope.peek().map_err(|_| StoreError::Damaged)?;
                if envelope.act.after().is_none() {
                    continue;
                }
                size += row.operation.len();
                acts.push(Pulled { receipt: from_cbor(&row.receipt)?, operation: Bytes(row.operation.to_vec()) });
                if takes_out(&envelope, user) {
                    out = acts.len();
                }
            }
            if size > limits::PULL_BYTES {
                break; // more than one device may be asked to read for one record
            }
            cursor = to;
        }
        acts.truncate(out);
        if acts.is_empty() { Err(StoreError::NotFound) } else { Ok(PullPage { entries: acts, more: false }) }
    }

    /// How many entries a record has that `user` is not in the team of.
    async fn stands(&self, record: RecordId, user: UserId) -> Result<u64, StoreError> {
        let ids = vec![key::record_head(record)];
        let heads: Vec<RecordRow> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
        let state: RecordState = from_cbor(&heads.first().ok_or(StoreError::NotFound)?.state)?;
        if state.head.team.contains(&user) { Err(StoreError::NotFound) } else { Ok(state.last.seq) }
    }
}

fn takes_out(envelope: &Envelope, user: UserId) -> bool {
    match &envelope.act {
        Act::Leave { .. } => envelope.author == user,
        Act::Rotate { leaving, .. } => leaving.contains(&user),
        Act::Open { .. } | Act::Entry(_) | Act::Admit { .. } | Act::Newer { .. } => false,
    }
}
