//! Whose a record is: no chart leaves a device because the server says so.

use crate::{
    stage::{Stage, hears},
    team::{pass, shared, sync},
    world::Actor,
};
use keeper::protocol::{AdmitMember, LoadChart, Problem, RemoveMember};
use proof::liar::{Lie, Story, re_sign};
use record::{
    Act, Operation, Receipt, RecordId,
    wire::{Changes, PullPage, Pulled, Want, path},
};
use server::ServerKey;

pub const TOLD: &[&str] =
    &["left out of the list", "an old removal as a farewell", "a farewell from another record", "a farewell by the server"];

#[test]
fn no_chart_leaves_a_device_without_a_signature() {
    Stage::play(TOLD, async |stage| {
        let (cora, sam) = (stage.cora(), stage.sam());
        let record = stage.chart(0).await;
        stage.tell("left out of the list", sam, left_out(record)).await;
        stays(sam, record).await;
        stage.news(record, 1).await;
        assert_eq!(hears(sam).await, Vec::<String>::new(), "what came meanwhile comes afterwards");

        // Sam was removed once, and admitted again.
        cora.ask(RemoveMember { record, member: sam.user, passphrase: pass() }).await.unwrap();
        sync(&[cora]).await;
        let removal = last(stage, record).await;
        cora.ask(AdmitMember { record, member: sam.user, passphrase: pass() }).await.unwrap();
        sync(&[cora, sam]).await;
        let key = stage.world.key.clone();
        stage.tell("an old removal as a farewell", sam, left_out(record).and(farewell(&key, record, removal.clone()))).await;
        stays(sam, record).await;

        let other = shared(cora, &[sam]).await;
        cora.ask(RemoveMember { record: other, member: sam.user, passphrase: pass() }).await.unwrap();
        sync(&[cora]).await;
        let theirs = last(stage, other).await;
        stage.tell("a farewell from another record", sam, left_out(record).and(farewell(&key, record, theirs.clone()))).await;
        stays(sam, record).await;
        assert_eq!(sam.ask(LoadChart { record: other }).await.map(drop), Err(Problem::NotFound), "that one Sam did leave");

        let forged = forged(stage, record, &theirs).await;
        stage.tell("a farewell by the server", sam, left_out(record).and(farewell(&key, record, forged))).await;
        stays(sam, record).await;

        // The truth needs no list: the removal itself is shown.
        cora.ask(RemoveMember { record, member: sam.user, passphrase: pass() }).await.unwrap();
        sync(&[cora, sam]).await;
        assert_eq!(sam.ask(LoadChart { record }).await.map(drop), Err(Problem::NotFound));
    });
}

fn left_out(record: RecordId) -> Lie {
    Lie::cbor(path::CHANGES, move |changes: &mut Changes| {
        changes.mine.retain(|mine| *mine != record);
        changes.records.retain(|changed| changed.record != record);
    })
}

async fn stays(actor: &Actor, record: RecordId) {
    assert!(actor.ask(LoadChart { record }).await.is_ok(), "the chart is still there");
}

async fn last(stage: &Stage, record: RecordId) -> Pulled {
    Story::of(&*stage.cora().net, record).await.unwrap().entries.pop().unwrap()
}

/// Shows `act` as what took the asker out of `record`, under a receipt for the place after what they have.
fn farewell(key: &ServerKey, record: RecordId, act: Pulled) -> Lie {
    let key = key.clone();
    Lie::instead(move |asked| {
        let want: Want = asked.is(path::DEPARTURE).then(|| asked.cbor())??;
        let said = act.receipt.peek().ok()?;
        let receipt = Receipt { record, seq: want.after + 1, change: said.change + 1_000, ..said };
        let shown = Pulled { receipt: re_sign(&key, &receipt), ..act.clone() };
        minicbor::to_vec(PullPage { entries: vec![shown], more: false }).ok()
    })
}

/// A removal of Sam in Cora's name, made of a real one, signed by the server.
async fn forged(stage: &Stage, record: RecordId, like: &Pulled) -> Pulled {
    let mut operation = Operation::from_bytes(&like.operation).unwrap();
    let mut envelope = operation.envelope.peek().unwrap();
    let admitted = Operation::from_bytes(&last(stage, record).await.operation).unwrap();
    envelope.record = record;
    envelope.device_seq += 1_000;
    if let Act::Rotate { after, .. } = &mut envelope.act {
        *after = admitted.id();
    }
    operation.envelope = re_sign(&stage.world.key, &envelope);
    let receipt = Receipt { operation: operation.id(), ..like.receipt.peek().unwrap() };
    Pulled { receipt: re_sign(&stage.world.key, &receipt), operation: operation.to_bytes() }
}
