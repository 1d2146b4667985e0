//! What happens to people meanwhile: browsers are killed, batteries run empty, networks fail.

use crate::{
    play::Play,
    tally::Tally,
    world::{Actor, World},
};
use keeper::protocol::{Open, Problem, SyncNow};
use proof::{router_net::Fault, simulation::profile};
use rand::{Rng, seq::SliceRandom};

impl Play {
    fn faults(&mut self) -> Vec<Option<Fault>> {
        if self.rng.gen_bool(0.35) {
            return Vec::new();
        }
        (0..8).map(|_| if self.rng.gen_bool(0.3) { Fault::ALL.choose(&mut self.rng).copied() } else { None }).collect()
    }

    pub async fn sync(&mut self, world: &mut World, cast: &[usize], tally: &mut Tally) -> Result<(), String> {
        for who in cast {
            let faults = self.faults();
            world.actors[*who].net.script(faults);
        }
        let told = |actor: &Actor, problem: Problem| format!("{}: a sync ended with {problem:?}", actor.name);
        match cast {
            [one, other] => {
                let (one, other) = (&world.actors[*one], &world.actors[*other]);
                let (first, second) = tokio::join!(one.ask(SyncNow {}), other.ask(SyncNow {}));
                first.map_err(|problem| told(one, problem))?;
                second.map_err(|problem| told(other, problem))?;
                tally.act("sync together", true);
            }
            several => {
                for who in several {
                    world.actors[*who].ask(SyncNow {}).await.map_err(|problem| told(&world.actors[*who], problem))?;
                    tally.act("sync", true);
                }
            }
        }
        for who in cast {
            world.actors[*who].net.script([]);
            // A rotation that was owed is written by whoever finds it so.
            world.actors[*who].fresh().await;
        }
        Ok(())
    }

    pub async fn kill(&mut self, world: &mut World, tally: &mut Tally, syncing: Option<u64>) -> Result<(), String> {
        let who = *self.cast.choose(&mut self.rng).unwrap();
        if let Some(commits) = syncing {
            let faults = self.faults();
            let actor = &mut world.actors[who];
            actor.net.script(faults);
            actor.device.store().crash_after(commits);
            let _ = actor.ask(SyncNow {}).await; // what it says dies with it
            tally.mishap("killed while syncing");
        }
        self.start_again(world, who, tally).await?;
        world.actors[who].fresh().await;
        Ok(())
    }

    async fn start_again(&mut self, world: &mut World, who: usize, tally: &mut Tally) -> Result<(), String> {
        let (power, forget) = (self.rng.gen_bool(0.4), self.rng.gen_bool(0.5));
        let actor = &mut world.actors[who];
        let store = actor.device.store();
        let store = if power { store.after_power_loss() } else { store.after_crash() };
        tally.mishap(if power { "power failed" } else { "browser killed" });
        actor.restart(store, forget).await
    }

    pub async fn kill_while_writing(&mut self, world: &mut World, tally: &mut Tally) -> Result<(), String> {
        let who = *self.cast.choose(&mut self.rng).unwrap();
        let (text, commits) = (self.text(), self.rng.gen_range(0..2));
        world.actors[who].device.store().crash_after(commits);
        let opened = world.actors[who].ask(Open { body: profile(&text).into() }).await;
        tally.mishap("killed while writing");
        self.start_again(world, who, tally).await?;
        let fresh = world.actors[who].fresh().await;
        match opened {
            Ok(_) if fresh != 2 => Err(format!("a client was opened, and after the crash {fresh} operations are there")),
            // The two belong together: one without the other is never found.
            _ if fresh % 2 != 0 => Err("half of what belongs together survived a crash".to_owned()),
            Ok(record) => {
                self.records.push(record);
                Ok(())
            }
            Err(_) => {
                let outbox = world.actors[who].kept(vault::Table::Outbox).await;
                self.records.extend(outbox.last().filter(|_| fresh > 0).map(|kept| kept.record));
                Ok(())
            }
        }
    }
}
