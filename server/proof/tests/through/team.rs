//! What people of a team do again and again, and what a device says of a chart.

use crate::{
    made::{assessment, plan, signature},
    world::{Actor, World},
};
use clinical::{
    Body,
    diagnosis::Condition,
    plan::{Asked, MissingSignature, SignerRole, missing_signatures},
};
use keeper::protocol::{
    AdmitMember, Begin, FieldProblem, GateState, GateStatus, LoadThread, Open, PlanView, Problem, RevokePerson, Save, Say,
    SecretKeyKit, Sign, SyncNow, ThreadView,
};
use proof::simulation::{PASSPHRASE, enroll, profile};
use record::{DocId, RecordId, Role};

pub fn pass() -> String {
    PASSPHRASE.to_owned()
}

pub async fn thread(actor: &Actor, record: RecordId) -> ThreadView {
    actor.ask(LoadThread { record }).await.unwrap()
}

/// Fetches and sends; nothing may be refused.
pub async fn sync(actors: &[&Actor]) {
    for actor in actors {
        let strip = actor.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.waiting, strip.quarantined, strip.doubted), (0, 0, 0), "{}", actor.name);
    }
}

/// A client of the first, with the others in the team.
pub async fn shared(first: &Actor, others: &[&Actor]) -> RecordId {
    let record = first.ask(Open { body: profile("Maplethorn").into() }).await.unwrap();
    for other in others {
        first.ask(AdmitMember { record, member: other.user, passphrase: pass() }).await.unwrap();
    }
    sync(&[first]).await;
    sync(others).await;
    record
}

/// Someone else with a device of their own.
pub async fn newcomer(world: &World, name: &'static str, number: u16, role: Role) -> (Actor, SecretKeyKit) {
    let mut actor = Actor::new(name, number, &world.site, &world.witness);
    let kit = enroll(&world.admin.device, &actor.device, name, role, false).await.unwrap();
    let GateState::Unlocked(me) = actor.ask(GateStatus {}).await.unwrap() else { panic!("{name} is at work") };
    actor.user = me.user;
    for other in &world.actors {
        other.ask(SyncNow {}).await.unwrap();
    }
    (actor, kit)
}

/// Begins a document and signs it; answers which it is.
pub async fn signed(actor: &Actor, record: RecordId, body: impl Into<Body>) -> (DocId, ThreadView) {
    let body = body.into();
    let doc = actor.ask(Begin { record, body: body.clone() }).await.unwrap();
    actor.ask(Sign { record, doc, body, passphrase: pass() }).await.unwrap();
    (doc, thread(actor, record).await)
}

/// A client with a plan that everybody of the team has.
pub async fn planned(author: &Actor, others: &[&Actor]) -> (RecordId, DocId, ThreadView) {
    let record = shared(author, others).await;
    let today = thread(author, record).await.today;
    let (doc, view) = signed(author, record, plan(today, &[])).await;
    sync(&[author]).await;
    sync(others).await;
    (record, doc, view)
}

pub async fn sign_plan(
    actor: &Actor,
    record: RecordId,
    doc: DocId,
    role: SignerRole,
    shown: &str,
) -> Result<ThreadView, Problem> {
    let today = thread(actor, record).await.today;
    let signature = signature(role, shown, today);
    actor.ask(Say::about(record, doc, signature, pass())).await?;
    Ok(thread(actor, record).await)
}

pub fn fields(problem: Problem) -> Vec<String> {
    let Problem::Invalid(found) = problem else { panic!("{problem:?} names no field") };
    found.into_iter().map(|FieldProblem { field, .. }| field).collect()
}

/// Signatures still owed under a version.
pub fn missing(view: &PlanView) -> Vec<MissingSignature> {
    let given: Vec<_> = view.signatures.iter().map(|one| one.signature.clone()).collect();
    missing_signatures(&view.plan, &view.shown, &given, Asked::default())
}

/// Signs a condition: the version after `base`, or a new one.
pub fn diagnosing(record: RecordId, doc: Option<DocId>, base: u32, condition: &Condition) -> Save {
    Save::signed(record, doc, base, condition.clone(), pass())
}

/// Somebody who signed an assessment in a chart shared with `team`, unsent, and whose access was ended then: with the record and the
/// document.
pub async fn left(world: &World, team: &[&Actor]) -> (Actor, RecordId, DocId) {
    let (leaver, _) = newcomer(world, "lena", 9, Role::Counselor).await;
    let record = shared(&leaver, team).await;
    let today = thread(&leaver, record).await.today;
    let (doc, _) = signed(&leaver, record, assessment(today)).await;
    world.admin.ask(RevokePerson { user: leaver.user, passphrase: pass() }).await.unwrap();
    (leaver, record, doc)
}
