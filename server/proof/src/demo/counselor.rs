//! A counselor's twelve weeks: opens the clients, writes the notes, and what runs through each chart.

mod year;

use super::{
    aftercare::{self, Stay},
    assess,
    calendar::{Calendar, Step, day},
    cast::{CAST, CLIENTS, Client},
    course::Held,
    desk::Worker,
    event,
    life::{LIVES, Life},
    measure, note, plan,
    script::{self, Act, After, Session},
};
use crate::ZONE;
use chrono::{DateTime, Utc};
use clinical::{
    Addendum, AuthorLine, Body, Retraction, ServiceType,
    diagnosis::{Condition, ConditionId},
    measure::Measure,
    plan::{Agreement, Plan, PlanSignature, Proof, SignerRole, Strokes},
};
use keeper::protocol::{AdmitMember, Begin, LoadThread, Open, Problem, Save, Say, Sign};
use record::{DocId, RecordId, Time, UserId};
use std::collections::BTreeMap;

/// A chart, as its counselor has it in mind.
#[derive(Default)]
struct Chart {
    record: Option<RecordId>,
    conditions: Vec<(ConditionId, Condition)>,
    held: Held,
    /// Notes of sessions by the week.
    notes: BTreeMap<u32, DocId>,
}

/// How a client answers the plan, where it is not by agreeing.
enum Answer {
    Agrees,
    WithCode,
    Disagrees,
    NotYet,
}

const fn answer(number: usize) -> Answer {
    match number {
        9 => Answer::WithCode,
        15 => Answer::Disagrees,
        19 => Answer::NotYet,
        _ => Answer::Agrees,
    }
}

impl Worker {
    /// Everything until now; gives how many operations were written.
    pub(super) async fn write(&self, supervisor: UserId, prescriber: UserId) -> Result<u64, Problem> {
        let now = Utc::now();
        let mut charts: BTreeMap<usize, Chart> = BTreeMap::new();
        let mut written = if self.place == year::COUNSELOR { self.year(now).await? } else { 0 };
        for (at, act) in script::acts(self.place, now) {
            self.stand(at);
            let client = act.client();
            let number = self.place * CLIENTS + client;
            let (Some(cast), Some(life)) = (CAST.get(number), LIVES.get(number)) else { continue };
            let chart = charts.entry(client).or_default();
            let it = Case { number, client: cast, life };
            written += match act {
                Act::Open { first, .. } => {
                    chart.record = Some(self.open(&it, first, supervisor, prescriber).await?);
                    2
                }
                Act::Sign(session) => self.sign(&it, &session, chart).await?,
                Act::Say { week, after, .. } => match (chart.record, chart.notes.get(&week)) {
                    (Some(record), Some(doc)) => self.say(record, *doc, after).await?,
                    (None, _) | (_, None) => 0,
                },
                Act::Assess { .. } => self.assess(&it, at, chart).await?,
                Act::Plan { .. } => self.first_plan(&it, at, chart).await?,
                Act::Look { step, .. } => self.look(&it, at, step, chart).await?,
                Act::Stay { stay, .. } => self.stay(&it, at, stay, chart).await?,
            };
        }
        Ok(written)
    }

    async fn open(
        &self,
        it: &Case<'_>,
        first: DateTime<Utc>,
        supervisor: UserId,
        prescriber: UserId,
    ) -> Result<RecordId, Problem> {
        let opened = first.with_timezone(&ZONE).date_naive();
        let medicine = !it.client.medicine.is_empty();
        let record = self.device.ask(Open { body: it.client.profile(it.number, opened).into() }).await?;
        // Someone of the team may diagnose.
        if self.person.trainee || it.number.is_multiple_of(2) || !(medicine || self.person.diagnoses) {
            self.device.ask(AdmitMember { record, member: supervisor, passphrase: self.passphrase() }).await?;
        }
        if medicine {
            self.device.ask(AdmitMember { record, member: prescriber, passphrase: self.passphrase() }).await?;
        }
        Ok(record)
    }

    async fn sign(&self, it: &Case<'_>, session: &Session, chart: &mut Chart) -> Result<u64, Problem> {
        let Some(record) = chart.record else { return Ok(0) };
        let mut note = note::compose(self.place, it.number, it.client, session);
        let doc = self.device.ask(Begin { record, body: note.clone().into() }).await?;
        if let Some((version, plan)) = &chart.held.plan {
            note.follow(*version);
            note.links = chart.held.course.links(it.number, it.client, it.life, plan, session.service);
        }
        self.device.ask(Sign { record, doc, body: note.into(), passphrase: self.passphrase() }).await?;
        // What is said later is about the session of the week, not the group.
        if session.service != ServiceType::Group {
            chart.notes.insert(session.week, doc);
            let on = session.start.with_timezone(&ZONE).date_naive();
            return Ok(1 + self.measured(record, measure::of_week(it.number, session.week, on)).await?);
        }
        Ok(1)
    }

    /// Signs filled-in instruments; gives how many.
    async fn measured(&self, record: RecordId, all: Vec<Measure>) -> Result<u64, Problem> {
        let mut written = 0;
        for measure in all {
            let body = Body::from(measure);
            let doc = self.device.ask(Begin { record, body: body.clone() }).await?;
            self.device.ask(Sign { record, doc, body, passphrase: self.passphrase() }).await?;
            written += 1;
        }
        Ok(written)
    }

    async fn say(&self, record: RecordId, doc: DocId, after: After) -> Result<u64, Problem> {
        let passphrase = self.passphrase();
        match after {
            After::Addendum(text, reason) => {
                let (text, reason) = (text.to_owned(), reason.to_owned());
                self.device.ask(Say::about(record, doc, Addendum { text, reason }, passphrase)).await?;
            }
            After::EnteredInError(reason) => {
                self.device.ask(Say::about(record, doc, Retraction { reason: reason.to_owned() }, passphrase)).await?;
            }
        }
        Ok(1)
    }

    /// Signs what a client who leaves and comes back brings with it.
    async fn stay(&self, it: &Case<'_>, at: Time, stay: Stay, chart: &Chart) -> Result<u64, Problem> {
        let Some(record) = chart.record else { return Ok(0) };
        let thread = self.device.ask(LoadThread { record }).await?;
        let body = aftercare::body(stay, it.client, &thread, at);
        let doc = self.device.ask(Begin { record, body: body.clone() }).await?;
        self.device.ask(Sign { record, doc, body, passphrase: self.passphrase() }).await?;
        Ok(1)
    }

    fn line(&self) -> AuthorLine {
        AuthorLine { name: self.person.name.to_owned(), credential: self.person.credential.to_owned() }
    }

    /// The assessment, and the diagnoses it leads to: confirmed by whoever may, provisional otherwise.
    async fn assess(&self, it: &Case<'_>, at: Time, chart: &mut Chart) -> Result<u64, Problem> {
        let Some(record) = chart.record else { return Ok(0) };
        let body = Body::from(assess::assessment(it.number, it.client, it.life, &self.line(), at));
        let doc = self.device.ask(Begin { record, body: body.clone() }).await?;
        self.device.ask(Sign { record, doc, body, passphrase: self.passphrase() }).await?;
        let mut written = 1 + self.measured(record, measure::on_paper(it.number, at)).await?;
        for condition in assess::conditions(it.client, it.life, &self.line(), at) {
            self.stand(at.plus(60_000 * (8 + 6 * i64::try_from(written).unwrap_or(0))));
            let held =
                if self.person.diagnoses { assess::confirmed(it.client, &condition, &self.line(), at, "") } else { condition };
            let id = self.device.ask(Save::signed(record, None, 0, held.clone(), self.passphrase())).await?.doc;
            chart.conditions.push((id, held));
            written += 1;
        }
        Ok(written)
    }

    async fn first_plan(&self, it: &Case<'_>, at: Time, chart: &mut Chart) -> Result<u64, Problem> {
        let plan = plan::first(it.number, it.client, it.life, &self.line(), at, &chart.conditions);
        let plan = plan.map_err(|_| Problem::Damaged)?;
        self.version(it, at, plan, answer(it.number), chart).await
    }

    /// Signs a version and takes down the client's signature under it.
    async fn version(&self, it: &Case<'_>, at: Time, plan: Plan, answer: Answer, chart: &mut Chart) -> Result<u64, Problem> {
        let Some(record) = chart.record else { return Ok(0) };
        let body = Body::from(plan);
        let doc = self.device.ask(Begin { record, body: body.clone() }).await?;
        self.device.ask(Sign { record, doc, body, passphrase: self.passphrase() }).await?;
        let view = self.device.ask(LoadThread { record }).await?;
        let signed = view.plan(doc).ok_or(Problem::NotFound)?;
        chart.held.plan = Some((doc, signed.plan.clone()));
        let Some((signature, code)) = signature(it, at, answer, signed.shown.clone()) else { return Ok(1) };
        self.stand(at.plus(9 * 60_000));
        self.device.ask(Say { code, ..Say::about(record, doc, signature, self.passphrase()) }).await?;
        Ok(2)
    }

    /// A later look at the plan.
    async fn look(&self, it: &Case<'_>, at: Time, step: Step, chart: &mut Chart) -> Result<u64, Problem> {
        let (Some(record), Some((doc, before))) = (chart.record, chart.held.plan.clone()) else { return Ok(0) };
        let next = || plan::second(it.number, it.client, doc, &before, at).map_err(|_| Problem::Damaged);
        match step {
            Step::Revised if it.number == event::RETURNED => {
                let thread = self.device.ask(LoadThread { record }).await?;
                let mut known = event::event(it.client, it.life, at);
                known.last_use_before = thread.sobriety().and_then(|free_since| free_since.pred_opt());
                known.earlier = thread.earlier_course(known.start);
                known.decision.suggestion = known.suggestion(day(at));
                known.decision.level.clone_from(&before.level);
                known.decision.reason =
                    "Told within two days and stopped the same evening; contact twice a week gives more than a new place."
                        .to_owned();
                let body = Body::from(known.clone());
                let happened = self.device.ask(Begin { record, body: body.clone() }).await?;
                self.device.ask(Sign { record, doc: happened, body, passphrase: self.passphrase() }).await?;
                let at = at.plus(40 * 60_000);
                self.stand(at);
                let plan = event::answered(it.client, happened, &known, &before, next()?, at);
                Ok(1 + self.version(it, at, plan, answer(it.number), chart).await?)
            }
            Step::Revised => self.version(it, at, next()?, answer(it.number), chart).await,
            Step::Returned => {
                let body = Body::from(next()?);
                let doc = self.device.ask(Begin { record, body: body.clone() }).await?;
                self.device.ask(Sign { record, doc, body, passphrase: self.passphrase() }).await?;
                Ok(1)
            }
            Step::Reviewed => {
                let mut review = plan::review(it.number, it.client, at);
                if let Some(event) = plan::happened(it.number, at) {
                    self.device.ask(Say::about(record, doc, event, self.passphrase())).await?;
                    self.stand(at.plus(40 * 60_000));
                    review.reason =
                        "We talked through what happened; the steps still fit, and who stands by was gone over.".to_owned();
                }
                let shown = self.device.ask(LoadThread { record }).await?.plan(doc).ok_or(Problem::NotFound)?.shown.clone();
                self.device.ask(Say { shown: Some(shown), ..Say::about(record, doc, review, self.passphrase()) }).await?;
                Ok(1)
            }
        }
    }
}

/// Whose chart it is.
struct Case<'a> {
    number: usize,
    client: &'a Client,
    life: &'a Life,
}

fn signature(it: &Case<'_>, at: Time, answer: Answer, shown: String) -> Option<(PlanSignature, Option<String>)> {
    let (answer, proof, code, words) = match answer {
        Answer::NotYet => return None,
        Answer::Agrees => (
            Agreement::Agrees,
            strokes(it.number),
            None,
            ["", "", "This is mine, I can say it by heart.", "Fine by me."].get(it.number % 4),
        ),
        Answer::WithCode => (Agreement::Agrees, Proof::None, Some("ferry 4711".to_owned()), None),
        Answer::Disagrees => {
            let reason =
                "The staff drinks are the job, he says; he wants evenings to be his own affair and leaves that step out.";
            (
                Agreement::Disagrees { reason: reason.to_owned(), appeal_told: true },
                strokes(it.number),
                None,
                Some(&"I will do the rest."),
            )
        }
    };
    let signature = PlanSignature {
        role: SignerRole::Client,
        name: format!("{} {}", it.client.first(), it.client.family),
        answer,
        words: words.map(|words| (*words).to_owned()).unwrap_or_default(),
        on: Some(day(at)),
        proof,
        shown,
        ..PlanSignature::default()
    };
    Some((signature, code))
}

/// Something like a name, drawn on glass.
fn strokes(number: usize) -> Proof {
    let mut path = "M12,60".to_owned();
    for step in 1..26_usize {
        let (x, y) = (12 + 9 * step + script::dice(number, step, 5), 28 + script::dice(number + 3, step, 44));
        let pen = if step % (7 + number % 5) == 0 { 'M' } else { 'L' };
        path.push_str(&format!(" {pen}{x},{y}"));
    }
    Strokes::new(path).map_or(Proof::None, Proof::Strokes)
}

/// What of a calendar is an act of the counselor.
pub(super) fn acts_of(number: usize, client: usize, now: DateTime<Utc>) -> Vec<(Time, Act)> {
    let Some(calendar) = Calendar::of(number, now) else { return Vec::new() };
    let assess = calendar.assessed().map(|at| (at, Act::Assess { client }));
    let plan = calendar.planned().map(|at| (at, Act::Plan { client }));
    let looks = calendar.steps().into_iter().map(|(at, step)| (at, Act::Look { client, step }));
    let stays = calendar.stays().into_iter().map(|(at, stay)| (at, Act::Stay { client, stay }));
    assess.into_iter().chain(plan).chain(looks).chain(stays).collect()
}
