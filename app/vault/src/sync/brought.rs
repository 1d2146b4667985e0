//! What the same person wrote on another device, brought here in a sealed file: sent as it is, in that device's own order.

use super::{Halt, Report, Stop, push::vouched};
use crate::{
    Check, Clock, Draft, Durability, Kept, KeyRange, Net, Order, Reason, Store, Table, Vault, VaultError, Write,
    rows::{OwnRow, brought_key, decode, doc_key, number, op_key, put},
};
use record::{Operation, limits, wire::Outcome, wire::Push};

/// How many bytes of a key name the device.
const DEVICE: usize = 16;

impl<S: Store, C: Clock> Vault<S, C> {
    /// Keeps operations and drafts of another device of the same person, until the server has the former. Says how many of
    /// each were new here: what is here already, and a draft of the same document, stay as they are.
    ///
    /// Fails with [`VaultError`]; then nothing has changed.
    pub async fn bring_in(&self, operations: &[Operation], drafts: &[Draft]) -> Result<(usize, usize), VaultError> {
        let _chain = self.chain.lock().await;
        let here = self.device_row().await?.device;
        let mut writes = Vec::new();
        let (mut entries, mut texts) = (0, 0);
        for operation in operations {
            let envelope = operation.envelope.peek().map_err(|_| VaultError::Damaged)?;
            let own: Option<OwnRow> = self.read(Table::Own, &number(envelope.device_seq)).await?;
            let mine = envelope.device == here && own.is_some_and(|own| own.operation == operation.id());
            let key = brought_key(envelope.device, envelope.device_seq);
            let refused = self.store.get(Table::Quarantine, &op_key(operation.id())).await?.is_some();
            if mine || refused || self.store.get(Table::Brought, &key).await?.is_some() {
                continue;
            }
            writes.push(put(Table::Brought, key, &Kept::new(operation, &envelope)));
            entries += 1;
        }
        for draft in drafts {
            let key = doc_key(draft.record, draft.doc);
            if self.store.get(Table::Drafts, &key).await?.is_none() {
                writes.push(put(Table::Drafts, key, draft));
                texts += 1;
            }
        }
        self.store.commit(writes, Durability::Strict).await?;
        self.remember().await?;
        Ok((entries, texts))
    }

    /// What was brought here and the server has not answered, by device and in its order.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn brought(&self) -> Result<Vec<Kept>, VaultError> {
        let all: Vec<Kept> = self.read_all(Table::Brought).await?;
        Ok(all.into_iter().filter(|kept| kept.receipt.is_none()).collect())
    }

    /// Offers what was brought here. It goes to quarantine where the server refuses it, or misses what that device wrote before.
    pub(super) async fn push_brought(&self, net: &impl Net, check: &impl Check, report: &mut Report) -> Result<bool, Halt> {
        let mut answered = false;
        loop {
            let rows = self.store.range(Table::Brought, KeyRange::all(), usize::MAX, Order::Up).await?;
            let waiting: Vec<(Vec<u8>, Kept)> =
                rows.into_iter().map(|(key, value)| Ok((key, decode(&value)?))).collect::<Result<_, VaultError>>()?;
            let mut batch: Vec<(Vec<u8>, Kept)> = waiting.into_iter().filter(|(_, kept)| kept.receipt.is_none()).collect();
            let Some(device) = batch.first().map(|(key, _)| key.get(..DEVICE).unwrap_or_default().to_vec()) else {
                return Ok(answered);
            };
            let mut room = limits::MAX_BODY / 2;
            batch.retain(|(key, kept)| {
                let fits = key.starts_with(&device) && kept.operation.len() <= room;
                room = if fits { room - kept.operation.len() } else { 0 };
                fits
            });
            batch.truncate(limits::MAX_PUSH);
            let operations = batch.iter().map(|(_, kept)| kept.operation.clone()).collect();
            let outcomes = net.push(&Push { operations }).await?.outcomes;
            if outcomes.is_empty() || outcomes.len() > batch.len() {
                return Err(Halt::Stop(Stop::Malformed));
            }
            let mut writes = Vec::new();
            for ((key, mut kept), outcome) in batch.into_iter().zip(outcomes) {
                kept.reason = match outcome {
                    Outcome::Accepted(receipt) | Outcome::Duplicate(receipt) => {
                        vouched(check, &kept, &receipt)?;
                        report.pushed += 1;
                        // It stays until a pull brings it back as an entry.
                        kept.receipt = Some(receipt);
                        writes.push(put(Table::Brought, key, &kept));
                        continue;
                    }
                    Outcome::Quarantined(code) => Some(Reason::Refused(code)),
                    Outcome::Gap(_) => Some(Reason::Stranded),
                    Outcome::Malformed => Some(Reason::Damaged),
                };
                writes.push(Write::Delete(Table::Brought, key));
                writes.push(put(Table::Quarantine, op_key(kept.id), &kept));
            }
            self.store.commit(writes, Durability::Strict).await?;
            answered = true;
        }
    }
}
