//! Somebody who signs by the thousand. The keeper asks for the passphrase at every signature; this one has the keyring
//! open, and otherwise makes the same operations, byte by byte.

use super::BenchError;
use crate::{
    Device, HttpTransport,
    demo::{sample_note, sample_profile},
};
use chrono::{DateTime, Duration, Utc};
use clinical::{AuthorLine, Body};
use crypto::{Context, Keyring, Passphrase, Profile, RecordKey, SecretKey, derive_master, rng, seal_document};
use keeper::{HttpRequest, Method, Transport, protocol::Problem};
use record::{
    Act, Bytes, Certificate, Class, ClockReading, DeviceId, Digest, Directory, DocId, Entry, Envelope, Event, Head, KeyFor,
    KeyHolder, OpId, Operation, RecordId, RecordKind, Review, Seal, Seen, Time,
    wire::{AccountBundle, CBOR, DirectoryPage, Outcome, Push, PushReply, path},
};
use serde::Deserialize;
use vault::{Store, Table};

/// An open keyring, and the chain of a device of its own.
pub(super) struct Author {
    keyring: Keyring,
    certificate: Certificate,
    digest: Digest,
    directory: Directory,
    device: DeviceId,
    chain: Head,
}

/// A record with its key.
pub(super) struct Chart {
    pub(super) record: RecordId,
    key: RecordKey,
    number: usize,
    notes: usize,
}

#[derive(Deserialize)]
struct Account {
    bundle: AccountBundle,
}

/// How large the operation of a note is, in bytes: text, age header, two signatures and what they are about; the mean of twelve.
pub(super) fn operation_size() -> Result<usize, BenchError> {
    let mut size = 0;
    let (org, user) = (rng::make_org_id(), rng::make_user_id());
    let keyring = Keyring::make(org, user, crypto::RootKey::make().public());
    let key = RecordKey::make();
    for turn in 0..12 {
        let body = Body::from(sample_note(1, turn, Utc::now()));
        let draft = seal(&keyring, &key, rng::make_record_id(), rng::make_doc_id(), &body)?;
        size +=
            sign(&keyring, Digest::ZERO, rng::make_device_id(), Head::NONE, Head::NONE, Time::default(), draft).to_bytes().len();
    }
    Ok(size / 12)
}

struct Draft {
    record: RecordId,
    act: Act,
    files: Vec<Bytes>,
}

fn seal(keyring: &Keyring, key: &RecordKey, record: RecordId, doc: DocId, body: &Body) -> Result<Draft, Problem> {
    let context =
        Context { org: keyring.org(), record, doc, kind: body.kind().id().to_owned(), version: 1, author: keyring.user() };
    let sealed = seal_document(key, &context, &body.to_value().map_err(|_| Problem::Damaged)?)?;
    let (class, event) = match body.class() {
        Class::Profile => (Class::Profile, Event::Save),
        Class::Note | Class::Plan => (Class::Note, Event::Sign(Review::NotOwed)),
    };
    let entry = Entry { doc, class, event, version: 1, base: None, commitment: sealed.commitment, about: Vec::new() };
    Ok(Draft { record, act: Act::Entry(entry), files: vec![sealed.file] })
}

fn sign(
    keyring: &Keyring,
    certificate: Digest,
    device: DeviceId,
    chain: Head,
    directory: Head,
    at: Time,
    draft: Draft,
) -> Operation {
    let Draft { record, act, files } = draft;
    let commitment = match &act {
        Act::Entry(entry) => Some(entry.commitment),
        Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
    };
    let envelope = keyring.sign(&Envelope {
        org: keyring.org(),
        record,
        act,
        author: keyring.user(),
        certificate,
        device,
        device_seq: chain.seq + 1,
        previous: OpId(chain.digest),
        seen: Seen { directory, record: Head::NONE },
        clock: ClockReading { device: at, offset: None, uncertain: false },
    });
    let operation = OpId(envelope.digest());
    let seal = commitment.zip(files.first()).map(|(commitment, file)| {
        let (ciphertext, length) = (Digest::of_file(file), file.len() as u64);
        keyring.sign(&Seal { operation, record, epoch: 1, sealer: keyring.user(), certificate, ciphertext, length, commitment })
    });
    Operation { envelope, seal, files }
}

impl Author {
    /// Whoever is signed in on `device`, on another device.
    pub(super) async fn of(device: &Device<HttpTransport>, passphrase: &str, secret_key: &str) -> Result<Self, BenchError> {
        let row = device.store().get(Table::Account, b"account").await.map_err(|_| Problem::Storage)?.ok_or(Problem::NotFound)?;
        let Account { bundle } = serde_json::from_slice(&row).map_err(|_| Problem::Damaged)?;
        let secret_key = SecretKey::parse(secret_key).map_err(|_| Problem::MalformedSecretKey)?;
        let passphrase = Passphrase::read(passphrase).map_err(|_| Problem::WrongPassphrase)?;
        let master = derive_master(&passphrase, &secret_key, Profile::CURRENT).map_err(Problem::from)?;
        let keyring = Keyring::open(&bundle.keyring, &master).map_err(Problem::from)?;
        let request = HttpRequest {
            method: Method::Get,
            path: format!("{}?after=0", path::DIRECTORY),
            body: None,
            patience: HttpRequest::PATIENCE,
        };
        let page: DirectoryPage =
            minicbor::decode(&device.transport().send(request).await?.body).map_err(|_| BenchError::Unreached)?;
        let directory = Directory::verify(&page.entries, Some(keyring.root())).map_err(|_| Problem::DirectoryNotBelieved)?;
        let certificate = directory.certificate(keyring.user()).cloned().ok_or(Problem::WaitingForAdministrator)?;
        let digest = directory.certificate_digest(keyring.user()).ok_or(Problem::WaitingForAdministrator)?;
        Ok(Self { keyring, certificate, digest, directory, device: rng::make_device_id(), chain: Head::NONE })
    }

    fn write(&mut self, at: Time, draft: Draft) -> Bytes {
        let operation = sign(&self.keyring, self.digest, self.device, self.chain, self.directory.head(), at, draft);
        self.chain = Head { seq: self.chain.seq + 1, digest: operation.id().0 };
        operation.to_bytes()
    }

    /// Opens a record with its profile: two operations.
    pub(super) fn open(&mut self, number: usize, opened: DateTime<Utc>) -> Result<(Chart, [Bytes; 2]), Problem> {
        let key = RecordKey::make();
        let (mine, kept) = (key.wrap_for(&self.keyring.recipient())?, key.custodian_copy(self.directory.custodian())?);
        let for_holder = |holder, file: &Bytes| KeyFor { holder, epoch: 1, file: Digest::of_file(file) };
        let keys = vec![for_holder(KeyHolder::Member(self.keyring.user()), &mine), for_holder(KeyHolder::Custodian, &kept)];
        let record = rng::make_record_id();
        let open = Draft { record, act: Act::Open { kind: RecordKind::Patient, keys }, files: vec![mine, kept] };
        let mut profile = sample_profile(number, opened.date_naive());
        profile.name.family = format!("{} {}", profile.name.family, number + 1);
        let profile = seal(&self.keyring, &key, record, rng::make_doc_id(), &Body::from(profile))?;
        let operations = [self.write(Time::from(opened), open), self.write(Time::from(opened), profile)];
        Ok((Chart { record, key, number, notes: 0 }, operations))
    }

    /// A signed note about a session that ended at `end`.
    pub(super) fn note(&mut self, chart: &mut Chart, end: DateTime<Utc>) -> Result<Bytes, Problem> {
        let mut note = sample_note(chart.number, chart.notes, end);
        chart.notes += 1;
        let Certificate { name, credential, .. } = &self.certificate;
        note.author = Some(AuthorLine { name: name.clone(), credential: credential.clone() });
        let draft = seal(&self.keyring, &chart.key, chart.record, rng::make_doc_id(), &Body::from(note))?;
        Ok(self.write(Time::from(end + Duration::minutes(12)), draft))
    }
}

/// Offers operations; every one must be accepted.
///
/// Fails with [`BenchError::NotTaken`].
pub(super) async fn push(transport: &HttpTransport, operations: Vec<Bytes>) -> Result<(), BenchError> {
    let many = operations.len();
    let mut body = Vec::new();
    let _ = minicbor::encode(Push { operations }, &mut body); // a Vec takes everything
    let request = HttpRequest {
        method: Method::Post,
        path: path::PUSH.to_owned(),
        body: Some((CBOR, body)),
        patience: HttpRequest::PATIENCE,
    };
    let reply = transport.send(request).await?;
    let reply: PushReply = minicbor::decode(&reply.body).map_err(|_| BenchError::NotTaken)?;
    let taken = reply.outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Accepted(_))).count();
    if taken == many { Ok(()) } else { Err(BenchError::NotTaken) }
}
