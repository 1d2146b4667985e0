//! What a record says: entries that are played again, moved, exchanged or changed.

use crate::{
    made::assessment,
    stage::{Stage, hears},
    team::{pass, shared, signed, sync, thread},
    world::Actor,
};
use clinical::Addendum;
use keeper::protocol::{AdmitMember, LoadChart, LoadCodes, RemoveMember, Say};
use proof::liar::{Story, re_sign};
use record::{Operation, Receipt};

pub const TOLD: &[&str] = &[
    "replayed admission",
    "replayed removal",
    "reordered team acts",
    "dropped rotation",
    "doubled addendum",
    "swapped entries",
    "entry of another record",
    "swapped files",
    "text changed by a byte",
    "text without a seal",
    "forged author",
    "forged seal",
    "two stories",
];

fn nothing(_: &mut Receipt) {}

/// Where the acts of a team stand.
fn team_acts(story: &Story) -> Vec<usize> {
    let acts = story.operations().into_iter().map(|operation| operation.envelope.peek().unwrap().act);
    acts.enumerate().filter(|(_, act)| act.after().is_some()).map(|(at, _)| at).collect()
}

#[test]
fn lies_about_what_a_record_says_are_found_out() {
    Stage::play(TOLD, async |stage| {
        teams(stage).await;
        entries(stage).await;
        parts(stage).await;
        two_stories(stage).await;
    });
}

async fn teams(stage: &Stage) {
    let (cora, sam, tess, key) = (stage.cora(), stage.sam(), stage.tess(), &stage.world.key);
    let record = shared(cora, &[sam, tess]).await;
    cora.ask(RemoveMember { record, member: tess.user, passphrase: pass() }).await.unwrap();
    sync(&[cora]).await;
    let mut story = stage.story(record).await;
    let acts = team_acts(&story);
    story.add(story.entries[acts[1]].operation.clone());
    let at = story.entries.len() - 1;
    stage.tell("replayed admission", sam, story.retold(key, at, nothing).told()).await;
    assert!(sam.ask(LoadChart { record }).await.unwrap().team.iter().all(|member| member.user != tess.user));

    cora.ask(AdmitMember { record, member: tess.user, passphrase: pass() }).await.unwrap();
    sync(&[cora]).await;
    let mut story = stage.story(record).await;
    story.add(story.entries[acts[2]].operation.clone());
    let at = story.entries.len() - 1;
    stage.tell("replayed removal", sam, story.retold(key, at, nothing).told()).await;

    let record = stage.chart(0).await;
    for _ in 0..2 {
        cora.ask(AdmitMember { record, member: tess.user, passphrase: pass() }).await.unwrap();
        cora.ask(RemoveMember { record, member: tess.user, passphrase: pass() }).await.unwrap();
        sync(&[cora]).await;
    }
    let mut story = stage.story(record).await;
    let acts = team_acts(&story);
    story.entries.swap(acts[2], acts[4]);
    stage.tell("reordered team acts", sam, story.retold(key, acts[2], nothing).told()).await;

    let record = shared(cora, &[sam, tess]).await;
    cora.ask(RemoveMember { record, member: tess.user, passphrase: pass() }).await.unwrap();
    sync(&[cora]).await;
    stage.news(record, 1).await;
    let mut story = stage.story(record).await;
    let at = *team_acts(&story).last().unwrap();
    story.entries.remove(at);
    stage.tell("dropped rotation", sam, story.retold(key, at, nothing).told()).await;
}

async fn entries(stage: &Stage) {
    let (cora, sam, key) = (stage.cora(), stage.sam(), &stage.world.key);
    let record = stage.chart(0).await;
    let today = thread(cora, record).await.today;
    let (doc, _) = signed(cora, record, assessment(today)).await;
    let addendum = Addendum { text: "The dog is called Bo.".to_owned(), reason: "Left out".to_owned() };
    cora.ask(Say::about(record, doc, addendum, pass())).await.unwrap();
    sync(&[cora]).await;
    let mut story = stage.story(record).await;
    let at = story.entries.len();
    story.add(story.entries[at - 1].operation.clone());
    stage.tell("doubled addendum", sam, story.retold(key, at, nothing).told()).await;

    let record = stage.chart(2).await;
    let mut story = stage.story(record).await;
    let at = story.entries.len() - 2;
    story.entries.swap(at, at + 1);
    stage.tell("swapped entries", sam, story.retold(key, at, nothing).told()).await;

    let other = stage.chart(1).await;
    assert_eq!(hears(sam).await, Vec::<String>::new());
    let record = stage.chart(1).await;
    let mut story = stage.story(record).await;
    story.add(stage.story(other).await.entries.pop().unwrap().operation);
    let at = story.entries.len() - 1;
    stage.tell("entry of another record", sam, story.retold(key, at, nothing).told()).await;
}

/// Changes the parts of the last entry.
async fn part(stage: &Stage, name: &'static str, change: impl Fn(&mut Operation, &Operation)) {
    let record = stage.chart(2).await;
    let mut story = stage.story(record).await;
    let at = story.entries.len() - 1;
    let mut operations = story.operations();
    let before = operations[at - 1].clone();
    change(&mut operations[at], &before);
    story.entries[at].operation = operations[at].to_bytes();
    stage.tell(name, stage.sam(), story.retold(&stage.world.key, at, nothing).told()).await;
}

async fn parts(stage: &Stage) {
    let key = &stage.world.key;
    part(stage, "swapped files", |operation, before| operation.files.clone_from(&before.files)).await;
    part(stage, "text changed by a byte", |operation, _| *operation.files[0].0.last_mut().unwrap() ^= 1).await;
    part(stage, "text without a seal", |operation, _| {
        operation.seal = None;
        operation.files.clear();
    })
    .await;
    part(stage, "forged author", |operation, _| operation.envelope = re_sign(key, &operation.envelope.peek().unwrap())).await;
    part(stage, "forged seal", |operation, _| {
        let seal = operation.seal.as_ref().map(|seal| re_sign(key, &seal.peek().unwrap()));
        operation.seal = seal;
    })
    .await;
}

/// Tess is shown other receipts than Sam for what was there when Sam wrote.
async fn two_stories(stage: &Stage) {
    let (cora, sam, tess, key) = (stage.cora(), stage.sam(), stage.tess(), &stage.world.key);
    let record = stage.chart(1).await;
    assert_eq!(hears(sam).await, Vec::<String>::new());
    let at = stage.story(record).await.entries.len() - 1;
    let today = thread(sam, record).await.today;
    signed(sam, record, assessment(today)).await;
    sync(&[sam]).await;
    cora.ask(AdmitMember { record, member: tess.user, passphrase: pass() }).await.unwrap();
    sync(&[cora, sam]).await;
    let other = stage.story(record).await.retold(key, at, |receipt| receipt.received = receipt.received.plus(1));
    stage.tell_for_good("two stories", tess, other.told()).await;
    stage.world.site.tell_the_truth();
    assert!(tess.ask(LoadChart { record }).await.is_ok(), "what can be read stays readable");
    let code = async |actor: &Actor| actor.ask(LoadCodes { record: Some(record) }).await.unwrap().record.unwrap().chain;
    let (seen, other) = (code(sam).await, code(tess).await);
    assert_eq!(seen.entries, other.entries);
    assert_ne!(seen.code, other.code, "and two people who compare see that it is so");
}
