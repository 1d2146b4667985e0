//! One person's device, which can crash and start again.

use crate::{
    server::{Fault, Server, Wire},
    world::{self, Person, Text},
};
use record::{
    Class, DirectoryEntry, DocHead, DocId, Effect, Envelope, Event, Head, OpId, Operation, Receipt, RecordHead, RecordId,
    Refusal, Review, Seal, Signed, Status, Time, wire::Pulled,
};
use std::{cell::Cell, rc::Rc};
use vault::{
    AppendError, Check, Checked, Clock, Distrust, Judge, Known, MemoryStore, Renewal, Report, Slot, SyncError, Vault, Verifier,
};

/// Two clocks that stand still until told.
#[derive(Default)]
pub struct Hands {
    pub now: Cell<i64>,
    pub steady: Cell<i64>,
}

impl Clock for Hands {
    fn now(&self) -> Time {
        Time(self.now.get())
    }
    fn steady(&self) -> i64 {
        self.steady.get()
    }
}

/// A verifier that can also write anew.
pub struct Keeper {
    verifier: Verifier,
    person: Person,
    pub renews: Cell<bool>,
}

impl Judge for Keeper {
    fn judge(
        &self,
        id: OpId,
        e: &Envelope,
        s: Option<&Seal>,
        r: Option<&RecordHead>,
        d: Option<&DocHead>,
    ) -> Result<Effect, Refusal> {
        self.verifier.judge(id, e, s, r, d)
    }
}

impl Check for Keeper {
    fn directory(&self, page: &[Signed<DirectoryEntry>]) -> Result<Head, Distrust> {
        self.verifier.directory(page)
    }
    fn receipt(&self, record: RecordId, operation: OpId, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        self.verifier.receipt(record, operation, receipt)
    }
    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        self.verifier.page(record, known, page)
    }
    fn left(&self, record: RecordId, known: &Known, acts: &[Pulled]) -> Result<(), Distrust> {
        self.verifier.left(self.person.user(), record, known, acts)
    }
    fn renew(&self, renewal: Renewal<'_>) -> Option<Operation> {
        self.renews.get().then(|| world::renew(self.person, renewal))
    }
}

pub struct Device {
    pub person: Person,
    pub store: Rc<MemoryStore>,
    pub hands: Rc<Hands>,
    pub vault: Vault<Rc<MemoryStore>, Rc<Hands>>,
    pub keeper: Keeper,
}

impl Device {
    fn over(person: Person, store: MemoryStore, hands: Rc<Hands>) -> Self {
        let store = Rc::new(store);
        let verifier = Verifier::new(world::public(&world::root()));
        let keeper = Keeper { verifier, person, renews: Cell::new(true) };
        Self { person, vault: Vault::new(store.clone(), hands.clone()), store, hands, keeper }
    }

    pub async fn new(person: Person) -> Self {
        let device = Self::bare(person).await;
        device.vault.keep_directory(&device.keeper, &world::directory()).await.unwrap().unwrap();
        device
    }

    /// A device that knows nobody yet.
    pub async fn bare(person: Person) -> Self {
        let device = Self::over(person, MemoryStore::new(), Rc::default());
        device.vault.begin(person.device(), Vec::new()).await.unwrap();
        device
    }

    /// The same device after it opened one more record with the supervisor. Its chain begins anew on the server.
    pub async fn also(self, record: RecordId, server: &Server) -> Self {
        let other = Self::over(self.person, MemoryStore::new(), Rc::default());
        other.vault.begin(record::DeviceId::from_u128(0xEE), Vec::new()).await.unwrap();
        other.vault.keep_directory(&other.keeper, &world::directory()).await.unwrap().unwrap();
        other.open(record, Some(world::SAM)).await;
        other.sync(server).await;
        other
    }

    /// The same device after its browser was killed.
    pub async fn crashed(self) -> Self {
        Self::over(self.person, self.store.after_crash(), self.hands).unlocked().await
    }

    /// The same device after its power failed.
    pub async fn without_power(self) -> Self {
        Self::over(self.person, self.store.after_power_loss(), self.hands).unlocked().await
    }

    async fn unlocked(self) -> Self {
        self.vault.load_directory(&self.keeper).await.unwrap().unwrap();
        self
    }

    pub async fn sync_over(&self, wire: &Wire<'_>) -> Result<Report, SyncError> {
        self.vault.sync(wire, &self.keeper).await
    }

    pub async fn sync_with(&self, server: &Server, script: &[Fault]) -> Report {
        self.sync_over(&Wire::new(server, self.person, script)).await.unwrap()
    }

    pub async fn sync(&self, server: &Server) -> Report {
        let report = self.sync_with(server, &[]).await;
        assert_eq!(report.stopped, None);
        report
    }

    pub async fn append(&self, record: RecordId, make: impl Fn(Slot) -> Operation) -> OpId {
        self.try_append(record, make).await.unwrap()
    }

    pub async fn try_append(&self, record: RecordId, make: impl Fn(Slot) -> Operation) -> Result<OpId, AppendError<()>> {
        self.vault.append(record, None, |slot| Ok(make(slot))).await
    }

    /// Opens a record, with someone else in the team.
    pub async fn open(&self, record: RecordId, with: Option<Person>) -> Vec<OpId> {
        let mut ids = vec![self.append(record, |slot| world::open(self.person, record, slot)).await];
        if let Some(member) = with {
            ids.push(self.admit(record, member).await);
        }
        ids
    }

    /// A record as this device sees it.
    pub async fn head(&self, record: RecordId) -> RecordHead {
        let views = self.vault.records(&self.keeper).await.unwrap();
        views.into_iter().find(|view| view.record == record).unwrap().head
    }

    pub async fn admit(&self, record: RecordId, member: Person) -> OpId {
        let head = self.head(record).await;
        self.append(record, |slot| world::admit(self.person, record, member, &head, slot)).await
    }

    pub async fn remove(&self, record: RecordId, member: Person) -> OpId {
        let head = self.head(record).await;
        self.append(record, |slot| world::remove(self.person, record, member, &head, slot)).await
    }

    pub async fn note(&self, record: RecordId, doc: u128) -> OpId {
        self.append(record, |slot| world::write(self.person, record, Text::note(DocId::from_u128(doc)), slot)).await
    }

    /// The next version of a document as this device sees it; for a profile anyone's, for a note its author's.
    pub async fn next(&self, record: RecordId, doc: DocId, class: Class) -> Result<Option<OpId>, AppendError<()>> {
        let docs = self.vault.docs(record, &self.keeper).await?;
        let head = docs.into_iter().find(|view| view.doc == doc).map(|view| view.head);
        let event = match (&head, class) {
            (Some(head), Class::Note | Class::Plan) if head.author != self.person.user() => return Ok(None),
            (Some(head), _) if head.status != Status::Preliminary => return Ok(None),
            (Some(head), Class::Note) if head.version >= 2 => Event::Sign(Review::NotOwed),
            _ => Event::Save,
        };
        let (version, base) = head.map_or((1, None), |head| (head.version + 1, Some(head.latest)));
        let text = Text { doc, class, event, version, base };
        self.try_append(record, |slot| world::write(self.person, record, text, slot)).await.map(Some)
    }

    /// The operations of a record this device has as entries, in order.
    pub async fn entries(&self, record: RecordId) -> Vec<OpId> {
        let entries = self.vault.entries(record, 0, usize::MAX).await.unwrap();
        entries.iter().map(|stored| stored.receipt.peek().unwrap().operation).collect()
    }

    pub async fn pending(&self) -> Vec<OpId> {
        self.vault.pending(&self.keeper).await.unwrap().into_iter().map(|pending| pending.kept.id).collect()
    }

    pub async fn quarantined(&self) -> Vec<OpId> {
        self.vault.quarantined().await.unwrap().into_iter().map(|kept| kept.id).collect()
    }
}
