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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    async fn numbered() -> Surreal<Any> {
        let db = crate::Store::connect("mem://").await.unwrap();
        let schema = "DEFINE TABLE row SCHEMAFULL; DEFINE FIELD n ON row TYPE int;";
        once(&db, schema, Vars::new()).await.unwrap();
        db
    }

    #[tokio::test]
    async fn a_failed_statement_is_an_error_wherever_it_stands() {
        let db = numbered().await;
        let last = once(&db, "CREATE row:1 SET n = 1; CREATE row:2 SET n = 'text';", Vars::new()).await;
        assert!(matches!(last, Err(StoreError::Database(_))));
        let first = once(&db, "CREATE row:3 SET n = 'text'; CREATE row:4 SET n = 4;", Vars::new()).await;
        assert!(matches!(first, Err(StoreError::Database(_))));
    }

    #[tokio::test]
    async fn what_caused_a_rollback_is_told_and_nothing_is_written() {
        let db = numbered().await;
        let sql = "BEGIN; CREATE row:1 SET n = 1; THROW 'ended'; COMMIT;";
        assert!(matches!(once(&db, sql, Vars::new()).await, Err(StoreError::InvitationEnded)));
        let sql = "BEGIN; CREATE row:2 SET n = 1; CREATE row:2 SET n = 2; COMMIT;";
        assert!(matches!(once(&db, sql, Vars::new()).await, Err(StoreError::Conflict)));
        let mut results = once(&db, "SELECT VALUE n FROM row", Vars::new()).await.unwrap();
        assert!(rows::<i64>(&mut results, 0).unwrap().is_empty());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_lost_race_is_repeated_until_it_is_won() {
        let db = numbered().await;
        once(&db, "CREATE row:1 SET n = 0", Vars::new()).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let db = db.clone();
            tasks.spawn(async move { ask(&db, "BEGIN; UPDATE row:1 SET n += 1; COMMIT;", Vars::new()).await.map(|_| ()) });
        }
        assert!(tasks.join_all().await.into_iter().all(|result| result.is_ok()));
        let mut results = once(&db, "SELECT VALUE n FROM row:1", Vars::new()).await.unwrap();
        assert_eq!(rows::<i64>(&mut results, 0).unwrap(), [8]);
    }
}
