//! What becomes of what was written here: nothing that was signed is ever lost, whatever the server answers.

use crate::{
    made::assessment,
    stage::{Stage, hears},
    team::{pass, shared, signed, thread},
    world::Actor,
};
use keeper::protocol::{Dismiss, LoadOutbox, Problem, RemoveMember, Save, StripStatus};
use proof::{
    liar::{Asked, Lie, re_sign},
    simulation::profile,
};
use record::{
    Digest, Head, Receipt, RecordId, Refusal,
    wire::{Outcome, OutcomeCode, Push, PushReply, path},
};
use server::ServerKey;

pub const TOLD: &[&str] = &[
    "withheld answers",
    "more answers than questions",
    "receipt of another note",
    "receipt by somebody",
    "receipt of another life",
    "receipt from last month",
    "receipt from next month",
    "endless gap",
    "chain of a stranger",
    "swallowed push",
    "refused for nothing",
    "unreadable, it says",
    "removal refused for nothing",
];

const MONTH: i64 = 30 * 24 * 60 * 60 * 1000;

#[test]
fn lies_about_what_was_written_here_lose_nothing() {
    Stage::play(TOLD, async |stage| {
        let cora = stage.cora();
        let record = stage.chart(0).await;
        answers(stage, record).await;
        receipts(stage, record).await;
        gaps(stage, record).await;
        stage.world.site.tell_the_truth();
        assert_eq!(hears(cora).await, Vec::<String>::new());
        refusals(stage, record).await;
    });
}

/// Cora signs something; the push of it is answered so. It waits, and is sent once the truth is told.
async fn kept(stage: &Stage, record: RecordId, name: &'static str, lie: Lie) {
    let cora = stage.cora();
    let today = thread(cora, record).await.today;
    let (doc, _) = signed(cora, record, assessment(today)).await;
    stage.tell_for_good(name, cora, lie).await;
    stage.world.site.tell_the_truth();
    assert_eq!(hears(cora).await, Vec::<String>::new(), "after “{name}” it is sent");
    assert!(hears(stage.sam()).await.is_empty());
    assert!(thread(stage.sam(), record).await.assessments.iter().any(|view| view.signed.doc == doc), "and has arrived");
}

fn answered(change: impl Fn(&mut Vec<Outcome>) + 'static) -> Lie {
    Lie::cbor(path::PUSH, move |reply: &mut PushReply| change(&mut reply.outcomes))
}

/// Changes the receipts of what was accepted.
fn receipted(key: &ServerKey, change: impl Fn(&mut Receipt) + 'static) -> Lie {
    let key = key.clone();
    answered(move |outcomes| {
        for outcome in outcomes {
            if let Outcome::Accepted(signed) | Outcome::Duplicate(signed) = outcome {
                let mut receipt = signed.peek().unwrap();
                change(&mut receipt);
                *signed = re_sign(&key, &receipt);
            }
        }
    })
}

async fn answers(stage: &Stage, record: RecordId) {
    kept(stage, record, "withheld answers", answered(Vec::clear)).await;
    let more = answered(|outcomes| outcomes.extend(outcomes.clone()));
    kept(stage, record, "more answers than questions", more).await;
}

async fn receipts(stage: &Stage, record: RecordId) {
    let key = &stage.world.key;
    let other = receipted(key, |receipt| receipt.operation.0 = Digest([7; 32]));
    kept(stage, record, "receipt of another note", other).await;
    kept(stage, record, "receipt by somebody", receipted(&ServerKey::make(), |_| {})).await;
    let life = receipted(key, |receipt| receipt.epoch = Digest([7; 32]));
    kept(stage, record, "receipt of another life", life).await;
    let before = receipted(key, |receipt| receipt.received = receipt.received.plus(-MONTH));
    kept(stage, record, "receipt from last month", before).await;
    let after = receipted(key, |receipt| receipt.received = receipt.received.plus(MONTH));
    let known = answered(|outcomes| {
        for outcome in outcomes {
            if let Outcome::Accepted(signed) = outcome.clone() {
                *outcome = Outcome::Duplicate(signed);
            }
        }
    });
    kept(stage, record, "receipt from next month", after.and(known)).await;
}

/// Answers each push without acting.
fn instead(outcome: impl Fn(usize) -> Outcome + 'static) -> Lie {
    Lie::instead(move |asked: &Asked| {
        let push: Push = asked.is(path::PUSH).then(|| asked.cbor())??;
        let outcomes = (0..push.operations.len()).map(&outcome).collect();
        minicbor::to_vec(PushReply { outcomes }).ok()
    })
}

async fn gaps(stage: &Stage, record: RecordId) {
    let cora = stage.cora();
    // The first of each push is known, and then something before it is missing.
    let circle = answered(|outcomes| {
        if let [_, rest @ ..] = outcomes.as_mut_slice() {
            rest.fill(Outcome::Gap(Head { seq: 1, digest: Digest::ZERO }));
        }
    });
    let base = thread(cora, record).await.today;
    signed(cora, record, assessment(base)).await;
    kept(stage, record, "endless gap", circle).await;
    kept(stage, record, "chain of a stranger", instead(|_| Outcome::Gap(Head { seq: 99, digest: Digest([7; 32]) }))).await;
    kept(stage, record, "swallowed push", Lie::silence(path::PUSH)).await;
}

async fn refusals(stage: &Stage, record: RecordId) {
    let (cora, sam) = (stage.cora(), stage.sam());
    let no = |refusal| instead(move |_| Outcome::Quarantined(OutcomeCode(refusal)));
    let today = thread(cora, record).await.today;
    signed(cora, record, assessment(today)).await;
    stage.tell_for_good("refused for nothing", cora, no(Refusal::NotAllowed)).await;
    let outbox = cora.ask(LoadOutbox {}).await.unwrap();
    assert!(outbox.quarantined[0].may_take_back, "its author has it still");
    let_go(cora).await;

    signed(cora, record, assessment(today)).await;
    stage.tell_for_good("unreadable, it says", cora, instead(|_| Outcome::Malformed)).await;
    let_go(cora).await;
    stage.world.site.tell_the_truth();

    let record = shared(sam, &[cora]).await;
    sam.ask(RemoveMember { record, member: cora.user, passphrase: pass() }).await.unwrap();
    stage.tell_for_good("removal refused for nothing", sam, no(Refusal::Team)).await;
    stage.world.site.tell_the_truth();
    let held = sam.ask(Save::profile(record, 1, profile("Under the old key"))).await;
    assert_eq!(held.err(), Some(Problem::RecordKeyOwed), "nothing is sealed with a key that the other has");
}

async fn let_go(actor: &Actor) {
    for row in actor.ask(LoadOutbox {}).await.unwrap().quarantined {
        actor.ask(Dismiss { operation: row.operation }).await.unwrap();
    }
    assert_eq!(actor.ask(StripStatus {}).await.unwrap().quarantined, 0);
}
