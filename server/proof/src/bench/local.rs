//! Sealing, opening, unlocking: on one thread of this machine, as the proofs of the keeper's worker do it in a browser.

use super::{BenchError, Row};
use crypto::{Context, Passphrase, Profile, RecordKey, SecretKey, derive_master, open_document, rng, seal_document};
use keeper::protocol::Problem;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

const DOCUMENTS: usize = 1000;

/// Rounds that count, after one that does not; the middle one of them is told.
const ROUNDS: usize = 5;

/// How long one round took: so many seals, as many opens, one derivation.
struct Round {
    seals: Duration,
    opens: Duration,
    unlock: Duration,
}

pub(super) fn measure() -> Result<Vec<Row>, BenchError> {
    round()?;
    let rounds = (0..ROUNDS).map(|_| round()).collect::<Result<Vec<_>, _>>()?;
    let middle = |part: fn(&Round) -> Duration| {
        let mut times: Vec<f64> = rounds.iter().map(|round| part(round).as_secs_f64()).collect();
        times.sort_by(f64::total_cmp);
        times.get(ROUNDS / 2).copied().unwrap_or_default()
    };
    Ok(vec![
        Row::new("seals of 2 kB, native", DOCUMENTS as f64 / middle(|round| round.seals), "1/s"),
        Row::new("opens of 2 kB, native", DOCUMENTS as f64 / middle(|round| round.opens), "1/s"),
        Row::new("Argon2id unlock, native", middle(|round| round.unlock) * 1000.0, "ms"),
    ])
}

fn round() -> Result<Round, Problem> {
    let key = RecordKey::make();
    let context = Context {
        org: rng::make_org_id(),
        record: rng::make_record_id(),
        doc: rng::make_doc_id(),
        kind: "note/3".to_owned(),
        version: 1,
        author: rng::make_user_id(),
    };
    // With what is sealed around it, the padding rounds it up to 2 kB.
    let body = "x".repeat(1600);
    let began = Instant::now();
    let mut sealed = Vec::with_capacity(DOCUMENTS);
    for _ in 0..DOCUMENTS {
        sealed.push(seal_document(&key, &context, &body)?);
    }
    let seals = began.elapsed();
    let began = Instant::now();
    for document in &sealed {
        black_box(open_document(&key, &document.file).map_err(|_| Problem::Damaged)?);
    }
    let opens = began.elapsed();
    let secret_key = SecretKey::make();
    let passphrase = Passphrase::plain("four quiet words here").ok_or(Problem::Damaged)?;
    let began = Instant::now();
    black_box(derive_master(&passphrase, &secret_key, Profile::CURRENT)?);
    Ok(Round { seals, opens, unlock: began.elapsed() })
}
