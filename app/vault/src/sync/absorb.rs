//! Taking believed entries into the store.

use crate::{
    Check, Checked, Clock, Distrust, DocRow, KeyRange, Known, Order, Place, RecordRow, Store, Table, Vault, VaultError, Write,
    rows::{OwnRow, brought_key, decode, doc_key, doc_of, encode, entry_key, number, op_key, put, sixteen},
};
use record::{DeviceId, Digest, DocId, Effect, Head, RecordId, wire::Pulled};
use std::collections::{BTreeMap, BTreeSet};

/// A record while its pages come in.
pub(super) struct Loaded {
    pub(super) record: RecordId,
    pub(super) row: RecordRow,
    known: Known,
    places: BTreeMap<DocId, Vec<Place>>,
    /// Documents were read from the store.
    read: bool,
    /// Receipts by their numbers, of the entries that came since.
    came: BTreeMap<u64, Digest>,
}

/// What does not change during a pull.
#[derive(Clone)]
pub(super) struct Scene {
    pub(super) device: DeviceId,
    /// Entries that a restored server lost may come back.
    pub(super) rewound: bool,
    /// Operations of other devices were brought here.
    pub(super) brought: bool,
    /// Where the server has signed that it keeps operations of this device, which no pull has brought back: the receipt.
    pub(super) acknowledged: BTreeMap<(RecordId, u64), Digest>,
}

impl Scene {
    /// Whether the server has something else where it signed for an operation of this device.
    pub(super) fn contradicts(&self, loaded: &Loaded, entries: &[Pulled]) -> bool {
        let other = |seq: u64, pulled: &Pulled| {
            self.acknowledged.get(&(loaded.record, seq)).is_some_and(|receipt| *receipt != pulled.receipt.digest())
        };
        !loaded.row.compare && (loaded.row.receipts.seq + 1..).zip(entries).any(|(seq, pulled)| other(seq, pulled))
    }
}

impl Loaded {
    pub(super) fn new(record: RecordId, row: RecordRow) -> Self {
        let (receipts, change, directory) = (row.receipts, row.change, row.directory);
        let known = Known { receipts, change, directory, head: row.head.clone(), docs: BTreeMap::new() };
        Self { record, read: row.receipts == Head::NONE, row, known, places: BTreeMap::new(), came: BTreeMap::new() }
    }

    /// The documents there are now.
    pub(super) fn docs(&self) -> impl Iterator<Item = DocId> {
        self.known.docs.keys().copied()
    }

    pub(super) fn put(&self) -> Write {
        put(Table::Records, self.record.as_bytes().to_vec(), &self.row)
    }

    fn apply(&mut self, page: &[Pulled], checked: Vec<Checked>) -> Result<Vec<Write>, Distrust> {
        if checked.len() != page.len() {
            return Err(Distrust::Damaged);
        }
        let (mut writes, mut touched) = (Vec::with_capacity(page.len() * 2 + 1), BTreeSet::new());
        for (pulled, one) in page.iter().zip(checked) {
            let seq = one.receipt.seq;
            let Effect { record, doc } = one.effect;
            self.known.head = Some(record);
            if let Some(head) = doc {
                let doc = doc_of(&one.envelope).ok_or(Distrust::Damaged)?;
                self.known.docs.insert(doc, head);
                self.places.entry(doc).or_default().push(Place { seq, operation: one.operation });
                touched.insert(doc);
            }
            self.known.receipts = Head { seq, digest: pulled.receipt.digest() };
            self.came.insert(seq, self.known.receipts.digest);
            (self.known.change, self.known.directory) = (one.receipt.change, one.receipt.directory.seq);
            writes.push(put(Table::Entries, entry_key(self.record, seq), pulled));
            writes.extend(one.writes);
        }
        for doc in touched {
            let (Some(head), Some(entries)) = (self.known.docs.get(&doc), self.places.get(&doc)) else { continue };
            let row = DocRow { head: head.clone(), entries: entries.clone() };
            writes.push(Write::Put(Table::Docs, doc_key(self.record, doc), encode(&row)));
        }
        self.row.head = self.known.head.clone();
        self.row.receipts = self.known.receipts;
        (self.row.change, self.row.directory) = (self.known.change, self.known.directory);
        self.row.refused = None;
        Ok(writes)
    }
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// Checks a page of one record and says what to write. After a refusal `loaded` is as before.
    pub(super) async fn absorb(
        &self,
        check: &impl Check,
        loaded: &mut Loaded,
        page: &[Pulled],
        scene: &Scene,
    ) -> Result<Result<Vec<Write>, Distrust>, VaultError> {
        if !loaded.read {
            let range = KeyRange::prefix(loaded.record.as_bytes());
            for (key, value) in self.store.range(Table::Docs, range, usize::MAX, Order::Up).await? {
                let doc = DocId::from_u128(u128::from_be_bytes(sixteen(&key, 16)?));
                let row: DocRow = decode(&value)?;
                loaded.known.docs.insert(doc, row.head);
                loaded.places.insert(doc, row.entries);
            }
            loaded.read = true;
        }
        let checked = match check.page(loaded.record, &loaded.known, page) {
            Ok(checked) => checked,
            Err(distrust) => return Ok(Err(distrust)),
        };
        let mut writes = self.come_home(&checked, scene).await?;
        let saw: Vec<(u64, Head, Digest)> =
            checked.iter().map(|one| (one.receipt.seq, one.envelope.seen.record, one.receipt.epoch)).collect();
        match loaded.apply(page, checked) {
            Ok(more) => {
                writes.extend(more);
                loaded.row.forked = match loaded.row.forked {
                    None => self.fork(loaded, saw).await?,
                    known => known,
                };
                Ok(Ok(writes))
            }
            Err(distrust) => Ok(Err(distrust)),
        }
    }

    /// The first entry whose author had seen other entries before it than those that are here: each envelope names the receipt
    /// that its author's device had last. After an acknowledged restore that is no wonder.
    async fn fork(&self, loaded: &Loaded, saw: Vec<(u64, Head, Digest)>) -> Result<Option<u64>, VaultError> {
        for (seq, seen, epoch) in saw {
            let known = match loaded.came.get(&seen.seq) {
                _ if seen == Head::NONE => continue,
                Some(digest) => Some(*digest),
                None => {
                    let stored: Option<Pulled> = self.read(Table::Entries, &entry_key(loaded.record, seen.seq)).await?;
                    stored.map(|pulled| pulled.receipt.digest())
                }
            };
            let other = seen.seq >= seq || known != Some(seen.digest);
            if other && !loaded.row.compare && !self.is_restored_to(epoch).await? {
                return Ok(Some(seq));
            }
        }
        Ok(None)
    }

    /// What this device kept of operations that are entries now.
    async fn come_home(&self, checked: &[Checked], scene: &Scene) -> Result<Vec<Write>, VaultError> {
        let mut writes = Vec::new();
        if scene.rewound {
            writes.extend(checked.iter().map(|one| Write::Delete(Table::Rewound, op_key(one.operation))));
        }
        if scene.brought {
            let home = |one: &Checked| Write::Delete(Table::Brought, brought_key(one.envelope.device, one.envelope.device_seq));
            writes.extend(checked.iter().map(home));
        }
        let own: Vec<&Checked> = checked.iter().filter(|one| one.envelope.device == scene.device).collect();
        if own.is_empty() {
            return Ok(writes);
        }
        let keys: Vec<Vec<u8>> = own.iter().map(|one| number(one.envelope.device_seq)).collect();
        let rows = self.store.get_many(Table::Own, &keys).await?;
        for ((one, key), row) in own.into_iter().zip(keys).zip(rows) {
            writes.push(Write::Delete(Table::Quarantine, op_key(one.operation)));
            let Some(row) = row else { continue };
            let row: OwnRow = decode(&row)?;
            // Another operation of the same number is a copied device's; ours is not acknowledged by it.
            if row.operation == one.operation {
                writes.push(put(Table::Own, key.clone(), &OwnRow { seq: Some(one.receipt.seq), ..row }));
                writes.push(Write::Delete(Table::Outbox, key.clone()));
                writes.push(Write::Delete(Table::Sent, key));
            }
        }
        Ok(writes)
    }
}
