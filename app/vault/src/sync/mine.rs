//! Which records are this device's user's: none leaves the device because the server says so.

use super::{Halt, Report, absorb::Loaded, pull::note};
use crate::{
    Check, Clock, Distrust, Durability, Kept, Known, Net, NetError, RecordRow, Store, Table, Vault, VaultError, Whereabouts,
    rows::put,
};
use record::{
    Digest, RecordId,
    wire::{Changes, Want},
};
use std::collections::{BTreeMap, BTreeSet};

impl<S: Store, C: Clock> Vault<S, C> {
    /// Marks records in whose team the user no longer is, by somebody's signature, or is again. A record that is missing from the
    /// server's list without that stays, and is told.
    pub(super) async fn notice_leaving(
        &self,
        net: &impl Net,
        check: &impl Check,
        rows: &mut BTreeMap<RecordId, RecordRow>,
        changes: &Changes,
        report: &mut Report,
    ) -> Result<(), Halt> {
        let mine: BTreeSet<RecordId> = record::order::gather(changes.mine.iter().copied());
        let mut writes = Vec::new();
        for (record, row) in rows {
            match (mine.contains(record), row.whereabouts) {
                (true, Whereabouts::Here) if row.refused == Some(Distrust::LeftOut) => {
                    row.refused = None;
                    note(&mut report.changed, *record);
                }
                // A restored server may not know yet that the record exists: absence says nothing then.
                (true, Whereabouts::Here) | (false, Whereabouts::Left) => continue,
                (false, Whereabouts::Here) if row.compare => continue,
                (true, Whereabouts::Left) => {
                    row.whereabouts = Whereabouts::Here;
                    note(&mut report.changed, *record);
                }
                (false, Whereabouts::Here) if self.has_departed(net, check, *record, row).await? => {
                    row.whereabouts = Whereabouts::Left;
                    row.refused = None;
                    report.left.push(*record);
                }
                (false, Whereabouts::Here) => {
                    row.refused = Some(Distrust::LeftOut);
                    report.distrusted.push((*record, Distrust::LeftOut));
                }
            }
            writes.push(put(Table::Records, record.as_bytes().to_vec(), row));
        }
        if writes.is_empty() {
            return Ok(());
        }
        Ok(self.store.commit(writes, Durability::Relaxed).await?)
    }

    /// Whether the user is out of the record's team by the word of somebody who may say so.
    async fn has_departed(&self, net: &impl Net, check: &impl Check, record: RecordId, row: &RecordRow) -> Result<bool, Halt> {
        if row.head.is_none() {
            return Ok(true); // nothing of it was ever believed here
        }
        let (receipts, change, directory) = (row.receipts, row.change, row.directory);
        let known = Known { receipts, change, directory, head: row.head.clone(), docs: BTreeMap::new() };
        if check.left(record, &known, &[]).is_ok() {
            return Ok(true);
        }
        match net.departure(&Want { record, after: receipts.seq }).await {
            Ok(page) => Ok(check.left(record, &known, &page.entries).is_ok()),
            Err(NetError::Refused(_)) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }

    /// Receipts for operations of this device that no pull has brought back, by their places.
    pub(super) async fn acknowledged(&self) -> Result<BTreeMap<(RecordId, u64), Digest>, VaultError> {
        let sent: Vec<Kept> = self.read_all(Table::Sent).await?;
        let receipts = sent.iter().filter_map(|kept| kept.receipt.as_ref());
        let placed = receipts.filter_map(|signed| signed.peek().ok().map(|said| ((said.record, said.seq), signed.digest())));
        Ok(placed.collect())
    }

    /// Marks records whose operations of this device the server has signed for, and has not brought back though everything it
    /// lists was fetched. Says whether there was none.
    pub(super) async fn notice_dropped(&self, report: &mut Report) -> Result<bool, Halt> {
        if self.server_row().await?.offer_again.is_some() {
            return Ok(true);
        }
        let dropped: BTreeSet<RecordId> = self.acknowledged().await?.into_keys().map(|(record, _)| record).collect();
        let mut whole = true;
        for record in dropped {
            let row = self.record_row(record).await?.unwrap_or_default();
            if row.whereabouts == Whereabouts::Here && !row.compare && row.refused.is_none() {
                whole = false;
                self.refuse(Loaded::new(record, row), Distrust::Dropped, report).await?;
            }
        }
        Ok(whole)
    }
}
