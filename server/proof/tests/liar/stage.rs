//! Where a lie is told: a program, who hears it, and what they are told about it.

use crate::{
    team::shared,
    world::{Actor, World, played},
};
use keeper::protocol::{LoadChart, LoadOutbox, Problem, Save, SyncNow};
use proof::{
    liar::{Lie, Row, Story, lies},
    simulation::profile,
};
use record::RecordId;
use std::cell::RefCell;

pub struct Stage {
    pub world: World,
    told: RefCell<Vec<&'static str>>,
}

/// What a person is told: on every page, in the outbox, beside what they asked.
pub async fn hears(actor: &Actor) -> Vec<String> {
    let strip = match actor.ask(SyncNow {}).await {
        Ok(strip) => strip,
        Err(problem) => {
            let strip = actor.ask(keeper::protocol::StripStatus {}).await.unwrap();
            let stopped = strip.stopped.iter().map(|stopped| format!("stopped: {stopped:?}"));
            return [format!("refused: {problem:?}")].into_iter().chain(stopped).collect();
        }
    };
    let outbox = actor.ask(LoadOutbox {}).await.unwrap();
    let mut told: Vec<String> = strip.stopped.iter().map(|problem| format!("stopped: {problem:?}")).collect();
    for (said, words) in [
        (!strip.online, "offline"),
        (strip.ended, "ended"),
        (strip.signed_out, "signed out"),
        (strip.restored, "restored"),
        (strip.time_apart.is_some(), "time apart"),
        (strip.quarantined > 0, "could not be sent"),
        (strip.waiting > 0, "waiting to send"),
    ] {
        told.extend(said.then(|| words.to_owned()));
    }
    told.extend(outbox.doubted.into_iter().map(|row| row.reason));
    told
}

impl Stage {
    /// Sets the stage, plays, and sees that just these lies were told and nobody's words were ever on the wire.
    pub fn play(names: &'static [&'static str], play: impl AsyncFnOnce(&Self) + Send + 'static) {
        played(move || async move {
            let stage = Self { world: World::found().await.unwrap(), told: RefCell::default() };
            play(&stage).await;
            assert_eq!(*stage.told.borrow(), names, "each lie of this file, in its order");
            let typed = stage.world.witness.complaints().into_iter().filter(|words| words.contains("typed"));
            assert_eq!(typed.collect::<Vec<_>>(), Vec::<String>::new(), "no word of it was ever on the wire");
        });
    }

    /// A supervisor, who is told most lies.
    pub fn sam(&self) -> &Actor {
        &self.world.actors[1]
    }

    /// A counselor, who writes.
    pub fn cora(&self) -> &Actor {
        &self.world.actors[2]
    }

    /// A trainee.
    pub fn tess(&self) -> &Actor {
        &self.world.actors[0]
    }

    /// The row of a lie that is told now.
    pub fn row(&self, name: &'static str) -> &'static Row {
        self.told.borrow_mut().push(name);
        lies().find(|row| row.name == name).unwrap_or_else(|| panic!("no row is called {name}"))
    }

    /// A chart of Cora's that Sam has, and what Cora wrote in it since.
    pub async fn chart(&self, news: usize) -> RecordId {
        let record = shared(self.cora(), &[self.sam()]).await;
        self.news(record, news).await;
        record
    }

    /// Cora writes, and sends it.
    pub async fn news(&self, record: RecordId, count: usize) {
        for _ in 0..count {
            let base = self.cora().ask(LoadChart { record }).await.unwrap().profile_version;
            let ask = Save::profile(record, base, profile(&format!("Maplethorn {base}")));
            self.cora().ask(ask).await.unwrap();
        }
        assert_eq!(hears(self.cora()).await, Vec::<String>::new());
    }

    /// A record as the server honestly has it.
    pub async fn story(&self, record: RecordId) -> Story {
        Story::of(&*self.cora().net, record).await.unwrap()
    }

    /// Tells `lie` to `actor`, who is told of it; then the truth, which they believe.
    pub async fn tell(&self, name: &'static str, actor: &Actor, lie: Lie) {
        self.tell_for_good(name, actor, lie).await;
        self.world.site.tell_the_truth();
        let mut after = hears(actor).await;
        if !after.is_empty() {
            after = hears(actor).await;
        }
        assert_eq!(after, Vec::<String>::new(), "after “{name}” the truth is believed");
    }

    /// Tells `lie` to `actor`, who is told of it. What comes after is the play's to say.
    pub async fn tell_for_good(&self, name: &'static str, actor: &Actor, lie: Lie) {
        let row = self.row(name);
        self.world.site.lie(lie);
        let told = hears(actor).await;
        assert!(told.iter().any(|words| words.contains(row.told)), "“{name}” is told as “{}”, not {told:?}", row.told);
    }

    /// What a refused ask is told as.
    pub fn refused(&self, name: &'static str, problem: Option<Problem>) {
        let row = self.row(name);
        let told = problem.map_or_else(|| "nothing to tell".to_owned(), |problem| format!("refused: {problem:?}"));
        assert!(told.contains(row.told), "“{name}” is told as “{}”, not “{told}”", row.told);
        self.world.site.tell_the_truth();
    }
}
