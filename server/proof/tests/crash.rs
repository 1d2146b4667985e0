//! The server's process is killed in the middle of pushes, again and again: what it acknowledged is there when it starts
//! again, once, and every device gets rid of what it has to say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    unreachable_pub,
    missing_docs
)]

#[path = "crash/client.rs"]
mod client;
#[path = "crash/process.rs"]
mod process;

use client::Client;
use keeper::protocol::{AdmitMember, SyncNow};
use process::Process;
use proof::{
    Device, DeviceClock, HttpTransport,
    simulation::{PASSPHRASE, Witness, chain, directory, enroll, found},
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use record::{OpId, Role};
use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::LocalSet};
use vault::Table;

/// How often the server is killed.
const KILLS: u32 = 25;
/// In everything that is typed.
const MARKER: &str = "quince-lantern-7731";
const STACK: usize = 32 * 1024 * 1024;

#[test]
fn a_server_killed_in_the_middle_of_pushes_loses_and_doubles_nothing_it_acknowledged() {
    let work = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().thread_stack_size(STACK).build().unwrap();
        LocalSet::new().block_on(&runtime, kill_and_check());
    };
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}

async fn kill_and_check() {
    let begun = Instant::now();
    let mut server = Process::start().await;
    let witness = Witness::new(MARKER);
    let clients = people(&server, &witness).await;
    let up = watch::Sender::new(true);
    let stop = Rc::new(Cell::new(false));
    let tasks: Vec<_> =
        clients.iter().map(|client| tokio::task::spawn_local(Rc::clone(client).work(up.subscribe(), Rc::clone(&stop)))).collect();
    let seed = std::env::var("SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut rng = StdRng::seed_from_u64(seed);
    let mut under_way = 0;
    for _ in 0..KILLS {
        // Some work gets through first, so that there is something to lose.
        let wanted = witness.acknowledged() + rng.gen_range(1..12);
        while witness.acknowledged() < wanted {
            witness.push_sets_out().await;
        }
        loop {
            witness.push_sets_out().await;
            tokio::time::sleep(Duration::from_micros(rng.gen_range(0..12_000))).await; // at any moment of the push
            if witness.under_way() > 0 {
                break;
            }
        }
        under_way += witness.under_way();
        up.send_replace(false);
        server.kill().await;
        server.start_again().await;
        up.send_replace(true);
    }
    stop.set(true);
    for task in tasks {
        task.await.unwrap();
    }
    for _ in 0..3 {
        for client in &clients {
            let strip = client.ask(SyncNow {}).await.unwrap();
            assert!(strip.online, "{} does not reach the server", client.name);
        }
    }
    let (written, refused) = everything_is_there_once(&clients, &witness).await;
    let data = server.end().await;
    audit_holds(&data).await;
    eprintln!(
        "{KILLS} kills with {under_way} pushes under way, {} pushes, {written} operations acknowledged, {refused} of them quarantined, {:.1} s",
        witness.pushes(),
        begun.elapsed().as_secs_f64()
    );
    std::fs::remove_dir_all(&data).unwrap();
}

/// An administrator, four people, a record of each, and one that all of them are in.
async fn people(server: &Process, witness: &Rc<Witness>) -> Vec<Rc<Client>> {
    let admin = Device::new(HttpTransport::new(&server.address()).unwrap(), DeviceClock::system());
    found(&admin).await.unwrap();
    let mut clients = Vec::new();
    for (name, role) in [("ines", Role::Counselor), ("sam", Role::Supervisor), ("cora", Role::Counselor), ("pia", Role::Nurse)] {
        let client = Client::new(name, &server.address(), witness);
        enroll(&admin, client.device(), name, role, false).await.unwrap();
        clients.push(client);
    }
    for client in &clients {
        client.ask(SyncNow {}).await.unwrap();
        client.open().await;
    }
    let shared = clients[0].open().await;
    for client in clients.iter().skip(1) {
        let member = client.user().await;
        clients[0]
            .write(AdmitMember { record: shared, member, passphrase: PASSPHRASE.to_owned() })
            .await
            .unwrap_or_else(|| panic!("{} is admitted", client.name));
    }
    for _ in 0..2 {
        for client in &clients {
            client.ask(SyncNow {}).await.unwrap();
        }
    }
    for client in &clients {
        client.share(shared);
    }
    clients.into_iter().map(Rc::new).collect()
}

/// Returns how many operations were acknowledged to people, and how many of them are in quarantine.
async fn everything_is_there_once(clients: &[Rc<Client>], witness: &Witness) -> (usize, usize) {
    let directory = directory(&**clients[0].device().transport()).await.unwrap();
    let mut at_server: BTreeMap<OpId, (usize, record::Digest)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for client in clients {
        for record in client.records() {
            if seen.insert(record) {
                let chain = chain(&**client.device().transport(), &directory, record).await.unwrap();
                for (operation, receipt) in chain.entries {
                    let (times, _) = at_server.entry(operation).or_insert((0, receipt));
                    *times += 1;
                }
            }
        }
    }
    let (mut written, mut refused) = (BTreeSet::new(), 0);
    for client in clients {
        assert!(client.kept(Table::Outbox).await.is_empty(), "{} still has something to send", client.name);
        let quarantine: BTreeMap<OpId, _> =
            client.kept(Table::Quarantine).await.into_iter().map(|kept| (kept.id, kept.reason)).collect();
        for operation in client.written() {
            match (at_server.get(&operation), quarantine.get(&operation)) {
                (Some((1, _)), None) => {}
                (None, Some(Some(_))) => refused += 1,
                (server, reason) => panic!("{}: {operation} at the server: {server:?}, in quarantine: {reason:?}", client.name),
            }
            written.insert(operation);
        }
    }
    assert!(at_server.keys().all(|operation| written.contains(operation)), "the server has what nobody wrote");
    for (operation, receipt) in witness.receipts() {
        let (times, kept) = at_server.get(&operation).unwrap_or_else(|| panic!("{operation} was acknowledged and is gone"));
        assert_eq!((*times, *kept), (1, receipt), "{operation} was acknowledged with another receipt");
    }
    assert_eq!(witness.complaints(), Vec::<String>::new());
    (written.len(), refused)
}

async fn audit_holds(data: &std::path::Path) {
    let url = format!("surrealkv://{}", data.join("db").display());
    let rows = store::Store::open(&url).await.unwrap().verify_audit().await.unwrap();
    assert!(rows > u64::from(KILLS));
}
