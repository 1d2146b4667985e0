//! A server that follows the protocol, and a network that loses, repeats, shuffles and forges.

use crate::world::{self, Person};
use record::{
    Act, DeviceId, Digest, Directory, DirectoryEntry, DocHead, DocId, Effect, Head, OpId, Operation, Receipt, RecordHead,
    RecordId, Signed, Standing, Time, judge,
    wire::{Changed, Changes, DirectoryPage, ErrorCode, Outcome, OutcomeCode, Pull, PullPage, Pulled, Push, PushReply, Want},
};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet, VecDeque},
};
use vault::{Net, NetError};

#[derive(Clone, Default)]
pub struct Chart {
    pub head: Option<RecordHead>,
    pub docs: BTreeMap<DocId, DocHead>,
    pub entries: Vec<Pulled>,
    pub change: u64,
}

impl Chart {
    pub fn last(&self) -> Head {
        let digest = self.entries.last().map_or(Digest::ZERO, |pulled| pulled.receipt.digest());
        Head { seq: self.entries.len() as u64, digest }
    }
}

#[derive(Clone)]
enum Answer {
    Accepted(Signed<Receipt>),
    Refused(OutcomeCode),
}

/// Everything a backup holds.
#[derive(Clone, Default)]
pub struct State {
    pub charts: BTreeMap<RecordId, Chart>,
    devices: BTreeMap<DeviceId, Vec<(OpId, Answer)>>,
    pub change: u64,
}

pub struct Server {
    pub state: RefCell<State>,
    pub epoch: Cell<u8>,
    pub now: Cell<Time>,
    /// Entries in a page.
    pub page: Cell<usize>,
    /// Operations it cannot read.
    pub unreadable: RefCell<BTreeSet<OpId>>,
    /// How much of the directory it has.
    pub directory: Cell<usize>,
    /// What an administrator acknowledged.
    pub acknowledged: RefCell<Vec<Signed<DirectoryEntry>>>,
    /// Whether it takes back what it lacks of the directory.
    pub takes_back: Cell<bool>,
}

impl Server {
    pub fn new() -> Self {
        let (page, directory) = (Cell::new(3), Cell::new(world::directory().len()));
        let (state, unreadable) = (RefCell::default(), RefCell::default());
        Self {
            state,
            epoch: Cell::new(1),
            now: Cell::new(Time(1_000_000)),
            page,
            unreadable,
            directory,
            takes_back: Cell::new(true),
            acknowledged: RefCell::default(),
        }
    }

    pub fn backup(&self) -> State {
        self.state.borrow().clone()
    }

    /// A restore that an administrator acknowledges.
    pub fn restore(&self, state: State) {
        self.restore_untold(state);
        self.acknowledge();
    }

    pub fn restore_untold(&self, state: State) {
        *self.state.borrow_mut() = state;
        self.epoch.set(self.epoch.get() + 1);
    }

    pub fn acknowledge(&self) {
        let entry = world::acknowledged(self.entries().last().unwrap(), self.epoch.get());
        self.acknowledged.borrow_mut().push(entry);
        self.directory.set(self.entries().len());
    }

    /// The whole directory.
    fn entries(&self) -> Vec<Signed<DirectoryEntry>> {
        world::directory().into_iter().chain(self.acknowledged.borrow().iter().cloned()).collect()
    }

    pub fn chart(&self, record: RecordId) -> Chart {
        self.state.borrow().charts.get(&record).cloned().unwrap_or_default()
    }

    /// How often an operation is in the charts.
    pub fn copies(&self, operation: OpId) -> usize {
        let state = self.state.borrow();
        let entries = state.charts.values().flat_map(|chart| &chart.entries);
        entries.filter(|pulled| pulled.receipt.peek().unwrap().operation == operation).count()
    }

    /// Whether it has answered an operation, and will answer the same again.
    pub fn answered(&self, operation: OpId) -> bool {
        self.state.borrow().devices.values().flatten().any(|(id, _)| *id == operation)
    }

    fn take(&self, bytes: &[u8]) -> Outcome {
        let Ok(operation) = Operation::from_bytes(bytes) else { return Outcome::Malformed };
        let id = operation.id();
        if self.unreadable.borrow().contains(&id) {
            return Outcome::Malformed;
        }
        let entries = world::directory();
        let mut directory = Directory::found(&entries[0], None).unwrap();
        entries[1..].iter().for_each(|entry| directory.append(entry).unwrap());
        let claimed = operation.envelope.peek().unwrap();
        let Some(author) = directory.certificate_at(&claimed.certificate) else { return Outcome::Malformed };
        let Ok(envelope) = operation.envelope.verify(&author.signing) else { return Outcome::Malformed };
        let Ok(seal) = operation.check_parts(&envelope) else { return Outcome::Malformed };
        let state = &mut *self.state.borrow_mut();
        let answers = state.devices.entry(envelope.device).or_default();
        let last = answers.last().map_or(Digest::ZERO, |(id, _)| id.0);
        let expected = answers.len() as u64 + 1;
        if envelope.device_seq < expected {
            return match &answers[envelope.device_seq as usize - 1] {
                (known, Answer::Accepted(receipt)) if *known == id => Outcome::Duplicate(receipt.clone()),
                (known, Answer::Refused(code)) if *known == id => Outcome::Quarantined(*code),
                _ => Outcome::Gap(Head { seq: expected, digest: last }),
            };
        }
        if envelope.device_seq > expected || envelope.previous.0 != last {
            return Outcome::Gap(Head { seq: expected, digest: last });
        }
        let empty = Chart::default();
        let chart = state.charts.get(&envelope.record).unwrap_or(&empty);
        let doc = match &envelope.act {
            Act::Entry(entry) => Some(entry.doc),
            _ => None,
        };
        let subject = match &envelope.act {
            Act::Admit { member, .. } => directory.certificate(*member),
            _ => None,
        };
        let standing = Standing {
            operation: id,
            author,
            received: author,
            subject,
            record: chart.head.as_ref(),
            doc: doc.and_then(|doc| chart.docs.get(&doc)),
        };
        match judge(&envelope, seal.as_ref(), &standing) {
            Err(refusal) => {
                answers.push((id, Answer::Refused(OutcomeCode(refusal))));
                Outcome::Quarantined(OutcomeCode(refusal))
            }
            Ok(effect) => {
                state.change += 1;
                let entries = &self.entries()[..self.directory.get()];
                let (at, now) = (chart.last(), self.now.get());
                let receipt = world::receipt_by(entries, id, envelope.record, at, state.change, now, self.epoch.get());
                answers.push((id, Answer::Accepted(receipt.clone())));
                let chart = state.charts.entry(envelope.record).or_default();
                let Effect { record, doc: head } = effect;
                chart.head = Some(record);
                if let (Some(doc), Some(head)) = (doc, head) {
                    chart.docs.insert(doc, head);
                }
                chart.change = state.change;
                chart.entries.push(Pulled { receipt: receipt.clone(), operation: bytes.to_vec().into() });
                Outcome::Accepted(receipt)
            }
        }
    }

    fn changes(&self, person: Person, since: u64) -> Changes {
        let state = self.state.borrow();
        let user = person.user();
        let mine = |chart: &Chart| chart.head.as_ref().is_some_and(|head| head.team.contains(&user));
        let charts: Vec<_> = state.charts.iter().filter(|(_, chart)| mine(chart)).collect();
        let mut records: Vec<Changed> = charts
            .iter()
            .filter(|(_, chart)| chart.change > since)
            .map(|(record, chart)| Changed { record: **record, head: chart.last(), change: chart.change })
            .collect();
        records.sort_by_key(|changed| changed.change);
        Changes {
            server_epoch: Digest([self.epoch.get(); 32]),
            change: state.change,
            directory: self.directory.get() as u64,
            now: self.now.get(),
            records,
            mine: charts.into_iter().map(|(record, _)| *record).collect(),
        }
    }

    fn pull(&self, person: Person, pull: &Pull) -> PullPage {
        let state = self.state.borrow();
        let mut entries = Vec::new();
        for want in &pull.wants {
            let Some(chart) = state.charts.get(&want.record) else { continue };
            if !chart.head.as_ref().unwrap().team.contains(&person.user()) {
                continue;
            }
            for pulled in chart.entries.iter().skip(want.after as usize) {
                if entries.len() == self.page.get() {
                    return PullPage { entries, more: true };
                }
                entries.push(pulled.clone());
            }
        }
        PullPage { entries, more: false }
    }

    /// How somebody left a record's team.
    fn departure(&self, person: Person, want: &Want) -> Result<PullPage, NetError> {
        let chart = self.chart(want.record);
        let said = |pulled: &Pulled| Operation::from_bytes(&pulled.operation).unwrap().envelope.peek().unwrap();
        let since = chart.entries.iter().skip(want.after as usize);
        let mut acts: Vec<Pulled> = since.filter(|pulled| said(pulled).act.after().is_some()).cloned().collect();
        let out = acts.iter().map(said).rposition(|envelope| match &envelope.act {
            Act::Leave { .. } => envelope.author == person.user(),
            Act::Rotate { leaving, .. } => leaving.contains(&person.user()),
            _ => false,
        });
        acts.truncate(out.map_or(0, |at| at + 1));
        if acts.is_empty() { Err(NetError::Refused(ErrorCode::NotFound)) } else { Ok(PullPage { entries: acts, more: false }) }
    }
}

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It arrives, and so does the answer.
    None,
    /// It does not arrive.
    Lost,
    /// It arrives; the answer does not.
    ReplyLost,
    /// It arrives twice; the second answer comes back.
    Twice,
    /// The answer's parts change places.
    Shuffled,
    /// The end of the answer is missing.
    Cut,
    /// A receipt in the answer is somebody else's.
    Forged,
    /// The session has ended.
    SignedOut,
    /// The server answers with an error.
    Broken,
}

impl Fault {
    pub const ALL: [Self; 9] = [
        Self::None,
        Self::Lost,
        Self::ReplyLost,
        Self::Twice,
        Self::Shuffled,
        Self::Cut,
        Self::Forged,
        Self::SignedOut,
        Self::Broken,
    ];
}

/// One device's way to the server: a fault for each request, none when the script has ended.
pub struct Wire<'a> {
    pub server: &'a Server,
    pub person: Person,
    pub script: RefCell<VecDeque<Fault>>,
    /// Operations that were offered, in order.
    pub offered: RefCell<Vec<OpId>>,
    pub calls: Cell<usize>,
    /// Which life of the server it claims, where another than it signs.
    pub claims: Cell<Option<u8>>,
}

impl<'a> Wire<'a> {
    pub fn new(server: &'a Server, person: Person, script: &[Fault]) -> Self {
        let script = RefCell::new(script.iter().copied().collect());
        Self { server, person, script, offered: RefCell::default(), calls: Cell::new(0), claims: Cell::new(None) }
    }

    fn through<T>(
        &self,
        act: impl Fn() -> T,
        shuffle: impl Fn(&mut T),
        cut: impl Fn(&mut T),
        forge: impl Fn(&mut T),
    ) -> Result<T, NetError> {
        self.calls.set(self.calls.get() + 1);
        let fault = self.script.borrow_mut().pop_front().unwrap_or(Fault::None);
        let change = |change: &dyn Fn(&mut T)| {
            let mut answer = act();
            change(&mut answer);
            Ok(answer)
        };
        match fault {
            Fault::None => Ok(act()),
            Fault::Lost => Err(NetError::Offline),
            Fault::ReplyLost => {
                act();
                Err(NetError::Offline)
            }
            Fault::Twice => {
                act();
                Ok(act())
            }
            Fault::Shuffled => change(&shuffle),
            Fault::Cut => change(&cut),
            Fault::Forged => change(&forge),
            Fault::SignedOut => Err(NetError::SignedOut),
            Fault::Broken => Err(NetError::Refused(ErrorCode::Internal)),
        }
    }
}

/// The same receipt, signed by someone who is not the server.
fn forged(receipt: &Signed<Receipt>) -> Signed<Receipt> {
    world::sign(&receipt.peek().unwrap(), &world::root())
}

fn nothing<T>(_: &mut T) {}

impl Net for Wire<'_> {
    async fn changes(&self, since: u64) -> Result<Changes, NetError> {
        let claim = |changes: Changes| match self.claims.get() {
            Some(epoch) => Changes { server_epoch: Digest([epoch; 32]), ..changes },
            None => changes,
        };
        self.through(|| claim(self.server.changes(self.person, since)), |changes| changes.records.reverse(), nothing, nothing)
    }

    async fn pull(&self, pull: &Pull) -> Result<PullPage, NetError> {
        let forge = |page: &mut PullPage| {
            if let Some(last) = page.entries.last_mut() {
                last.receipt = forged(&last.receipt);
            }
        };
        let cut = |page: &mut PullPage| drop(page.entries.pop());
        self.through(|| self.server.pull(self.person, pull), |page| page.entries.reverse(), cut, forge)
    }

    async fn departure(&self, want: &Want) -> Result<PullPage, NetError> {
        let act = || self.server.departure(self.person, want);
        self.through(act, nothing, nothing, nothing)?
    }

    async fn push(&self, push: &Push) -> Result<PushReply, NetError> {
        let ids = push.operations.iter().map(|bytes| Operation::from_bytes(bytes).unwrap().id());
        self.offered.borrow_mut().extend(ids);
        let act = || PushReply { outcomes: push.operations.iter().map(|bytes| self.server.take(bytes)).collect() };
        let forge = |reply: &mut PushReply| {
            for outcome in &mut reply.outcomes {
                if let Outcome::Accepted(receipt) | Outcome::Duplicate(receipt) = outcome {
                    *receipt = forged(receipt);
                }
            }
        };
        let cut = |reply: &mut PushReply| drop(reply.outcomes.pop());
        self.through(act, |reply| reply.outcomes.reverse(), cut, forge)
    }

    async fn directory(&self, after: u64) -> Result<DirectoryPage, NetError> {
        let has = self.server.directory.get();
        let act =
            || DirectoryPage { entries: self.server.entries().into_iter().take(has).skip(after as usize).take(2).collect() };
        self.through(act, |page| page.entries.reverse(), |page| drop(page.entries.pop()), nothing)
    }

    async fn directory_again(&self, page: &DirectoryPage) -> Result<(), NetError> {
        let has = self.server.directory.get();
        let missing: Vec<_> = self.server.entries().into_iter().skip(has).take(page.entries.len()).collect();
        let act = || {
            if !self.server.takes_back.get() || missing != page.entries {
                return Err(NetError::Refused(ErrorCode::Conflict));
            }
            self.server.directory.set(has + missing.len());
            Ok(())
        };
        self.through(act, nothing, nothing, nothing)?
    }
}
