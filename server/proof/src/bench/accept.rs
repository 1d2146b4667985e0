//! How many operations a server accepts in a second, each on the disk before it is answered, over HTTP on loopback.
//! Everything is signed beforehand: only pushing is measured.

use super::{
    BenchError, Goal, Row, append,
    author::{Author, push},
    served::Served,
};
use crate::{
    Device, DeviceClock, HttpTransport,
    house::alone,
    simulation::{PASSPHRASE, enroll, found},
};
use chrono::Utc;
use keeper::protocol::{Problem, SecretKeyKit, SignIn};
use record::{Bytes, Role};
use std::{
    path::Path,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

/// How it is pushed.
struct Round {
    name: &'static str,
    writers: usize,
    /// Operations in one push.
    size: usize,
    /// Pushes of each writer.
    pushes: usize,
    beside: &'static str,
    goal: Option<Goal>,
}

const ROUNDS: [Round; 4] = [
    Round { name: "operations accepted singly, 1 writer", writers: 1, size: 1, pushes: 600, beside: append::ONE, goal: None },
    Round {
        name: "operations accepted singly, 16 writers",
        writers: 16,
        size: 1,
        pushes: 250,
        beside: append::MANY,
        goal: Some(Goal { least: 2000.0, peer: 461.0 }),
    },
    Round {
        name: "operations accepted in pushes of 50, 1 writer",
        writers: 1,
        size: 50,
        pushes: 60,
        beside: append::ONE,
        goal: None,
    },
    Round {
        name: "operations accepted in pushes of 50, 16 writers",
        writers: 16,
        size: 50,
        pushes: 12,
        beside: append::MANY,
        goal: Some(Goal { least: 4500.0, peer: 4221.0 }),
    },
];

pub(super) fn measure(folder: &Path) -> Result<Vec<Row>, BenchError> {
    let data = folder.join("data");
    let _ = std::fs::remove_dir_all(&data);
    let served = Served::start(&data)?;
    let kit = alone(people(&served.base))??;
    let mut rows = Vec::new();
    for round in &ROUNDS {
        let rate = rate(&served.base, &kit, round)?;
        let row = Row::new(round.name, rate, "1/s").beside(round.beside);
        rows.push(match round.goal {
            Some(goal) => row.reaching(goal),
            None => row,
        });
    }
    drop(served);
    std::fs::remove_dir_all(&data)?;
    Ok(rows)
}

pub(super) fn device(base: &str) -> Result<Device<HttpTransport>, BenchError> {
    Ok(Device::new(HttpTransport::new(base)?, DeviceClock::system()))
}

async fn people(base: &str) -> Result<SecretKeyKit, BenchError> {
    let (admin, counselor) = (device(base)?, device(base)?);
    found(&admin).await?;
    Ok(enroll(&admin, &counselor, "one", Role::Counselor, false).await?)
}

/// One writer: signs in, prepares, waits for the others, pushes. Gives when it began and ended.
async fn writer(base: &str, kit: &SecretKeyKit, round: &Round, ready: &Barrier) -> Result<(Instant, Instant), BenchError> {
    let prepared = prepare(base, kit, round).await;
    // Whoever failed still lets the others go.
    ready.wait();
    let (device, pushes) = prepared?;
    let began = Instant::now();
    for operations in pushes {
        push(device.transport(), operations).await?;
    }
    Ok((began, Instant::now()))
}

async fn prepare(base: &str, kit: &SecretKeyKit, round: &Round) -> Result<(Device<HttpTransport>, Vec<Vec<Bytes>>), BenchError> {
    let device = device(base)?;
    let secret_key = Some(kit.secret_key.clone());
    device.ask(SignIn { login: kit.login.clone(), passphrase: PASSPHRASE.to_owned(), secret_key }).await?;
    let mut author = Author::of(&device, PASSPHRASE, &kit.secret_key).await?;
    let (mut chart, opening) = author.open(0, Utc::now())?;
    push(device.transport(), opening.to_vec()).await?;
    let mut pushes = Vec::with_capacity(round.pushes);
    for _ in 0..round.pushes {
        let notes: Result<Vec<Bytes>, Problem> = (0..round.size).map(|_| author.note(&mut chart, Utc::now())).collect();
        pushes.push(notes?);
    }
    Ok((device, pushes))
}

fn rate(base: &str, kit: &SecretKeyKit, round: &Round) -> Result<f64, BenchError> {
    let ready = Barrier::new(round.writers);
    let spans = thread::scope(|scope| {
        let writers: Vec<_> = (0..round.writers)
            .map(|_| scope.spawn(|| alone(writer(base, kit, round, &ready)).map_err(BenchError::from)))
            .collect();
        writers.into_iter().map(|thread| thread.join().map_err(|_| BenchError::Ended)??).collect::<Result<Vec<_>, BenchError>>()
    })?;
    let began = spans.iter().map(|(began, _)| *began).min().ok_or(BenchError::Ended)?;
    let ended = spans.iter().map(|(_, ended)| *ended).max().ok_or(BenchError::Ended)?;
    let took: Duration = ended.duration_since(began);
    Ok((round.writers * round.size * round.pushes) as f64 / took.as_secs_f64())
}
