//! One person of the staff, on a thread of their own: a keeper stays where it was made, and keys take time to derive.

use super::{
    DemoError,
    cast::{CAST, CLIENTS, Client, PRESCRIBER, Person, STAFF, SUPERVISOR},
    note,
    script::{self, Act, After, Session},
};
use crate::{Device, DeviceClock, HttpTransport, ZONE, house::alone, offset_minutes};
use chrono::{DateTime, Duration, Utc};
use clinical::ServiceType;
use keeper::protocol::{
    AdmitMember, AmendNote, AttestNote, BeginNote, EnrolHere, LoadCaseload, LoadReviews, Lock, OpenPatient, Problem, RetractNote,
    ReturnNote, SecretKeyKit, SignNote, SyncNow, Unlock,
};
use record::{DocId, RecordId, Review, Time, UserId};
use std::{
    collections::BTreeMap,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// What a person is asked to do.
#[derive(Clone)]
pub(super) enum Order {
    /// Makes keys for the invitation of this code.
    Enrol(String),
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

struct Worker {
    device: Device<HttpTransport>,
    person: &'static Person,
    place: usize,
}

impl Worker {
    fn new(base: &str, place: usize) -> Result<Self, DemoError> {
        let person = STAFF.get(place).ok_or(DemoError::Ended)?;
        Ok(Self { device: Device::new(HttpTransport::new(base)?, DeviceClock::system()), person, place })
    }

    fn passphrase(&self) -> String {
        self.person.passphrase.to_owned()
    }

    async fn carry_out(&self, order: Order) -> Result<Report, DemoError> {
        Ok(match order {
            Order::Enrol(code) => {
                let ask = EnrolHere { code, login: self.person.login.to_owned(), passphrase: self.passphrase() };
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
                    SUPERVISOR => self.in_the_past(self.review()).await?,
                    PRESCRIBER => self.in_the_past(self.visits()).await?,
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

    fn stand(&self, at: Time) {
        self.device.clock().stand(at);
    }

    async fn write(&self, supervisor: UserId, prescriber: UserId) -> Result<u64, Problem> {
        let mut charts: BTreeMap<usize, RecordId> = BTreeMap::new();
        let mut docs: BTreeMap<(usize, u32), DocId> = BTreeMap::new();
        let mut written = 0;
        for (at, act) in script::acts(self.place, Utc::now()) {
            self.stand(at);
            let client = act.client();
            let number = self.place * CLIENTS + client;
            let Some(cast) = CAST.get(number) else { continue };
            written += match (act, charts.get(&client).copied()) {
                (Act::Open { first, .. }, _) => {
                    charts.insert(client, self.open(number, cast, first, supervisor, prescriber).await?);
                    2
                }
                (Act::Sign(session), Some(record)) => {
                    let doc = self.sign(number, cast, &session, record).await?;
                    // What is said later is about the session of the week, not the group.
                    if session.service != ServiceType::Group {
                        docs.insert((client, session.week), doc);
                    }
                    1
                }
                (Act::Say { week, after, .. }, Some(record)) => match docs.get(&(client, week)) {
                    Some(doc) => self.say(record, *doc, after).await?,
                    None => 0,
                },
                (Act::Sign(_) | Act::Say { .. }, None) => 0,
            };
        }
        Ok(written)
    }

    async fn open(
        &self,
        number: usize,
        client: &Client,
        first: DateTime<Utc>,
        supervisor: UserId,
        prescriber: UserId,
    ) -> Result<RecordId, Problem> {
        let day = first.with_timezone(&ZONE).date_naive();
        let record = self.device.ask(OpenPatient { profile: client.profile(number, day) }).await?;
        if self.person.trainee || number.is_multiple_of(2) {
            self.device.ask(AdmitMember { record, member: supervisor }).await?;
        }
        if !client.medicine.is_empty() {
            self.device.ask(AdmitMember { record, member: prescriber }).await?;
        }
        Ok(record)
    }

    async fn sign(&self, number: usize, client: &Client, session: &Session, record: RecordId) -> Result<DocId, Problem> {
        let offset_minutes = offset_minutes(session.written);
        let doc = self.device.ask(BeginNote { record, zone: ZONE.name().to_owned(), offset_minutes }).await?.doc;
        let note = note::compose(self.place, number, client, session);
        self.device.ask(SignNote { record, doc, note, passphrase: self.passphrase() }).await?;
        Ok(doc)
    }

    async fn say(&self, record: RecordId, doc: DocId, after: After) -> Result<u64, Problem> {
        let passphrase = self.passphrase();
        match after {
            After::Addendum(text, reason) => {
                let (text, reason) = (text.to_owned(), reason.to_owned());
                self.device.ask(AmendNote { record, doc, text, reason, passphrase }).await?;
            }
            After::EnteredInError(reason) => {
                self.device.ask(RetractNote { record, doc, reason: reason.to_owned(), passphrase }).await?;
            }
        }
        Ok(1)
    }

    /// Co-signs what someone in training wrote, two days later; returns one note; leaves the newest owed.
    async fn review(&self) -> Result<u64, Problem> {
        let recent = Time::from(Utc::now() - Duration::days(9));
        let mut owed = self.device.ask(LoadReviews {}).await?;
        owed.retain(|row| row.note.status.review() == Some(Review::Owed));
        owed.sort_by_key(|row| row.note.end);
        let open = owed.iter().filter(|row| row.note.end.is_some_and(|end| end < recent)).count();
        let mut written = 0;
        for (turn, row) in owed.iter().take(open).enumerate() {
            let (record, doc, passphrase) = (row.record, row.note.doc, self.passphrase());
            self.stand(row.note.end.unwrap_or(recent).plus(45 * 3_600_000 + i64::try_from(turn).unwrap_or(0) * 97_000));
            if turn + 2 == open {
                let comment =
                    "The plan says \"continue\". Which objective did this session serve, and what is different next week?";
                self.device.ask(ReturnNote { record, doc, comment: comment.to_owned(), passphrase }).await?;
            } else {
                self.device.ask(AttestNote { record, doc, passphrase }).await?;
            }
            written += 1;
        }
        Ok(written)
    }

    /// The prescriber's own notes.
    async fn visits(&self) -> Result<u64, Problem> {
        let caseload = self.device.ask(LoadCaseload {}).await?;
        let mut charts: BTreeMap<usize, RecordId> = BTreeMap::new();
        for row in &caseload {
            let place = CAST.iter().position(|client| row.name == format!("{} {}", client.first(), client.family));
            if let Some(number) = place {
                charts.insert(number, row.record);
            }
        }
        let mut written = 0;
        for visit in script::visits(Utc::now()) {
            let (Some(record), Some(client)) = (charts.get(&visit.number).copied(), CAST.get(visit.number)) else { continue };
            self.stand(visit.written);
            let ask = BeginNote { record, zone: ZONE.name().to_owned(), offset_minutes: offset_minutes(visit.written) };
            let doc = self.device.ask(ask).await?.doc;
            let note = note::visit(client, &visit);
            self.device.ask(SignNote { record, doc, note, passphrase: self.passphrase() }).await?;
            written += 1;
        }
        Ok(written)
    }
}
