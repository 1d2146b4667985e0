//! What the acceptor knows of the rows it writes.

use super::{Batch, device};
use crate::{
    Registry, StoreError,
    counter::Counter,
    key,
    push::Checked,
    query::{Vars, ask, rows},
    row::{self, DeviceRow, DocRow, OutcomeRow, RecordRow, RecordState, from_cbor},
};
use record::{Act, DeviceId, DocHead, DocId, Entry, Head, OpId, RecordId, UserId, wire::Outcome};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use surrealdb::{
    Surreal,
    engine::any::Any,
    types::{RecordId as Key, SurrealValue},
};

/// More rows than this are forgotten at once; they are read again when needed.
const MOST: usize = 200_000;

/// A device.
#[derive(Clone, Copy)]
pub(super) struct DeviceState {
    pub(super) user: UserId,
    pub(super) last: Head,
}

/// Rows by what they are about; `None` says that there is no row.
///
/// Invariant: true as long as the counter row equals `counter`.
pub(super) struct Ledger {
    pub(super) counter: Counter,
    pub(super) registry: Arc<Registry>,
    pub(super) records: BTreeMap<RecordId, Option<RecordState>>,
    pub(super) docs: BTreeMap<(RecordId, DocId), Option<DocHead>>,
    pub(super) devices: BTreeMap<DeviceId, Option<DeviceState>>,
    pub(super) outcomes: BTreeMap<(DeviceId, u64), (OpId, Outcome)>,
}

impl Ledger {
    pub(super) fn new(counter: Counter, registry: Arc<Registry>) -> Self {
        Self {
            counter,
            registry,
            records: BTreeMap::new(),
            docs: BTreeMap::new(),
            devices: BTreeMap::new(),
            outcomes: BTreeMap::new(),
        }
    }

    /// Forgets what would otherwise grow for ever.
    pub(super) fn settle(&mut self) {
        self.outcomes.clear();
        if self.docs.len() + self.records.len() + self.devices.len() > MOST {
            self.docs.clear();
            self.records.clear();
            self.devices.clear();
        }
    }

    /// Reads every row the batch will ask for, and nothing that is known already. With `believe`, a document said to be new
    /// is not looked for: if there is one, inserting its row conflicts, and the batch is judged again without.
    pub(super) async fn prefetch(&mut self, db: &Surreal<Any>, batch: &Batch, believe: bool) -> Result<(), StoreError> {
        let operations: Vec<&Checked> = batch.pushes.iter().flat_map(|push| push.operations.iter().flatten()).collect();
        let mut records = BTreeMap::new();
        let mut docs = BTreeMap::new();
        let mut devices = BTreeMap::new();
        for operation in &operations {
            let envelope = &operation.envelope;
            if !self.records.contains_key(&envelope.record) {
                records.insert(key::record_head(envelope.record), envelope.record);
            }
            if !self.devices.contains_key(&envelope.device) {
                devices.insert(key::device(envelope.device), envelope.device);
            }
            if let Act::Entry(entry) = &envelope.act
                && !(believe && is_first(entry))
                && !self.docs.contains_key(&(envelope.record, entry.doc))
            {
                docs.insert(key::doc_head(envelope.record, entry.doc), (envelope.record, entry.doc));
            }
        }
        for row in read::<RecordRow, _>(db, &records).await? {
            self.records.insert(*records.get(&row.id).ok_or(StoreError::Damaged)?, Some(from_cbor(&row.state)?));
        }
        for row in read::<DocRow, _>(db, &docs).await? {
            self.docs.insert(*docs.get(&row.id).ok_or(StoreError::Damaged)?, Some(from_cbor(&row.head)?));
        }
        for row in read::<DeviceRow, _>(db, &devices).await? {
            let id = *devices.get(&row.id).ok_or(StoreError::Damaged)?;
            let first = operations.iter().map(|operation| &operation.envelope).filter(|envelope| envelope.device == id);
            let guess = first.map(|envelope| envelope.device_seq).min().unwrap_or_default();
            let last = device::last(db, id, guess).await?;
            self.devices.insert(id, Some(DeviceState { user: row::user(&row.user)?, last }));
        }
        for id in records.into_values() {
            self.records.entry(id).or_insert(None);
        }
        for place in docs.into_values() {
            self.docs.entry(place).or_insert(None);
        }
        for id in devices.into_values() {
            self.devices.entry(id).or_insert(None);
        }
        self.prefetch_outcomes(db, &operations).await
    }

    /// Reads what was answered to operations that were offered before.
    async fn prefetch_outcomes(&mut self, db: &Surreal<Any>, operations: &[&Checked]) -> Result<(), StoreError> {
        let wanted: BTreeMap<Key, (DeviceId, u64)> = operations
            .iter()
            .map(|operation| (operation.envelope.device, operation.envelope.device_seq))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter(|(device, seq)| self.devices.get(device).and_then(Option::as_ref).is_some_and(|state| *seq <= state.last.seq))
            .map(|(device, seq)| (key::outcome(device, seq), (device, seq)))
            .collect();
        for row in read::<OutcomeRow, _>(db, &wanted).await? {
            let place = *wanted.get(&row.id).ok_or(StoreError::Damaged)?;
            self.outcomes.insert(place, (OpId(row::digest(&row.operation)?), from_cbor(&row.outcome)?));
        }
        Ok(())
    }
}

/// Whether this says of itself that it is a document's first version. Where there is one already it is always refused.
fn is_first(entry: &Entry) -> bool {
    entry.event.is_version() && entry.version == 1 && entry.base.is_none()
}

async fn read<T: SurrealValue, V>(db: &Surreal<Any>, ids: &BTreeMap<Key, V>) -> Result<Vec<T>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Key> = ids.keys().cloned().collect();
    rows(&mut ask(db, "SELECT * FROM $ids", Vars::new().set("ids", ids)).await?, 0)
}
