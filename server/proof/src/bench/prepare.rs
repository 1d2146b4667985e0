//! Fills an empty server for the benchmark in the browser: one counselor with very many documents.

use super::{
    BenchError,
    accept::device,
    author::{Author, Chart, push},
};
use crate::{
    house::alone,
    simulation::{PASSPHRASE, enroll, found},
};
use chrono::{DateTime, Duration, Utc};
use keeper::protocol::{FoundedKits, GateState, GateStatus, SecretKeyKit};
use record::{Bytes, RecordId, Role, limits};
use serde::Serialize;

/// How much.
#[derive(Clone, Copy, Debug)]
pub struct Prepare {
    /// Documents altogether, the profiles included.
    pub documents: usize,
    /// Records they are in.
    pub records: usize,
    /// Documents of the first record.
    pub chart: usize,
}

/// Someone who can sign in.
#[derive(Clone, Debug, Serialize)]
pub struct Access {
    /// Sign-in name.
    pub login: String,
    /// Passphrase.
    pub passphrase: String,
    /// Secret Key.
    pub secret_key: String,
}

/// What was made.
#[derive(Clone, Debug, Serialize)]
pub struct Prepared {
    /// The server's address.
    pub server: String,
    /// The counselor's name to sign in with.
    pub login: String,
    /// Their passphrase.
    pub passphrase: String,
    /// Their Secret Key.
    pub secret_key: String,
    /// How many documents there are.
    pub documents: usize,
    /// How many records.
    pub records: usize,
    /// The record with the most documents.
    pub chart: RecordId,
    /// The name in that record, as lists show it.
    pub chart_name: String,
    /// How many documents it has.
    pub chart_documents: usize,
    /// The administrator.
    pub administrator: Access,
    /// The custodian's age identity.
    pub custodian: String,
}

fn access(kit: &SecretKeyKit) -> Access {
    Access { login: kit.login.clone(), passphrase: PASSPHRASE.to_owned(), secret_key: kit.secret_key.clone() }
}

/// Fills the server at `base`.
///
/// Fails with [`BenchError`]; with [`BenchError::Founded`] when there is a program already.
pub fn prepare(base: &str, ask: Prepare) -> Result<Prepared, BenchError> {
    alone(fill(base, ask))?
}

async fn fill(base: &str, ask: Prepare) -> Result<Prepared, BenchError> {
    let (admin, counselor) = (device(base)?, device(base)?);
    match admin.ask(GateStatus {}).await? {
        GateState::NotFounded => {}
        GateState::NobodyHere { online: false, .. } => return Err(BenchError::Unreached),
        GateState::NobodyHere { .. } | GateState::Locked { .. } | GateState::Unlocked(_) => return Err(BenchError::Founded),
    }
    let FoundedKits { kit: administrator, custodian_identity, .. } = found(&admin).await?;
    let kit = enroll(&admin, &counselor, "many", Role::Counselor, false).await?;
    let mut author = Author::of(&counselor, PASSPHRASE, &kit.secret_key).await?;

    let records = ask.records.max(1);
    let chart_documents = ask.chart.clamp(1, ask.documents.saturating_sub(records - 1).max(1));
    let others = ask.documents.saturating_sub(chart_documents);
    let now = Utc::now();
    let (mut waiting, mut first) = (Vec::new(), None);
    for number in 0..records {
        let share = match number {
            0 => chart_documents,
            // What cannot be divided evenly goes to the earlier ones.
            _ => others / (records - 1) + usize::from(number <= others % (records - 1)),
        };
        let opened = session(now, share, 0) - Duration::hours(2);
        let (mut chart, opening): (Chart, [Bytes; 2]) = author.open(number, opened)?;
        first.get_or_insert(chart.record);
        waiting.extend(opening);
        for turn in 1..share {
            waiting.push(author.note(&mut chart, session(now, share, turn))?);
            while waiting.len() >= limits::MAX_PUSH {
                let rest = waiting.split_off(limits::MAX_PUSH);
                push(counselor.transport(), std::mem::replace(&mut waiting, rest)).await?;
            }
        }
    }
    while !waiting.is_empty() {
        let rest = waiting.split_off(limits::MAX_PUSH.min(waiting.len()));
        push(counselor.transport(), std::mem::replace(&mut waiting, rest)).await?;
    }
    let name = &crate::demo::sample_profile(0, now.date_naive()).name;
    let Access { login, passphrase, secret_key } = access(&kit);
    Ok(Prepared {
        server: base.to_owned(),
        login,
        passphrase,
        secret_key,
        documents: chart_documents + if records > 1 { others } else { 0 },
        records,
        chart: first.ok_or(BenchError::NotTaken)?,
        chart_name: format!("{} 1", name.display()),
        chart_documents,
        administrator: access(&administrator),
        custodian: custodian_identity,
    })
}

/// When the session of `turn` of `share` ended: one a day, the last of them yesterday.
fn session(now: DateTime<Utc>, share: usize, turn: usize) -> DateTime<Utc> {
    now - Duration::days(i64::try_from(share.saturating_sub(turn)).unwrap_or(0))
}
