//! Finding this device's operations again, wherever they are by now.

use crate::{
    Clock, Kept, KeyRange, Order, Store, Table, Vault, VaultError,
    rows::{OwnRow, decode, entry_key, number, op_key},
};
use record::{Digest, Operation, limits, wire::Pulled};
use std::collections::BTreeMap;

/// In which table an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    Outbox,
    Sent,
    /// Among the accepted entries, with this receipt.
    Entry(Digest),
    Quarantine,
    Rewound,
}

/// An operation to offer.
pub(super) struct Offer {
    pub(super) kept: Kept,
    pub(super) home: Home,
}

/// Room for the CBOR around the operations of a push, in bytes.
const FRAME: usize = 4096;

impl<S: Store, C: Clock> Vault<S, C> {
    /// The first operation that waits.
    pub(super) async fn first_waiting(&self) -> Result<Option<u64>, VaultError> {
        let rows = self.store.range(Table::Outbox, KeyRange::all(), 1, Order::Up).await?;
        Ok(rows.first().map(|(_, value)| decode::<Kept>(value)).transpose()?.map(|kept| kept.device_seq))
    }

    /// Whether the operation of this number is nowhere any more: its author let go of it after the server had refused it.
    pub(super) async fn is_gone(&self, seq: u64) -> Result<bool, VaultError> {
        let key = number(seq);
        match self.read::<OwnRow>(Table::Own, &key).await? {
            Some(own) => Ok(self.find(&key, &own).await?.is_none()),
            None => Ok(false),
        }
    }

    /// This device's operations from `start` on, as many as fit into one push, up to one that is gone.
    pub(super) async fn batch(&self, start: u64) -> Result<Vec<Offer>, VaultError> {
        let range = KeyRange::starting(number(start));
        let own = self.store.range(Table::Own, range.clone(), limits::MAX_PUSH, Order::Up).await?;
        let outbox = self.store.range(Table::Outbox, range, limits::MAX_PUSH, Order::Up).await?;
        let mut waiting: BTreeMap<Vec<u8>, Vec<u8>> = record::order::gather(outbox);
        let (mut offers, mut room) = (Vec::with_capacity(own.len()), limits::MAX_BODY - FRAME);
        for (key, value) in own {
            let offer = match waiting.remove(&key) {
                Some(kept) => Offer { kept: decode(&kept)?, home: Home::Outbox },
                None => match self.locate(&key, &decode(&value)?).await? {
                    Some(offer) => offer,
                    None => break,
                },
            };
            let size = offer.kept.operation.len() + 8;
            if size > room && !offers.is_empty() {
                break;
            }
            room = room.saturating_sub(size);
            offers.push(offer);
        }
        Ok(offers)
    }

    /// One of this device's operations, wherever it is.
    pub(super) async fn find(&self, key: &[u8], own: &OwnRow) -> Result<Option<Offer>, VaultError> {
        if let Some(kept) = self.read::<Kept>(Table::Outbox, key).await? {
            return Ok(Some(Offer { kept, home: Home::Outbox }));
        }
        self.locate(key, own).await
    }

    /// An operation that does not wait any more.
    async fn locate(&self, key: &[u8], own: &OwnRow) -> Result<Option<Offer>, VaultError> {
        if let Some(seq) = own.seq
            && let Some(pulled) = self.read::<Pulled>(Table::Entries, &entry_key(own.record, seq)).await?
        {
            let home = Home::Entry(pulled.receipt.digest());
            return Ok(Some(Offer { kept: kept(&pulled)?, home }).filter(|offer| offer.kept.id == own.operation));
        }
        if let Some(kept) = self.read::<Kept>(Table::Sent, key).await? {
            return Ok(Some(Offer { kept, home: Home::Sent }));
        }
        let key = op_key(own.operation);
        if let Some(kept) = self.read::<Kept>(Table::Quarantine, &key).await? {
            return Ok(Some(Offer { kept, home: Home::Quarantine }));
        }
        let Some(pulled) = self.read::<Pulled>(Table::Rewound, &key).await? else { return Ok(None) };
        Ok(Some(Offer { kept: kept(&pulled)?, home: Home::Rewound }))
    }
}

fn kept(pulled: &Pulled) -> Result<Kept, VaultError> {
    let operation = Operation::from_bytes(&pulled.operation).map_err(|_| VaultError::Damaged)?;
    let envelope = operation.envelope.peek().map_err(|_| VaultError::Damaged)?;
    Ok(Kept::new(&operation, &envelope))
}
