//! Two versions of the plan, signed where nobody had heard of the other: everybody sees both, until a supervisor signs their join.

use crate::{
    chart::{next_version, pass, thread},
    made,
    play::Play,
    tally::Tally,
    world::World,
};
use clinical::plan::{Head, Plan, Side, SignerRole, Signing, merge};
use keeper::protocol::{LoadThread, PlanView, Say, ThreadView};
use proof::simulation::Chain;
use rand::seq::SliceRandom;
use record::{DocId, RecordId};
use std::collections::BTreeMap;

/// Whoever joins versions for good: a place in [`World::actors`].
const SUPERVISOR: usize = 1;

impl Play {
    /// Two of the cast revise one version, each without hearing of the other.
    pub async fn fork(&mut self, world: &mut World, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        let pair: Vec<usize> = self.cast.choose_multiple(&mut self.rng, 2).copied().collect();
        let mut signed = 0;
        for who in &pair {
            // Whoever has no plan there yet fetches first, so that both have one to revise more often.
            let ask = LoadThread { record };
            let Ok(view) = world.actors[*who].ask(ask).await else { continue };
            if view.in_force().is_none() && !view.standing().is_fork() {
                self.sync(world, &[*who], tally).await?;
            }
            let Ok(view) = world.actors[*who].ask(LoadThread { record }).await else { continue };
            let text = self.text();
            let Some(version) = next_version(text, &view) else { continue };
            signed += usize::from(self.sign_new(world, *who, record, version, "plan", tally).await?.is_some());
        }
        if signed == pair.len() {
            tally.act("plan apart", true);
        }
        Ok(())
    }

    /// Joins two versions; where that is no supervisor's work, the supervisor signs under it as soon as they have it.
    pub async fn join(&mut self, world: &mut World, who: usize, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        let mut view = thread(&world.actors[who], record).await?;
        if !view.standing().is_fork() {
            self.fork(world, record, tally).await?;
            // Last whoever joins: by then the others have sent theirs.
            for one in self.cast.into_iter().chain([who]) {
                self.sync(world, &[one], tally).await?;
            }
            let Ok(later) = world.actors[who].ask(LoadThread { record }).await else { return Ok(()) };
            view = later;
        }
        let text = self.text();
        if let Some(joined) = joined(&text, &view) {
            self.sign_new(world, who, record, joined, "join", tally).await?;
        }
        if who != SUPERVISOR {
            self.sync(world, &[who], tally).await?;
            self.sync(world, &[SUPERVISOR], tally).await?;
        }
        let Ok(view) = world.actors[SUPERVISOR].ask(LoadThread { record }).await else { return Ok(()) };
        let written = |version: &PlanView| version.plan.head.date <= Some(view.today);
        let waits = |one: &&PlanView| one.version().joins() && one.signing == Signing::Author && written(one);
        let Some(version) = view.plans.iter().find(waits) else { return Ok(()) };
        let mut signature = made::signature(SignerRole::Supervisor, &version.shown, view.today);
        signature.words = self.text();
        let said = Say::about(record, version.signed.doc, signature, pass());
        self.write(world, SUPERVISOR, said, "supervisor signs", 1, tally).await.map(drop)
    }

    /// The supervisor ends every fork they see. Answers which version should be in force where one was ended.
    pub async fn end_forks(
        &mut self,
        world: &mut World,
        chains: &BTreeMap<RecordId, Chain>,
        tally: &mut Tally,
    ) -> Result<BTreeMap<RecordId, DocId>, String> {
        let mut ended = BTreeMap::new();
        for (record, chain) in chains {
            let user = world.actors[SUPERVISOR].user;
            if !self.records.contains(record) || !chain.head.team.contains(&user) {
                continue;
            }
            // Each join takes two of the versions away and brings one.
            for _ in 0..8 {
                let view = thread(&world.actors[SUPERVISOR], *record).await?;
                let text = self.text();
                let Some(joined) = joined(&text, &view) else { break };
                let signed = self.sign_new(world, SUPERVISOR, *record, joined, "join", tally).await?;
                let doc = signed.ok_or("the supervisor may not sign the join of two versions")?;
                ended.insert(*record, doc);
            }
        }
        Ok(ended)
    }
}

/// The first two of the versions that stand side by side as one, with every open line from a side that was drawn by its words;
/// `None` where there is nothing to join.
fn joined(text: &str, view: &ThreadView) -> Option<Plan> {
    let standing = view.standing();
    let [left, right, ..] = standing.heads() else { return None };
    let (left, right) = (view.plan(*left)?, view.plan(*right)?);
    let base = standing.common_base(left.signed.doc, right.signed.doc).and_then(|base| view.plan(base));
    let base = base.map(|base| base.plan.clone()).unwrap_or_default();
    let merge = merge(&base, &left.plan, &right.plan).ok()?;
    let side = if text.len().is_multiple_of(2) { Side::Left } else { Side::Right };
    let choices: BTreeMap<_, Side> = merge.open().iter().map(|line| (line.clone(), side)).collect();
    let why = merge.open().iter().map(|line| (line.clone(), text.to_owned())).collect();
    let head = Head {
        bases: vec![left.signed.doc, right.signed.doc],
        date: Some(view.today),
        occasion: text.to_owned(),
        reasons: merge.reasons(&choices, &why, [&left.plan.head, &right.plan.head]),
        ..Head::default()
    };
    merge.choose(&choices, &head).ok()
}
