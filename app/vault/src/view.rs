//! The local view: what was accepted, and on top of it what this device did since.

use crate::{
    Clock, DocRow, Judge, Kept, KeyRange, Order, Place, RecordRow, Row, Store, Table, Vault, VaultError, Whereabouts, Write,
    rows::{decode, doc_key, entry_key, op_key, put, sixteen},
    store::Durability,
};
use record::{
    Bytes, Digest, DocHead, DocId, Effect, Envelope, OpId, Operation, Receipt, RecordHead, RecordId, Refusal, Signed,
    wire::Pulled,
};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// An operation of this device that no pull has brought back yet.
#[derive(Clone, Debug)]
pub struct Pending {
    /// What is kept of it.
    pub kept: Kept,
    /// The operation.
    pub operation: Operation,
    /// What its author signed.
    pub envelope: Envelope,
    /// What it changes in the local view; the rule it would break now, if something came before it meanwhile.
    pub effect: Result<Effect, Refusal>,
}

/// What the server has not been seen to keep, judged once: whoever looks at many records asks for it once.
#[derive(Clone, Debug, Default)]
pub struct Unsettled {
    /// What waits to be sent, or to come back with a pull, in its order.
    pub pending: Vec<Pending>,
    /// What was refused or is damaged, oldest first.
    pub refused: Vec<Kept>,
    /// Entries that a restored server no longer has.
    pub lost: Vec<Pulled>,
}

impl Unsettled {
    /// The documents of a record with what waits on top of them, by id.
    pub fn over(&self, record: RecordId, accepted: Vec<DocView>) -> Vec<DocView> {
        let mut views: BTreeMap<DocId, DocView> = record::order::gather(accepted.into_iter().map(|view| (view.doc, view)));
        for pending in self.pending.iter().filter(|pending| pending.kept.record == record) {
            let (Some(doc), Ok(Effect { doc: Some(head), .. })) = (pending.kept.doc, pending.effect.clone()) else { continue };
            let view =
                views.entry(doc).or_insert_with(|| DocView { doc, head: head.clone(), entries: Vec::new(), pending: Vec::new() });
            view.head = head;
            view.pending.push(pending.kept.id);
        }
        views.into_values().collect()
    }
}

/// A record as this device sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView {
    /// Which.
    pub record: RecordId,
    /// Where it stands, pending operations included.
    pub head: RecordHead,
    /// How far it was pulled.
    pub row: RecordRow,
    /// How many operations about it the server has not been seen to keep.
    pub pending: usize,
}

/// A document as this device sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocView {
    /// Which.
    pub doc: DocId,
    /// Where it stands, pending operations included.
    pub head: DocHead,
    /// Its accepted entries, oldest first.
    pub entries: Vec<Place>,
    /// Its pending operations, oldest first, at the end of the list.
    pub pending: Vec<OpId>,
}

/// An accepted entry.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its number in the record.
    pub seq: u64,
    /// The server's word.
    pub receipt: Signed<Receipt>,
    /// The operation's bytes.
    pub operation: Bytes,
}

pub(crate) fn record_id(key: &[u8], at: usize) -> Result<RecordId, VaultError> {
    Ok(RecordId::from_u128(u128::from_be_bytes(sixteen(key, at)?)))
}

fn doc_id(key: &[u8]) -> Result<DocId, VaultError> {
    Ok(DocId::from_u128(u128::from_be_bytes(sixteen(key, 16)?)))
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// This device's pending operations in their order, judged one after the other on top of what was accepted.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn pending(&self, judge: &impl Judge) -> Result<Vec<Pending>, VaultError> {
        let mut kept: Vec<Kept> = self.read_all(Table::Sent).await?;
        kept.extend(self.read_all::<Kept>(Table::Outbox).await?);
        record::order::sort_by_key(&mut kept, |kept| kept.device_seq);
        let mut records: BTreeMap<RecordId, Option<RecordHead>> = BTreeMap::new();
        let mut docs: BTreeMap<(RecordId, DocId), Option<DocHead>> = BTreeMap::new();
        let mut pending = Vec::with_capacity(kept.len());
        for kept in kept {
            let operation = Operation::from_bytes(&kept.operation).map_err(|_| VaultError::Damaged)?;
            let envelope = operation.envelope.peek().map_err(|_| VaultError::Damaged)?;
            let seal = operation.seal.as_ref().map(Signed::peek).transpose().map_err(|_| VaultError::Damaged)?;
            if let Entry::Vacant(place) = records.entry(kept.record) {
                place.insert(self.record_row(kept.record).await?.and_then(|row| row.head));
            }
            if let Some(doc) = kept.doc
                && let Entry::Vacant(place) = docs.entry((kept.record, doc))
            {
                place.insert(self.doc_row(kept.record, doc).await?.map(|row| row.head));
            }
            let record = records.get(&kept.record).and_then(Option::as_ref);
            let doc = kept.doc.and_then(|doc| docs.get(&(kept.record, doc))).and_then(Option::as_ref);
            let effect = judge.judge(kept.id, &envelope, seal.as_ref(), record, doc);
            if let Ok(effect) = &effect {
                records.insert(kept.record, Some(effect.record.clone()));
                if let (Some(doc), Some(head)) = (kept.doc, &effect.doc) {
                    docs.insert((kept.record, doc), Some(head.clone()));
                }
            }
            pending.push(Pending { kept, operation, envelope, effect });
        }
        Ok(pending)
    }

    /// What the server has not been seen to keep of this device's work.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn unsettled(&self, judge: &impl Judge) -> Result<Unsettled, VaultError> {
        Ok(Unsettled {
            pending: self.pending(judge).await?,
            refused: self.quarantined().await?,
            lost: self.rewound_entries().await?,
        })
    }

    /// Every record in whose team this device's user is, as far as this device knows, and every record with unsent work:
    /// what waits, and what was refused, until its author has let go of it. What the server has acknowledged is not unsent:
    /// of a record that was left no pull brings it back.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn records(&self, judge: &impl Judge) -> Result<Vec<RecordView>, VaultError> {
        self.records_with(&self.unsettled(judge).await?).await
    }

    /// The same, with what is unsettled.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn records_with(&self, unsettled: &Unsettled) -> Result<Vec<RecordView>, VaultError> {
        let mut views: BTreeMap<RecordId, RecordView> = BTreeMap::new();
        for (record, row) in self.record_rows().await? {
            if let Some(head) = row.head.clone() {
                views.insert(record, RecordView { record, head, row, pending: 0 });
            }
        }
        let mut unsent: BTreeSet<RecordId> = record::order::gather(unsettled.refused.iter().map(|kept| kept.record));
        for pending in &unsettled.pending {
            let record = pending.kept.record;
            if pending.kept.receipt.is_none() {
                unsent.insert(record);
            }
            if let Some(view) = views.get_mut(&record) {
                view.pending += 1;
            }
            if let Ok(Effect { record: head, .. }) = pending.effect.clone() {
                let view = views.entry(record);
                view.and_modify(|view| view.head = head.clone()).or_insert_with(|| RecordView {
                    record,
                    head,
                    row: RecordRow::default(),
                    pending: 1,
                });
            }
        }
        let here = |view: &RecordView| view.row.whereabouts == Whereabouts::Here || unsent.contains(&view.record);
        Ok(views.into_values().filter(here).collect())
    }

    /// The documents of a record, by id.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn docs(&self, record: RecordId, judge: &impl Judge) -> Result<Vec<DocView>, VaultError> {
        self.docs_with(record, &self.unsettled(judge).await?).await
    }

    /// The same, with what is unsettled.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn docs_with(&self, record: RecordId, unsettled: &Unsettled) -> Result<Vec<DocView>, VaultError> {
        Ok(unsettled.over(record, self.accepted_docs(record).await?))
    }

    /// The documents of a record as its accepted entries leave them, by id.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn accepted_docs(&self, record: RecordId) -> Result<Vec<DocView>, VaultError> {
        let rows = self.store.range(Table::Docs, KeyRange::prefix(record.as_bytes()), usize::MAX, Order::Up).await?;
        let view = |(key, value): &Row| {
            let (doc, row) = (doc_id(key)?, decode::<DocRow>(value)?);
            Ok(DocView { doc, head: row.head, entries: row.entries, pending: Vec::new() })
        };
        rows.iter().map(view).collect()
    }

    /// A record's row; `None` when nothing of it was ever pulled.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn record_row(&self, record: RecordId) -> Result<Option<RecordRow>, VaultError> {
        self.read(Table::Records, record.as_bytes()).await
    }

    /// A document as its accepted entries leave it.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn doc_row(&self, record: RecordId, doc: DocId) -> Result<Option<DocRow>, VaultError> {
        self.read(Table::Docs, &doc_key(record, doc)).await
    }

    /// Accepted entries of a record after a number, at most `limit`.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn entries(&self, record: RecordId, after: u64, limit: usize) -> Result<Vec<Stored>, VaultError> {
        let range = KeyRange { from: entry_key(record, after.saturating_add(1)), ..KeyRange::prefix(record.as_bytes()) };
        let rows = self.store.range(Table::Entries, range, limit, Order::Up).await?;
        rows.iter().map(|(key, value)| stored(key, value)).collect()
    }

    /// Accepted entries by their numbers, in the order asked for; those that are not here are left out.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn entries_at(&self, record: RecordId, seqs: &[u64]) -> Result<Vec<Stored>, VaultError> {
        let all = self.entries_of(seqs.iter().map(|seq| (record, *seq))).await?;
        Ok(all.into_iter().map(|(_, stored)| stored).collect())
    }

    /// The same of any records, read at once: in a browser a look at the store takes longer than what is read.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn entries_of(&self, at: impl IntoIterator<Item = (RecordId, u64)>) -> Result<Vec<(RecordId, Stored)>, VaultError> {
        let keys: Vec<Vec<u8>> = at.into_iter().map(|(record, seq)| entry_key(record, seq)).collect();
        let values = self.store.get_many(Table::Entries, &keys).await?;
        let there = keys.iter().zip(values).filter_map(|(key, value)| Some((key, value?)));
        there.map(|(key, value)| Ok((record_id(key, 0)?, stored(key, &value)?))).collect()
    }

    /// What was refused or is damaged, oldest first.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn quarantined(&self) -> Result<Vec<Kept>, VaultError> {
        let mut kept: Vec<Kept> = self.read_all(Table::Quarantine).await?;
        record::order::sort_by_key(&mut kept, |kept| (kept.written, kept.device_seq));
        Ok(kept)
    }

    /// Entries that a restored server no longer has, as they were.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn rewound_entries(&self) -> Result<Vec<Pulled>, VaultError> {
        self.read_all(Table::Rewound).await
    }

    /// Names of entries that a restored server no longer has; they wait here for whoever can offer them again.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn rewound(&self) -> Result<Vec<OpId>, VaultError> {
        let rows = self.store.range(Table::Rewound, KeyRange::all(), usize::MAX, Order::Up).await?;
        let name = |(key, _): &Row| Digest::from_slice(key).map(OpId).ok_or(VaultError::Damaged);
        rows.iter().map(name).collect()
    }

    /// Makes a draft of a refused operation: the operation leaves the quarantine in the commit that keeps the draft.
    ///
    /// Fails with [`VaultError::Store`]; both are as before then.
    pub async fn take_back(&self, operation: OpId, draft: &crate::Draft) -> Result<(), VaultError> {
        let writes = vec![
            put(Table::Drafts, doc_key(draft.record, draft.doc), draft),
            Write::Delete(Table::Quarantine, op_key(operation)),
        ];
        Ok(self.store.commit(writes, Durability::Strict).await?)
    }

    /// Removes an operation from quarantine because its author, having seen it, said so.
    ///
    /// Fails with [`VaultError::Store`].
    pub async fn dismiss(&self, operation: OpId) -> Result<(), VaultError> {
        Ok(self.store.commit(vec![Write::Delete(Table::Quarantine, op_key(operation))], Durability::Strict).await?)
    }
}

fn stored(key: &[u8], value: &[u8]) -> Result<Stored, VaultError> {
    let Pulled { receipt, operation } = decode(value)?;
    let seq = key.get(16..).and_then(|bytes| bytes.try_into().ok()).map(u64::from_be_bytes).ok_or(VaultError::Damaged)?;
    Ok(Stored { seq, receipt, operation })
}
