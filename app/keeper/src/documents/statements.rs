//! What is said about a signed document: addendum, entered in error, co-signature, return, and what is signed under a plan.

use crate::{
    Keeper, Transport, Zone,
    documents::drafts::place,
    protocol::{PlanView, Problem, Say, ThreadView},
    views::findings::blocked,
};
use clinical::{
    Body, Kinded, NoLongerApplies, ReviewComment,
    chart::{code_proof, shown},
    plan::{PlanEvent, PlanReview, PlanSignature, Proof, SignerRole, Status},
};
use record::{DocId, Event, Refusal, Role};
use vault::{Clock, Store};

/// The fewest characters of a client's code.
const CODE_MIN: usize = 4;

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Writes a statement about a document, whatever it is.
    pub(crate) async fn say(&self, ask: Say) -> Result<(), Problem> {
        let me = self.me()?;
        let event = ask.said.kind().stated_by().ok_or(Problem::Refused(Refusal::NotAllowed))?;
        let opened = self.open_record(&me, ask.record).await?;
        if !opened.docs.contains_key(&ask.doc) {
            return Err(Problem::NotFound);
        }
        let said = match NoLongerApplies::of(&ask.said) {
            Some(said) => {
                let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
                opened.dropped(&me, &certificate, ask.doc, said)?
            }
            None => self.completed(&ask).await?,
        };
        blocked(self.check_alone(&opened, ask.doc, &said).await?)?;
        self.ask_again(&me, &ask.passphrase)?;
        // Whoever co-signs returns nothing: the comment they had begun goes with it.
        let begun = if event == Event::Attest { ReviewComment::default().into() } else { said.clone() };
        self.write_entry(&me, &opened, ask.doc, event, &said, Some(place(ask.doc, &begun))).await?;
        Ok(())
    }

    /// What is said, with what only the keeper knows; what is said of a plan is held against its versions first.
    async fn completed(&self, ask: &Say) -> Result<Body, Problem> {
        if let Some(signature) = PlanSignature::of(&ask.said) {
            let thread = self.thread(ask.record).await?;
            return Ok(signed_under(&thread, ask.doc, signature.clone(), ask.code.as_deref())?.into());
        }
        if let Some(review) = PlanReview::of(&ask.said) {
            let thread = self.thread(ask.record).await?;
            let view = in_force(&thread, ask.doc, "review-reason")?;
            if ask.shown.as_ref() != Some(&view.shown) {
                let sentence = "The plan changed since it was shown. Read it again, then review it.";
                return Err(Problem::field("review-reason", sentence));
            }
            if review.on < view.plan.head.date {
                return Err(Problem::field("review-on", "The plan did not exist on that day."));
            }
        } else if PlanEvent::of(&ask.said).is_some() {
            in_force(&self.thread(ask.record).await?, ask.doc, "event-kind")?;
        }
        Ok(ask.said.clone())
    }
}

/// A signature under a version of the plan: of the text that was shown, by somebody who may, on a day when it was there.
fn signed_under(
    thread: &ThreadView,
    doc: DocId,
    mut signature: PlanSignature,
    code: Option<&str>,
) -> Result<PlanSignature, Problem> {
    let view = thread.plan(doc).ok_or(Problem::NotFound)?;
    if signature.shown != view.shown || view.shown != shown(&view.plan) || view.signed.is_draft() {
        let sentence = "The plan changed since it was shown. Read it again together, then sign.";
        return Err(Problem::field("signature-shown", sentence));
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
    if let Some(code) = code.map(str::trim) {
        if code.chars().count() < CODE_MIN {
            return Err(Problem::field("signature-proof", "Use at least four characters for the code."));
        }
        signature.proof = Proof::Code(code_proof(&view.shown, code));
    }
    if thread.standing().status(doc) == Some(Status::Superseded) {
        let sentence = "A newer version replaced this one. Read that one together and sign it.";
        return Err(Problem::field("signature-shown", sentence));
    }
    if signature.on < view.plan.head.date {
        return Err(Problem::field("signature-on", "The plan did not exist on that day."));
    }
    Ok(signature)
}

/// The version, if it is the one in force: what is said of a plan that holds is said under the plan that holds.
fn in_force<'a>(thread: &'a ThreadView, doc: DocId, field: &str) -> Result<&'a PlanView, Problem> {
    let view = thread.plan(doc).ok_or(Problem::NotFound)?;
    match thread.standing().status(doc) {
        Some(Status::Active) => Ok(view),
        _ => Err(Problem::field(field, "This version is no longer active. Go to the active one.")),
    }
}
