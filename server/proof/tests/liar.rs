//! Every lie of `proof::liar::lies`, told to real devices over the real protocol: each is found out, each is said to the person,
//! and after each the truth is believed again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    unreachable_pub,
    missing_docs
)]

#[path = "liar/account.rs"]
mod account;
#[path = "liar/answers.rs"]
mod answers;
#[path = "liar/chain.rs"]
mod chain;
#[path = "liar/directory.rs"]
mod directory;
#[path = "liar/late.rs"]
mod late;
#[path = "liar/league.rs"]
mod league;
#[allow(dead_code, reason = "the proofs of the through-line use the rest")]
#[path = "through/made.rs"]
mod made;
#[path = "liar/mine.rs"]
mod mine;
#[path = "liar/push.rs"]
mod push;
#[path = "liar/receipts.rs"]
mod receipts;
#[path = "liar/stage.rs"]
mod stage;
#[allow(dead_code, reason = "the proofs of the through-line use the rest")]
#[path = "through/team.rs"]
mod team;
#[path = "liar/time.rs"]
mod time;
#[allow(dead_code, reason = "the simulation uses the rest")]
#[path = "simulation/world.rs"]
mod world;

use proof::liar::{UNDETECTED, lies, page};
use std::{collections::BTreeSet, fs, path::Path};

/// What each file of this suite tells.
const TOLD: [&[&str]; 9] = [
    account::TOLD,
    answers::TOLD,
    chain::TOLD,
    directory::TOLD,
    late::TOLD,
    league::TOLD,
    mine::TOLD,
    push::TOLD,
    receipts::TOLD,
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn every_lie_of_the_table_is_told_once() {
    let told: Vec<&str> = TOLD.iter().copied().flatten().chain(time::TOLD).copied().collect();
    let names: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(names.len(), told.len(), "none twice");
    assert_eq!(names, lies().map(|row| row.name).collect());
    assert!(names.len() >= 45);
}

#[test]
fn the_page_is_made_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("LIES.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, page()).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), page(), "run with UPDATE=1");
}

#[test]
fn what_no_device_finds_out_is_in_the_table_of_threats() {
    let readme = read("../../README.md").replace('’', "'");
    for words in UNDETECTED {
        assert!(readme.contains(words), "the README says nothing of: {words}");
    }
}
