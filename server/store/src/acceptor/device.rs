//! Where a device is: the last of its outcomes. Their numbers have no gap, so it is found by narrowing down,
//! and accepting an operation rewrites no row for it.

use crate::{
    StoreError, key,
    query::{Vars, ask, rows},
    row::{self, OutcomeRow},
};
use record::{DeviceId, Digest, Head};
use std::collections::{BTreeMap, BTreeSet};
use surrealdb::{Surreal, engine::any::Any};

/// How many places between two bounds one query looks at.
const PLACES: u64 = 16;
/// No device comes near this many operations.
const TOP: u32 = 40;

/// The last operation of a device that has some. `guess` is the number it is expected to send next; where that is right,
/// one query is enough.
///
/// Fails with [`StoreError::Damaged`] when it has none.
pub(super) async fn last(db: &Surreal<Any>, device: DeviceId, guess: u64) -> Result<Head, StoreError> {
    let mut places: BTreeSet<u64> = (0..=TOP).map(|power| 1 << power).collect();
    places.extend([guess.saturating_sub(1), guess].into_iter().filter(|place| (1..1 << TOP).contains(place)));
    loop {
        let found = look(db, device, &places).await?;
        let (seq, digest) = found.into_iter().next_back().ok_or(StoreError::Damaged)?;
        let above = places.range(seq + 1..).next().copied().ok_or(StoreError::Damaged)?;
        if above == seq + 1 {
            return Ok(Head { seq, digest });
        }
        let step = (above - seq).div_ceil(PLACES).max(1);
        places = (0..PLACES).map(|number| seq + number * step).filter(|place| *place < above).chain([above]).collect();
    }
}

async fn look(db: &Surreal<Any>, device: DeviceId, places: &BTreeSet<u64>) -> Result<BTreeMap<u64, Digest>, StoreError> {
    let ids: BTreeMap<_, _> = places.iter().map(|place| (key::outcome(device, *place), *place)).collect();
    let wanted: Vec<_> = ids.keys().cloned().collect();
    let found: Vec<OutcomeRow> = rows(&mut ask(db, "SELECT * FROM $ids", Vars::new().set("ids", wanted)).await?, 0)?;
    let place = |row: OutcomeRow| Ok((*ids.get(&row.id).ok_or(StoreError::Damaged)?, row::digest(&row.operation)?));
    found.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::{Store, row::cbor};

    #[tokio::test]
    async fn the_last_operation_is_found_whatever_was_guessed() {
        let store = Store::open("mem://").await.unwrap();
        let device = DeviceId::from_u128(7);
        let digest = |number: u64| Digest::of("test", &number.to_be_bytes());
        let mut written = 0;
        for count in [1u64, 2, 3, 4, 7, 8, 9, 300] {
            let fresh: Vec<_> = (written + 1..=count)
                .map(|number| OutcomeRow {
                    id: key::outcome(device, number),
                    operation: row::bytes(digest(number).as_bytes()),
                    outcome: cbor(&number),
                })
                .collect();
            store.ask("INSERT INTO outcome $rows RETURN NONE", Vars::new().set("rows", fresh)).await.unwrap();
            written = count;
            for guess in [0, 1, 2, count, count + 1, count + 2, 1000, u64::MAX] {
                let head = last(store.db(), device, guess).await.unwrap();
                assert_eq!(head, Head { seq: count, digest: digest(count) }, "guess {guess}");
            }
        }
        assert!(matches!(last(store.db(), DeviceId::from_u128(8), 1).await, Err(StoreError::Damaged)));
    }
}
