//! A record opened: keys, documents, everything said about them, and what could not be believed.

use crate::{
    Keeper, Transport, Zone,
    drafts::place,
    keys::Keys,
    open::{Unread, open_draft},
    protocol::{Begun, BegunProfile, DocSync, Problem},
    snapshot::{Opened, Restored, Unsaved, is_due},
    unlocked::{OpenedBody, Unlocked},
};
use clinical::{Body, Kind, Kinded, Note, PatientProfile, thread::Prepared};
use crypto::RecordKey;
use record::{
    Act, Class, ClockReading, DocHead, DocId, Envelope, Event, Head, OpId, Operation, RecordHead, RecordId, RecordKind, Refusal,
    Status, Time, UserId,
};
use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use vault::{Clock, Judge, Reason, RecordRow, RecordView, Store, Stored, Unsettled};

/// A record's first epoch is its author's alone to make.
const FIRST_EPOCH: u32 = 1;

/// A record as I can read it.
pub(crate) struct Book {
    pub(crate) record: RecordId,
    pub(crate) head: RecordHead,
    pub(crate) row: RecordRow,
    pub(crate) keys: Keys,
    pub(crate) docs: BTreeMap<DocId, Doc>,
    /// Whom a refused act of this device would have taken out of the team.
    pub(crate) refused_removal: Vec<UserId>,
    /// A team act of this device was refused, and nothing in the record says why.
    refused_without_reason: bool,
    /// By themselves: they change with every pause in typing, and the rest of a long chart does not.
    drafts: RefCell<BTreeMap<DocId, Rc<Drafted>>>,
    /// Made when a note is looked at first: a keystroke then costs one note, not the chart.
    prepared: OnceCell<BTreeMap<DocId, Prepared>>,
    /// What is to be kept for the next unlock, where that is due.
    pub(crate) unsaved: RefCell<Option<Unsaved>>,
}

/// A document with its entries, oldest first; those the server refused stand at the end.
pub(crate) struct Doc {
    pub(crate) head: DocHead,
    pub(crate) lines: Vec<Line>,
}

/// One entry.
pub(crate) struct Line {
    pub(crate) author: UserId,
    pub(crate) event: Event,
    pub(crate) version: u32,
    pub(crate) clock: ClockReading,
    pub(crate) received: Option<Time>,
    pub(crate) sync: DocSync,
    pub(crate) body: OpenedBody,
}

impl Line {
    /// Accepted, or on its way; not refused.
    pub(crate) fn stands(&self) -> bool {
        !matches!(self.sync, DocSync::Quarantined(_))
    }
}

/// My draft of a document.
pub(crate) struct Drafted {
    pub(crate) body: Body,
    /// What stood there when it was begun.
    pub(crate) base: Option<OpId>,
    pub(crate) updated: Time,
}

impl Drafted {
    /// Its content, where it is of this kind.
    pub(crate) fn content<T: Kinded>(&self) -> Option<&T> {
        T::of(&self.body)
    }
}

impl Book {
    /// One with these documents.
    #[cfg(test)]
    pub(crate) fn of(record: RecordId, kind: RecordKind, docs: BTreeMap<DocId, Doc>) -> Self {
        let head = RecordHead::begin(kind, FIRST_EPOCH, UserId::from_u128(0), OpId(record::Digest::ZERO));
        let (drafts, prepared, unsaved) = (RefCell::default(), OnceCell::new(), RefCell::default());
        let (refused_removal, refused_without_reason) = (Vec::new(), false);
        let (row, keys) = (RecordRow::default(), Keys::default());
        Self { record, head, row, keys, docs, refused_removal, refused_without_reason, drafts, prepared, unsaved }
    }

    /// The key new entries are sealed with: of the epoch the server has accepted, never of a rotation that still waits.
    /// Someone else's may come first, and what was sealed with a refused key nobody else could open.
    pub(crate) fn current_key(&self) -> Result<(u32, &RecordKey), Problem> {
        let epoch = self.row.head.as_ref().map_or(FIRST_EPOCH, |head| head.epoch);
        self.keys.get(epoch).map(|key| (epoch, key)).ok_or(Problem::RecordKeyMissing)
    }

    /// The same, for handing it on.
    ///
    /// Fails with [`Refusal::Epoch`] while a rotation of this device waits to be accepted.
    pub(crate) fn settled_key(&self) -> Result<(u32, &RecordKey), Problem> {
        let (epoch, key) = self.current_key()?;
        if epoch == self.head.epoch { Ok((epoch, key)) } else { Err(Problem::Refused(Refusal::Epoch)) }
    }

    /// My draft of a document.
    pub(crate) fn draft(&self, doc: DocId) -> Option<Rc<Drafted>> {
        self.drafts.borrow().get(&doc).cloned()
    }

    /// The documents of which I have a draft; the profile, and what is only said about a document, are none that is listed.
    pub(crate) fn drafted(&self) -> Vec<DocId> {
        let listed = |draft: &Drafted| !draft.body.kind().is_statement() && draft.body.kind() != Kind::Profile;
        self.drafts.borrow().iter().filter(|(_, draft)| listed(draft)).map(|(id, _)| *id).collect()
    }

    /// What I have begun to say about a document.
    pub(crate) fn begun_about(&self, doc: DocId) -> Vec<Begun> {
        let drafts = self.drafts.borrow();
        let about = drafts.iter().filter(|(id, draft)| draft.body.kind().is_statement() && place(doc, &draft.body) == **id);
        about.map(|(_, draft)| Begun { body: draft.body.clone(), saved: draft.updated }).collect()
    }

    /// My draft of the profile, where it says something else than what stands.
    pub(crate) fn begun_profile(&self) -> Option<BegunProfile> {
        let (standing, version, id) = self.profile()?;
        let (draft, doc) = (self.draft(id)?, self.docs.get(&id)?);
        let profile: &PatientProfile = draft.content()?;
        let base = if draft.base == Some(doc.head.latest) { version } else { 0 };
        (profile != standing).then(|| BegunProfile { profile: profile.clone(), base, saved: draft.updated })
    }

    pub(crate) fn redraft(&self, doc: DocId, draft: Option<Drafted>) {
        let mut drafts = self.drafts.borrow_mut();
        match draft {
            Some(draft) => drafts.insert(doc, Rc::new(draft)),
            None => drafts.remove(&doc),
        };
    }

    /// The profile with its version; `None` while nothing of it can be opened.
    pub(crate) fn profile(&self) -> Option<(&PatientProfile, u32, DocId)> {
        self.docs.iter().find_map(|(id, doc)| doc.latest().map(|(profile, line)| (profile, line.version, *id)))
    }

    /// Whether it is a client's chart.
    pub(crate) fn is_chart(&self) -> bool {
        self.head.kind == RecordKind::Patient
    }

    /// The notes that count: what was entered in error does not.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (DocId, &Doc, &Note)> {
        let standing = self.docs.iter().filter(|(_, doc)| doc.head.status != Status::EnteredInError);
        standing.filter_map(|(id, doc)| doc.latest().map(|(note, _)| (*id, doc, note)))
    }

    /// The same, prepared for comparison with one that is being written.
    pub(crate) fn prepared(&self) -> &BTreeMap<DocId, Prepared> {
        self.prepared.get_or_init(|| self.notes().map(|(id, _, note)| (id, Prepared::of(note))).collect())
    }

    /// Name for lists; says so where it cannot be opened.
    pub(crate) fn client(&self) -> String {
        self.profile().map_or_else(|| "Client not opened".to_owned(), |(profile, ..)| profile.name.display())
    }

    /// Why parts of this record cannot be shown, a sentence each.
    pub(crate) fn doubts(&self) -> Vec<String> {
        let mut doubts: Vec<String> = self
            .row
            .refused
            .iter()
            .map(|reason| format!("The server's word about this record is not believed: {reason}."))
            .collect();
        if self.refused_without_reason {
            doubts.push(
                "The server refused a change of this record's team, and nothing in the record says why. Nothing is sent with its old \
                 key. Tell your administrator."
                    .to_owned(),
            );
        }
        let unopened = self.unread().filter(|reason| *reason != Unread::Newer);
        doubts.extend(unopened.map(|reason| format!("An entry cannot be shown: {reason}.")));
        doubts
    }

    /// How many entries a newer version wrote: documents that cannot be read, and acts that this version does not know.
    pub(crate) fn newer(&self) -> u32 {
        self.unread().map(|reason| u32::from(reason == Unread::Newer)).sum::<u32>().saturating_add(self.head.newer)
    }

    fn unread(&self) -> impl Iterator<Item = Unread> {
        self.docs.values().flat_map(|doc| &doc.lines).filter_map(|line| line.body.as_ref().err().copied())
    }
}

impl Doc {
    /// The last entry first; what was refused comes after everything that stands, and counts only where nothing does.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Line> {
        let refused = self.lines.iter().rev().filter(|line| !line.stands());
        self.lines.iter().rev().filter(|line| line.stands()).chain(refused)
    }

    /// The entries that stand, oldest first.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.stands())
    }

    /// Whether a text that I signed was refused, and I have neither taken it back nor let go of it.
    pub(crate) fn undecided(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.event, Event::Sign(_)) && !line.stands())
    }

    /// Whether a version of it is written in a way that this version does not know: what is written over it would lose that.
    pub(crate) fn is_newer(&self) -> bool {
        self.standing().any(|line| line.event.is_version() && line.body.as_ref().is_err_and(|reason| *reason == Unread::Newer))
    }

    /// What kind of document it is, as far as it can be opened.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.written().map(|(body, _)| body.kind())
    }

    /// Whether it may be a note: it is one, or is of their class and cannot be opened.
    pub(crate) fn is_note(&self) -> bool {
        self.kind().map_or(self.head.class == Class::Note, |kind| kind == Kind::Note)
    }

    /// The last version that can be read, whatever it is.
    pub(crate) fn written(&self) -> Option<(&Body, &Line)> {
        self.newest_first().find_map(|line| match line.body.as_deref() {
            Ok(body) if line.event.is_version() => Some((body, line)),
            Ok(_) | Err(_) => None,
        })
    }

    /// The last version of this kind that can be read.
    pub(crate) fn latest<T: Kinded>(&self) -> Option<(&T, &Line)> {
        self.newest_first()
            .filter(|line| line.event.is_version())
            .find_map(|line| Some((T::of(line.body.as_deref().ok()?)?, line)))
    }
}

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
    pub(crate) async fn books(&self, me: &Rc<Unlocked>) -> Result<Vec<Rc<Book>>, Problem> {
        let known = me.shelf.borrow().as_ref().and_then(|shelf| {
            let books = me.books.borrow();
            shelf.iter().map(|record| books.get(record).cloned()).collect::<Option<Vec<_>>>()
        });
        if me.is_over() {
            return Err(Problem::AccessEnded);
        }
        if let Some(books) = known {
            return Ok(books);
        }
        let forgotten = me.forgotten.get();
        let unsettled = self.vault.unsettled(&me.check).await?;
        let views = self.vault.records_with(&unsettled).await?;
        let mut books = Vec::with_capacity(views.len());
        let total = views.len() as u64;
        for (done, view) in views.into_iter().enumerate() {
            let known = me.books.borrow().get(&view.record).cloned();
            match known {
                Some(book) => books.push(book),
                None => {
                    self.progress(crate::protocol::Work::Opening, done as u64, total);
                    books.push(self.read_book(me, view, &unsettled).await?);
                }
            }
        }
        if me.forgotten.get() == forgotten {
            *me.shelf.borrow_mut() = Some(books.iter().map(|book| book.record).collect());
        }
        Ok(books)
    }

    /// One record.
    ///
    /// Fails with [`Problem::NotFound`] when it is not mine.
    pub(crate) async fn book(&self, me: &Rc<Unlocked>, record: RecordId) -> Result<Rc<Book>, Problem> {
        if me.is_over() {
            return Err(Problem::AccessEnded);
        }
        if let Some(book) = me.books.borrow().get(&record) {
            return Ok(book.clone());
        }
        let unsettled = self.vault.unsettled(&me.check).await?;
        let views = self.vault.records_with(&unsettled).await?;
        let view = views.into_iter().find(|view| view.record == record).ok_or(Problem::NotFound)?;
        self.read_book(me, view, &unsettled).await
    }

    async fn read_book(&self, me: &Rc<Unlocked>, view: RecordView, unsettled: &Unsettled) -> Result<Rc<Book>, Problem> {
        let RecordView { record, head, row, .. } = view;
        let forgotten = me.forgotten.get();
        let restored = self.restore(me, record, row.receipts).await?.unwrap_or_default();
        let found = self.gather(record, &restored, unsettled).await?;
        let mut keys = Keys::default();
        self.take_keys(me, record, &restored.keys, &mut keys).await?;
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
        let mut docs: BTreeMap<DocId, Doc> = BTreeMap::new();
        let mut placed = BTreeSet::new();
        for view in self.vault.docs_with(record, unsettled).await? {
            placed.extend(view.entries.iter().map(|place| place.operation));
            docs.insert(view.doc, Doc { head: view.head, lines: Vec::new() });
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
            docs.entry(at.doc).or_insert_with(|| Doc { head: refused(), lines: Vec::new() }).lines.push(line);
        }
        let mut drafts = BTreeMap::new();
        for draft in self.vault.drafts(Some(record)).await? {
            if let Some(body) = keys.newest_first().find_map(|key| open_draft(key, &draft.sealed)) {
                drafts.insert(draft.doc, Rc::new(Drafted { body, base: draft.base, updated: draft.updated }));
            }
        }
        let (drafts, prepared) = (RefCell::new(drafts), OnceCell::new());
        let book = Book { record, head, row, keys, docs, refused_removal, refused_without_reason, drafts, prepared, unsaved };
        let book = Rc::new(book);
        if me.forgotten.get() == forgotten {
            me.books.borrow_mut().insert(record, book.clone());
        }
        Ok(book)
    }

    /// Accepted entries that were not restored, then what waits, then what was refused.
    async fn gather(&self, record: RecordId, restored: &Restored, unsettled: &Unsettled) -> Result<Vec<Found>, Problem> {
        let mut found = Vec::new();
        let closed = self.vault.entries_at(record, &restored.closed).await?;
        for stored in closed.into_iter().chain(self.vault.entries(record, restored.upto, usize::MAX).await?) {
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
        Ok(found)
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
    others: Vec<(Option<u64>, At, Line)>,
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
        let line = Line {
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
                let (doc, class, Line { author, event, version, clock, received, .. }) = (entry.doc, entry.class, line);
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
        self.restored.entries.sort_by_key(|opened| opened.seq);
        let Restored { entries, keys, closed, .. } = &self.restored;
        let read = || Restored { upto: head.seq, entries: entries.clone(), keys: keys.clone(), closed: closed.clone() };
        is_due(self.opened, entries.len() + closed.len()).then(|| Unsaved { head, read: read() })
    }

    /// All lines: accepted ones in their order, then the others as they were found.
    fn lines(self) -> impl Iterator<Item = (At, Line)> {
        let restored = self.restored.entries.into_iter().map(|opened| {
            let Opened { seq, id, doc, class, author, event, version, clock, received, body } = opened;
            let line = Line { author, event, version, clock, received, sync: DocSync::Received, body: Ok(body) };
            (Some(seq), At { id, doc, class }, line)
        });
        let mut lines: Vec<(Option<u64>, At, Line)> = restored.chain(self.others).collect();
        lines.sort_by_key(|(seq, ..)| (seq.is_none(), *seq)); // stable: what waits stays in its order
        lines.into_iter().map(|(_, at, line)| (at, line))
    }
}

pub(crate) fn refusal_of(reason: Option<Reason>) -> Refusal {
    match reason {
        Some(Reason::Refused(code)) => code.0,
        Some(Reason::Damaged | Reason::Stranded) | None => Refusal::NotAllowed,
    }
}
