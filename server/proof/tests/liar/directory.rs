//! Who is who.

use crate::{
    league::keyring,
    stage::{Stage, hears},
    team::pass,
    world::Actor,
};
use crypto::{Custodian, Keyring, RootKey};
use keeper::protocol::{AdmitMember, LoadChart, SignIn, SyncNow};
use proof::{
    liar::{Lie, re_sign},
    simulation::{directory, enroll},
};
use record::{
    Certificate, Digest, Directory, DirectoryEntry, Head, OrgId, Role, Signable, Signature, Signed, Signer, Statement, Time,
    UserId,
    wire::{Changes, DirectoryPage, path},
};

pub const TOLD: &[&str] = &[
    "forged certificate",
    "forged settings",
    "key exchanged under an id",
    "role changed on the way",
    "directory out of order",
    "forked directory",
    "future directory head",
    "endless directory",
    "stale directory head",
    "directory of another program",
];

#[test]
fn lies_about_who_is_who_are_found_out() {
    Stage::play(TOLD, async |stage| {
        forged(stage).await;
        keys(stage).await;
        changed(stage).await;
        lengths(stage).await;
    });
}

/// Says that the directory goes on with this entry.
fn goes_on(entry: Signed<DirectoryEntry>) -> Lie {
    let seq = entry.peek().unwrap().seq;
    Lie::cbor(path::CHANGES, move |changes: &mut Changes| changes.directory = seq)
        .and(Lie::cbor(path::DIRECTORY, move |page: &mut DirectoryPage| page.entries.push(entry.clone())))
}

/// What stands after the last entry that an actor knows.
async fn next(actor: &Actor, org: OrgId, signer: Signer, statement: Statement) -> DirectoryEntry {
    let Head { seq, digest } = actor.device.keeper().vault().directory_head().await.unwrap();
    DirectoryEntry { org, seq: seq + 1, previous: digest, signer, at: Time(0), statement }
}

/// The program's id, and a colleague's certificate.
async fn known(stage: &Stage, of: UserId) -> (OrgId, Certificate) {
    let entries = directory(&*stage.cora().net).await.unwrap();
    let directory = Directory::verify(&entries, None).unwrap();
    (directory.org(), directory.certificate(of).unwrap().clone())
}

async fn forged(stage: &Stage) {
    let (sam, key, admin) = (stage.sam(), &stage.world.key, keyring(&stage.world.admin).await);
    let (org, like) = known(stage, sam.user).await;
    let signer = Signer::Administrator(admin.user());
    let stranger = Certificate { user: UserId::from_u128(0xBAD), name: "Mal Ory".to_owned(), ..like };
    let entry = next(sam, org, signer, Statement::Certified(stranger)).await;
    stage.tell("forged certificate", sam, goes_on(re_sign(key, &entry))).await;
    let entry = next(sam, org, signer, Statement::Settings("{}".to_owned())).await;
    stage.tell("forged settings", sam, goes_on(re_sign(key, &entry))).await;
}

async fn keys(stage: &Stage) {
    let (cora, sam) = (stage.cora(), stage.sam());
    let admin = keyring(&stage.world.admin).await;
    let record = stage.chart(0).await;
    let (org, certificate) = known(stage, stage.tess().user).await;
    let mallory = Keyring::make(org, certificate.user, *admin.root());
    let swapped = Certificate { recipient: mallory.recipient(), signing: mallory.public(), ..certificate.clone() };
    let signer = Signer::Administrator(admin.user());
    let entry = admin.sign(&next(cora, org, signer, Statement::Certified(swapped)).await);
    stage.tell_for_good("key exchanged under an id", cora, goes_on(entry)).await;
    // Cora admits that person all the same: under the keys that she knows.
    cora.ask(AdmitMember { record, member: certificate.user, passphrase: pass() }).await.unwrap();
    let _stopped = cora.ask(SyncNow {}).await;
    stage.world.site.tell_the_truth();
    assert_eq!(hears(cora).await, Vec::<String>::new());
    let files: Vec<_> = stage.story(record).await.operations().into_iter().flat_map(|operation| operation.files).collect();
    assert!(files.iter().all(|file| mallory.unwrap(file).is_err()), "nothing was wrapped to the exchanged key");
    assert!(sam.ask(SyncNow {}).await.is_ok());
}

async fn changed(stage: &Stage) {
    let (sam, tess) = (stage.sam(), stage.tess());
    let admin = keyring(&stage.world.admin).await;
    let (org, certificate) = known(stage, stage.tess().user).await;
    let signer = Signer::Administrator(admin.user());
    let honest = admin.sign(&next(sam, org, signer, Statement::Certified(certificate.clone())).await);
    let role = DirectoryEntry {
        statement: Statement::Certified(Certificate { role: Role::Administrator, ..certificate.clone() }),
        ..honest.peek().unwrap()
    };
    let changed = Signed::new(role.to_bytes(), Signature(*honest.signature.as_bytes()));
    stage.tell("role changed on the way", sam, goes_on(changed)).await;

    unheard(stage, 20).await;
    let reversed = Lie::cbor(path::DIRECTORY, |page: &mut DirectoryPage| page.entries.reverse());
    stage.tell("directory out of order", sam, reversed).await;

    assert_eq!(hears(tess).await, Vec::<String>::new());
    // One entry for Tess, another for everybody else: the next one does not follow hers.
    let other = admin.sign(&next(tess, org, signer, Statement::Certified(certificate.clone())).await);
    stage.world.site.lie(goes_on(other));
    assert_eq!(hears(tess).await, Vec::<String>::new(), "by itself it is a good entry");
    stage.world.site.tell_the_truth();
    unheard(stage, 22).await;
    stage.tell_for_good("forked directory", tess, Lie::after(|_, reply| reply)).await;
    stage.world.site.tell_the_truth();
}

/// Two people join, of whom only the administrator has heard.
async fn unheard(stage: &Stage, number: u16) {
    for (number, login) in [(number, "new"), (number + 1, "newer")] {
        let actor = Actor::new("newcomer", number, &stage.world.site, &stage.world.witness);
        let login = format!("{login}{number}");
        enroll(&stage.world.admin.device, &actor.device, &login, Role::Counselor, false).await.unwrap();
    }
}

async fn lengths(stage: &Stage) {
    let (cora, sam) = (stage.cora(), stage.sam());
    assert_eq!(hears(sam).await, Vec::<String>::new());
    assert_eq!(hears(cora).await, Vec::<String>::new());
    stage.tell("future directory head", sam, Lie::cbor(path::CHANGES, |changes: &mut Changes| changes.directory += 5)).await;
    let all = directory(&*cora.net).await.unwrap();
    let pages = all.clone();
    let endless = Lie::cbor(path::CHANGES, |changes: &mut Changes| changes.directory = u64::MAX)
        .and(Lie::cbor(path::DIRECTORY, move |page: &mut DirectoryPage| page.entries.clone_from(&pages)));
    stage.tell("endless directory", sam, endless).await;
    let behind = Lie::cbor(path::CHANGES, |changes: &mut Changes| changes.directory -= 1).and(Lie::status(
        path::DIRECTORY_AGAIN,
        409,
        r#"{"code":"conflict","message":""}"#,
    ));
    stage.tell("stale directory head", sam, behind).await;
    assert!(sam.ask(LoadChart { record: stage.chart(0).await }).await.is_ok());

    // A new device of Nora's is shown another program's directory.
    let nora = Actor::new("nora", 9, &stage.world.site, &stage.world.witness);
    let kit = enroll(&stage.world.admin.device, &nora.device, "nora", Role::Counselor, false).await.unwrap();
    let tablet = Actor::new("nora's tablet", 10, &stage.world.site, &stage.world.witness);
    let (org, certificate) = known(stage, keyring(&nora).await.user()).await;
    let (root, custodian) = (RootKey::make(), Custodian::make().recipient());
    let server = *Directory::verify(&all, None).unwrap().server();
    let founded = Statement::Founded { name: "Harbor Row".to_owned(), root: root.public(), custodian, server };
    let founded = DirectoryEntry { org, seq: 1, previous: Digest::ZERO, signer: Signer::Root, at: Time(0), statement: founded };
    let founded = root.sign(&founded);
    let me = DirectoryEntry {
        seq: 2,
        previous: founded.digest(),
        statement: Statement::Certified(Certificate { role: Role::Administrator, ..certificate }),
        ..founded.peek().unwrap()
    };
    let page = vec![founded, root.sign(&me)];
    stage.world.site.lie(Lie::cbor(path::DIRECTORY, move |shown: &mut DirectoryPage| shown.entries.clone_from(&page)));
    let sign_in = SignIn { login: "nora".to_owned(), passphrase: pass(), secret_key: Some(kit.secret_key.clone()) };
    stage.refused("directory of another program", tablet.ask(sign_in).await.err());
}
