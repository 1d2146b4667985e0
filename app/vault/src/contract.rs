//! What is asked of every [`Store`]. Run on memory in the tests, and on IndexedDB in a browser.

use crate::{Durability, KeyRange, Order, Store, StoreError, Table, Write};

/// Runs every clause against an empty store, which is full of odds and ends afterwards. `reopen` gives the same store
/// as a new connection sees it.
///
/// Fails with the first clause that is broken, in a sentence.
pub async fn run<S: Store>(store: S, reopen: impl AsyncFnOnce(S) -> Result<S, StoreError>) -> Result<(), String> {
    values(&store).await?;
    tables_are_apart(&store).await?;
    ranges(&store).await?;
    all_or_nothing(&store).await?;
    order_within_a_commit(&store).await?;
    many(&store).await?;
    let store = reopen(store).await.map_err(|error| format!("a store opens again: {error}"))?;
    kept(&store).await
}

/// Loses a store, by `lose`, and asks that it says so from then on, and never passes for an empty one.
///
/// Fails with the first clause that is broken, in a sentence.
pub async fn lost<S: Store>(store: S, lose: impl AsyncFnOnce(&S) -> Result<(), StoreError>) -> Result<(), String> {
    let table = Table::Outbox;
    worked(store.commit(vec![put(table, b"unsent", b"note")], Durability::Strict).await, "a value can be put")?;
    worked(lose(&store).await, "a store can be lost")?;
    let commit = store.commit(vec![put(Table::Drafts, b"draft", b"typed")], Durability::Strict).await;
    clause(commit == Err(StoreError::Lost), "a lost store keeps nothing, and says that it is lost")?;
    clause(store.get(table, b"unsent").await == Err(StoreError::Lost), "a lost store reads no missing value")?;
    clause(store.get_many(table, &[b"unsent".to_vec()]).await == Err(StoreError::Lost), "a lost store reads no missing values")?;
    clause(store.count(table).await == Err(StoreError::Lost), "a lost store does not count to nothing")?;
    let range = store.range(table, KeyRange::all(), 9, Order::Up).await;
    clause(range == Err(StoreError::Lost), "a lost store has no empty range")?;
    let again = store.commit(vec![put(table, b"more", b"x")], Durability::Relaxed).await;
    clause(again == Err(StoreError::Lost), "a lost store stays lost")
}

fn clause(holds: bool, sentence: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(sentence.to_owned()) }
}

fn worked<T>(result: Result<T, StoreError>, sentence: &str) -> Result<T, String> {
    result.map_err(|error| format!("{sentence}: {error}"))
}

fn put(table: Table, key: &[u8], value: &[u8]) -> Write {
    Write::Put(table, key.to_vec(), value.to_vec())
}

async fn values(store: &impl Store) -> Result<(), String> {
    let table = Table::Cache;
    clause(worked(store.get(table, b"a").await, "a missing key can be asked for")?.is_none(), "a missing key has no value")?;
    worked(store.commit(vec![put(table, b"a", b"one")], Durability::Strict).await, "a value can be put")?;
    clause(
        worked(store.get(table, b"a").await, "a value can be read")?.as_deref() == Some(b"one"),
        "a value is read as it was put",
    )?;
    worked(store.commit(vec![put(table, b"a", b"two")], Durability::Relaxed).await, "a value can be put over another")?;
    clause(worked(store.get(table, b"a").await, "a value can be read")?.as_deref() == Some(b"two"), "the last value counts")?;
    let every: Vec<u8> = (0..=255).collect();
    let writes = vec![put(table, b"", b""), put(table, &every, &every), Write::Delete(table, b"never".to_vec())];
    worked(store.commit(writes, Durability::Relaxed).await, "any bytes are keys and values, and deleting nothing is no failure")?;
    clause(
        worked(store.get(table, b"").await, "the empty key can be read")?.as_deref() == Some(b""),
        "the empty key and value are kept",
    )?;
    clause(worked(store.get(table, &every).await, "any key can be read")? == Some(every.clone()), "every byte is kept")?;
    let keys = vec![every.clone(), b"none".to_vec(), b"a".to_vec(), b"a".to_vec()];
    let many = worked(store.get_many(table, &keys).await, "several keys can be read")?;
    let two = Some(b"two".to_vec());
    clause(many == [Some(every), None, two.clone(), two], "several keys are answered in their order, missing ones too")?;
    clause(worked(store.count(table).await, "rows can be counted")? == 3, "rows are counted")?;
    worked(store.commit(vec![Write::Delete(table, Vec::new())], Durability::Relaxed).await, "a key can be deleted")?;
    clause(worked(store.get(table, b"").await, "a deleted key can be asked for")?.is_none(), "a deleted key is gone")?;
    worked(store.commit(Vec::new(), Durability::Strict).await, "an empty commit is no failure")
}

async fn tables_are_apart(store: &impl Store) -> Result<(), String> {
    let writes = Table::ALL.iter().map(|table| put(*table, b"apart", table.name().as_bytes())).collect();
    worked(store.commit(writes, Durability::Relaxed).await, "one commit reaches every table")?;
    for table in Table::ALL {
        let value = worked(store.get(table, b"apart").await, "every table can be read")?;
        clause(value.as_deref() == Some(table.name().as_bytes()), "the same key in two tables is two keys")?;
    }
    let writes = Table::ALL.iter().map(|table| Write::Delete(*table, b"apart".to_vec())).collect();
    worked(store.commit(writes, Durability::Relaxed).await, "one commit deletes in every table")
}

async fn ranges(store: &impl Store) -> Result<(), String> {
    let table = Table::Entries;
    let keys: [&[u8]; 7] = [&[1], &[1, 0], &[1, 0, 0], &[1, 255], &[2], &[2, 1], &[255, 255]];
    let writes = keys.iter().rev().map(|key| put(table, key, key)).collect();
    worked(store.commit(writes, Durability::Relaxed).await, "rows can be put in any order")?;
    let read = async |range: KeyRange, limit: usize, order: Order| -> Result<Vec<Vec<u8>>, String> {
        let rows = worked(store.range(table, range, limit, order).await, "a range can be read")?;
        clause(rows.iter().all(|(key, value)| key == value), "a range gives each key with its own value")?;
        Ok(rows.into_iter().map(|(key, _)| key).collect())
    };
    let all: Vec<Vec<u8>> = keys.iter().map(|key| key.to_vec()).collect();
    let down: Vec<Vec<u8>> = all.iter().rev().cloned().collect();
    clause(read(KeyRange::all(), usize::MAX, Order::Up).await? == all, "keys are in byte order, a prefix before what it begins")?;
    clause(read(KeyRange::all(), usize::MAX, Order::Down).await? == down, "downwards is the reverse")?;
    let ends = |rows: Vec<Vec<u8>>, wanted: &[&[u8]]| rows == wanted;
    clause(ends(read(KeyRange::all(), 2, Order::Up).await?, &[&[1], &[1, 0]]), "a limit takes the smallest")?;
    clause(ends(read(KeyRange::all(), 2, Order::Down).await?, &[&[255, 255], &[2, 1]]), "a limit downwards takes the largest")?;
    clause(read(KeyRange::all(), 0, Order::Up).await?.is_empty(), "a limit of nothing gives nothing")?;
    let range = KeyRange { from: vec![1, 0], to: Some(vec![2]) };
    clause(
        ends(read(range.clone(), 9, Order::Up).await?, &[&[1, 0], &[1, 0, 0], &[1, 255]]),
        "a range has its first key and not its end",
    )?;
    clause(ends(read(range, 1, Order::Down).await?, &[&[1, 255]]), "downwards a range begins before its end")?;
    clause(ends(read(KeyRange::prefix(&[2]), 9, Order::Up).await?, &[&[2], &[2, 1]]), "a prefix is a range")?;
    clause(ends(read(KeyRange::prefix(&[255]), 9, Order::Up).await?, &[&[255, 255]]), "a prefix of the last byte is a range")?;
    clause(ends(read(KeyRange::starting([2, 1]), 9, Order::Up).await?, &[&[2, 1], &[255, 255]]), "a range may have no end")?;
    let backwards = KeyRange { from: vec![2], to: Some(vec![1]) };
    clause(read(backwards, 9, Order::Up).await?.is_empty(), "a range that ends before it begins is empty")
}

async fn all_or_nothing(store: &impl Store) -> Result<(), String> {
    let table = Table::Outbox;
    let insert = |key: &[u8], value: &[u8]| Write::Insert(table, key.to_vec(), value.to_vec());
    worked(store.commit(vec![insert(b"k", b"first")], Durability::Strict).await, "a new key can be inserted")?;
    let writes = vec![
        put(table, b"before", b"x"),
        Write::Delete(Table::Cache, b"a".to_vec()),
        insert(b"k", b"second"),
        put(table, b"after", b"x"),
    ];
    clause(store.commit(writes, Durability::Strict).await == Err(StoreError::Exists), "inserting over a key fails as such")?;
    for key in [b"before".as_slice(), b"after"] {
        clause(
            worked(store.get(table, key).await, "a failed commit leaves the store usable")?.is_none(),
            "a failed commit changes nothing",
        )?;
    }
    clause(
        worked(store.get(table, b"k").await, "reading")?.as_deref() == Some(b"first"),
        "a failed insert leaves the first value",
    )?;
    clause(worked(store.get(Table::Cache, b"a").await, "reading")?.is_some(), "a failed commit deletes nothing, in no table")
}

async fn order_within_a_commit(store: &impl Store) -> Result<(), String> {
    let table = Table::Drafts;
    let insert = |value: &[u8]| Write::Insert(table, b"o".to_vec(), value.to_vec());
    let writes = vec![put(table, b"o", b"1"), Write::Delete(table, b"o".to_vec()), insert(b"2")];
    worked(store.commit(writes, Durability::Relaxed).await, "a key deleted in a commit can be inserted in it")?;
    clause(worked(store.get(table, b"o").await, "reading")?.as_deref() == Some(b"2"), "writes happen in their order")?;
    let writes = vec![Write::Delete(table, b"o".to_vec()), insert(b"3"), insert(b"4")];
    clause(store.commit(writes, Durability::Relaxed).await == Err(StoreError::Exists), "a key is inserted once in a commit")?;
    clause(worked(store.get(table, b"o").await, "reading")?.as_deref() == Some(b"2"), "a failed commit leaves the value before")
}

async fn many(store: &impl Store) -> Result<(), String> {
    let writes = (0..1000_u32).map(|n| Write::Put(Table::Docs, n.to_be_bytes().to_vec(), vec![0x5a; 2048])).collect();
    worked(store.commit(writes, Durability::Relaxed).await, "a thousand rows are one commit")?;
    clause(worked(store.count(Table::Docs).await, "counting")? == 1000, "a thousand rows are kept")?;
    let rows = worked(store.range(Table::Docs, KeyRange::all(), 1000, Order::Up).await, "a thousand rows are one range")?;
    clause(rows.len() == 1000 && rows.iter().all(|(_, value)| value.len() == 2048), "a thousand rows are read whole")
}

async fn kept(store: &impl Store) -> Result<(), String> {
    clause(
        worked(store.get(Table::Outbox, b"k").await, "reading")?.as_deref() == Some(b"first"),
        "a store that is opened again has its values",
    )?;
    clause(worked(store.count(Table::Docs).await, "counting")? == 1000, "a store that is opened again has all rows")
}
