//! The schema as ordered files. A file that ran is never changed: its checksum is kept, and a
//! database that ran another text, or a newer file, is not opened.

use crate::{
    StoreError, key,
    query::{Vars, ask, rows},
    row,
};
use record::Digest;
use surrealdb::{
    Surreal,
    engine::any::Any,
    types::{Bytes, RecordId as Key, SurrealValue},
};

/// Every migration, in order. Append only.
const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/0001_ground.surql"),
    include_str!("../migrations/0002_subject.surql"),
    include_str!("../migrations/0003_late.surql"),
    include_str!("../migrations/0004_kind.surql"),
];

#[derive(SurrealValue)]
struct Ran {
    id: Key,
    checksum: Bytes,
}

/// Brings the database to the last migration.
///
/// Fails with [`StoreError::Drift`] when the database ran something else.
pub(crate) async fn migrate(db: &Surreal<Any>) -> Result<(), StoreError> {
    run(db, &MIGRATIONS).await
}

async fn run(db: &Surreal<Any>, migrations: &[&str]) -> Result<(), StoreError> {
    let table = "DEFINE TABLE IF NOT EXISTS migration TYPE NORMAL SCHEMAFULL PERMISSIONS NONE;
        DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE bytes;";
    ask(db, table, Vars::new()).await?;
    let mut results = ask(db, "SELECT * FROM migration ORDER BY id", Vars::new()).await?;
    let ran: Vec<Ran> = rows(&mut results, 0)?;
    for (index, ran) in ran.iter().enumerate() {
        let number = index + 1;
        let known = migrations.get(index).is_some_and(|text| checksum(text).as_bytes().as_slice() == &**ran.checksum);
        if !known || ran.id != id(number) {
            return Err(StoreError::Drift(number));
        }
    }
    for (index, text) in migrations.iter().enumerate().skip(ran.len()) {
        let number = index + 1;
        let sql = format!("BEGIN; CREATE $id SET checksum = $checksum RETURN NONE; {text} COMMIT;");
        let vars = Vars::new().set("id", id(number)).set("checksum", row::bytes(checksum(text).as_bytes()));
        ask(db, &sql, vars).await?;
        tracing::info!(migration = number, "schema migrated");
    }
    Ok(())
}

fn id(number: usize) -> Key {
    Key::new("migration", key::int(number as u64))
}

fn checksum(text: &str) -> Digest {
    Digest::of("throughline/migration/v1", text.as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::Store;

    #[tokio::test]
    async fn migrations_run_once_and_in_order() {
        let db = Store::connect("mem://").await.unwrap();
        let (one, two) = ("DEFINE TABLE a SCHEMAFULL;", "DEFINE TABLE b SCHEMAFULL;");
        run(&db, &[one]).await.unwrap();
        run(&db, &[one]).await.unwrap();
        run(&db, &[one, two]).await.unwrap();
        let mut results = ask(&db, "SELECT * FROM migration ORDER BY id", Vars::new()).await.unwrap();
        let ran: Vec<Ran> = rows(&mut results, 0).unwrap();
        assert_eq!(ran.iter().map(|ran| ran.id.clone()).collect::<Vec<_>>(), [id(1), id(2)]);
    }

    #[tokio::test]
    async fn a_migration_that_was_changed_after_it_ran_is_refused() {
        let db = Store::connect("mem://").await.unwrap();
        run(&db, &["DEFINE TABLE a SCHEMAFULL;"]).await.unwrap();
        let changed = run(&db, &["DEFINE TABLE a SCHEMALESS;"]).await;
        assert!(matches!(changed, Err(StoreError::Drift(1))));
    }

    #[tokio::test]
    async fn audit_rows_from_before_they_named_a_person_stay_verifiable() {
        // As the first program that wrote them kept them.
        let digest = "3509B8CDEDB703FBDDF1F93C45BE28E3D1C5F24B75E7F93A827BB0862594A7E1";
        let db = Store::connect("mem://").await.unwrap();
        run(&db, &MIGRATIONS[..1]).await.unwrap();
        let zero = "0".repeat(64);
        let sql = format!(
            "CREATE audit:1 SET at = 1700000000000, action = 'sign_in_refused', previous = b\"{zero}\", digest = b\"{digest}\";
            CREATE counter:main SET stamp = 1, change = 0, directory = 0, audit = 1, audit_digest = b\"{digest}\";"
        );
        ask(&db, &sql, Vars::new()).await.unwrap();
        let store = Store::start(db).await.unwrap();
        assert_eq!(store.verify_audit().await.unwrap(), 1);
        let note = crate::Note::new(crate::AuditAction::Admit).of(record::UserId::from_u128(7));
        store.note(note, record::Time(1)).await.unwrap();
        assert_eq!(store.verify_audit().await.unwrap(), 2);
    }

    #[tokio::test]
    async fn a_newer_database_is_refused() {
        let db = Store::connect("mem://").await.unwrap();
        let (one, two) = ("DEFINE TABLE a SCHEMAFULL;", "DEFINE TABLE b SCHEMAFULL;");
        run(&db, &[one, two]).await.unwrap();
        assert!(matches!(run(&db, &[one]).await, Err(StoreError::Drift(2))));
    }
}
