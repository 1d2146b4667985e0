//! One person of the staff, on a thread of their own: a keeper stays where it was made, and keys take time to derive.

use super::{
    DemoError,
    cast::{PRESCRIBER, Person, STAFF, SUPERVISOR},
};
use crate::{Device, DeviceClock, HttpTransport, house::alone};
use keeper::protocol::{EnrollHere, Lock, Problem, SecretKeyKit, SyncNow, Unlock};
use record::{Time, UserId};
use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// What a person is asked to do.
#[derive(Clone)]
pub(super) enum Order {
    /// Makes keys for the invitation of this code.
    Enroll(String),
    /// Unlocks, once the administrator has signed the keys.
    Unlock,
    /// Counselors: opens their clients and writes twelve weeks.
    Write { supervisor: UserId, prescriber: UserId },
    /// The others: reads what they were admitted to, and does their part.
    Join,
    /// Fetches what the others wrote, and locks.
    Close,
}

/// What they did.
pub(super) enum Report {
    Kit(SecretKeyKit),
    User(UserId),
    Written(u64),
}

/// The way to a person.
pub(super) struct Desk {
    orders: Sender<Order>,
    reports: Receiver<Result<Report, DemoError>>,
}

impl Desk {
    /// Seats the person at `place` of the staff.
    pub(super) fn open(base: &str, place: usize) -> Result<Self, DemoError> {
        let (orders, inbox) = channel();
        let (outbox, reports) = channel();
        let base = base.to_owned();
        thread::Builder::new().name(format!("desk {place}")).spawn(move || {
            let failed = outbox.clone();
            let worked = alone(async {
                let worker = Worker::new(&base, place)?;
                while let Ok(order) = inbox.recv() {
                    let report = worker.carry_out(order).await?;
                    outbox.send(Ok(report)).map_err(|_| DemoError::Ended)?;
                }
                Ok(())
            });
            if let Err(error) = worked.map_err(DemoError::Io).and_then(|result: Result<(), DemoError>| result) {
                let _ = failed.send(Err(error)); // nobody waits any more
            }
        })?;
        Ok(Self { orders, reports })
    }

    pub(super) fn order(&self, order: Order) -> Result<(), DemoError> {
        self.orders.send(order).map_err(|_| DemoError::Ended)
    }

    /// Waits for what became of the last order.
    pub(super) fn report(&self) -> Result<Report, DemoError> {
        self.reports.recv().map_err(|_| DemoError::Ended)?
    }
}

/// A person at their device.
pub(super) struct Worker {
    pub(super) device: Device<HttpTransport>,
    pub(super) person: &'static Person,
    /// Their place in the staff.
    pub(super) place: usize,
}

impl Worker {
    fn new(base: &str, place: usize) -> Result<Self, DemoError> {
        let person = STAFF.get(place).ok_or(DemoError::Ended)?;
        Ok(Self { device: Device::new(HttpTransport::new(base)?, DeviceClock::system()), person, place })
    }

    pub(super) fn passphrase(&self) -> String {
        self.person.passphrase.to_owned()
    }

    async fn carry_out(&self, order: Order) -> Result<Report, DemoError> {
        Ok(match order {
            Order::Enroll(code) => {
                let ask = EnrollHere { code, login: self.person.login.to_owned(), passphrase: self.passphrase() };
                Report::Kit(self.device.ask(ask).await?)
            }
            Order::Unlock => {
                let me = self.device.ask(Unlock { passphrase: self.passphrase() }).await?;
                self.device.ask(SyncNow {}).await?;
                Report::User(me.user)
            }
            Order::Write { supervisor, prescriber } => {
                Report::Written(self.in_the_past(self.write(supervisor, prescriber)).await?)
            }
            Order::Join => {
                self.device.ask(SyncNow {}).await?;
                Report::Written(match self.place {
                    SUPERVISOR => self.in_the_past(async { Ok(self.confirm().await? + self.review().await?) }).await?,
                    PRESCRIBER => self.in_the_past(async { Ok(self.confirm().await? + self.visits().await?) }).await?,
                    _ => 0,
                })
            }
            Order::Close => {
                self.device.ask(SyncNow {}).await?;
                self.device.ask(Lock {}).await?;
                Report::Written(0)
            }
        })
    }

    /// Lets `work` set the clock as it likes, then comes back to now and sends everything.
    async fn in_the_past(&self, work: impl Future<Output = Result<u64, Problem>>) -> Result<u64, Problem> {
        self.device.forget_the_time().await?;
        let written = work.await?;
        self.device.clock().run();
        let strip = self.device.ask(SyncNow {}).await?;
        match (strip.waiting, strip.quarantined) {
            (0, 0) => Ok(written),
            _ => Err(Problem::Offline),
        }
    }

    pub(super) fn stand(&self, at: Time) {
        self.device.clock().stand(at);
    }
}
