//! In league with somebody of the program: their keys are at the liar's hand, and what they sign is signed.

use crate::{
    made::assessment,
    stage::{Stage, hears},
    team::{newcomer, pass, shared, signed, sync, thread},
    world::Actor,
};
use crypto::{Keyring, Passphrase, Profile, RecordKey, SecretKey, derive_master};
use keeper::protocol::{LoadChart, RevokePerson};
use proof::{
    liar::{Lie, Story},
    simulation::{PASSPHRASE, directory},
};
use record::{
    Act, Bytes, ClockReading, DeviceId, Digest, Directory, Envelope, Head, KeyFor, KeyHolder, OpId, Operation, Receipt, RecordId,
    Role, Seen, Time, UserId, wire::AccountBundle,
};
use serde::Deserialize;
use vault::{Store, Table};

pub const TOLD: &[&str] = &[
    "removal by nobody of the team",
    "leaver who goes on signing",
    "custodian’s copy that opens nothing",
    "key that opens nothing",
];

/// What a device keeps of its account.
#[derive(Deserialize)]
pub struct Account {
    pub bundle: AccountBundle,
    secret_key: String,
}

pub async fn account(actor: &Actor) -> Account {
    let row = actor.device.store().get(Table::Account, b"account").await.unwrap().unwrap();
    serde_json::from_slice(&row).unwrap()
}

/// Somebody's own keys, as they and their passphrase can take them out of their device.
pub async fn keyring(actor: &Actor) -> Keyring {
    let Account { bundle, secret_key } = account(actor).await;
    let passphrase = Passphrase::read(PASSPHRASE).unwrap();
    let secret_key = SecretKey::parse(&secret_key).unwrap();
    Keyring::open(&bundle.keyring, &derive_master(&passphrase, &secret_key, Profile::CURRENT).unwrap()).unwrap()
}

#[test]
fn lies_in_league_with_somebody_are_found_out() {
    Stage::play(TOLD, async |stage| {
        nobody_of_the_team(stage).await;
        leaver(stage).await;
        rotations(stage).await;
    });
}

/// A colleague's own program changes a chart's key, and hands out what it likes.
struct Rotation<'a> {
    actor: &'a Actor,
    keys: Keyring,
    directory: Directory,
    story: Story,
}

impl<'a> Rotation<'a> {
    async fn of(actor: &'a Actor, record: RecordId, story: Story) -> Self {
        let directory = Directory::verify(&directory(&*actor.net).await.unwrap(), None).unwrap();
        assert_eq!(story.record, record);
        Self { actor, keys: keyring(actor).await, directory, story }
    }

    /// The record's key of its first epoch.
    fn first_key(&self) -> RecordKey {
        let files = self.story.operations().into_iter().flat_map(|operation| operation.files);
        files.filter_map(|file| self.keys.unwrap(&file).ok()).next().unwrap()
    }

    /// An operation by this person on a device that nobody has heard of.
    fn sign(&self, act: Act, files: Vec<Bytes>) -> Operation {
        let (org, author) = (self.keys.org(), self.keys.user());
        let envelope = self.keys.sign(&Envelope {
            org,
            record: self.story.record,
            act,
            author,
            certificate: self.directory.certificate_digest(author).unwrap(),
            device: DeviceId::from_u128(0xBAD),
            device_seq: 1,
            previous: OpId(Head::NONE.digest),
            seen: Seen { directory: self.directory.head(), record: Head::NONE },
            clock: ClockReading { device: Time::from(chrono::Utc::now()), offset: None, uncertain: false },
        });
        Operation { envelope, seal: None, files }
    }

    /// The next epoch for `team`: each gets the new key, but for what `instead` says.
    fn rotate(&self, team: &[UserId], instead: impl Fn(KeyHolder) -> Option<Bytes>) -> Operation {
        let (old, new) = (self.first_key(), RecordKey::make());
        let recipient = |user: &UserId| self.directory.certificate(*user).unwrap().recipient.clone();
        let mut handed: Vec<(KeyHolder, u32, Bytes)> =
            team.iter().map(|user| (KeyHolder::Member(*user), 2, new.wrap_for(&recipient(user)).unwrap())).collect();
        handed.push((KeyHolder::Custodian, 2, new.custodian_copy(self.directory.custodian()).unwrap()));
        handed.push((KeyHolder::NextEpoch, 1, old.wrap_for_next(&new).unwrap()));
        for (holder, _, file) in &mut handed {
            *file = instead(*holder).unwrap_or_else(|| file.clone());
        }
        let keys =
            handed.iter().map(|(holder, epoch, file)| KeyFor { holder: *holder, epoch: *epoch, file: Digest::of_file(file) });
        let after = self.team_act();
        let act = Act::Rotate { epoch: 2, keys: keys.collect(), leaving: Vec::new(), after };
        self.sign(act, handed.into_iter().map(|(.., file)| file).collect())
    }

    fn team_act(&self) -> OpId {
        let operations = self.story.operations();
        let mut acts = operations.iter().filter(|operation| operation.envelope.peek().unwrap().act.after().is_some());
        acts.next_back().map_or_else(|| operations[0].id(), Operation::id)
    }

    /// The record with one operation more, which the server has taken.
    fn told(mut self, stage: &Stage, operation: &Operation, change: impl Fn(&mut Receipt)) -> Lie {
        let at = self.story.entries.len();
        self.story.add(operation.to_bytes());
        assert!(!self.actor.name.is_empty());
        self.story.retold(&stage.world.key, at, change).told()
    }
}

async fn rotations(stage: &Stage) {
    let (cora, sam) = (stage.cora(), stage.sam());
    let record = stage.chart(0).await;
    let rotation = Rotation::of(cora, record, stage.story(record).await).await;
    let useless = rotation.first_key().custodian_copy(rotation.directory.custodian()).unwrap();
    let operation =
        rotation.rotate(&[cora.user, sam.user], |holder| matches!(holder, KeyHolder::Custodian).then(|| useless.clone()));
    let row = stage.row("custodian’s copy that opens nothing");
    stage.world.site.lie(rotation.told(stage, &operation, |_| {}));
    hears(sam).await;
    let doubts = sam.ask(LoadChart { record }).await.unwrap().doubts;
    assert!(doubts.iter().any(|doubt| doubt.contains(row.told)), "{doubts:?}");

    let record = stage.chart(0).await;
    let rotation = Rotation::of(cora, record, stage.story(record).await).await;
    let useless = RecordKey::make().wrap_for(&rotation.directory.certificate(cora.user).unwrap().recipient).unwrap();
    let operation =
        rotation.rotate(&[cora.user, sam.user], |holder| (holder == KeyHolder::Member(sam.user)).then(|| useless.clone()));
    stage.tell_for_good("key that opens nothing", sam, rotation.told(stage, &operation, |_| {})).await;
    stage.world.site.tell_the_truth();
}

/// An administrator, who is in no team, takes Cora out of hers.
async fn nobody_of_the_team(stage: &Stage) {
    let (sam, admin) = (stage.sam(), &stage.world.admin);
    let record = stage.chart(0).await;
    let (after, keys, directory) = {
        let rotation = Rotation::of(stage.cora(), record, stage.story(record).await).await;
        (rotation.team_act(), rotation.rotate(&[sam.user], |_| None), rotation.directory.clone())
    };
    let Act::Rotate { keys: handed, .. } = keys.envelope.peek().unwrap().act else { panic!("a rotation") };
    let act = Act::Rotate { epoch: 2, keys: handed, leaving: vec![stage.cora().user], after };
    let rotation = Rotation { actor: admin, keys: keyring(admin).await, directory, story: stage.story(record).await };
    let operation = rotation.sign(act, keys.files);
    stage.tell("removal by nobody of the team", sam, rotation.told(stage, &operation, |_| {})).await;
}

/// Lena's access has ended; she signs on, and the server claims to have taken it by a directory in which she is gone.
async fn leaver(stage: &Stage) {
    let (cora, sam) = (stage.cora(), stage.sam());
    let (lena, _) = newcomer(&stage.world, "lena", 9, Role::Counselor).await;
    let record = shared(cora, &[sam, &lena]).await;
    let today = thread(&lena, record).await.today;
    signed(&lena, record, assessment(today)).await;
    sync(&[&lena, cora, sam]).await;
    let story = stage.story(record).await;
    signed(&lena, record, assessment(today)).await;
    let late = lena.kept(Table::Outbox).await.remove(0).operation;
    stage.world.admin.ask(RevokePerson { user: lena.user, passphrase: pass() }).await.unwrap();
    let entries = directory(&*stage.world.admin.net).await.unwrap();
    let head = Directory::verify(&entries, None).unwrap().head();
    let mut told = story;
    told.add(late);
    let at = told.entries.len() - 1;
    let lie = told.retold(&stage.world.key, at, move |receipt| receipt.directory = head).told();
    stage.tell("leaver who goes on signing", sam, lie).await;
}
