//! Someone who writes and syncs without a pause, whether the server is there or not.

use keeper::protocol::{Ask, GateState, GateStatus, LoadChart, Open, Problem, Save, SyncNow};
use proof::{
    Device, DeviceClock, HttpTransport,
    simulation::{Watched, Witness, profile},
};
use record::{OpId, RecordId, UserId};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};
use tokio::sync::watch;
use vault::{Kept, KeyRange, Order, Store, Table};

/// With more than this waiting, nothing new is written.
const ENOUGH: u64 = 20;

pub struct Client {
    pub name: &'static str,
    device: Device<Watched<HttpTransport>>,
    records: RefCell<Vec<RecordId>>,
    written: RefCell<BTreeSet<OpId>>,
    texts: Cell<u64>,
}

impl Client {
    pub fn new(name: &'static str, address: &str, witness: &Rc<Witness>) -> Self {
        let transport = Watched::new(HttpTransport::new(address).unwrap(), witness);
        Self {
            name,
            device: Device::new(transport, DeviceClock::system()),
            records: RefCell::default(),
            written: RefCell::default(),
            texts: Cell::new(0),
        }
    }

    pub fn device(&self) -> &Device<Watched<HttpTransport>> {
        &self.device
    }

    pub async fn ask<A: Ask>(&self, ask: A) -> Result<A::Reply, Problem> {
        self.device.ask(ask).await
    }

    pub async fn user(&self) -> UserId {
        match self.ask(GateStatus {}).await.unwrap() {
            GateState::Unlocked(me) => me.user,
            _ => panic!("{} is not unlocked", self.name),
        }
    }

    pub fn records(&self) -> Vec<RecordId> {
        self.records.borrow().clone()
    }

    pub fn written(&self) -> BTreeSet<OpId> {
        self.written.borrow().clone()
    }

    /// From now on they write in this record too.
    pub fn share(&self, record: RecordId) {
        if !self.records().contains(&record) {
            self.records.borrow_mut().push(record);
        }
    }

    pub async fn kept(&self, table: Table) -> Vec<Kept> {
        let rows = self.device.store().range(table, KeyRange::all(), usize::MAX, Order::Up).await.unwrap();
        rows.iter().map(|(_, value)| minicbor::decode(value).unwrap()).collect()
    }

    fn text(&self) -> String {
        self.texts.set(self.texts.get() + 1);
        format!("{} {} {}", crate::MARKER, self.name, self.texts.get())
    }

    /// An ask that writes: `None` when a rule refuses it.
    pub async fn write<A: Ask>(&self, ask: A) -> Option<A::Reply> {
        let before = self.written.borrow().len();
        let answer = self.ask(ask).await;
        let outbox = self.kept(Table::Outbox).await;
        self.written.borrow_mut().extend(outbox.iter().map(|kept| kept.id));
        match answer {
            Ok(reply) => {
                assert!(self.written.borrow().len() > before, "{}: acknowledged, and nothing was written", self.name);
                Some(reply)
            }
            Err(Problem::Refused(_)) => None,
            Err(problem) => panic!("{}: {problem:?}", self.name),
        }
    }

    /// Opens a client's record.
    pub async fn open(&self) -> RecordId {
        let record = self.write(Open { body: profile(&self.text()).into() }).await.unwrap();
        self.records.borrow_mut().push(record);
        record
    }

    /// Writes and syncs until told to stop.
    pub async fn work(self: Rc<Self>, mut up: watch::Receiver<bool>, stop: Rc<Cell<bool>>) {
        let mut turn = 0;
        while !stop.get() {
            let strip = self.ask(SyncNow {}).await.unwrap();
            if strip.waiting < ENOUGH {
                turn += 1;
                let records = self.records();
                let record = records[turn % records.len()];
                let chart = self.ask(LoadChart { record }).await.unwrap();
                let ask = Save::profile(record, chart.profile_version, profile(&self.text()));
                self.write(ask).await;
            } else if !strip.online && up.wait_for(|up| *up).await.is_err() {
                return;
            }
            // Everything here may be ready at once; the others want to work too.
            tokio::task::yield_now().await;
        }
    }
}
