//! Random histories of who is in a team and what is written meanwhile, against a server that is honest and one that lies: every
//! current member and the custodian open everything, whoever left opens nothing newer.
//!
//! Only what is signed and sealed is here, no vault and no keeper: a thousand histories take a minute.
//! `HISTORIES=n` plays n of them, `SEED=n` plays that one alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, unreachable_pub, missing_docs)]

#[path = "memberships/history.rs"]
mod history;
#[path = "memberships/lies.rs"]
mod lies;
#[path = "memberships/people.rs"]
mod people;
#[path = "memberships/program.rs"]
mod program;

use history::History;
use lies::Lie;
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

/// How many histories are played when nobody says.
const HISTORIES: u64 = 1_000;
/// How many histories one program lives through, each in a record of its own.
const PROGRAM: u64 = 50;

/// What was tried, and how often.
#[derive(Default)]
struct Tally(BTreeMap<String, u64>);

impl Tally {
    fn count(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// One history, with every lie told about it.
fn play(seed: u64, people: &people::Program, tally: &mut Tally) -> Result<(), String> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut history = History::begin(people, &mut rng);
    for _ in 0..rng.gen_range(8..=22) {
        let what = history.step(&mut rng);
        tally.count(what);
    }
    history.settle();
    history.everybody_opens_what_they_may()?;
    for lie in Lie::ALL {
        let what = history.lied_to(lie, &mut rng)?;
        tally.count(format!("{lie:?} {what}"));
    }
    Ok(())
}

#[test]
fn every_member_and_the_custodian_open_everything_and_who_left_nothing_newer() {
    let seeds: Vec<u64> = match variable("SEED") {
        Some(seed) => vec![seed],
        None => (1..=variable("HISTORIES").unwrap_or(HISTORIES)).collect(),
    };
    let (count, begun) = (seeds.len(), Instant::now());
    let (next, shared) = (Arc::new(AtomicU64::new(0)), Arc::new((seeds, Mutex::new(Tally::default()))));
    let players: Vec<_> = (0..thread::available_parallelism().map_or(2, usize::from))
        .map(|_| {
            let (next, shared) = (Arc::clone(&next), Arc::clone(&shared));
            thread::spawn(move || {
                let (seeds, whole) = &*shared;
                let (mut failures, mut tally) = (Vec::new(), Tally::default());
                let mut people = people::Program::found();
                let mut played = 0;
                while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
                    if played == PROGRAM {
                        (people, played) = (people::Program::found(), 0);
                    }
                    played += 1;
                    failures.extend(play(*seed, &people, &mut tally).err().map(|what| format!("SEED={seed}: {what}")));
                }
                tally.0.into_iter().for_each(|(what, times)| *whole.lock().unwrap().0.entry(what).or_default() += times);
                failures
            })
        })
        .collect();
    let failures: Vec<String> = players.into_iter().flat_map(|player| player.join().expect("a player panicked")).collect();
    assert!(failures.is_empty(), "{} of {count} histories fail:\n{}", failures.len(), failures.join("\n"));
    let tally = &shared.1.lock().unwrap().0;
    eprintln!("{count} histories in {:.1} s: {tally:?}", begun.elapsed().as_secs_f64());
    if count >= 100 {
        for what in ["admitted", "removed", "left", "rotated", "written", "refused"] {
            assert!(tally.get(what).is_some_and(|times| *times > 0), "never {what}");
        }
        for lie in Lie::ALL {
            assert!(tally.keys().any(|what| what.starts_with(&format!("{lie:?} told"))), "{lie:?} was never told");
        }
        for lie in [Lie::AdmissionAgain, Lie::EntryAgain, Lie::Forged, Lie::RemovalLeftOut, Lie::OtherRecord] {
            let believed = tally.keys().any(|what| *what == format!("{lie:?} told and believed"));
            assert!(!believed, "{lie:?} was believed");
        }
    }
}
