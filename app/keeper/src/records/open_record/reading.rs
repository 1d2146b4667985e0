//! Reading a record: from its snapshot, its entries, what waits and what was refused.

use super::{DraftDocument, Lost, OpenDocument, OpenEntry, OpenRecord, refusal_of};
use crate::{
    Keeper, Transport, Zone,
    documents::open::open_draft,
    protocol::{DocSync, Problem, Work},
    records::keys::Keys,
    records::snapshot::{Opened, Restored, Unsaved, is_due},
    unlocked::Unlocked,
};
use record::{Act, Class, DocHead, DocId, Envelope, Head, OpId, Operation, RecordHead, RecordId, RecordKind, Status, Time};
use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use vault::{Clock, DocView, Draft, Judge, RecordView, Store, Stored, Unsettled};

/// How many records are read with one look at the store; between them whoever asks for something else is let in.
const AT_ONCE: usize = 32;

/// An operation of the record, from wherever it lies on this device.
struct Found {
    /// Its number, once it is accepted.
    seq: Option<u64>,
    operation: Operation,
    envelope: Envelope,
    received: Option<Time>,
    sync: DocSync,
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Every record I am in, opened.
    pub(crate) async fn open_records(&self, me: &Rc<Unlocked>) -> Result<Vec<Rc<OpenRecord>>, Problem> {
        let known = me.caches.shelf.borrow().as_ref().and_then(|shelf| {
            let records = me.caches.records.borrow();
            shelf.iter().map(|record| records.get(record).cloned()).collect::<Option<Vec<_>>>()
        });
        if me.is_over() {
            return Err(Problem::AccessEnded);
        }
        if let Some(records) = known {
            return Ok(records);
        }
        let forgotten = me.caches.forgotten.get();
        let unsettled = self.vault.unsettled(&me.check).await?;
        let views = self.vault.records_with(&unsettled).await?;
        let (mut records, mut unread) = (BTreeMap::new(), Vec::new());
        let total = views.len() as u64;
        for view in views {
            let known = me.caches.records.borrow().get(&view.record).cloned();
            match known {
                Some(opened) => drop(records.insert(view.record, opened)),
                None => unread.push(view),
            }
        }
        while !unread.is_empty() {
            self.progress(Work::Opening, records.len() as u64, total);
            let rest = unread.split_off(AT_ONCE.min(unread.len()));
            let next = std::mem::replace(&mut unread, rest);
            records.extend(self.read_records(me, next, &unsettled).await?.into_iter().map(|opened| (opened.record, opened)));
        }
        let records: Vec<Rc<OpenRecord>> = records.into_values().collect();
        if me.caches.forgotten.get() == forgotten {
            *me.caches.shelf.borrow_mut() = Some(records.iter().map(|opened| opened.record).collect());
        }
        Ok(records)
    }

    /// One record.
    ///
    /// Fails with [`Problem::NotFound`] when it is not mine.
    pub(crate) async fn open_record(&self, me: &Rc<Unlocked>, record: RecordId) -> Result<Rc<OpenRecord>, Problem> {
        if me.is_over() {
            return Err(Problem::AccessEnded);
        }
        if let Some(opened) = me.caches.records.borrow().get(&record) {
            return Ok(opened.clone());
        }
        let unsettled = self.vault.unsettled(&me.check).await?;
        let views = self.vault.records_with(&unsettled).await?;
        let view = views.into_iter().find(|view| view.record == record).ok_or(Problem::NotFound)?;
        self.read_records(me, vec![view], &unsettled).await?.pop().ok_or(Problem::NotFound)
    }

    /// These records, with as few looks at the store as there may be: in a browser each takes longer than what is read.
    async fn read_records(
        &self,
        me: &Rc<Unlocked>,
        views: Vec<RecordView>,
        unsettled: &Unsettled,
    ) -> Result<Vec<Rc<OpenRecord>>, Problem> {
        let forgotten = me.caches.forgotten.get();
        let chains: Vec<(RecordId, Head)> = views.iter().map(|view| (view.record, view.row.receipts)).collect();
        let restored = self.restore(me, &chains).await?;
        let handing = chains.iter().zip(&restored).flat_map(|((record, _), known)| known.keys.iter().map(|seq| (*record, *seq)));
        let mut keys = self.keys_at(me, handing).await?;
        let mut gathered = Vec::with_capacity(views.len());
        for (view, restored) in views.into_iter().zip(restored) {
            let keys = keys.remove(&view.record).unwrap_or_default();
            gathered.push(self.gather(view, restored, keys, unsettled).await?);
        }
        // Last, and nothing is awaited from here on: a draft that is kept while something is read would be missing in what was read.
        let only = if let [one] = chains.as_slice() { Some(one.0) } else { None };
        let mut drafts: BTreeMap<RecordId, Vec<Draft>> = BTreeMap::new();
        for draft in self.vault.drafts(only).await? {
            drafts.entry(draft.record).or_default().push(draft);
        }
        let opened = gathered.into_iter().map(|gathered| {
            let drafts = drafts.remove(&gathered.view.record).unwrap_or_default();
            Rc::new(gathered.open(me, drafts, unsettled))
        });
        let opened: Vec<Rc<OpenRecord>> = opened.collect();
        if me.caches.forgotten.get() == forgotten {
            me.caches.unindexed.set(true);
            me.caches.records.borrow_mut().extend(opened.iter().map(|opened| (opened.record, opened.clone())));
        }
        Ok(opened)
    }

    /// Accepted entries that were not restored, then what waits, then what was refused; and the documents.
    async fn gather(&self, view: RecordView, restored: Restored, keys: Keys, unsettled: &Unsettled) -> Result<Gathered, Problem> {
        let (record, chain) = (view.record, view.row.receipts);
        let mut found = Vec::new();
        let mut accepted = self.vault.entries_at(record, &restored.closed).await?;
        if restored.upto < chain.seq {
            accepted.extend(self.vault.entries(record, restored.upto, usize::MAX).await?);
        }
        for stored in accepted {
            let Stored { seq, receipt, operation } = stored;
            let operation = Operation::from_bytes(&operation).map_err(|_| Problem::Damaged)?;
            let envelope = operation.envelope.peek().map_err(|_| Problem::Damaged)?;
            let received = receipt.peek().ok().map(|receipt| receipt.received);
            found.push(Found { seq: Some(seq), operation, envelope, received, sync: DocSync::Received });
        }
        for pending in unsettled.pending.iter().filter(|pending| pending.kept.record == record) {
            let received = pending.kept.receipt.as_ref().and_then(|receipt| receipt.peek().ok()).map(|receipt| receipt.received);
            let sync = match (&pending.effect, received) {
                (Err(refusal), _) => DocSync::Quarantined(*refusal),
                (Ok(_), Some(_)) => DocSync::Received,
                (Ok(_), None) => DocSync::Waiting,
            };
            let (operation, envelope) = (pending.operation.clone(), pending.envelope.clone());
            found.push(Found { seq: None, operation, envelope, received, sync });
        }
        for kept in unsettled.refused.iter().filter(|kept| kept.record == record) {
            let operation = Operation::from_bytes(&kept.operation).map_err(|_| Problem::Damaged)?;
            let envelope = operation.envelope.peek().map_err(|_| Problem::Damaged)?;
            let sync = DocSync::Quarantined(refusal_of(kept.reason));
            found.push(Found { seq: None, operation, envelope, received: None, sync });
        }
        // Where a newer version changed the record it counts which entries have a place in a document: a snapshot does not say that.
        let (docs, is_whole) = match restored.docs.as_ref().filter(|_| !view.head.outgrown) {
            Some(docs) => (docs.iter().map(accepted_doc).collect(), true),
            None => {
                let docs = self.vault.accepted_docs(record).await?;
                // A sync may have come between: what was read then is of two moments, and not to be kept.
                let now = self.vault.record_row(record).await?.map_or(Head::NONE, |row| row.receipts);
                (docs, now == chain)
            }
        };
        Ok(Gathered { view, restored, keys, found, docs, is_whole })
    }
}

/// What the store has of a record.
struct Gathered {
    view: RecordView,
    restored: Restored,
    /// Keys that entries hand over which the snapshot names.
    keys: Keys,
    found: Vec<Found>,
    /// Its documents as the accepted entries leave them.
    docs: Vec<DocView>,
    /// Whether the documents are those of where the chain stood.
    is_whole: bool,
}

fn accepted_doc((doc, head): &(DocId, DocHead)) -> DocView {
    DocView { doc: *doc, head: head.clone(), entries: Vec::new(), pending: Vec::new() }
}

impl Gathered {
    fn open(self, me: &Unlocked, drafts: Vec<Draft>, unsettled: &Unsettled) -> OpenRecord {
        let Self { view: RecordView { record, head, row, .. }, mut restored, mut keys, found, docs: accepted, is_whole } = self;
        let (mut refused_removal, mut refused_without_reason) = (Vec::new(), false);
        for one in &found {
            keys.take(me, &one.envelope, &one.operation);
            if matches!(one.sync, DocSync::Quarantined(_)) && one.envelope.act.after().is_some() {
                if let Act::Rotate { leaving, .. } = &one.envelope.act {
                    refused_removal.extend(leaving);
                }
                refused_without_reason |= row.head.as_ref().is_some_and(|accepted| {
                    // What this device wrote since was counted: its own later entries are no reason.
                    let accepted = RecordHead { devices: BTreeMap::new(), ..accepted.clone() };
                    me.check.judge(one.operation.id(), &one.envelope, None, Some(&accepted), None).is_ok()
                });
            }
        }
        keys.settle();
        let mut docs: BTreeMap<DocId, OpenDocument> = BTreeMap::new();
        let mut placed = BTreeSet::new();
        restored.docs = is_whole.then(|| accepted.iter().map(|view| (view.doc, view.head.clone())).collect());
        for view in unsettled.over(record, accepted) {
            placed.extend(view.entries.iter().map(|place| place.operation));
            docs.insert(view.doc, OpenDocument { head: view.head, lines: Vec::new() });
        }
        let mut reading = Reading::of(restored, row.receipts.seq);
        for one in &found {
            reading.open(me, &keys, head.kind, one);
        }
        let unsaved = RefCell::new(reading.unsaved(row.receipts));
        for (at, line) in reading.lines() {
            // In a record that a newer version changed, what could not be judged has no place in a document.
            if head.outgrown && line.sync == DocSync::Received && !placed.contains(&at.id) {
                continue;
            }
            // A document whose first entry was refused stands nowhere else: it is shown as it would be.
            let refused = || DocHead {
                class: at.class,
                author: line.author,
                status: Status::Preliminary,
                version: line.version,
                latest: at.id,
            };
            docs.entry(at.doc).or_insert_with(|| OpenDocument { head: refused(), lines: Vec::new() }).lines.push(line);
        }
        let lost = Lost::of(me, &keys, record, head.kind, &unsettled.lost);
        let mut begun = BTreeMap::new();
        for draft in drafts {
            if let Some(body) = keys.newest_first().find_map(|key| open_draft(key, &draft.sealed)) {
                begun.insert(draft.doc, Rc::new(DraftDocument { body, base: draft.base, updated: draft.updated }));
            }
        }
        let (drafts, profiled, prepared) = (RefCell::new(begun), OnceCell::new(), OnceCell::new());
        OpenRecord {
            record,
            head,
            row,
            keys,
            docs,
            lost,
            refused_removal,
            refused_without_reason,
            drafts,
            profiled,
            prepared,
            unsaved,
        }
    }
}

/// A record's entries while they are read.
struct Reading {
    restored: Restored,
    /// The last accepted entry that the record is known to have: what came since is not kept in a snapshot yet.
    until: u64,
    /// How many accepted entries had to be opened that were not restored.
    opened: usize,
    /// Entries that are in no snapshot, each with the number it is accepted under.
    others: Vec<(Option<u64>, At, OpenEntry)>,
}

/// Where an entry stands.
struct At {
    id: OpId,
    doc: DocId,
    class: Class,
}

impl Reading {
    fn of(restored: Restored, until: u64) -> Self {
        Self { restored, until, opened: 0, others: Vec::new() }
    }

    /// Opens an entry, and takes it into what is kept where it may be.
    fn open(&mut self, me: &Unlocked, keys: &Keys, kind: RecordKind, one: &Found) {
        let kept = one.seq.filter(|seq| *seq <= self.until);
        let is_new = kept.filter(|seq| *seq > self.restored.upto);
        if !one.envelope.act.keys().is_empty() {
            self.restored.keys.extend(is_new);
        }
        let Act::Entry(entry) = &one.envelope.act else { return };
        let id = one.operation.id();
        let body = me.open(keys, kind, id, &one.operation, &one.envelope);
        let line = OpenEntry {
            author: one.envelope.author,
            event: entry.event,
            version: entry.version,
            clock: one.envelope.clock,
            received: one.received,
            sync: one.sync,
            body: body.clone(),
        };
        self.opened += usize::from(is_new.is_some());
        match (kept, body) {
            (Some(seq), Ok(body)) => {
                self.restored.closed.retain(|closed| *closed != seq);
                let (doc, class, OpenEntry { author, event, version, clock, received, .. }) = (entry.doc, entry.class, line);
                self.restored.entries.push(Opened { seq, id, doc, class, author, event, version, clock, received, body });
            }
            (kept, _) => {
                self.restored.closed.extend(is_new);
                self.others.push((kept, At { id, doc: entry.doc, class: entry.class }, line));
            }
        }
    }

    /// What is to be kept for the next time, where enough is new.
    fn unsaved(&mut self, head: Head) -> Option<Unsaved> {
        record::order::sort_by_key(&mut self.restored.entries, |opened| opened.seq);
        let Restored { entries, closed, docs, .. } = &self.restored;
        let is_due = docs.is_some() && is_due(self.opened, entries.len() + closed.len());
        is_due.then(|| Unsaved { head, read: Restored { upto: head.seq, ..self.restored.clone() } })
    }

    /// All lines: accepted ones in their order, then the others as they were found.
    fn lines(self) -> impl Iterator<Item = (At, OpenEntry)> {
        let restored = self.restored.entries.into_iter().map(|opened| {
            let Opened { seq, id, doc, class, author, event, version, clock, received, body } = opened;
            let line = OpenEntry { author, event, version, clock, received, sync: DocSync::Received, body: Ok(body) };
            (Some(seq), At { id, doc, class }, line)
        });
        let mut lines: Vec<(Option<u64>, At, OpenEntry)> = restored.chain(self.others).collect();
        record::order::sort_by_key(&mut lines, |(seq, ..)| (seq.is_none(), *seq)); // stable: what waits stays in its order
        lines.into_iter().map(|(_, at, line)| (at, line))
    }
}
