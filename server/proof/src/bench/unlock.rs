//! From Unlock to Today and the first search, with very many documents on the device: the keeper over a store in memory. What the
//! browser's store and its slower code add is measured there.

use super::{
    BenchError, Prepare, Row,
    accept::device,
    prepare::{Prepared, prepare},
    served::Served,
};
use crate::{Device, HttpTransport, house::alone};
use keeper::protocol::{LoadToday, Lock, Problem, Search, SearchView, SignIn, SyncNow, Unlock};
use std::{path::Path, time::Instant};
use vault::{Durability, KeyRange, Order, Store, Table, Write};

/// The most documents of them in one chart, and the others about a hundred to a chart.
const AMOUNTS: [Prepare; 2] =
    [Prepare { documents: 10_000, records: 91, chart: 1_000 }, Prepare { documents: 50_000, records: 451, chart: 5_000 }];

pub(super) fn measure(folder: &Path) -> Result<Vec<Row>, BenchError> {
    let mut rows = Vec::new();
    for amount in AMOUNTS {
        rows.extend(unlock_rows(folder, amount)?);
    }
    Ok(rows)
}

/// The same for one amount of documents; `folder` lies on the disk to measure and is left empty.
///
/// Fails with [`BenchError`].
pub fn unlock_rows(folder: &Path, amount: Prepare) -> Result<Vec<Row>, BenchError> {
    let data = folder.join("unlock");
    let _ = std::fs::remove_dir_all(&data);
    let served = Served::start(&data)?;
    let prepared = prepare(&served.base, amount)?;
    let rows = alone(unlocks(&served.base, &prepared))??;
    drop(served);
    std::fs::remove_dir_all(&data)?;
    Ok(rows)
}

async fn unlocks(base: &str, prepared: &Prepared) -> Result<Vec<Row>, BenchError> {
    let device = device(base)?;
    let Prepared { login, passphrase, secret_key, .. } = prepared.clone();
    device.ask(SignIn { login, passphrase, secret_key: Some(secret_key) }).await?;
    device.ask(SyncNow {}).await?;
    let opened = unlock(&device, prepared).await?;
    device.ask(SyncNow {}).await?; // writes the snapshots
    let restored = unlock(&device, prepared).await?;
    // Every client here is called so, and every document is a client's.
    let name = prepared.chart_name.split_whitespace().next().unwrap_or_default();
    let first = search(&device, name).await?;
    let next = search(&device, name).await?;
    evict(&device).await?;
    let evicted = unlock(&device, prepared).await?;
    let of = |what: &str| format!("{what}, {} documents, native", prepared.documents);
    Ok(vec![
        Row::new(of("Unlock to Today, everything opened"), opened.min(evicted), "s"),
        Row::new(of("Unlock to Today, from snapshots"), restored, "s"),
        Row::new(of("first search"), first, "s"),
        Row::new(of("next search"), next, "s"),
    ])
}

/// Locks, unlocks, and waits for Today: the seconds after the key was derived, which is measured by itself.
async fn unlock(device: &Device<HttpTransport>, prepared: &Prepared) -> Result<f64, BenchError> {
    device.ask(Lock {}).await?;
    device.ask(Unlock { passphrase: prepared.passphrase.clone() }).await?;
    let began = Instant::now();
    let today = device.ask(LoadToday {}).await?;
    let took = began.elapsed().as_secs_f64();
    if today.clients == prepared.records as u64 { Ok(took) } else { Err(BenchError::Hollow("Today")) }
}

async fn search(device: &Device<HttpTransport>, words: &str) -> Result<f64, BenchError> {
    let began = Instant::now();
    let SearchView { total, .. } = device.ask(Search { words: words.to_owned(), from: None }).await?;
    let took = began.elapsed().as_secs_f64();
    if total > 0 { Ok(took) } else { Err(BenchError::Hollow("search")) }
}

/// Removes what can be made again.
async fn evict(device: &Device<HttpTransport>) -> Result<(), BenchError> {
    let rows = device.store().range(Table::Cache, KeyRange::all(), usize::MAX, Order::Up).await.map_err(|_| Problem::Storage)?;
    let writes = rows.into_iter().map(|(key, _)| Write::Delete(Table::Cache, key)).collect();
    Ok(device.store().commit(writes, Durability::Strict).await.map_err(|_| Problem::Storage)?)
}
