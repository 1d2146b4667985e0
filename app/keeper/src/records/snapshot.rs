//! What was opened of a record, kept on this device for the next unlock: one file instead of one for each entry.
//!
//! It is sealed with a key that only this person on this device has, and it holds where the chain of the record stood. What
//! does not fit (another format, person, device, record, a place the chain does not have) is not read, and everything is opened
//! anew. So the server never sees one, none of another device can be put in its place, and losing it costs time only.

use crate::{Keeper, Transport, Zone, documents::content::Content, protocol::Problem, records::keys::Keys, unlocked::Unlocked};
use clinical::{Kind, NoteOutline, ServiceSpan, ServiceType, json};
use crypto::SnapshotKey;
use minicbor::{Decode, Encode};
use record::{Bytes, Class, ClockReading, DeviceId, DocHead, DocId, Event, Head, OpId, Operation, OrgId, RecordId, Time, UserId};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use vault::{Clock, Durability, KeyRange, Order, Store, Table, VaultError, Write};

/// Grows with each change of what is written here, and of what decides whether an entry is believed.
const FORMAT: u32 = 2;

/// A snapshot is written anew when so many entries were opened that are not in it, or an eighth of them all where that is more:
/// what is written for each new entry stays in proportion.
const FEWEST_NEW: usize = 8;

/// Keys in [`Table::Cache`] begin like this.
const PREFIX: &[u8] = b"snapshot/";

/// An accepted entry as it was opened.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) seq: u64,
    pub(crate) id: OpId,
    pub(crate) doc: DocId,
    pub(crate) class: Class,
    pub(crate) author: UserId,
    pub(crate) event: Event,
    pub(crate) version: u32,
    pub(crate) clock: ClockReading,
    pub(crate) received: Option<Time>,
    pub(crate) body: Rc<Content>,
}

/// What is known of a record without opening its entries.
#[derive(Clone, Default)]
pub(crate) struct Restored {
    /// The number of the last entry that was looked at; those after it are still to be opened.
    pub(crate) upto: u64,
    /// Its entries, oldest first.
    pub(crate) entries: Vec<Opened>,
    /// Numbers of entries that hand over keys.
    pub(crate) keys: Vec<u64>,
    /// Numbers of entries that could not be opened: they are tried again each time.
    pub(crate) closed: Vec<u64>,
    /// Its documents as its accepted entries leave them, where the chain has not gone on since.
    pub(crate) docs: Option<Vec<(DocId, DocHead)>>,
}

/// What is to be written when there is time.
pub(crate) struct Unsaved {
    pub(crate) head: Head,
    pub(crate) read: Restored,
}

/// The stored form, before it is sealed.
#[derive(Encode, Decode)]
struct Stored {
    #[n(0)]
    format: u32,
    /// The kinds of bodies that were known: what another program could not read, this one may.
    #[n(1)]
    kinds: String,
    #[n(2)]
    org: OrgId,
    #[n(3)]
    user: UserId,
    #[n(4)]
    device: DeviceId,
    #[n(5)]
    record: RecordId,
    /// Where the chain stood: the receipt of the last entry that was looked at.
    #[n(6)]
    head: Head,
    #[n(7)]
    keys: Vec<u64>,
    #[n(8)]
    closed: Vec<u64>,
    #[n(9)]
    entries: Vec<StoredEntry>,
    #[n(10)]
    docs: Vec<(DocId, DocHead)>,
}

#[derive(Encode, Decode)]
struct StoredEntry {
    #[n(0)]
    seq: u64,
    #[n(1)]
    id: OpId,
    #[n(2)]
    doc: DocId,
    #[n(3)]
    author: UserId,
    #[n(4)]
    event: Event,
    #[n(5)]
    version: u32,
    #[n(6)]
    clock: ClockReading,
    #[n(7)]
    received: Option<Time>,
    #[n(8)]
    kind: String,
    #[n(9)]
    body: String,
    #[n(10)]
    class: Class,
    #[n(11)]
    note: Option<StoredNote>,
}

/// A note in short: so it need not be read to be listed.
#[derive(Encode, Decode)]
struct StoredNote {
    #[n(0)]
    service: String,
    #[n(1)]
    time: Option<StoredTime>,
    #[n(2)]
    plan: Option<DocId>,
    /// As JSON; empty where it worked on nothing of the plan.
    #[n(3)]
    links: String,
}

#[derive(Encode, Decode)]
struct StoredTime {
    #[n(0)]
    start: Time,
    #[n(1)]
    end: Time,
    #[n(2)]
    offset_minutes: i32,
    #[n(3)]
    end_offset_minutes: i32,
    #[n(4)]
    twice: bool,
}

impl StoredNote {
    fn of(note: &NoteOutline) -> Option<Self> {
        let time = |ServiceSpan { start, end, offset_minutes, end_offset_minutes, twice }| StoredTime {
            start,
            end,
            offset_minutes,
            end_offset_minutes,
            twice,
        };
        let links = if note.links.is_empty() { String::new() } else { serde_json::to_string(&note.links).ok()? };
        Some(Self { service: note.service.label().to_owned(), time: note.time.map(time), plan: note.plan, links })
    }

    fn read(self) -> Option<NoteOutline> {
        let time = |StoredTime { start, end, offset_minutes, end_offset_minutes, twice }| ServiceSpan {
            start,
            end,
            offset_minutes,
            end_offset_minutes,
            twice,
        };
        Some(NoteOutline {
            service: ServiceType::ALL.into_iter().find(|service| service.label() == self.service)?,
            time: self.time.map(time),
            plan: self.plan,
            links: if self.links.is_empty() { Vec::new() } else { json::read(&self.links).ok()? },
        })
    }
}

/// For whom and of what a snapshot is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Whose {
    org: OrgId,
    user: UserId,
    device: DeviceId,
    record: RecordId,
}

impl Stored {
    fn of(whose: Whose, unsaved: &Unsaved) -> Option<Self> {
        let Whose { org, user, device, record } = whose;
        let Restored { entries, keys, closed, docs, .. } = &unsaved.read;
        let entry = |opened: &Opened| {
            Some(StoredEntry {
                seq: opened.seq,
                id: opened.id,
                doc: opened.doc,
                class: opened.class,
                author: opened.author,
                event: opened.event,
                version: opened.version,
                clock: opened.clock,
                received: opened.received,
                kind: opened.body.kind().id().to_owned(),
                body: opened.body.text()?,
                note: match opened.body.note() {
                    Some(note) => Some(StoredNote::of(note)?),
                    None => None,
                },
            })
        };
        let entries = entries.iter().map(entry).collect::<Option<Vec<_>>>()?;
        let (keys, closed, docs, head) = (keys.clone(), closed.clone(), docs.clone()?, unsaved.head);
        Some(Self { format: FORMAT, kinds: kinds(), org, user, device, record, head, keys, closed, entries, docs })
    }

    fn fits(&self, whose: Whose) -> bool {
        let Self { org, user, device, record, .. } = *self;
        self.format == FORMAT && self.kinds == kinds() && whose == Whose { org, user, device, record }
    }

    /// What it says about a record whose chain ends at `chain`.
    fn read(self, me: &Unlocked, chain: Head) -> Option<Restored> {
        let entry = |stored: StoredEntry| {
            // What was opened since the unlock is not read twice.
            let body = match me.opened(stored.id) {
                Some(body) => body,
                None => {
                    let kind = Kind::ALL.iter().find(|kind| kind.id() == stored.kind)?;
                    let note = match stored.note {
                        Some(note) => Some(note.read()?),
                        None => None,
                    };
                    let body = Rc::new(Content::kept(*kind, note, stored.body));
                    me.caches.opened.borrow_mut().insert(stored.id, Ok(body.clone()));
                    body
                }
            };
            let StoredEntry { seq, id, doc, class, author, event, version, clock, received, .. } = stored;
            Some(Opened { seq, id, doc, class, author, event, version, clock, received, body })
        };
        let entries = self.entries.into_iter().map(entry).collect::<Option<Vec<_>>>()?;
        let docs = (self.head == chain).then_some(self.docs);
        Some(Restored { upto: self.head.seq, entries, keys: self.keys, closed: self.closed, docs })
    }
}

/// The kinds that this version knows.
fn kinds() -> String {
    Kind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(" ")
}

fn seal(key: &SnapshotKey, stored: &Stored) -> Option<Bytes> {
    let mut text = zeroize::Zeroizing::new(Vec::new());
    minicbor::encode(stored, &mut *text).ok()?;
    key.seal(&text).ok()
}

/// What is inside, where it opens with this key and can be read.
fn open(key: &SnapshotKey, file: &Bytes) -> Option<Stored> {
    minicbor::decode(&key.open(file).ok()?).ok()
}

fn place(record: RecordId) -> Vec<u8> {
    [PREFIX, record.as_bytes().as_slice()].concat()
}

impl Unlocked {
    fn whose(&self, record: RecordId) -> Whose {
        Whose { org: self.keyring.org(), user: self.user(), device: self.device, record }
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// What snapshots know of records, each with where its chain ends; nothing where there is none that fits.
    pub(crate) async fn restore(&self, me: &Unlocked, chains: &[(RecordId, Head)]) -> Result<Vec<Restored>, Problem> {
        let places: Vec<Vec<u8>> = chains.iter().map(|(record, _)| place(*record)).collect();
        let files = self.vault.store().get_many(Table::Cache, &places).await.map_err(VaultError::from)?;
        let mut all = Vec::with_capacity(chains.len());
        for ((record, chain), file) in chains.iter().zip(files) {
            all.push(match file.and_then(|file| open(&me.snapshot_key, &Bytes(file))) {
                Some(stored) if stored.fits(me.whose(*record)) && self.is_in_chain(*record, *chain, stored.head).await? => {
                    stored.read(me, *chain).unwrap_or_default()
                }
                Some(_) | None => Restored::default(),
            });
        }
        Ok(all)
    }

    /// Whether the chain of a record that ends at `chain` goes through `head`.
    async fn is_in_chain(&self, record: RecordId, chain: Head, head: Head) -> Result<bool, Problem> {
        if head.seq >= chain.seq {
            return Ok(head == chain);
        }
        let there = self.vault.entries_at(record, &[head.seq]).await?;
        Ok(there.first().is_some_and(|stored| stored.receipt.digest() == head.digest))
    }

    /// The keys that these entries of records hand over.
    pub(crate) async fn keys_at(
        &self,
        me: &Unlocked,
        at: impl IntoIterator<Item = (RecordId, u64)>,
    ) -> Result<BTreeMap<RecordId, Keys>, Problem> {
        let mut keys: BTreeMap<RecordId, Keys> = BTreeMap::new();
        for (record, stored) in self.vault.entries_of(at).await? {
            let operation = Operation::from_bytes(&stored.operation).map_err(|_| Problem::Damaged)?;
            let envelope = operation.envelope.peek().map_err(|_| Problem::Damaged)?;
            keys.entry(record).or_default().take(me, &envelope, &operation);
        }
        Ok(keys)
    }

    /// Writes the snapshots that are due, and removes those of records that are no longer here. What cannot be written is
    /// opened again next time: that is no one's error.
    pub(crate) async fn keep_snapshots(&self, me: &Rc<Unlocked>) -> Result<(), Problem> {
        let records: Vec<_> = me.caches.records.borrow().values().cloned().collect();
        for opened in records {
            let Some(unsaved) = opened.unsaved.take() else { continue };
            let sealed = Stored::of(me.whose(opened.record), &unsaved).and_then(|stored| seal(&me.snapshot_key, &stored));
            let Some(file) = sealed else { continue };
            let write = Write::Put(Table::Cache, place(opened.record), file.0);
            // A device without room for it goes on without it.
            if self.vault.store().commit(vec![write], Durability::Relaxed).await.is_err() {
                return Ok(());
            }
        }
        let shelf = me.caches.shelf.borrow().clone();
        match shelf {
            Some(records) => self.drop_snapshots_except(&records).await,
            None => Ok(()),
        }
    }

    async fn drop_snapshots_except(&self, stays: &[RecordId]) -> Result<(), Problem> {
        let store = self.vault.store();
        if store.count(Table::Cache).await.map_err(VaultError::from)? <= stays.len() {
            return Ok(());
        }
        let rows = store.range(Table::Cache, KeyRange::prefix(PREFIX), usize::MAX, Order::Up).await.map_err(VaultError::from)?;
        let stays: BTreeSet<Vec<u8>> = record::order::gather(stays.iter().map(|record| place(*record)));
        let gone = rows.into_iter().map(|(key, _)| key).filter(|key| !stays.contains(key));
        let writes = gone.map(|key| Write::Delete(Table::Cache, key)).collect();
        Ok(store.commit(writes, Durability::Relaxed).await.map_err(VaultError::from)?)
    }
}

/// Whether a snapshot is to be written after so many of all entries had to be opened.
pub(crate) const fn is_due(opened: usize, all: usize) -> bool {
    opened > 0 && (opened >= FEWEST_NEW || opened == all) && opened * 8 >= all
}
