//! One sequence: what people do, and what happens to them meanwhile, all from one seed.

use crate::{
    steps::{STEPS, Step},
    tally::Tally,
    world::{MARKER, World},
};
use clinical::{Format, Kind, Modality, Note, ServiceTime, ServiceType, When, Zoned};
use keeper::protocol::{AdmitMember, Ask, ChartView, DocRow, LoadChart, Open, Problem, RemoveMember, Save, SaveDraft, SyncNow};
use proof::simulation::{PASSPHRASE, profile};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use record::{DocId, RecordId};

const HOUR: i64 = 60 * 60 * 1000;

/// What a sequence left behind.
pub struct Play {
    /// Who took part: places in [`World::actors`].
    pub cast: [usize; 3],
    pub records: Vec<RecordId>,
    /// Records that are interventions, and no charts.
    pub interventions: Vec<RecordId>,
    pub docs: Vec<(RecordId, DocId)>,
    pub rng: StdRng,
    seed: u64,
    texts: u64,
}

/// Plays the sequence of `seed`.
pub async fn play(world: &mut World, seed: u64, tally: &mut Tally) -> Result<Play, String> {
    let mut rng = StdRng::seed_from_u64(seed);
    let third = if rng.gen_bool(0.5) { 2 } else { 3 };
    let mut play =
        Play { cast: [0, 1, third], records: Vec::new(), interventions: Vec::new(), docs: Vec::new(), seed, rng, texts: 0 };
    for actor in &mut world.actors {
        actor.written.clear();
        actor.drafts.clear();
        actor.touched.clear();
        actor.counseling.clear();
        actor.letters.clear();
    }
    play.open(world, 0, tally).await?;
    for who in [1, third] {
        if world.actors[who].user != world.actors[0].user {
            let ask = AdmitMember { record: play.records[0], member: world.actors[who].user, passphrase: PASSPHRASE.to_owned() };
            play.write(world, 0, ask, "admit", 1, tally).await?;
        }
    }
    let first = play.begin(play.records[0]);
    play.sign(world, 0, (play.records[0], first), "sign", tally).await?;
    for who in play.cast {
        world.actors[who].ask(SyncNow {}).await.map_err(|problem| format!("the first sync: {problem:?}"))?;
    }
    for _ in 0..play.rng.gen_range(9..=18) {
        let step = STEPS.choose_weighted(&mut play.rng, |(_, weight)| *weight).unwrap().0;
        play.step(world, step, tally).await?;
    }
    Ok(play)
}

/// A note that can be signed: about a service of ten days ago, with `text` wherever there is room for words.
pub fn note(text: &str, now: record::Time) -> Note {
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    let zoned = |hours: i64| Zoned::new(now.plus(-hours * HOUR).to_utc(), "America/Chicago", -360).unwrap();
    note.when = When::Known(ServiceTime::new(zoned(240), zoned(239)).unwrap());
    note.modality = Some(Modality::InPerson);
    note.location = text.to_owned();
    note.late_reason = text.to_owned();
    for section in note.layout() {
        note.set_text(section.id, text);
    }
    note
}

impl Play {
    pub fn text(&mut self) -> String {
        self.texts += 1;
        self.last_text()
    }

    /// What was typed last.
    pub fn last_text(&self) -> String {
        format!("{MARKER} {} {}", self.seed, self.texts)
    }

    pub fn note(&mut self, clock: record::Time) -> (Note, String) {
        let text = self.text();
        (note(&text, clock), text)
    }

    /// One ask that writes. What it wrote is noted; an answer without anything written is a lie.
    pub async fn write<A: Ask>(
        &mut self,
        world: &mut World,
        who: usize,
        ask: A,
        what: &'static str,
        operations: usize,
        tally: &mut Tally,
    ) -> Result<Option<A::Reply>, String> {
        let actor = &mut world.actors[who];
        let answer = actor.ask(ask).await;
        let fresh = actor.fresh().await;
        tally.act(what, answer.is_ok());
        match answer {
            Ok(_) if fresh != operations => {
                Err(format!("{}: {what} was acknowledged, and {fresh} operations were written", actor.name))
            }
            Ok(reply) => Ok(Some(reply)),
            Err(Problem::Refused(_) | Problem::NotFound | Problem::RecordKeyOwed) => Ok(None),
            Err(problem) => Err(format!("{}: {what} ended with {problem:?}", actor.name)),
        }
    }

    async fn open(&mut self, world: &mut World, who: usize, tally: &mut Tally) -> Result<(), String> {
        let ask = Open { body: profile(&self.text()).into() };
        let opened = self.write(world, who, ask, "open", 2, tally).await?;
        self.records.extend(opened);
        Ok(())
    }

    /// Someone of the cast, and a chart they see.
    pub async fn chart(&mut self, world: &World) -> Result<(usize, Option<ChartView>), String> {
        let who = *self.cast.choose(&mut self.rng).unwrap();
        let record = *self.records.choose(&mut self.rng).unwrap();
        match world.actors[who].ask(LoadChart { record }).await {
            Ok(chart) => Ok((who, Some(chart))),
            Err(Problem::NotFound) => Ok((who, None)),
            Err(problem) => Err(format!("{}: a chart does not load: {problem:?}", world.actors[who].name)),
        }
    }

    /// One of the documents that fit, by the order in which they were begun.
    pub fn pick<'a>(&mut self, chart: &'a ChartView, fits: impl Fn(&DocRow) -> bool) -> Option<&'a DocRow> {
        let begun = |row: &DocRow| self.docs.iter().position(|(_, doc)| *doc == row.doc);
        let mut rows: Vec<&DocRow> = chart.rows.iter().filter(|row| begun(row).is_some() && fits(row)).collect();
        rows.sort_by_key(|row| begun(row));
        rows.choose(&mut self.rng).copied()
    }

    async fn step(&mut self, world: &mut World, step: Step, tally: &mut Tally) -> Result<(), String> {
        match step {
            Step::Open => {
                let who = *self.cast.choose(&mut self.rng).unwrap();
                self.open(world, who, tally).await
            }
            Step::Sync => {
                let who = *self.cast.choose(&mut self.rng).unwrap();
                self.sync(world, &[who], tally).await
            }
            Step::SyncTogether => {
                let cast: Vec<usize> = self.cast.choose_multiple(&mut self.rng, 2).copied().collect();
                self.sync(world, &cast, tally).await
            }
            Step::RestartServer => {
                world.restart_server();
                tally.mishap("server restarted");
                Ok(())
            }
            Step::TurnClock => {
                let who = *self.cast.choose(&mut self.rng).unwrap();
                world.actors[who].clock.turn(self.rng.gen_range(-72..=72) * HOUR);
                tally.mishap("clock turned");
                Ok(())
            }
            Step::Kill => self.kill(world, tally, None).await,
            Step::KillWhileSyncing => {
                let commits = self.rng.gen_range(0..6);
                self.kill(world, tally, Some(commits)).await
            }
            Step::KillWhileWriting => self.kill_while_writing(world, tally).await,
            Step::Admit | Step::Remove | Step::Profile | Step::Draft | Step::Sign => self.chart_step(world, step, tally).await,
            Step::Amend | Step::Retract => self.statement(world, step, tally).await,
            Step::CoSign | Step::Return | Step::Revise => self.review(world, step, tally).await,
            Step::Clinical(what) => self.clinical(world, what, tally).await,
            Step::Intervention => self.intervention(world, tally).await,
        }
    }

    async fn chart_step(&mut self, world: &mut World, step: Step, tally: &mut Tally) -> Result<(), String> {
        let (who, Some(chart)) = self.chart(world).await? else { return Ok(()) };
        let (record, user) = (chart.record, world.actors[who].user);
        match step {
            Step::Admit => {
                let others: Vec<_> = self.cast.iter().map(|one| world.actors[*one].user).filter(|one| *one != user).collect();
                let member = *others.choose(&mut self.rng).unwrap();
                self.write(world, who, AdmitMember { record, member, passphrase: PASSPHRASE.to_owned() }, "admit", 1, tally)
                    .await
                    .map(drop)
            }
            Step::Remove => {
                let team: Vec<_> = chart.team.iter().map(|row| row.user).collect();
                let Some(member) = team.choose(&mut self.rng).copied() else { return Ok(()) };
                let (what, operations) = if member == user { ("leave", 1) } else { ("remove", 1) };
                self.write(
                    world,
                    who,
                    RemoveMember { record, member, passphrase: PASSPHRASE.to_owned() },
                    what,
                    operations,
                    tally,
                )
                .await
                .map(drop)
            }
            Step::Profile => {
                let ask = Save::profile(record, chart.profile_version, profile(&self.text()));
                self.write(world, who, ask, "profile", 1, tally).await.map(drop)
            }
            Step::Draft => {
                let (note, text) = self.note(record::Time::from(chrono::Utc::now()));
                let mine =
                    self.pick(&chart, |row| row.draft && row.author == user && row.summary.kind == Kind::Note).map(|row| row.doc);
                let doc = mine.unwrap_or_else(|| self.begin(record));
                if self.write(world, who, SaveDraft { record, doc, body: note.into() }, "draft", 0, tally).await?.is_some() {
                    world.actors[who].drafts.insert((record, doc), text);
                }
                Ok(())
            }
            _ => {
                let mine =
                    self.pick(&chart, |row| row.draft && row.author == user && row.summary.kind == Kind::Note).map(|row| row.doc);
                let doc = mine.unwrap_or_else(|| self.begin(record));
                self.sign(world, who, (record, doc), "sign", tally).await
            }
        }
    }

    pub fn begin(&mut self, record: RecordId) -> DocId {
        let doc = DocId::from_u128(self.rng.r#gen());
        self.docs.push((record, doc));
        doc
    }
}
