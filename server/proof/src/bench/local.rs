//! Sealing, opening, unlocking: on one thread of this machine.

use super::{BenchError, Row};
use crate::demo::sample_note;
use chrono::Utc;
use clinical::Body;
use crypto::{Context, Profile, RecordKey, SecretKey, derive_master, open_document, rng, seal_document};
use keeper::protocol::Problem;
use std::{hint::black_box, time::Instant};

const DOCUMENTS: usize = 1000;
const UNLOCKS: usize = 5;

fn per_second(number: usize, began: Instant) -> f64 {
    number as f64 / began.elapsed().as_secs_f64()
}

pub(super) fn measure() -> Result<Vec<Row>, BenchError> {
    let key = RecordKey::make();
    let context = Context {
        org: rng::make_org_id(),
        record: rng::make_record_id(),
        doc: rng::make_doc_id(),
        kind: "note/1".to_owned(),
        version: 1,
        author: rng::make_user_id(),
    };
    let body = Body::from(sample_note(1, 4, Utc::now())).to_value().map_err(|_| Problem::Damaged)?;
    let began = Instant::now();
    let mut sealed = Vec::with_capacity(DOCUMENTS);
    for _ in 0..DOCUMENTS {
        sealed.push(seal_document(&key, &context, &body).map_err(Problem::from)?);
    }
    let seals = per_second(DOCUMENTS, began);
    let began = Instant::now();
    for document in &sealed {
        black_box(open_document(&key, &document.file).map_err(|_| Problem::Damaged)?);
    }
    let opens = per_second(DOCUMENTS, began);
    let secret_key = SecretKey::make();
    let mut unlocks = Vec::new();
    for _ in 0..UNLOCKS {
        let began = Instant::now();
        black_box(derive_master("copper lantern under the seventh stair", &secret_key, Profile::CURRENT).map_err(Problem::from)?);
        unlocks.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    unlocks.sort_by(f64::total_cmp);
    let unlock = unlocks.get(UNLOCKS / 2).copied().unwrap_or_default();
    Ok(vec![
        Row::new("seals of 2 kB, native", seals, "1/s"),
        Row::new("opens of 2 kB, native", opens, "1/s"),
        Row::new("Argon2id unlock, native", unlock, "ms"),
    ])
}
