//! The one way to ask the database. A query is `Ok` even when its statements failed: this looks at
//! each of them, and repeats what lost a race.

use crate::StoreError;
use rand::Rng;
use std::time::Duration;
use surrealdb::{
    IndexedResults, Surreal,
    engine::any::Any,
    types::{Object, SurrealValue, Value},
};

/// How often a transaction that lost a race is repeated.
pub(crate) const TRIES: u32 = 12;

/// Values for the parameters of a query.
#[derive(Clone, Default)]
pub(crate) struct Vars(Object);

impl Vars {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub(crate) fn set(mut self, name: &str, value: impl SurrealValue) -> Self {
        self.0.insert(name.to_owned(), value.into_value());
        self
    }

    /// And those of `others`.
    pub(crate) fn join(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }
}

/// Runs `sql` as it stands, once.
///
/// Fails with a conflict if there was one, else with the first statement that failed by itself.
pub(crate) async fn once(db: &Surreal<Any>, sql: &str, vars: Vars) -> Result<IndexedResults, StoreError> {
    let mut results = db.query(sql).bind(Value::Object(vars.0)).await.map_err(StoreError::from_database)?;
    let errors = results.take_errors();
    if errors.is_empty() {
        return Ok(results);
    }
    let mut sorted: Vec<_> = errors.into_iter().collect();
    sorted.sort_by_key(|(index, error)| (rank(error), *index));
    let (_, first) = sorted.into_iter().next().ok_or(StoreError::Damaged)?;
    Err(StoreError::from_database(first))
}

/// Conflicts first, then what failed by itself, then what was only not executed.
fn rank(error: &surrealdb::Error) -> u8 {
    use surrealdb::types::QueryError;
    let Some(details) = error.query_details() else { return 1 };
    if matches!(details, QueryError::TransactionConflict) {
        return 0;
    }
    if matches!(details, QueryError::NotExecuted | QueryError::Cancelled) { 2 } else { 1 }
}

/// Runs `sql`, again when another transaction was faster: a lost race has written nothing.
///
/// Fails with [`StoreError::Busy`] after [`TRIES`], and as [`once`] does.
pub(crate) async fn ask(db: &Surreal<Any>, sql: &str, vars: Vars) -> Result<IndexedResults, StoreError> {
    for attempt in 0..TRIES {
        match once(db, sql, vars.clone()).await {
            Err(StoreError::Busy) => pause(attempt).await,
            other => return other,
        }
    }
    Err(StoreError::Busy)
}

/// Waits a random while, longer with each attempt.
pub(crate) async fn pause(attempt: u32) {
    let most = 2u64 << attempt.min(7);
    let millis = rand::thread_rng().gen_range(0..=most);
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

/// The rows of statement `index`.
///
/// Fails with [`StoreError::Damaged`] when they have another shape.
pub(crate) fn rows<T: SurrealValue>(results: &mut IndexedResults, index: usize) -> Result<Vec<T>, StoreError> {
    results.take::<Vec<T>>(index).map_err(|_| StoreError::Damaged)
}

/// The first row of statement `index`, if any.
///
/// Fails as [`rows`] does.
pub(crate) fn row<T: SurrealValue>(results: &mut IndexedResults, index: usize) -> Result<Option<T>, StoreError> {
    Ok(rows(results, index)?.into_iter().next())
}
