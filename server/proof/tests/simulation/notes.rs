//! Notes, and what is said about a signed document of any kind.

use crate::{play::Play, steps::Step, tally::Tally, world::World};
use clinical::{Addendum, Attestation, Kind, Retraction, ReviewComment};
use keeper::protocol::{DocRow, LoadChart, Say};
use proof::simulation::PASSPHRASE;
use rand::{Rng, seq::SliceRandom};
use record::{DocId, RecordId, Review};

fn stands(row: &DocRow, wanted: &[Review]) -> bool {
    row.status.review().is_some_and(|review| wanted.contains(&review))
}

impl Play {
    pub async fn sign(
        &mut self,
        world: &mut World,
        who: usize,
        place: (RecordId, DocId),
        what: &'static str,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let (note, _) = self.note(record::Time::from(chrono::Utc::now()));
        self.sign_body(world, who, place, note.into(), what, tally).await.map(drop)
    }

    /// An addendum or a retraction, by the author.
    pub async fn statement(&mut self, world: &mut World, step: Step, tally: &mut Tally) -> Result<(), String> {
        let (who, Some(chart)) = self.chart(world).await? else { return Ok(()) };
        let (record, user, passphrase) = (chart.record, world.actors[who].user, PASSPHRASE.to_owned());
        let signed = [Review::NotOwed, Review::Owed, Review::Returned, Review::Attested];
        let found = self.pick(&chart, |row| row.author == user && stands(row, &signed));
        let Some(doc) = found.map(|row| row.doc) else { return Ok(()) };
        let text = self.text();
        if matches!(step, Step::Amend) {
            let ask = Say::about(record, doc, Addendum { reason: text.clone(), text }, passphrase);
            self.write(world, who, ask, "amend", 1, tally).await.map(drop)
        } else {
            self.write(world, who, Say::about(record, doc, Retraction { reason: text }, passphrase), "retract", 1, tally)
                .await
                .map(drop)
        }
    }

    /// The supervisor attests or returns, or the author revises what was returned. Whoever finds nothing to do syncs and
    /// looks once more.
    pub async fn review(&mut self, world: &mut World, step: Step, tally: &mut Tally) -> Result<(), String> {
        let authors: Vec<usize> = self.cast.into_iter().filter(|one| world.actors[*one].user == world.actors[0].user).collect();
        let who = if matches!(step, Step::Revise) { *authors.choose(&mut self.rng).unwrap() } else { 1 };
        let (record, user) = (self.records[0], world.actors[who].user);
        for attempt in 0..2 {
            let Ok(chart) = world.actors[who].ask(LoadChart { record }).await else { return Ok(()) };
            let found = match step {
                Step::Revise => self.pick(&chart, |row| row.author == user && stands(row, &[Review::Returned])),
                _ => self.pick(&chart, |row| row.author != user && stands(row, &[Review::Owed])),
            };
            if let Some((doc, kind)) = found.map(|row| (row.doc, row.summary.kind)) {
                self.judge(world, who, (record, doc), kind, step, tally).await?;
                return if self.rng.gen_bool(0.5) { self.sync(world, &[who], tally).await } else { Ok(()) };
            }
            if attempt == 0 {
                self.sync(world, &[who], tally).await?;
            }
        }
        Ok(())
    }

    async fn judge(
        &mut self,
        world: &mut World,
        who: usize,
        place: (RecordId, DocId),
        kind: Kind,
        step: Step,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let ((record, doc), passphrase) = (place, PASSPHRASE.to_owned());
        match step {
            Step::CoSign => self
                .write(world, who, Say::about(record, doc, Attestation::default(), passphrase), "co-sign", 1, tally)
                .await
                .map(drop),
            Step::Return => {
                let comment = self.text();
                self.write(
                    world,
                    who,
                    Say::about(record, doc, ReviewComment { comment, ..ReviewComment::default() }, passphrase),
                    "return",
                    1,
                    tally,
                )
                .await
                .map(drop)
            }
            _ => match self.rewritten(&world.actors[who], place, kind).await? {
                Some(body) => self.sign_body(world, who, place, body, "revise", tally).await.map(drop),
                None => Ok(()),
            },
        }
    }
}
