//! What the server signs, and what it lists and gives.

use crate::{
    made::assessment,
    stage::{Stage, hears},
    team::{signed, thread},
};
use keeper::{HttpReply, protocol::LoadChart};
use proof::liar::{Lie, Story, re_sign};
use record::{
    Digest, Head, Receipt, RecordId,
    wire::{Changes, PullPage, path},
};
use server::ServerKey;

pub const TOLD: &[&str] = &[
    "receipt for other content",
    "receipt by another key",
    "gap in the receipts",
    "rewritten past",
    "entries taken back",
    "exchanged head",
    "count that stands still",
    "older directory in a receipt",
    "future directory in a receipt",
    "truncated page",
    "nothing given",
    "endless pages",
    "record nobody asked for",
    "acknowledged and exchanged",
    "acknowledged and left out",
];

fn nothing(_: &mut Receipt) {}

#[test]
fn lies_about_receipts_are_found_out() {
    Stage::play(TOLD, async |stage| {
        signed_wrongly(stage).await;
        listed_wrongly(stage).await;
        given_wrongly(stage).await;
        acknowledged(stage).await;
    });
}

/// Cora's chart with two entries that Sam does not have, and where they begin.
async fn chart(stage: &Stage) -> (Story, usize) {
    let record = stage.chart(2).await;
    let story = stage.story(record).await;
    let at = story.entries.len() - 2;
    (story, at)
}

async fn signed_wrongly(stage: &Stage) {
    let (sam, key) = (stage.sam(), &stage.world.key);
    let (mut story, at) = chart(stage).await;
    let (one, other) = (story.entries[at].receipt.clone(), story.entries[at + 1].receipt.clone());
    (story.entries[at].receipt, story.entries[at + 1].receipt) = (other, one);
    stage.tell("receipt for other content", sam, story.told()).await;

    let (story, at) = chart(stage).await;
    stage.tell("receipt by another key", sam, story.retold(&ServerKey::make(), at, nothing).told()).await;

    let (story, at) = chart(stage).await;
    stage.tell("gap in the receipts", sam, story.retold(key, at, |receipt| receipt.seq += 1).told()).await;

    let (story, _) = chart(stage).await;
    let earlier = |receipt: &mut Receipt| receipt.received = receipt.received.plus(-60_000);
    stage.tell("rewritten past", sam, story.retold(key, 0, earlier).told()).await;

    let (mut story, _) = chart(stage).await;
    assert_eq!(hears(sam).await, Vec::<String>::new());
    story.entries.pop();
    stage.tell("entries taken back", sam, story.told()).await;

    let (story, at) = chart(stage).await;
    assert_eq!(hears(sam).await, Vec::<String>::new());
    let later = |receipt: &mut Receipt| receipt.received = receipt.received.plus(60_000);
    stage.tell("exchanged head", sam, story.retold(key, at + 1, later).told()).await;

    let (story, at) = chart(stage).await;
    let change = story.entries[at - 1].receipt.peek().unwrap().change;
    stage.tell("count that stands still", sam, story.retold(key, at, move |receipt| receipt.change = change).told()).await;

    let (story, at) = chart(stage).await;
    let first = story.entries[at].receipt.peek().unwrap().directory;
    let older = Head { seq: first.seq - 1, digest: Digest::ZERO };
    stage.tell("older directory in a receipt", sam, story.retold(key, at, move |receipt| receipt.directory = older).told()).await;

    let (story, at) = chart(stage).await;
    let future = Head { seq: first.seq + 9, digest: Digest::ZERO };
    stage
        .tell("future directory in a receipt", sam, story.retold(key, at, move |receipt| receipt.directory = future).told())
        .await;
}

async fn listed_wrongly(stage: &Stage) {
    let sam = stage.sam();
    stage.chart(2).await;
    stage.tell("truncated page", sam, Lie::cbor(path::PULL, |page: &mut PullPage| drop(page.entries.pop()))).await;
    stage.chart(1).await;
    stage.tell("nothing given", sam, Lie::cbor(path::PULL, |page: &mut PullPage| page.entries.clear())).await;
}

async fn given_wrongly(stage: &Stage) {
    let (sam, key) = (stage.sam(), stage.world.key.clone());
    stage.chart(1).await;
    // Whatever is asked for, the first page comes again, and says that more follows.
    let first = std::cell::RefCell::new(None::<HttpReply>);
    let endless = Lie::after(move |asked, reply| {
        if !asked.is(path::PULL) {
            return reply;
        }
        let mut page: PullPage = minicbor::decode(&reply.body).unwrap();
        page.more = true;
        let honest = HttpReply { body: minicbor::to_vec(&page).unwrap(), ..reply };
        first.borrow_mut().get_or_insert(honest).clone()
    });
    stage.tell("endless pages", sam, endless).await;

    stage.chart(1).await;
    let other = move |page: &mut PullPage| {
        for pulled in &mut page.entries {
            let said = pulled.receipt.peek().unwrap();
            pulled.receipt = re_sign(&key, &Receipt { record: RecordId::from_u128(0xBAD), ..said });
        }
    };
    stage.tell("record nobody asked for", sam, Lie::cbor(path::PULL, other)).await;
}

async fn acknowledged(stage: &Stage) {
    let (cora, sam, key) = (stage.cora(), stage.sam(), &stage.world.key);
    let record = stage.chart(0).await;
    let today = thread(sam, record).await.today;
    signed(sam, record, assessment(today)).await;
    // The network fails after the push was answered, so that no pull brings the entry back.
    let unheard = Lie::status(path::PULL, 502, "");
    stage.world.site.lie(unheard);
    let _offline = hears(sam).await;
    stage.world.site.tell_the_truth();
    stage.news(record, 1).await;
    let mut story = stage.story(record).await;
    let at = story.entries.len() - 2;
    story.entries.remove(at);
    stage.tell("acknowledged and exchanged", sam, story.retold(key, at, nothing).told()).await;
    assert!(sam.ask(LoadChart { record }).await.unwrap().doubts.is_empty());

    let (doc, _) = signed(sam, record, assessment(today)).await;
    let left_out = Lie::cbor(path::CHANGES, move |changes: &mut Changes| {
        changes.records.retain(|changed| changed.record != record);
    });
    stage.tell("acknowledged and left out", sam, left_out).await;
    assert!(thread(cora, record).await.assessments.iter().all(|view| view.signed.doc != doc), "Cora has not asked yet");
}
