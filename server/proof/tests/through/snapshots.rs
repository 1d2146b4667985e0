//! What was opened of a record is kept on the device, sealed to this person on this device, and believed only where the chain
//! confirms it.

use crate::{
    made::{assessment, condition},
    team::{planned, shared, signed, sync, thread},
    world::{Actor, World, played},
};
use crypto::{Keyring, Profile, SecretKey, SnapshotKey, derive_master, rng};
use keeper::protocol::{ChartView, LoadCaseload, LoadChart, LoadToday, Save, Search, SyncNow};
use proof::simulation::PASSPHRASE;
use record::{Bytes, DeviceId, RecordId, wire::AccountBundle};
use serde::Deserialize;
use vault::{Durability, MemoryStore, Store, Table, Write};

const NAME: &str = "Maplethorn";
/// As long, so that it can be put in its place.
const OTHER: &str = "MAPLETHORN";

#[derive(Deserialize)]
struct Account {
    bundle: AccountBundle,
    secret_key: String,
}

async fn keyring(actor: &Actor) -> Keyring {
    let row = actor.device.store().get(Table::Account, b"account").await.unwrap().unwrap();
    let Account { bundle, secret_key } = serde_json::from_slice(&row).unwrap();
    let passphrase = crypto::Passphrase::read(PASSPHRASE).unwrap();
    let master = derive_master(&passphrase, &SecretKey::parse(&secret_key).unwrap(), Profile::CURRENT).unwrap();
    Keyring::open(&bundle.keyring, &master).unwrap()
}

async fn device(actor: &Actor) -> DeviceId {
    actor.device.keeper().vault().device().await.unwrap().unwrap()
}

fn place(record: RecordId) -> Vec<u8> {
    [b"snapshot/".as_slice(), record.as_bytes()].concat()
}

async fn snapshot(actor: &Actor, record: RecordId) -> Option<Vec<u8>> {
    actor.device.store().get(Table::Cache, &place(record)).await.unwrap()
}

async fn put(store: &MemoryStore, record: RecordId, file: Vec<u8>) {
    store.commit(vec![Write::Put(Table::Cache, place(record), file)], Durability::Strict).await.unwrap();
}

async fn chart(actor: &Actor, record: RecordId) -> ChartView {
    actor.ask(LoadChart { record }).await.unwrap()
}

/// What the device keeps, after it has opened the chart and synced: then it has written a snapshot of it.
async fn kept(actor: &Actor, record: RecordId) -> Vec<u8> {
    chart(actor, record).await;
    sync(&[actor]).await;
    snapshot(actor, record).await.expect("a chart that was opened is kept")
}

/// The same text with each `from` in it replaced.
fn changed(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut text = text.to_vec();
    let places: Vec<usize> = (0..text.len()).filter(|at| text[*at..].starts_with(from)).collect();
    assert!(!places.is_empty(), "there is something to change");
    places.into_iter().for_each(|at| text[at..at + to.len()].copy_from_slice(to));
    text
}

/// The snapshot with another name in it, sealed with `key` after `also` was done to it.
fn forged(file: &[u8], mine: &SnapshotKey, key: &SnapshotKey, also: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let text = mine.open(&Bytes(file.to_vec())).unwrap();
    key.seal(&also(changed(&text, NAME.as_bytes(), OTHER.as_bytes()))).unwrap().0
}

/// The client's name that a device shows after it started again with this as the record's snapshot.
async fn shown(actor: &mut Actor, record: RecordId, file: Vec<u8>) -> String {
    let store = actor.device.store().after_crash();
    put(&store, record, file).await;
    actor.restart(store, false).await.unwrap();
    chart(actor, record).await.profile.name.family
}

#[test]
fn a_chart_opens_from_its_snapshot_and_from_nothing_that_only_looks_like_one() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let stranger = keyring(&world.actors[1]).await;
        let actor = &mut world.actors[2];
        let (record, another) = (shared(actor, &[]).await, shared(actor, &[]).await);
        let file = kept(actor, record).await;
        let of_another = kept(actor, another).await;
        let (keyring, device) = (keyring(actor).await, device(actor).await);
        let key = keyring.snapshot_key(device);
        assert!(!file.windows(NAME.len()).any(|bytes| bytes == NAME.as_bytes()), "it is sealed");

        let same = |text: Vec<u8>| text;
        assert_eq!(shown(actor, record, forged(&file, &key, &key, same)).await, OTHER, "this is where the chart is read from");

        let head = actor.device.keeper().vault().record_row(record).await.unwrap().unwrap().receipts;
        let elsewhere = |text: Vec<u8>| changed(&text, head.digest.as_bytes(), &[7; 32]);
        let newer = |mut text: Vec<u8>| {
            assert_eq!(text[1], 2, "the format stands first");
            text[1] += 1;
            text
        };
        let mut damaged = forged(&file, &key, &key, same);
        *damaged.last_mut().unwrap() ^= 1;
        let other_device = keyring.snapshot_key(rng::make_device_id());
        let tablet = |text: Vec<u8>| changed(&text, device.as_bytes(), rng::make_device_id().as_bytes());
        let nobody = |text: Vec<u8>| changed(&text, keyring.user().as_bytes(), stranger.user().as_bytes());
        for (what, file) in [
            ("damaged", damaged),
            ("not a file", b"age".to_vec()),
            ("of another chart", forged(&of_another, &key, &key, same)),
            ("at a place that the chain does not have", forged(&file, &key, &key, elsewhere)),
            ("written by another version", forged(&file, &key, &key, newer)),
            ("sealed by another device", forged(&file, &key, &other_device, same)),
            ("sealed by another person", forged(&file, &key, &stranger.snapshot_key(device), same)),
            ("sealed to my public key", {
                let text = key.open(&Bytes(file.clone())).unwrap();
                keyring.seal_own(&changed(&text, NAME.as_bytes(), OTHER.as_bytes())).unwrap().0
            }),
            ("naming another device", forged(&file, &key, &key, tablet)),
            ("naming another person", forged(&file, &key, &key, nobody)),
        ] {
            assert_eq!(shown(actor, record, file).await, NAME, "{what}");
        }
    });
}

#[test]
fn an_older_snapshot_is_gone_on_from_and_one_that_is_ahead_of_the_chain_is_not_read() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let actor = &mut world.actors[2];
        let record = shared(actor, &[]).await;
        let older = kept(actor, record).await;
        let before = actor.device.store().after_crash();
        let key = keyring(actor).await.snapshot_key(device(actor).await);

        let mut profile = chart(actor, record).await.profile;
        profile.pronouns = "they/them".to_owned();
        actor.ask(Save::profile(record, 1, profile)).await.unwrap();
        sync(&[actor]).await;
        let store = actor.device.store().after_crash();
        put(&store, record, older).await;
        actor.restart(store, false).await.unwrap();
        let view = chart(actor, record).await;
        assert_eq!((view.profile.pronouns.as_str(), view.profile_version), ("they/them", 2), "what came after it is opened");

        // Everything is written anew when it is due: here, since nothing was there.
        actor.device.store().commit(vec![Write::Delete(Table::Cache, place(record))], Durability::Strict).await.unwrap();
        actor.restart(actor.device.store().after_crash(), false).await.unwrap();
        let ahead = kept(actor, record).await;
        put(&before, record, forged(&ahead, &key, &key, |text| text)).await;
        actor.restart(before, false).await.unwrap();
        let view = chart(actor, record).await;
        assert_eq!((view.profile.name.family.as_str(), view.profile_version), (NAME, 1), "as far as the chain goes");
    });
}

#[test]
fn everything_looks_the_same_whether_it_was_opened_or_restored_and_evicting_it_loses_nothing() {
    played(|| async {
        let mut world = World::found().await.unwrap();
        let actor = &mut world.actors[2];
        let (record, ..) = planned(actor, &[]).await;
        let today = thread(actor, record).await.today;
        signed(actor, record, assessment(today)).await;
        let _draft = actor.ask(keeper::protocol::Begin { record, body: condition("F41.1", today).into() }).await.unwrap();
        sync(&[actor]).await;
        let looked = async |actor: &Actor| {
            let (chart, thread) = (chart(actor, record).await, thread(actor, record).await);
            let (today, caseload) = (actor.ask(LoadToday {}).await.unwrap(), actor.ask(LoadCaseload {}).await.unwrap());
            let found = actor.ask(Search { words: NAME.to_owned(), from: None }).await.unwrap();
            (serde_json::to_value((chart, thread)).unwrap(), serde_json::to_value((today, caseload, found)).unwrap())
        };
        actor.restart(actor.device.store().after_crash(), false).await.unwrap();
        let opened = looked(actor).await;
        actor.ask(SyncNow {}).await.unwrap();
        assert!(snapshot(actor, record).await.is_some());
        actor.restart(actor.device.store().after_crash(), false).await.unwrap();
        assert!(looked(actor).await == opened, "restored");
        actor.restart(actor.device.store().after_crash(), false).await.unwrap();
        actor.ask(LoadToday {}).await.unwrap();
        let keeper = actor.device.keeper();
        assert!(keeper.take_unindexed() && !keeper.take_unindexed(), "what was read for Today is indexed once it was answered");
        keeper.index_ahead().await;
        assert!(looked(actor).await == opened, "restored, and indexed before the first search");
        let evicted = actor.device.store().after_crash();
        evicted.commit(vec![Write::Delete(Table::Cache, place(record))], Durability::Strict).await.unwrap();
        actor.restart(evicted, false).await.unwrap();
        assert!(looked(actor).await == opened, "opened anew");
    });
}
