//! A program: a server that can be started again, an administrator, and people with devices that can be.

use keeper::protocol::{Ask, LoadPeople, Problem, SignIn, SyncNow, Unlock};
use proof::{
    Device, DeviceClock, derive_once,
    router_net::{Faulty, RouterNet, Site},
    simulation::{PASSPHRASE, Watched, Witness, enroll, found},
};
use record::{DocId, OpId, Operation, RecordId, Role, UserId};
use server::{AppState, Limits, ServerKey, SystemClock, router};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use store::Store as Database;
use vault::{Kept, KeyRange, MemoryStore, Order, Store, Table};

/// In everything that anybody types. Nobody but the devices may ever see it.
pub const MARKER: &str = "quince-lantern-7731";

pub type Net = Faulty<Watched<RouterNet>>;

/// The beginning of a row in [`Table::Own`].
#[derive(minicbor::Decode)]
struct Own {
    #[n(0)]
    operation: OpId,
    #[n(1)]
    record: RecordId,
}

/// SurrealDB recurses deeply while it parses and plans.
pub const STACK: usize = 32 * 1024 * 1024;

/// Plays to the end on a thread with the stack for it.
pub fn played<F: Future<Output = ()>>(play: impl FnOnce() -> F + Send + 'static) {
    let work =
        || tokio::runtime::Builder::new_current_thread().enable_all().thread_stack_size(STACK).build().unwrap().block_on(play());
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}

/// A counseling note that was signed.
#[derive(Clone)]
pub struct Counseling {
    /// The chart of the client it is about.
    pub patient: RecordId,
    /// The author's own record.
    pub record: RecordId,
    pub doc: DocId,
    pub text: String,
}

/// A letter that was saved.
#[derive(Clone)]
pub struct SavedLetter {
    /// The intervention it is about.
    pub intervention: RecordId,
    /// The record of its keeper's own.
    pub record: RecordId,
    pub doc: DocId,
    /// Every text that was saved of it. Two devices of one keeper may each have saved the next.
    pub texts: Vec<String>,
}

/// Someone at a device.
pub struct Actor {
    pub name: &'static str,
    pub user: UserId,
    pub net: Rc<Net>,
    pub clock: DeviceClock,
    pub device: Device<Rc<Net>>,
    /// Every operation that was in the device's chain after an ask, in this sequence.
    pub written: BTreeSet<OpId>,
    /// The same, in every sequence.
    ever: BTreeSet<OpId>,
    /// Those that changed a team: one that another overtook is made anew, and the refused one goes.
    pub team_acts: BTreeSet<OpId>,
    /// The records they are in.
    pub touched: BTreeSet<RecordId>,
    /// Counseling notes that were signed in this sequence.
    pub counseling: Vec<Counseling>,
    /// Letters that were saved in this sequence.
    pub letters: Vec<SavedLetter>,
    /// Drafts that were acknowledged, and neither signed nor dropped since.
    pub drafts: BTreeMap<(RecordId, DocId), String>,
}

impl Actor {
    pub fn new(name: &'static str, number: u16, site: &Rc<Site>, witness: &Rc<Witness>) -> Self {
        let net = Rc::new(Faulty::new(Watched::new(RouterNet::new(site, number), witness)));
        let clock = DeviceClock::system();
        let device = Device::new(Rc::clone(&net), clock.clone()).deriving(derive_once);
        Self {
            name,
            user: UserId::from_u128(0),
            net,
            clock,
            device,
            written: BTreeSet::new(),
            ever: BTreeSet::new(),
            team_acts: BTreeSet::new(),
            touched: BTreeSet::new(),
            counseling: Vec::new(),
            letters: Vec::new(),
            drafts: BTreeMap::new(),
        }
    }

    pub async fn ask<A: Ask>(&self, ask: A) -> Result<A::Reply, Problem> {
        self.device.ask(ask).await
    }

    /// Rows of a table, as far as the store can be read.
    pub async fn kept(&self, table: Table) -> Vec<Kept> {
        let rows = self.device.store().range(table, KeyRange::all(), usize::MAX, Order::Up).await.unwrap_or_default();
        rows.iter().map(|(_, value)| minicbor::decode(value).expect("what a device keeps can be read")).collect()
    }

    /// Operations that were written since this was asked last, sent or not.
    pub async fn fresh(&mut self) -> usize {
        let chain = self.device.store().range(Table::Own, KeyRange::all(), usize::MAX, Order::Up).await.unwrap_or_default();
        let own = |value: &[u8]| minicbor::decode::<Own>(value).expect("what a device keeps can be read");
        let fresh: Vec<Own> = chain.iter().map(|(_, value)| own(value)).filter(|own| self.ever.insert(own.operation)).collect();
        self.written.extend(fresh.iter().map(|own| own.operation));
        self.touched.extend(fresh.iter().map(|own| own.record));
        for table in [Table::Outbox, Table::Sent, Table::Quarantine] {
            for kept in self.kept(table).await {
                let operation = Operation::from_bytes(&kept.operation).ok();
                let envelope = operation.and_then(|operation| operation.envelope.peek().ok());
                if envelope.is_some_and(|envelope| envelope.act.after().is_some()) {
                    self.team_acts.insert(kept.id);
                }
            }
        }
        fresh.len()
    }

    /// Whether an operation was ever in this device's chain.
    pub fn has_written(&self, operation: OpId) -> bool {
        self.ever.contains(&operation)
    }

    /// The browser was killed, or the power failed; started again and unlocked.
    pub async fn restart(&mut self, store: MemoryStore, forget: bool) -> Result<(), String> {
        self.net.script([]);
        if forget {
            self.net.inner().inner().forget_session();
        }
        self.device = Device::start(Rc::new(store), Rc::clone(&self.net), self.clock.clone()).deriving(derive_once);
        self.unlock().await
    }

    async fn unlock(&self) -> Result<(), String> {
        let unlocked = self.ask(Unlock { passphrase: PASSPHRASE.to_owned() }).await;
        unlocked.map(drop).map_err(|problem| format!("{} cannot unlock: {problem:?}", self.name))
    }
}

/// Everything.
pub struct World {
    pub database: Database,
    pub key: ServerKey,
    pub site: Rc<Site>,
    pub witness: Rc<Witness>,
    pub admin: Actor,
    /// A counselor in training; a supervisor; another counselor; the first one's second device.
    pub actors: Vec<Actor>,
}

pub fn fresh_router(database: &Database, key: &ServerKey) -> axum::Router {
    router(AppState::new(database.clone(), key.clone(), SystemClock).with_limits(Limits::wide()))
}

impl World {
    pub async fn found() -> Result<Self, String> {
        let told = |problem: Problem| format!("the program cannot be set up: {problem:?}");
        let database = Database::open("mem://").await.map_err(|error| error.to_string())?;
        let key = ServerKey::make();
        let site = Site::new(fresh_router(&database, &key));
        let witness = Witness::new(MARKER);
        let admin = Actor::new("ada", 1, &site, &witness);
        found(&admin.device).await.map_err(told)?;
        let mut actors = vec![
            Actor::new("trainee", 2, &site, &witness),
            Actor::new("supervisor", 3, &site, &witness),
            Actor::new("colleague", 4, &site, &witness),
            Actor::new("trainee's tablet", 5, &site, &witness),
        ];
        let people = [("tess", Role::Counselor, true), ("sam", Role::Supervisor, false), ("cora", Role::Counselor, false)];
        let mut kits = Vec::new();
        for (actor, (login, role, trainee)) in actors.iter().zip(people) {
            kits.push(enroll(&admin.device, &actor.device, login, role, trainee).await.map_err(told)?);
        }
        let secret_key = Some(kits[0].secret_key.clone());
        let sign_in = SignIn { login: "tess".to_owned(), passphrase: PASSPHRASE.to_owned(), secret_key };
        actors[3].ask(sign_in).await.map_err(told)?;
        let everyone = admin.ask(LoadPeople {}).await.map_err(told)?.people;
        for (actor, login) in actors.iter_mut().zip(["tess", "sam", "cora", "tess"]) {
            actor.user = everyone.iter().find(|person| person.name == format!("Person {login}")).expect("enrolled").user;
            // Everybody knows everybody before the first sequence.
            actor.ask(SyncNow {}).await.map_err(told)?;
        }
        Ok(Self { database, key, site, witness, admin, actors })
    }

    /// The server is started again over the same database.
    pub fn restart_server(&self) {
        self.site.restart(fresh_router(&self.database, &self.key));
    }
}
