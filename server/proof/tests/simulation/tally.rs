//! What was tried, for the record and to see that it was tried at all.

use crate::world::World;
use proof::router_net::Fault;
use std::{collections::BTreeMap, fmt};

#[derive(Clone, Default)]
pub struct Tally {
    pub sequences: u64,
    /// Acts of people, done and refused.
    pub acts: BTreeMap<&'static str, (u64, u64)>,
    pub mishaps: BTreeMap<&'static str, u64>,
    pub faults: BTreeMap<Fault, u64>,
    pub requests: u64,
    pub written: u64,
    pub kept: u64,
    pub quarantined: BTreeMap<String, u64>,
}

impl Tally {
    pub fn act(&mut self, what: &'static str, done: bool) {
        let (yes, no) = self.acts.entry(what).or_default();
        *(if done { yes } else { no }) += 1;
    }

    pub fn mishap(&mut self, what: &'static str) {
        *self.mishaps.entry(what).or_default() += 1;
    }

    pub fn add_network(&mut self, world: &World) {
        for actor in &world.actors {
            self.requests += actor.net.requests();
            for (fault, times) in actor.net.happened() {
                *self.faults.entry(fault).or_default() += times;
            }
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.sequences += other.sequences;
        for (what, (yes, no)) in &other.acts {
            let mine = self.acts.entry(what).or_default();
            *mine = (mine.0 + yes, mine.1 + no);
        }
        for (what, times) in &other.mishaps {
            *self.mishaps.entry(what).or_default() += times;
        }
        for (fault, times) in &other.faults {
            *self.faults.entry(*fault).or_default() += times;
        }
        for (why, times) in &other.quarantined {
            *self.quarantined.entry(why.clone()).or_default() += times;
        }
        self.requests += other.requests;
        self.written += other.written;
        self.kept += other.kept;
    }

    /// Whether everything that should be tried was.
    pub fn is_rich(&self) -> bool {
        let acts = [
            "open",
            "admit",
            "profile",
            "draft",
            "sign",
            "revise",
            "co-sign",
            "return",
            "amend",
            "retract",
            "remove",
            "leave",
            "sync",
            "assess",
            "diagnose",
            "plan",
            "plan apart",
            "join",
            "supervisor signs",
            "client signs",
            "review plan",
            "report event",
            "measure",
            "return to use",
            "later account",
            "answer a return to use",
            "counseling note",
            "transfer",
            "continuing care",
            "discharge",
            "check-in",
            "readmission",
            "open an intervention",
            "prepare an intervention",
            "intervention refused",
            "intervention accepted",
            "letter",
            "admission after an intervention",
        ];
        let mishaps = [
            "server restarted",
            "browser killed",
            "power failed",
            "killed while syncing",
            "killed while writing",
            "clock turned",
            "plan forked",
        ];
        acts.iter().all(|act| self.acts.get(act).is_some_and(|(done, _)| *done > 0))
            && mishaps.iter().all(|mishap| self.mishaps.contains_key(mishap))
            && Fault::ALL.iter().all(|fault| self.faults.contains_key(fault))
            && !self.quarantined.is_empty()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "acts (done, refused):")?;
        for (what, (yes, no)) in &self.acts {
            write!(f, " {what} {yes}/{no}")?;
        }
        write!(f, "\nmishaps:")?;
        for (what, times) in &self.mishaps {
            write!(f, " {what} {times};")?;
        }
        write!(f, "\n{} requests, of which:", self.requests)?;
        for (fault, times) in &self.faults {
            write!(f, " {fault:?} {times}")?;
        }
        write!(f, "\n{} operations acknowledged, {} at the server, quarantined:", self.written, self.kept)?;
        for (why, times) in &self.quarantined {
            write!(f, " {why} {times};")?;
        }
        Ok(())
    }
}
