use vault::{Durability, MemoryStore, Store, StoreError, Table, Write, contract};

#[tokio::test]
async fn memory_keeps_the_contract() {
    contract::run(MemoryStore::new(), async |store: MemoryStore| Ok(store.after_crash())).await.unwrap();
}

#[tokio::test]
async fn strict_commits_survive_a_power_loss_and_relaxed_ones_may_not() {
    let store = MemoryStore::new();
    let put = |key: &[u8]| vec![Write::Put(Table::Meta, key.to_vec(), Vec::new())];
    store.commit(put(b"relaxed"), Durability::Relaxed).await.unwrap();
    store.commit(put(b"strict"), Durability::Strict).await.unwrap();
    store.commit(put(b"late"), Durability::Relaxed).await.unwrap();
    let (crash, power) = (store.after_crash(), store.after_power_loss());
    assert_eq!(crash.count(Table::Meta).await, Ok(3));
    assert_eq!(power.count(Table::Meta).await, Ok(2), "what came before a strict commit is on the disk with it");
    assert_eq!(power.get(Table::Meta, b"late").await, Ok(None));
}

#[tokio::test]
async fn a_killed_tab_keeps_nothing_more() {
    let store = MemoryStore::new();
    store.crash_after(1);
    let put = |key: &[u8]| vec![Write::Put(Table::Meta, key.to_vec(), Vec::new())];
    store.commit(put(b"last"), Durability::Strict).await.unwrap();
    assert_eq!(store.commit(put(b"late"), Durability::Strict).await, Err(StoreError::Closed));
    assert_eq!(store.after_crash().count(Table::Meta).await, Ok(1));
}

#[tokio::test]
async fn a_lost_store_never_passes_for_an_empty_one() {
    contract::lost(MemoryStore::new(), async |store| {
        store.lose();
        Ok(())
    })
    .await
    .unwrap();
}
