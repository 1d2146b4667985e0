//! A program that looks lived in: real invitations, real keys, twelve weeks of assessments, diagnoses, plans and notes
//! that are tied to them. Everything goes through the keeper, as on a desk; only the devices' clocks stand in the past
//! while they write.
//!
//! A device that writes the past has never asked the server for the time, and its readings say so: they carry no
//! offset. What the server says is true as well: its receipts are from today.

mod aftercare;
#[cfg(test)]
mod any_day;
mod assess;
mod calendar;
mod cast;
mod colleagues;
mod counselor;
mod course;
mod desk;
mod event;
mod life;
mod measure;
mod note;
mod plan;
mod script;
mod table;
mod theme;
mod words;

use crate::{Device, DeviceClock, HttpTransport, house::alone};
use cast::{ADMINISTRATOR, COUNSELORS, PRESCRIBER, PROGRAM, Person, STAFF, SUPERVISOR};
use clinical::{Settings, thread::Rule};
use desk::{Desk, Order, Report};
use keeper::{
    Unreached,
    protocol::{
        ConfirmEnrollment, FoundProgram, GateState, GateStatus, InvitationState, InvitePerson, LoadPeople, LoadSettings, Lock,
        Problem, SaveSettings,
    },
};
use record::PublicKey;
use std::io;

pub use table::Access;

/// A profile and a note as the demo has them, for the benchmark's many.
pub(crate) fn sample_profile(number: usize, opened: chrono::NaiveDate) -> clinical::PatientProfile {
    cast::CAST.get(number % cast::CAST.len()).map(|client| client.profile(number, opened)).unwrap_or_default()
}

/// See [`sample_profile`].
pub(crate) fn sample_note(number: usize, turn: usize, end: chrono::DateTime<chrono::Utc>) -> clinical::Note {
    note::sample(number, turn, end)
}

/// Why the demo is not whole.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No server.
    #[error("the server was not reached")]
    Unreached,
    /// A device could not do something.
    #[error("a device could not go on: {0}")]
    Device(#[from] Problem),
    /// A person's thread ended.
    #[error("a person's thread ended")]
    Ended,
    /// The system gives no thread or runtime.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<Unreached> for DemoError {
    fn from(_: Unreached) -> Self {
        Self::Unreached
    }
}

/// What became of it.
pub enum Told {
    /// There is a program already; nothing was done.
    Founded,
    /// Filled, with what is needed to sign in and how much was written.
    Filled(Box<Access>),
}

type Admin = Device<HttpTransport>;

/// Founds the demo at `base` and fills it.
///
/// Fails with [`DemoError`]; a program half filled stays as it is.
pub fn fill(base: &str) -> Result<Told, DemoError> {
    let admin = Device::new(HttpTransport::new(base)?, DeviceClock::system());
    alone(run(base, &admin))?
}

async fn run(base: &str, admin: &Admin) -> Result<Told, DemoError> {
    match admin.ask(GateStatus {}).await? {
        GateState::NotFounded => {}
        GateState::NobodyHere { online: false, .. } => return Err(DemoError::Unreached),
        GateState::NobodyHere { .. } | GateState::Locked { .. } | GateState::Unlocked(_) => return Ok(Told::Founded),
    }
    let Person { name, credential, login, passphrase, .. } = ADMINISTRATOR;
    let kits = admin
        .ask(FoundProgram {
            program: PROGRAM.to_owned(),
            name: name.to_owned(),
            credential: credential.to_owned(),
            login: login.to_owned(),
            passphrase: passphrase.to_owned(),
        })
        .await?;
    let mut access = Access::new(base, &ADMINISTRATOR, &kits);

    let desks: Vec<Desk> = (0..STAFF.len()).map(|place| Desk::open(base, place)).collect::<Result<_, _>>()?;
    for (desk, person) in desks.iter().zip(&STAFF) {
        let code = invite(admin, person).await?;
        desk.order(Order::Enroll(code))?;
    }
    for (desk, person) in desks.iter().zip(&STAFF) {
        let Report::Kit(kit) = desk.report()? else { return Err(DemoError::Ended) };
        access.add(person, &kit);
    }
    for person in &STAFF {
        let key = waiting(admin, person).await?;
        admin.ask(ConfirmEnrollment { key, passphrase: ADMINISTRATOR.passphrase.to_owned() }).await?;
    }
    for desk in &desks {
        desk.order(Order::Unlock)?;
    }
    let mut users = Vec::new();
    for desk in &desks {
        let Report::User(user) = desk.report()? else { return Err(DemoError::Ended) };
        users.push(user);
    }
    let (Some(supervisor), Some(prescriber)) = (users.get(SUPERVISOR), users.get(PRESCRIBER)) else {
        return Err(DemoError::Ended);
    };
    let order = Order::Write { supervisor: *supervisor, prescriber: *prescriber };
    let (counselors, others) = desks.split_at(COUNSELORS);
    access.written += all(counselors, &order)?;
    // The supervisor first: what was returned is not signed by the prescriber beside it.
    for other in others {
        access.written += all(std::slice::from_ref(other), &Order::Join)?;
    }
    all(&desks, &Order::Close)?;
    tune(admin).await?;
    admin.ask(Lock {}).await?;
    Ok(Told::Filled(Box::new(access)))
}

/// Gives everyone the same order and waits for all of them. Gives how many operations were written.
fn all(desks: &[Desk], order: &Order) -> Result<u64, DemoError> {
    for desk in desks {
        desk.order(order.clone())?;
    }
    let mut written = 0;
    for desk in desks {
        let Report::Written(number) = desk.report()? else { return Err(DemoError::Ended) };
        written += number;
    }
    Ok(written)
}

/// What twelve weeks of work have taught: the first version of the program's own settings.
async fn tune(admin: &Admin) -> Result<(), Problem> {
    let view = admin.ask(LoadSettings {}).await?;
    let reason = "After twelve weeks: some steps wait for a group that meets every fourth week.".to_owned();
    let mut settings = Settings { effective: view.today, reason, ..view.last() };
    settings.rules.rules.entry(Rule::ObjectiveWithoutNote).and_modify(|rule| rule.days = 28);
    settings.review.notice_days = 10;
    admin.ask(SaveSettings { settings }).await.map(drop)
}

async fn invite(admin: &Admin, person: &Person) -> Result<String, Problem> {
    let ask = InvitePerson {
        name: person.name.to_owned(),
        credential: person.credential.to_owned(),
        role: person.role,
        trainee: person.trainee,
        passphrase: ADMINISTRATOR.passphrase.to_owned(),
    };
    Ok(admin.ask(ask).await?.code)
}

async fn waiting(admin: &Admin, person: &Person) -> Result<PublicKey, Problem> {
    let people = admin.ask(LoadPeople {}).await?;
    let mut rows = people.invitations.iter();
    let row = rows.find(|row| row.name == person.name && row.state == InvitationState::Waiting);
    row.map(|row| row.key).ok_or(Problem::NotFound)
}
