//! After a restore: comparing a record here with what the server has of it now.

use super::{
    Halt, Report, Stop,
    absorb::{Loaded, Scene},
    pull::{ask, group, note},
};
use crate::{
    Check, Clock, Distrust, Durability, KeyRange, Net, Order, RecordRow, Store, Table, Vault, VaultError, Write,
    rows::{OwnRow, decode, doc_key, entry_key, number, op_key, put},
};
use record::{DocId, Envelope, Head, OpId, Operation, RecordId, wire::Pulled, wire::Want};
use std::collections::{BTreeMap, BTreeSet};

impl<S: Store, C: Clock> Vault<S, C> {
    /// Fetches a record whole, and puts it in the place of what is here. Entries that the server no longer has are
    /// moved to [`Table::Rewound`], never dropped. Nothing changes before all of it was fetched and believed.
    #[expect(clippy::too_many_arguments, reason = "what the pull knows, once")]
    pub(super) async fn compare(
        &self,
        net: &impl Net,
        check: &impl Check,
        record: RecordId,
        row: RecordRow,
        head: Head,
        scene: &Scene,
        report: &mut Report,
    ) -> Result<bool, Halt> {
        let mut loaded = Loaded::new(record, RecordRow { whereabouts: row.whereabouts, ..RecordRow::default() });
        let scene = Scene { rewound: true, acknowledged: BTreeMap::new(), ..scene.clone() };
        let (mut writes, mut here) = (Vec::new(), BTreeSet::new());
        let mut wants = vec![Want::all(record)];
        loop {
            let (groups, more) = group(net.pull(&ask(&wants)).await?, &mut wants)?;
            for (_, entries) in groups {
                match self.absorb(check, &mut loaded, &entries, &scene).await? {
                    Ok(some) => writes.extend(some),
                    Err(distrust) => {
                        self.refuse(Loaded::new(record, row), distrust, report).await?;
                        return Ok(false);
                    }
                }
                for pulled in &entries {
                    here.insert(pulled.receipt.peek().map_err(|_| Halt::Stop(Stop::Malformed))?.operation);
                }
                report.pulled += entries.len();
            }
            if !more {
                break;
            }
        }
        let reached = loaded.row.receipts;
        if reached.seq < head.seq {
            self.refuse(Loaded::new(record, row), Distrust::Withheld, report).await?;
            return Ok(false);
        }
        let mut moved = self.set_aside(record, &here, reached.seq, &scene).await?;
        let docs: BTreeSet<Vec<u8>> = record::order::gather(loaded.docs().map(|doc: DocId| doc_key(record, doc)));
        for (key, _) in self.store.range(Table::Docs, KeyRange::prefix(record.as_bytes()), usize::MAX, Order::Up).await? {
            if !docs.contains(&key) {
                moved.push(Write::Delete(Table::Docs, key));
            }
        }
        // What is set aside comes first: an entry that only changed its number is written after it.
        moved.extend(writes);
        moved.push(loaded.put());
        self.store.commit(moved, Durability::Strict).await?;
        note(&mut report.changed, record);
        Ok(true)
    }

    /// Moves the entries that are not in `here` out of the record.
    async fn set_aside(
        &self,
        record: RecordId,
        here: &BTreeSet<OpId>,
        last: u64,
        scene: &Scene,
    ) -> Result<Vec<Write>, VaultError> {
        let mut writes = Vec::new();
        let rows = self.store.range(Table::Entries, KeyRange::prefix(record.as_bytes()), usize::MAX, Order::Up).await?;
        for (key, value) in rows {
            let pulled: Pulled = decode(&value)?;
            let receipt = pulled.receipt.peek().map_err(|_| VaultError::Damaged)?;
            if !here.contains(&receipt.operation) {
                // What the restored server refused is shown as such already.
                if self.store.get(Table::Quarantine, &op_key(receipt.operation)).await?.is_none() {
                    writes.push(Write::Put(Table::Rewound, op_key(receipt.operation), value));
                }
                writes.extend(self.unplace(&envelope(&pulled)?, receipt.operation, scene).await?);
            }
            if key > entry_key(record, last) {
                writes.push(Write::Delete(Table::Entries, key));
            }
        }
        Ok(writes)
    }

    async fn unplace(&self, envelope: &Envelope, operation: OpId, scene: &Scene) -> Result<Option<Write>, VaultError> {
        if envelope.device != scene.device {
            return Ok(None);
        }
        let key = number(envelope.device_seq);
        let own: Option<OwnRow> = self.read(Table::Own, &key).await?;
        Ok(own.filter(|own| own.operation == operation).map(|own| put(Table::Own, key, &OwnRow { seq: None, ..own })))
    }
}

fn envelope(pulled: &Pulled) -> Result<Envelope, VaultError> {
    let operation = Operation::from_bytes(&pulled.operation).map_err(|_| VaultError::Damaged)?;
    operation.envelope.peek().map_err(|_| VaultError::Damaged)
}
