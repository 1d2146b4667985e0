//! Someone of the team whose program asks nobody: what is sealed and signed is theirs, and so is what is said in it.

use crate::world::Actor;
use clinical::Body;
use crypto::{Context, Keyring, Passphrase, Profile, SecretKey, derive_master, rng, seal_document};
use keeper::{HttpRequest, Method, Transport, protocol::SecretKeyKit};
use proof::simulation::{PASSPHRASE, chain, directory};
use record::{
    Act, ClockReading, Digest, Directory, DocId, Entry, Envelope, Event, Head, OpId, Operation, RecordId, Seal, Seen, Time,
    wire::{AccountBundle, CBOR, Outcome, Push, PushReply, path},
};
use serde::Deserialize;
use vault::{Store, Table};

#[derive(Deserialize)]
struct Account {
    bundle: AccountBundle,
}

/// Writes `body` as a statement about `doc`, past the keeper, and offers it to the server.
pub async fn state(actor: &Actor, kit: &SecretKeyKit, record: RecordId, doc: DocId, body: &Body) -> Outcome {
    let row = actor.device.store().get(Table::Account, b"account").await.unwrap().unwrap();
    let Account { bundle } = serde_json::from_slice(&row).unwrap();
    let passphrase = Passphrase::read(PASSPHRASE).unwrap();
    let master = derive_master(&passphrase, &SecretKey::parse(&kit.secret_key).unwrap(), Profile::CURRENT).unwrap();
    let keyring = Keyring::open(&bundle.keyring, &master).unwrap();
    let entries = directory(&*actor.net).await.unwrap();
    let known = Directory::verify(&entries, Some(keyring.root())).unwrap();
    let certificate = known.certificate_digest(keyring.user()).unwrap();
    let stored = actor.device.keeper().vault().entries(record, 0, usize::MAX).await.unwrap();
    let files = stored.iter().flat_map(|stored| Operation::from_bytes(&stored.operation).unwrap().files);
    let key = files.filter_map(|file| keyring.unwrap(&file).ok()).next().expect("a member was handed the key");
    let head = chain(&*actor.net, &entries, record).await.unwrap().docs[&doc].clone();

    let (org, author) = (keyring.org(), keyring.user());
    let context = Context { org, record, doc, kind: body.kind().id().to_owned(), version: head.version, author };
    let sealed = seal_document(&key, &context, &body.to_value().unwrap()).unwrap();
    let (class, version, base) = (head.class, head.version, Some(head.latest));
    let commitment = sealed.commitment;
    let act = Act::Entry(Entry { doc, class, event: Event::Amend, version, base, commitment, about: Vec::new() });
    let envelope = keyring.sign(&Envelope {
        org,
        record,
        act,
        author,
        certificate,
        device: rng::make_device_id(),
        device_seq: 1,
        previous: OpId(Head::NONE.digest),
        seen: Seen { directory: known.head(), record: Head::NONE },
        clock: ClockReading { device: Time::from(chrono::Utc::now()), offset: None, uncertain: false },
    });
    let (ciphertext, length) = (Digest::of_file(&sealed.file), sealed.file.len() as u64);
    let operation = OpId(envelope.digest());
    let seal = keyring.sign(&Seal { operation, record, epoch: 1, sealer: author, certificate, ciphertext, length, commitment });
    let operation = Operation { envelope, seal: Some(seal), files: vec![sealed.file] };
    let body = minicbor::to_vec(Push { operations: vec![operation.to_bytes()] }).unwrap();
    let request = HttpRequest {
        method: Method::Post,
        path: path::PUSH.to_owned(),
        body: Some((CBOR, body)),
        patience: HttpRequest::PATIENCE,
    };
    let reply = actor.net.send(request).await.unwrap();
    let mut outcomes = minicbor::decode::<PushReply>(&reply.body).unwrap().outcomes;
    outcomes.remove(0)
}
