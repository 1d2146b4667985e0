//! Three devices, the real keeper and the real router, and a network, clocks and batteries that fail: whatever happens,
//! nothing that was acknowledged is lost or doubled, and everybody ends up seeing the same.
//!
//! `SIMULATION=n` plays n sequences, those from `FROM=m` on; `SEED=n` plays that one alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    unreachable_pub,
    missing_docs
)]

#[path = "simulation/chart.rs"]
mod chart;
#[path = "simulation/check.rs"]
mod check;
#[path = "simulation/episodes.rs"]
mod episodes;
#[path = "simulation/findings.rs"]
mod findings;
#[path = "simulation/forks.rs"]
mod forks;
#[path = "simulation/founding.rs"]
mod founding;
#[path = "simulation/gate.rs"]
mod gate;
#[path = "simulation/interventions.rs"]
mod interventions;
#[allow(dead_code, reason = "the proofs of the through-line use the rest")]
#[path = "through/made.rs"]
mod made;
#[path = "simulation/mishaps.rs"]
mod mishaps;
#[path = "simulation/notes.rs"]
mod notes;
#[path = "simulation/once.rs"]
mod once;
#[path = "simulation/play.rs"]
mod play;
#[path = "simulation/private.rs"]
mod private;
#[path = "simulation/seen.rs"]
mod seen;
#[path = "simulation/steps.rs"]
mod steps;
#[path = "simulation/tally.rs"]
mod tally;
#[path = "simulation/typing.rs"]
mod typing;
#[path = "simulation/world.rs"]
mod world;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};
use tally::Tally;
use world::{STACK, World};

/// How many sequences are played when nobody says.
const SEQUENCES: u64 = 300;
/// How many sequences one program lives through: founding and enrolling take most of a second.
const WORLD: u64 = 25;

/// Says which seed was being played if anything panics meanwhile.
struct Playing(u64);

impl Drop for Playing {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the sequence that failed: SEED={}", self.0);
        }
    }
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Plays `seeds` in one program, from its founding on.
async fn live(seeds: &[u64], tally: &mut Tally) -> Result<(), String> {
    let mut world = World::found().await?;
    for seed in seeds {
        let playing = Playing(*seed);
        let told = |what: String| format!("SEED={seed} (sequence {} of its program): {what}", seed - seeds[0] + 1);
        let mut play = play::play(&mut world, *seed, tally).await.map_err(told)?;
        check::check(&mut world, &mut play, tally).await.map_err(told)?;
        tally.sequences += 1;
        drop(playing);
    }
    check::farewell(&world).await.map_err(|what| format!("after SEED={} to {}: {what}", seeds[0], seeds[seeds.len() - 1]))?;
    tally.add_network(&world);
    Ok(())
}

fn play_all(seeds: Vec<u64>) -> Result<Tally, String> {
    let worlds: Arc<Vec<Vec<u64>>> = Arc::new(seeds.chunks(WORLD as usize).map(<[u64]>::to_vec).collect());
    let (next, tallies) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(Tally::default())));
    let players = thread::available_parallelism().map_or(2, usize::from).min(worlds.len());
    let players: Vec<_> = (0..players)
        .map(|_| {
            let (worlds, next, tallies) = (worlds.clone(), next.clone(), tallies.clone());
            let work = move || -> Vec<String> {
                let mut failures = Vec::new();
                while let Some(seeds) = worlds.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_all().thread_stack_size(STACK).build().unwrap();
                    let mut tally = Tally::default();
                    failures.extend(runtime.block_on(live(seeds, &mut tally)).err());
                    tallies.lock().unwrap().add(&tally);
                }
                failures
            };
            thread::Builder::new().stack_size(STACK).spawn(work).unwrap()
        })
        .collect();
    let failures: Vec<String> = players.into_iter().flat_map(|player| player.join().expect("a player panicked")).collect();
    if !failures.is_empty() {
        return Err(failures.join("\n"));
    }
    let tally = tallies.lock().unwrap().clone();
    Ok(tally)
}

#[test]
fn whatever_fails_nothing_acknowledged_is_lost_or_doubled_and_everybody_sees_the_same() {
    let seeds = match variable("SEED") {
        Some(seed) => vec![seed],
        None => (variable("FROM").unwrap_or(1)..=variable("SIMULATION").unwrap_or(SEQUENCES)).collect(),
    };
    let (count, begun) = (seeds.len() as u64, Instant::now());
    let tally = play_all(seeds).unwrap_or_else(|what| panic!("{what}"));
    eprintln!("{count} sequences in {:.1} s\n{tally}", begun.elapsed().as_secs_f64());
    assert_eq!(tally.sequences, count);
    assert!(count < 100 || tally.is_rich(), "the sequences never tried something they should:\n{tally}");
}
