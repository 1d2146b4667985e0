//! Writing along the through-line: assessments, diagnoses, the plan and what is signed under it.

use crate::{
    Keeper, Transport, Zone,
    findings::blocked,
    protocol::{PlanView, Problem, ReviewPlan, SaveCondition, SignDocument, SignPlan, TellEvent, ThreadView},
    unlocked::author_line,
};
use clinical::{
    Body, Kind, Kinded,
    assessment::Assessment,
    chart::{code_proof, shown},
    diagnosis::{Around, Condition},
    plan::{Plan, Proof, SignerRole, Status},
};
use record::{DocId, Event, Refusal, Role};
use vault::{Clock, Store};

/// The fewest characters of a client's code.
const CODE_MIN: usize = 4;

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn save_condition(&self, ask: SaveCondition) -> Result<ThreadView, Problem> {
        let me = self.me()?;
        let thread = self.thread(ask.record).await?;
        let book = self.book(&me, ask.record).await?;
        let before = thread.conditions.iter().find(|view| Some(view.doc) == ask.doc).and_then(|view| view.last());
        // A new one may have been kept as a draft under its id; what has an id otherwise is another document.
        if before.is_none() && ask.doc.is_some_and(|doc| book.docs.contains_key(&doc)) {
            return Err(Problem::NotFound);
        }
        if before.map_or(0, |before| before.version) != ask.base {
            return Err(Problem::Refused(Refusal::Stale));
        }
        let others: Vec<&Condition> =
            thread.current().filter(|(doc, _)| Some(*doc) != ask.doc).map(|(_, condition)| condition).collect();
        let around = Around {
            today: thread.today,
            birth_date: thread.birth_date,
            others: &others,
            before: before.map(|before| &before.condition),
        };
        blocked(ask.condition.check(&around))?;
        let doc = ask.doc.unwrap_or_else(crypto::rng::make_doc_id);
        self.write_entry(&me, &book, doc, Event::Save, &Body::from(ask.condition), Some(doc)).await?;
        self.thread(ask.record).await
    }

    pub(crate) async fn sign_document(&self, ask: SignDocument) -> Result<ThreadView, Problem> {
        let me = self.me()?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let thread = self.thread(ask.record).await?;
        let mut body = ask.body;
        if let Some(assessment) = Assessment::of(&body) {
            blocked(assessment.check_for(thread.today, thread.birth_date))?;
        } else if let Some(plan) = Plan::of(&body) {
            thread.plan(ask.doc).ok_or(Problem::NotFound)?; // the thread is looked at in a version that was begun
            blocked(thread.check_plan(ask.doc, plan))?;
        } else {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        body.signed_by(author_line(&certificate));
        self.ask_again(&me, &ask.passphrase)?;
        let book = self.book(&me, ask.record).await?;
        let event = Kind::signing((&certificate).into());
        self.write_entry(&me, &book, ask.doc, event, &body, Some(ask.doc)).await?;
        self.thread(ask.record).await
    }

    pub(crate) async fn sign_plan(&self, ask: SignPlan) -> Result<ThreadView, Problem> {
        let thread = self.thread(ask.record).await?;
        let view = thread.plan(ask.doc).ok_or(Problem::NotFound)?;
        let mut signature = ask.signature;
        if signature.shown != view.shown || view.shown != shown(&view.plan) || view.signed.is_draft() {
            return Err(Problem::field(
                "signature-shown",
                "The plan changed since it was shown. Read it again together and sign then.",
            ));
        }
        match signature.role {
            SignerRole::Client | SignerRole::Guardian => {}
            SignerRole::Supervisor if thread.role == Role::Supervisor => signature.proof = Proof::Key,
            SignerRole::Prescriber if thread.role == Role::Prescriber => signature.proof = Proof::Key,
            SignerRole::Supervisor | SignerRole::Prescriber => return Err(Problem::Refused(Refusal::NotAllowed)),
        }
        if signature.proof == Proof::Key {
            signature.name = thread.my_line.name.clone();
            signature.credential = thread.my_line.credential.clone();
        }
        if let Some(code) = ask.code {
            let code = code.trim();
            if code.chars().count() < CODE_MIN {
                return Err(Problem::field("signature-proof", "A code has at least four characters."));
            }
            signature.proof = Proof::Code(code_proof(&view.shown, code));
        }
        let superseded = thread.standing().status(ask.doc) == Some(Status::Superseded);
        if superseded || signature.on < view.plan.head.date {
            let sentence = if superseded {
                "A newer version has taken the place of this one. Read that one together and sign it."
            } else {
                "The plan was not written yet on that day."
            };
            return Err(Problem::field(if superseded { "signature-shown" } else { "signature-on" }, sentence));
        }
        blocked(signature.check(thread.today))?;
        self.say(ask.record, ask.doc, Event::Amend, Body::from(signature), &ask.passphrase).await?;
        self.thread(ask.record).await
    }

    pub(crate) async fn review_plan(&self, ask: ReviewPlan) -> Result<ThreadView, Problem> {
        let thread = self.thread(ask.record).await?;
        let view = in_force(&thread, ask.doc, "review-reason")?;
        if view.shown != ask.shown {
            return Err(Problem::field(
                "review-reason",
                "The plan changed since it was shown. Read it again, and review it then.",
            ));
        }
        if ask.review.on < view.plan.head.date {
            return Err(Problem::field("review-on", "The plan was not written yet on that day."));
        }
        blocked(ask.review.check(thread.today))?;
        self.say(ask.record, ask.doc, Event::Amend, Body::from(ask.review), &ask.passphrase).await?;
        self.thread(ask.record).await
    }

    pub(crate) async fn tell_event(&self, ask: TellEvent) -> Result<ThreadView, Problem> {
        let thread = self.thread(ask.record).await?;
        in_force(&thread, ask.doc, "event-kind")?;
        blocked(ask.event.check(thread.today))?;
        self.say(ask.record, ask.doc, Event::Amend, Body::from(ask.event), &ask.passphrase).await?;
        self.thread(ask.record).await
    }
}

/// The version, if it is the one in force: what is said of a plan that holds is said under the plan that holds.
fn in_force<'a>(thread: &'a ThreadView, doc: DocId, field: &str) -> Result<&'a PlanView, Problem> {
    let view = thread.plan(doc).ok_or(Problem::NotFound)?;
    match thread.standing().status(doc) {
        Some(Status::Active) => Ok(view),
        _ => Err(Problem::field(field, "This version is not in force any more. Go to the one that is.")),
    }
}
