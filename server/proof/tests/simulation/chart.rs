//! What a chart is made of besides its profile and notes, each written by whoever of the cast may, with the sequence's words in it.

use crate::{
    episodes, made,
    play::Play,
    steps::Clinical,
    tally::Tally,
    world::{Actor, World},
};
use chrono::{Days, NaiveDate};
use clinical::{
    Body, Edition, Kind, LevelOfCare,
    diagnosis::Condition,
    measure::{Answer, Language, Measure, instrument_called},
    plan::{EventKind, PlanEvent, PlanReview, SignerRole},
    return_to_use::{CorrectionKind, LevelDecision, ReturnToUse, ReturnToUseCorrection},
};
use keeper::protocol::{LoadThread, Save, SaveDraft, Say, Sign, ThreadView};
use proof::simulation::PASSPHRASE;
use rand::{Rng, seq::SliceRandom};
use record::{DocId, RecordId};

/// Diagnoses that may stand beside each other.
const CODES: [&str; 4] = ["F41.1", "F32.1", "F43.10", "G47.00"];

pub fn pass() -> String {
    PASSPHRASE.to_owned()
}

/// A chart as someone sees it who has it.
pub async fn thread(actor: &Actor, record: RecordId) -> Result<ThreadView, String> {
    let view = actor.ask(LoadThread { record }).await;
    view.map_err(|problem| format!("{}: what runs through a chart does not load: {problem:?}", actor.name))
}

impl Play {
    pub async fn clinical(&mut self, world: &mut World, what: Clinical, tally: &mut Tally) -> Result<(), String> {
        let (who, Some(chart)) = self.chart(world).await? else { return Ok(()) };
        let record = chart.record;
        match what {
            Clinical::Fork => return self.fork(world, record, tally).await,
            Clinical::Join => return self.join(world, who, record, tally).await,
            Clinical::Private => return self.private(world, who, record, tally).await,
            Clinical::Diagnosis => return self.diagnose(world, who, record, tally).await,
            Clinical::UnderPlan => return self.under_plan(world, who, record, tally).await,
            Clinical::LaterAccount => return self.later_account(world, who, record, tally).await,
            Clinical::AnsweredRevision => return self.answered_revision(world, who, record, tally).await,
            Clinical::Episode => return self.episode(world, who, record, tally).await,
            Clinical::Assessment | Clinical::Plan | Clinical::Measure | Clinical::ReturnToUse => {}
        }
        let view = thread(&world.actors[who], record).await?;
        let text = self.text();
        let (body, what): (Option<Body>, _) = match what {
            Clinical::Assessment => {
                let mut assessment = made::assessment(view.today);
                assessment.reason = text;
                (Some(assessment.into()), "assess")
            }
            Clinical::Measure => (Some(measure(text, view.today).into()), "measure"),
            Clinical::ReturnToUse => (Some(return_to_use(text, &view).into()), "return to use"),
            _ => (next_version(text, &view).map(Into::into), "plan"),
        };
        let Some(body) = body else { return Ok(()) };
        self.sign_new(world, who, record, body, what, tally).await.map(drop)
    }

    /// Begins a document and signs it; answers which it is, once it is signed.
    pub async fn sign_new(
        &mut self,
        world: &mut World,
        who: usize,
        record: RecordId,
        body: impl Into<Body>,
        what: &'static str,
        tally: &mut Tally,
    ) -> Result<Option<DocId>, String> {
        let (body, doc, text) = (body.into(), self.begin(record), self.last_text());
        let draft = SaveDraft { record, doc, body: body.clone() };
        if self.write(world, who, draft, "begin", 0, tally).await?.is_none() {
            return Ok(None);
        }
        world.actors[who].drafts.insert((record, doc), text);
        let signed = self.sign_body(world, who, (record, doc), body, what, tally).await?;
        Ok(signed.then_some(doc))
    }

    pub async fn sign_body(
        &mut self,
        world: &mut World,
        who: usize,
        place: (RecordId, DocId),
        body: Body,
        what: &'static str,
        tally: &mut Tally,
    ) -> Result<bool, String> {
        let ask = Sign { record: place.0, doc: place.1, body, passphrase: pass() };
        let signed = self.write(world, who, ask, what, 1, tally).await?.is_some();
        if signed {
            world.actors[who].drafts.remove(&place);
        }
        Ok(signed)
    }

    /// What its author makes of a document that came back; `None` where their device does not have it.
    pub async fn rewritten(&mut self, actor: &Actor, place: (RecordId, DocId), kind: Kind) -> Result<Option<Body>, String> {
        let text = self.text();
        if kind == Kind::Note {
            return Ok(Some(crate::play::note(&text, record::Time::from(chrono::Utc::now())).into()));
        }
        let view = thread(actor, place.0).await?;
        if let Some(plan) = view.plan(place.1) {
            let mut plan = plan.plan.clone();
            plan.problems[0].statement = text;
            return Ok(Some(plan.into()));
        }
        if let Some(found) = view.assessments.iter().find(|one| one.signed.doc == place.1) {
            return Ok(Some(clinical::assessment::Assessment { reason: text, ..found.content.clone() }.into()));
        }
        if let Some(event) = view.return_to_use(place.1) {
            let period = episodes::period(&view, &event.event);
            return Ok(Some(ReturnToUse { period, helped_stop: text, ..event.event.clone() }.into()));
        }
        if let Some(body) = episodes::rewritten(&text, &view, place.1) {
            return Ok(Some(body));
        }
        let measured = view.of::<Measure>().find(|(signed, _)| signed.doc == place.1);
        Ok(measured.map(|(_, measure)| Measure { remarks: text, ..measure.clone() }.into()))
    }

    /// A diagnosis, or the next version of one.
    async fn diagnose(&mut self, world: &mut World, who: usize, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        let view = thread(&world.actors[who], record).await?;
        let text = self.text();
        // Two devices may have written the same diagnosis apart: neither is changed before one of them is ended.
        let code = |condition: &Condition| condition.code(view.today);
        let alone = |condition: &Condition| view.current().filter(|(_, other)| code(other) == code(condition)).count() == 1;
        let known = view.conditions.iter().filter_map(|known| Some((known.doc, known.last()?)));
        let known: Vec<_> = known.filter(|(_, last)| alone(&last.condition)).collect();
        let known = known.choose(&mut self.rng).copied().filter(|_| self.rng.gen_bool(0.6));
        let ask = if let Some((doc, last)) = known {
            let condition = Condition { reason: text.clone(), evidence: text, ..last.condition.clone() };
            Save::signed(record, Some(doc), last.version, condition, pass())
        } else {
            let taken = |wanted: &str| view.current().any(|(_, other)| code(other).as_deref() == Some(wanted));
            let Some(free) = CODES.into_iter().find(|one| !taken(one)) else { return Ok(()) };
            let condition = Condition { evidence: text, ..made::condition(free, view.today) };
            Save::signed(record, Some(self.begin(record)), 0, condition, pass())
        };
        self.write(world, who, ask, "diagnose", 1, tally).await.map(drop)
    }

    /// What is said under the version in force: the client signs, nothing changes, or something happened.
    async fn under_plan(&mut self, world: &mut World, who: usize, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        let mut view = thread(&world.actors[who], record).await?;
        let text = self.text();
        if let Some(first) = next_version(text, &view).filter(|_| view.in_force().is_none()) {
            self.sign_new(world, who, record, first, "plan", tally).await?;
            view = thread(&world.actors[who], record).await?;
        }
        let text = self.text();
        // Whose clock was turned back finds a plan that was not written yet, and is told so.
        let Some(version) = view.in_force().filter(|version| version.plan.head.date <= Some(view.today)) else { return Ok(()) };
        let doc = version.signed.doc;
        // After a discharge nothing more happens under the plan.
        let kinds = if view.episodes.ended().is_some_and(|ended| ended < view.today) { 2 } else { 3 };
        let ask = match self.rng.gen_range(0..kinds) {
            0 => {
                let mut signature = made::signature(SignerRole::Client, &version.shown, view.today);
                signature.words = text;
                (Say::about(record, doc, signature, pass()), "client signs")
            }
            1 => {
                let (on, next_review) = (Some(view.today), Some(view.today + Days::new(30)));
                let review = PlanReview { on, next_review, reason: text, ..PlanReview::default() };
                let said = Say::about(record, doc, review, pass());
                (Say { shown: Some(version.shown.clone()), ..said }, "review plan")
            }
            _ => {
                let event = PlanEvent { kind: EventKind::LossOfJob, on: Some(view.today), words: text };
                (Say::about(record, doc, event, pass()), "report event")
            }
        };
        self.write(world, who, ask.0, ask.1, 1, tally).await.map(drop)
    }

    /// A return to use under a plan in force, where nothing is owed yet, and the revision that it asks for.
    async fn answered_revision(
        &mut self,
        world: &mut World,
        who: usize,
        record: RecordId,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let mut view = thread(&world.actors[who], record).await?;
        let text = self.text();
        if let Some(first) = next_version(text, &view).filter(|_| view.in_force().is_none()) {
            self.sign_new(world, who, record, first, "plan", tally).await?;
            view = thread(&world.actors[who], record).await?;
        }
        let text = self.text();
        if view.owed_revisions().is_empty() {
            self.sign_new(world, who, record, return_to_use(text, &view), "return to use", tally).await?;
            view = thread(&world.actors[who], record).await?;
        }
        let text = self.text();
        let Some(body) = answer(text, &view) else { return Ok(()) };
        self.sign_new(world, who, record, body, "answer a return to use", tally).await.map(drop)
    }

    async fn later_account(&mut self, world: &mut World, who: usize, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        let mut view = thread(&world.actors[who], record).await?;
        let text = self.text();
        if view.signed_returns().next().is_none() {
            self.sign_new(world, who, record, return_to_use(text, &view), "return to use", tally).await?;
            view = thread(&world.actors[who], record).await?;
        }
        let text = self.text();
        let Some(event) = view.signed_returns().collect::<Vec<_>>().choose(&mut self.rng).map(|one| one.signed.doc) else {
            return Ok(());
        };
        let kind = *[CorrectionKind::LearnedLater, CorrectionKind::OtherAccount].choose(&mut self.rng).unwrap();
        let said = ReturnToUseCorrection { kind, told_by: "Her mother".to_owned(), text, ..ReturnToUseCorrection::default() };
        self.write(world, who, Say::about(record, event, said, pass()), "later account", 1, tally).await.map(drop)
    }
}

/// The first version of the plan, or a revision of the one in force; `None` while several versions stand side by side.
pub fn next_version(text: String, view: &ThreadView) -> Option<clinical::plan::Plan> {
    if let Some(version) = view.in_force() {
        return Some(made::revision(version.signed.doc, &version.plan, view.today, |problem| problem.statement = text));
    }
    let mut first = made::plan(view.today, &[]);
    first.problems[0].statement = text;
    view.standing().heads().is_empty().then_some(first)
}

/// The two questions of the PHQ-2, answered below its cut.
fn measure(text: String, today: NaiveDate) -> Measure {
    let instrument = instrument_called("phq-2").unwrap();
    let mut measure = Measure::new(instrument, Language::En, today);
    for item in &instrument.items {
        measure.response.answers.insert(item.id.clone(), Answer::Choice(1));
    }
    measure.remarks = text;
    measure
}

/// One evening, told today.
fn return_to_use(text: String, view: &ThreadView) -> ReturnToUse {
    let mut event = ReturnToUse {
        found_on: Some(view.today),
        start: Some(view.today),
        end: Some(view.today),
        stopped: true,
        use_days: Some(1),
        helped_stop: text,
        did_not_help: "Waiting.".to_owned(),
        ..ReturnToUse::default()
    };
    event.period = episodes::period(view, &event);
    event.earlier = view.earlier_course(event.start);
    let level = view.in_force().and_then(|version| version.plan.level.clone());
    let level = level.or_else(|| LevelOfCare::find(Edition::Fourth, "1.5"));
    let suggestion = event.suggestion(view.today);
    event.decision = LevelDecision { level, reason: "It holds.".to_owned(), suggestion };
    event
}

/// The revision that a return to use asks for and that nobody has signed; `None` where nothing asks.
fn answer(text: String, view: &ThreadView) -> Option<Body> {
    let event = view.owed_revisions().first()?.event;
    let base = view.in_force()?;
    let mut plan = view.revision_after(event)?;
    plan.problems[0].statement = text;
    Some(made::answered(plan, &base.plan, view.today).into())
}
