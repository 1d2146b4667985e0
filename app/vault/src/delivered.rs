//! What the user of this device had signed before their access ended, and handed over for others to decide about.

use crate::{
    Clock, Durability, Kept, Store, Table, Vault, VaultError, Write,
    rows::{number, put},
};
use record::{OpId, RecordKind};

impl<S: Store, C: Clock> Vault<S, C> {
    /// What waits in the outbox, in the device's order: entries of documents in charts, which others may read.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn deliverable(&self) -> Result<Vec<Kept>, VaultError> {
        let mut found = Vec::new();
        for kept in self.read_all::<Kept>(Table::Outbox).await? {
            let head = self.record_row(kept.record).await?.and_then(|row| row.head);
            if kept.doc.is_some() && head.is_some_and(|head| head.kind == RecordKind::Patient) {
                found.push(kept);
            }
        }
        Ok(found)
    }

    /// The server has these now, apart from their records: they wait no more. They stay on the device.
    ///
    /// Fails with [`VaultError::Store`]; everything is as before then.
    pub async fn mark_delivered(&self, operations: &[OpId]) -> Result<(), VaultError> {
        let waiting = self.read_all::<Kept>(Table::Outbox).await?;
        let done = waiting.into_iter().filter(|kept| operations.contains(&kept.id));
        let writes: Vec<Write> = done
            .flat_map(|kept| {
                let place = number(kept.device_seq);
                [put(Table::Delivered, place.clone(), &kept), Write::Delete(Table::Outbox, place)]
            })
            .collect();
        if writes.is_empty() {
            return Ok(());
        }
        Ok(self.store.commit(writes, Durability::Strict).await?)
    }

    /// What was handed over, in the device's order.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn delivered(&self) -> Result<Vec<Kept>, VaultError> {
        self.read_all(Table::Delivered).await
    }
}
