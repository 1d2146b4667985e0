//! Who may read what, and how it is paged.

use super::{
    house::{House, NOW, Place},
    people::fresh,
};
use record::wire::Outcome;
use record::*;
use store::{Append, Audit, AuditAction, Follow, Note, Read, Store, StoreError};

const SIGN: Event = Event::Sign(Review::NotOwed);

fn record() -> RecordId {
    RecordId::from_u128(fresh())
}

fn doc() -> DocId {
    DocId::from_u128(fresh())
}

pub async fn absent_and_forbidden_records_are_the_same(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let stranger = house.join("stranger", Role::Supervisor).await;
    let (mine, absent) = (record(), record());
    let open = writer.open(mine);
    house.keep(&writer, &[&open]).await;
    let session = house.session(&stranger).await;
    for record in [mine, absent] {
        assert!(matches!(house.store.grant::<Read>(&session, record).await, Err(StoreError::NotFound)));
    }
    // An administrator reads no charts, and is told the same.
    let owner = house.session(&house.program.owner).await;
    assert!(matches!(house.store.grant::<Read>(&owner, mine).await, Err(StoreError::NotFound)));
    // One of several is enough to find nothing.
    let writer = house.session(&writer).await;
    assert!(house.store.grants::<Read>(&writer, &[mine]).await.is_ok());
    assert!(matches!(house.store.grants::<Read>(&writer, &[mine, absent]).await, Err(StoreError::NotFound)));
}

pub async fn changes_name_only_ones_own_records(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let mut other = house.join("other", Role::Counselor).await;
    let (first, second, foreign) = (record(), record(), record());
    let operations = [writer.open(first), writer.open(second), writer.note(first, doc(), SIGN, "news")];
    let receipts = house.keep(&writer, &operations.iter().collect::<Vec<_>>()).await;
    let open = other.open(foreign);
    house.keep(&other, &[&open]).await;

    let session = house.session(&writer).await;
    let grant = house.store.grant::<Follow>(&session, ()).await.unwrap();
    let changes = house.store.changes(&grant, 0, NOW).await.unwrap();
    assert_eq!(changes.records.iter().map(|changed| changed.record).collect::<Vec<_>>(), [second, first]);
    assert_eq!(changes.records[1].head.seq, 2);
    assert_eq!(changes.records[1].change, receipts[2].change);
    assert_eq!(changes.change, 4);
    assert_eq!(changes.directory, 4);
    let mut mine = changes.mine.clone();
    mine.sort_unstable();
    assert_eq!(mine, [first, second]);

    let later = house.store.changes(&grant, 2, NOW).await.unwrap();
    assert_eq!(later.records.iter().map(|changed| changed.record).collect::<Vec<_>>(), [first]);
    assert!(house.store.changes(&grant, 4, NOW).await.unwrap().records.is_empty());
}

pub async fn a_member_who_was_removed_loses_the_record(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let colleague = house.join("colleague", Role::Supervisor).await;
    let record = record();
    let open = writer.open(record);
    let admit = writer.admit(record, colleague.user, &open);
    house.keep(&writer, &[&open, &admit]).await;
    let session = house.session(&colleague).await;
    assert!(house.store.grant::<Read>(&session, record).await.is_ok());
    let follow = house.store.grant::<Follow>(&session, ()).await.unwrap();
    assert_eq!(house.store.changes(&follow, 0, NOW).await.unwrap().mine, [record]);

    let remove = writer.rotate(record, 2, (&[colleague.user], &[writer.user]), &admit);
    house.keep(&writer, &[&remove]).await;
    assert!(matches!(house.store.grant::<Read>(&session, record).await, Err(StoreError::NotFound)));
    let changes = house.store.changes(&follow, 0, NOW).await.unwrap();
    assert!(changes.mine.is_empty() && changes.records.is_empty());
}

pub async fn pages_follow_each_other_without_gap_or_overlap(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let (one, two) = (record(), record());
    let mut operations = vec![writer.open(one), writer.open(two)];
    for number in 0..70 {
        operations.push(writer.note(if number % 10 == 0 { two } else { one }, doc(), SIGN, "text"));
    }
    house.keep(&writer, &operations.iter().collect::<Vec<_>>()).await;
    let session = house.session(&writer).await;
    let mut after = [0u64, 0];
    let mut got = Vec::new();
    loop {
        let mut wants = Vec::new();
        for (record, after) in [one, two].into_iter().zip(after) {
            wants.push((house.store.grant::<Read>(&session, record).await.unwrap(), after));
        }
        let page = house.store.pull(&wants, 30, NOW).await.unwrap();
        assert!(page.entries.len() <= 30);
        for pulled in page.entries {
            let receipt = pulled.receipt.peek().unwrap();
            let slot = usize::from(receipt.record == two);
            assert_eq!(receipt.seq, after[slot] + 1);
            after[slot] = receipt.seq;
            got.push(receipt.operation);
        }
        if !page.more {
            break;
        }
    }
    assert_eq!(after, [64, 8]);
    assert_eq!(got.len(), operations.len());

    // Large files end a page early.
    let text = "x".repeat(limits::MAX_FILE);
    let big: Vec<_> = (0..12).map(|_| writer.note(one, doc(), SIGN, &text)).collect();
    house.keep(&writer, &big.iter().collect::<Vec<_>>()).await;
    let grant = house.store.grant::<Read>(&session, one).await.unwrap();
    let page = house.store.pull(&[(grant, 64)], 1000, NOW).await.unwrap();
    assert!(page.more);
    assert_eq!(page.entries.len(), limits::PULL_BYTES.div_ceil(big[0].to_bytes().len()));
}

pub async fn every_record_handed_out_is_in_the_audit_log(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let (one, two) = (record(), record());
    let operations = [writer.open(one), writer.open(two)];
    house.keep(&writer, &operations.iter().collect::<Vec<_>>()).await;
    let session = house.session(&writer).await;
    let grants = house.store.grants::<Read>(&session, &[one, two]).await.unwrap();
    let wants: Vec<_> = grants.into_iter().zip([0, 1]).collect(); // nothing new in the second
    house.store.pull(&wants, 100, NOW).await.unwrap();
    let owner = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Audit>(&owner, ()).await.unwrap();
    let rows = house.store.audit_page(&grant, None).await.unwrap().rows;
    let of = |action: &str| rows.iter().filter(|row| row.action == action).collect::<Vec<_>>();
    assert_eq!(of("pull").len(), 1);
    assert_eq!(of("pull")[0].object, Some(one.to_string()));
    assert_eq!(of("pull")[0].actor, Some(writer.user));
    assert_eq!(of("open").len(), 2);
    assert_eq!((of("founded").len(), of("invited").len(), of("enrolled").len(), of("activated").len()), (1, 1, 1, 1));
    assert_eq!(house.store.verify_audit().await.unwrap(), rows.len() as u64);
    assert!(matches!(house.store.grant::<Audit>(&session, ()).await, Err(StoreError::NotAllowed)));
}

pub async fn changes_of_a_team_and_exports_say_in_the_log_who_whom_and_where(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let colleague = house.join("colleague", Role::Supervisor).await;
    let record = record();
    let open = writer.open(record);
    let admit = writer.admit(record, colleague.user, &open);
    let remove = writer.rotate(record, 2, (&[colleague.user], &[writer.user]), &admit);
    house.keep(&writer, &[&open, &admit, &remove]).await;
    let path = std::env::temp_dir().join(format!("throughline-log-{:x}.surql", fresh()));
    house.store.export(&path, NOW).await.unwrap();
    std::fs::remove_file(&path).unwrap();

    let owner = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Audit>(&owner, ()).await.unwrap();
    let rows = house.store.audit_page(&grant, None).await.unwrap().rows;
    let said = |action: &str| {
        let [row] = rows.iter().filter(|row| row.action == action).collect::<Vec<_>>()[..] else { panic!("one row: {action}") };
        (row.actor, row.object.clone(), row.subject)
    };
    let (by, about) = (Some(writer.user), Some(record.to_string()));
    assert_eq!(said("admit"), (by, about.clone(), Some(colleague.user)));
    assert_eq!(said("remove"), (by, about.clone(), Some(colleague.user)));
    assert_eq!(said("rotate"), (by, about, None));
    assert_eq!(said("export"), (None, None, None), "the command on the server's machine, where nobody signs in");
    assert_eq!(house.store.verify_audit().await.unwrap(), rows.len() as u64);
}

pub async fn the_audit_log_is_read_from_its_newest_row_down(place: Place) {
    let house = House::found(&place).await;
    let owner = house.session(&house.program.owner).await;
    let grant = house.store.grant::<Audit>(&owner, ()).await.unwrap();
    let before = house.store.audit_page(&grant, None).await.unwrap().total;
    // Twice as many rows as a page holds, and then some.
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..1200 {
        let store = house.store.clone();
        tasks.spawn(async move { store.note(Note::new(AuditAction::Pull), NOW).await });
    }
    assert!(tasks.join_all().await.into_iter().all(|noted| noted.is_ok()));
    let total = before + 1200;
    let (mut seen, mut page) = (Vec::new(), house.store.audit_page(&grant, None).await.unwrap());
    while let Some(last) = page.rows.last() {
        assert_eq!(page.total, total);
        assert!(page.rows.len() <= 500);
        let oldest = last.seq;
        seen.extend(page.rows);
        page = house.store.audit_page(&grant, Some(oldest)).await.unwrap();
    }
    assert_eq!(seen.iter().map(|row| row.seq).collect::<Vec<_>>(), (1..=total).rev().collect::<Vec<_>>());
    assert!(seen.windows(2).all(|pair| pair[0].previous == pair[1].digest));
    for (asked, newest) in [(u64::MAX, total), (total + 1, total), (2, 1)] {
        assert_eq!(house.store.audit_page(&grant, Some(asked)).await.unwrap().rows[0].seq, newest);
    }
    for asked in [0, 1] {
        assert!(house.store.audit_page(&grant, Some(asked)).await.unwrap().rows.is_empty());
    }
}

pub async fn an_export_holds_the_bytes_as_they_came(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let (open, note) = (writer.open(record), writer.note(record, doc(), SIGN, "to be found"));
    house.keep(&writer, &[&open, &note]).await;
    let session = house.session(&writer).await;
    house.store.grant::<Append>(&session, ()).await.unwrap();
    let path = std::env::temp_dir().join(format!("throughline-export-{:x}.surql", fresh()));
    house.store.export(&path, NOW).await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let hex: String = note.to_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
    assert!(text.contains(&format!("id: entry:['{record}', 2], operation: b\"{hex}\"")));
}

pub async fn a_restored_backup_has_everything_and_another_epoch(place: Place) {
    let mut house = House::found(&place).await;
    let mut writer = house.join("writer", Role::Counselor).await;
    let record = record();
    let (open, note) = (writer.open(record), writer.note(record, doc(), SIGN, "in the backup"));
    let after = writer.note(record, doc(), SIGN, "after the backup");
    house.keep(&writer, &[&open, &note]).await;
    let token = house.store.begin_session(writer.user, NOW).await.unwrap();
    let path = std::env::temp_dir().join(format!("throughline-backup-{:x}.surql", fresh()));
    house.store.export(&path, NOW).await.unwrap();
    house.keep(&writer, &[&after]).await;

    let restored = Store::restore("mem://", &path, NOW).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_ne!(restored.epoch(), house.store.epoch());
    assert!(restored.session(&token, NOW).await.unwrap().is_none());
    restored.verify_audit().await.unwrap();
    let house = House { store: restored, program: house.program };
    // The device offers again what the backup lacks.
    let outcomes = house.push(&writer, &[&open, &note, &after]).await;
    assert!(matches!(outcomes[..2], [Outcome::Duplicate(_), Outcome::Duplicate(_)]));
    assert_eq!(house.receipt(&outcomes[2]).seq, 3);
}

pub async fn a_restore_that_broke_off_is_not_opened(place: Place) {
    let Place::Folder(folder) = &place else { panic!("memory is gone with its store") };
    let url = format!("surrealkv://{}", folder.display());
    let house = House::found(&Place::Memory).await;
    let path = folder.with_extension("surql");
    house.store.export(&path, NOW).await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    // The writer's disk was full: the text ends within a row.
    let part = folder.with_extension("part");
    std::fs::write(&part, &text[..text.rfind("b\"").unwrap() + 4]).unwrap();
    assert!(matches!(Store::restore(&url, &part, NOW).await, Err(StoreError::Database(_))));
    assert!(matches!(opened(&url, Store::open).await, Err(StoreError::Interrupted)));
    let again = opened(&url, async |url| Store::restore(url, &path, NOW).await).await;
    assert!(matches!(again, Err(StoreError::Interrupted)), "not into what is there in part");

    loop {
        match std::fs::remove_dir_all(folder) {
            Ok(()) => break,
            Err(_) => tokio::task::yield_now().await, // somebody still writes in it
        }
    }
    drop(Store::restore(&url, &path, NOW).await.unwrap());
    let whole = opened(&url, Store::open).await.unwrap();
    assert!(whole.registry().await.unwrap().is_founded());
    whole.verify_audit().await.unwrap();
    for file in [path, part] {
        std::fs::remove_file(file).unwrap();
    }
}

/// Tries until the folder was let go, which is a moment after its last handle was dropped.
async fn opened(url: &str, mut work: impl AsyncFnMut(&str) -> Result<Store, StoreError>) -> Result<Store, StoreError> {
    loop {
        match work(url).await {
            Err(StoreError::Database(_)) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
            other => return other,
        }
    }
}

pub async fn a_backup_is_restored_only_into_an_empty_database(place: Place) {
    let Place::Folder(folder) = &place else { panic!("memory is always empty") };
    let url = format!("surrealkv://{}", folder.display());
    let store = place.open().await;
    let path = folder.with_extension("surql");
    store.export(&path, NOW).await.unwrap();
    drop(store);
    let refused = opened(&url, async |url| Store::restore(url, &path, NOW).await).await;
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(refused, Err(StoreError::Conflict)));
}
