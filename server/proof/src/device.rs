//! A device: the keeper that runs in a browser's worker, here over a store in memory and a clock that can be moved.

use chrono::{Offset, TimeZone};
use chrono_tz::Tz;
use keeper::{
    Derivation, Keeper, Transport, Zone,
    protocol::{Ask, Notice, Problem, Work, read_answer},
};
use record::Time;
use std::{
    cell::Cell,
    rc::Rc,
    time::{Instant, SystemTime, UNIX_EPOCH},
};
use vault::{Clock, Durability, MemoryStore, Store, Table, Write};

/// The time zone of every device here.
pub const ZONE: Tz = Tz::America__Chicago;

/// A device's clocks: those of this machine, or hands that stand still until they are moved.
#[derive(Clone)]
pub struct DeviceClock(Rc<Hands>);

struct Hands {
    started: Instant,
    wall: i64,
    /// Where the hands stand; `None` while they run.
    stands: Cell<Option<i64>>,
    /// By how much the clock on the wall was turned against the steady one.
    turned: Cell<i64>,
}

impl DeviceClock {
    /// This machine's clock.
    pub fn system() -> Self {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let wall = i64::try_from(wall).unwrap_or(i64::MAX);
        Self(Rc::new(Hands { started: Instant::now(), wall, stands: Cell::new(None), turned: Cell::new(0) }))
    }

    /// A clock that stands at `at`.
    pub fn manual(at: Time) -> Self {
        let clock = Self::system();
        clock.stand(at);
        clock
    }

    /// Both clocks stand at `at` from now on, as if the time until then had passed: nothing was turned.
    pub fn stand(&self, at: Time) {
        self.0.stands.set(Some(at.0));
    }

    /// `millis` pass on both clocks, which stand then.
    pub fn pass(&self, millis: i64) {
        self.stand(Time(self.steady().saturating_add(millis)));
    }

    /// Both run with this machine's again.
    pub fn run(&self) {
        self.0.stands.set(None);
    }

    /// Somebody turns the clock on the wall by `millis`; the steady one knows nothing of it.
    pub fn turn(&self, millis: i64) {
        self.0.turned.set(self.0.turned.get().saturating_add(millis));
    }
}

impl Clock for DeviceClock {
    fn now(&self) -> Time {
        Time(self.steady().saturating_add(self.0.turned.get()))
    }

    fn steady(&self) -> i64 {
        let elapsed = i64::try_from(self.0.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.0.stands.get().unwrap_or_else(|| self.0.wall.saturating_add(elapsed))
    }
}

impl Zone for DeviceClock {
    fn offset_minutes(&self, at: Time) -> i32 {
        offset_minutes(at)
    }
}

/// Minutes east of UTC in [`ZONE`] at `at`.
pub fn offset_minutes(at: Time) -> i32 {
    ZONE.offset_from_utc_datetime(&at.to_utc().naive_utc()).fix().local_minus_utc() / 60
}

/// One person's device.
pub struct Device<T> {
    keeper: Keeper<Rc<MemoryStore>, Rc<T>, DeviceClock>,
    store: Rc<MemoryStore>,
    transport: Rc<T>,
    clock: DeviceClock,
    openings: Rc<Cell<u64>>,
}

impl<T: Transport> Device<T> {
    /// A new device with an empty store.
    pub fn new(transport: T, clock: DeviceClock) -> Self {
        Self::start(Rc::new(MemoryStore::new()), transport, clock)
    }

    /// The same with another way to the master key, see [`Keeper::deriving`].
    #[must_use]
    pub fn deriving(self, derivation: Derivation) -> Self {
        Self { keeper: self.keeper.deriving(derivation), ..self }
    }

    /// A device that starts over a store it had before: locked, with everything it kept.
    pub fn start(store: Rc<MemoryStore>, transport: T, clock: DeviceClock) -> Self {
        let transport = Rc::new(transport);
        let openings = Rc::new(Cell::new(0));
        let counted = Rc::clone(&openings);
        let notify = move |notice| {
            if matches!(notice, Notice::Progress { work: Work::Opening, .. }) {
                counted.set(counted.get() + 1);
            }
        };
        let keeper = Keeper::new(Rc::clone(&store), Rc::clone(&transport), clock.clone(), Rc::new(notify));
        Self { keeper, store, transport, clock, openings }
    }

    /// Asks the keeper, as the desk does.
    ///
    /// Fails with the keeper's [`Problem`]; [`Problem::Damaged`] too when the answer is none to this ask.
    pub async fn ask<A: Ask>(&self, ask: A) -> Result<A::Reply, Problem> {
        read_answer(&self.keeper.handle(&ask.call()?).await)
    }

    /// The keeper below.
    pub fn keeper(&self) -> &Keeper<Rc<MemoryStore>, Rc<T>, DeviceClock> {
        &self.keeper
    }

    /// How many charts were opened from what is kept, one after the other, for somebody who looked at all.
    pub fn openings(&self) -> u64 {
        self.openings.get()
    }

    /// What the device keeps.
    pub fn store(&self) -> &Rc<MemoryStore> {
        &self.store
    }

    /// Its way to the server.
    pub fn transport(&self) -> &Rc<T> {
        &self.transport
    }

    /// Its clock.
    pub fn clock(&self) -> &DeviceClock {
        &self.clock
    }

    /// Forgets what the device knows of its clock, as if it had never asked the server for the time. What it writes
    /// until the next contact says so: its readings carry no offset.
    ///
    /// Fails with [`Problem::Storage`].
    pub async fn forget_the_time(&self) -> Result<(), Problem> {
        let row = Write::Delete(Table::Meta, b"clock".to_vec());
        self.store.commit(vec![row], Durability::Strict).await.map_err(|_| Problem::Storage)
    }
}
