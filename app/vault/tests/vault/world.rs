//! A program with three people, and operations they make.

use ed25519_dalek::{Signer as _, SigningKey};
use record::{
    Act, Bytes, Certificate, Class, DeviceId, Digest, DirectoryEntry, DocId, Entry, Envelope, Event, Head, KeyFor, KeyHolder,
    OpId, Operation, OrgId, PublicKey, Receipt, Recipient, RecordHead, RecordId, RecordKind, Role, Seal, Signable, Signature,
    Signed, Signer, Statement, Time, UserId,
};
use vault::Slot;

pub const ORG: OrgId = OrgId::from_u128(0xACE);
pub const ADMIN: Person = Person { number: 1, role: Role::Administrator };
pub const ANNA: Person = Person { number: 2, role: Role::Counselor };
pub const SAM: Person = Person { number: 3, role: Role::Supervisor };

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    pub number: u8,
    pub role: Role,
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

pub fn public(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

pub fn root() -> SigningKey {
    key(100)
}

pub fn server_key() -> SigningKey {
    key(101)
}

pub fn sign<T: Signable>(value: &T, key: &SigningKey) -> Signed<T> {
    let bytes = value.to_bytes();
    let signature = Signature(key.sign(&T::message(&bytes)).to_bytes());
    Signed::new(bytes, signature)
}

/// Signs with a person's key.
pub fn sign_as<T: Signable>(person: Person, value: &T) -> Signed<T> {
    sign(value, &key(person.number))
}

impl Person {
    pub fn user(self) -> UserId {
        UserId::from_u128(u128::from(self.number))
    }

    pub fn device(self) -> DeviceId {
        DeviceId::from_u128(0xD0 + u128::from(self.number))
    }

    pub fn certificate(self) -> Certificate {
        Certificate {
            user: self.user(),
            name: "A Name".into(),
            credential: String::new(),
            role: self.role,
            trainee: false,
            recipient: Recipient("age1someone".into()),
            signing: public(&key(self.number)),
        }
    }
}

/// The whole directory: founded, then the three.
pub fn directory() -> Vec<Signed<DirectoryEntry>> {
    let founded = Statement::Founded {
        name: "A Program".into(),
        root: public(&root()),
        custodian: Recipient("age1custodian".into()),
        server: public(&server_key()),
    };
    let mut entries: Vec<Signed<DirectoryEntry>> = Vec::new();
    let statements = [founded].into_iter().chain([ADMIN, ANNA, SAM].map(|person| Statement::Certified(person.certificate())));
    for (seq, statement) in (1..).zip(statements) {
        let previous = entries.last().map_or(Digest::ZERO, Signed::digest);
        let by_root = seq <= 2;
        let signer = if by_root { Signer::Root } else { Signer::Administrator(ADMIN.user()) };
        let entry = DirectoryEntry { org: ORG, seq, previous, signer, at: Time(0), statement };
        entries.push(sign(&entry, &if by_root { root() } else { key(ADMIN.number) }));
    }
    entries
}

fn certificate_of(person: Person) -> Digest {
    directory()[usize::from(person.number)].digest()
}

fn envelope(person: Person, record: RecordId, act: Act, slot: Slot) -> Envelope {
    let Slot { device, device_seq, previous, clock, seen } = slot;
    let certificate = certificate_of(person);
    Envelope { org: ORG, record, act, author: person.user(), certificate, device, device_seq, previous, seen, clock }
}

fn key_for(holder: KeyHolder, epoch: u32) -> (KeyFor, Bytes) {
    let file = Bytes(format!("{holder:?} {epoch}").into_bytes());
    (KeyFor { holder, epoch, file: Digest::of_file(&file) }, file)
}

/// Keys of an epoch for holders, and their files.
pub fn keys(epoch: u32, holders: &[KeyHolder]) -> (Vec<KeyFor>, Vec<Bytes>) {
    holders.iter().map(|holder| key_for(*holder, epoch)).unzip()
}

/// An act that needs no other parts, signed.
pub fn newer(person: Person, record: RecordId, act: Act, slot: Slot) -> Operation {
    Operation { envelope: sign(&envelope(person, record, act, slot), &key(person.number)), seal: None, files: Vec::new() }
}

/// Opens a patient's record.
pub fn open(person: Person, record: RecordId, slot: Slot) -> Operation {
    let (keys, files) =
        [KeyHolder::Member(person.user()), KeyHolder::Custodian].map(|holder| key_for(holder, 1)).into_iter().unzip();
    let envelope = envelope(person, record, Act::Open { kind: RecordKind::Patient, keys }, slot);
    Operation { envelope: sign(&envelope, &key(person.number)), seal: None, files }
}

/// Takes someone into the team of a record as it stands.
pub fn admit(person: Person, record: RecordId, member: Person, head: &RecordHead, slot: Slot) -> Operation {
    let (key_for, file) = key_for(KeyHolder::Member(member.user()), head.epoch);
    let act = Act::Admit { member: member.user(), key: key_for, after: head.team_act };
    let envelope = envelope(person, record, act, slot);
    Operation { envelope: sign(&envelope, &key(person.number)), seal: None, files: vec![file] }
}

/// Takes someone out of the team of a record as it stands, with the next key; oneself, without.
pub fn remove(person: Person, record: RecordId, member: Person, head: &RecordHead, slot: Slot) -> Operation {
    let after = head.team_act;
    let (act, files) = if person == member {
        (Act::Leave { after }, Vec::new())
    } else {
        let epoch = head.epoch + 1;
        let staying = head.team.iter().filter(|user| **user != member.user()).map(|user| (KeyHolder::Member(*user), epoch));
        let others = [(KeyHolder::Custodian, epoch), (KeyHolder::NextEpoch, head.epoch)];
        let (keys, files) = staying.chain(others).map(|(holder, epoch)| key_for(holder, epoch)).unzip();
        (Act::Rotate { epoch, keys, leaving: vec![member.user()], after }, files)
    };
    let envelope = envelope(person, record, act, slot);
    Operation { envelope: sign(&envelope, &key(person.number)), seal: None, files }
}

/// What an entry says.
#[derive(Clone, Copy)]
pub struct Text {
    pub doc: DocId,
    pub class: Class,
    pub event: Event,
    pub version: u32,
    pub base: Option<OpId>,
}

impl Text {
    pub fn note(doc: DocId) -> Self {
        Self { doc, class: Class::Note, event: Event::Save, version: 1, base: None }
    }
}

/// Writes in a document.
pub fn write(person: Person, record: RecordId, text: Text, slot: Slot) -> Operation {
    let file = Bytes(format!("sealed {} {}", text.doc, text.version).into_bytes());
    let commitment = Digest::of("test", &file);
    let Text { doc, class, event, version, base } = text;
    let entry = Entry { doc, class, event, version, base, commitment, about: Vec::new() };
    let envelope = sign(&envelope(person, record, Act::Entry(entry), slot), &key(person.number));
    seal(person, record, envelope, file, commitment)
}

fn seal(person: Person, record: RecordId, envelope: Signed<Envelope>, file: Bytes, commitment: Digest) -> Operation {
    let seal = Seal {
        operation: OpId(envelope.digest()),
        record,
        epoch: 1,
        sealer: person.user(),
        certificate: certificate_of(person),
        ciphertext: Digest::of_file(&file),
        length: file.len() as u64,
        commitment,
    };
    Operation { envelope, seal: Some(sign(&seal, &key(person.number))), files: vec![file] }
}

/// The same operation for another place in the chain, as a keeper would write it anew.
pub fn renew(person: Person, renewal: vault::Renewal<'_>) -> Operation {
    let mut envelope = renewal.envelope.clone();
    envelope.device_seq = renewal.device_seq;
    envelope.previous = renewal.previous;
    if let Some(after) = envelope.act.after() {
        envelope.act.set_after(renewal.renamed.get(&after).copied().unwrap_or(after));
    }
    if let Act::Entry(entry) = &mut envelope.act {
        entry.base = entry.base.map(|base| renewal.renamed.get(&base).copied().unwrap_or(base));
        let commitment = entry.commitment;
        let signed = sign(&envelope, &key(person.number));
        return seal(person, envelope.record, signed, renewal.operation.files[0].clone(), commitment);
    }
    Operation { envelope: sign(&envelope, &key(person.number)), ..renewal.operation.clone() }
}

/// An administrator's word, after `before`, that they know of a restore.
pub fn acknowledged(before: &Signed<DirectoryEntry>, epoch: u8) -> Signed<DirectoryEntry> {
    let (seq, previous) = (before.peek().unwrap().seq + 1, before.digest());
    let statement = Statement::Restored { epoch: Digest([epoch; 32]) };
    let signer = Signer::Administrator(ADMIN.user());
    sign(&DirectoryEntry { org: ORG, seq, previous, signer, at: Time(0), statement }, &key(ADMIN.number))
}

/// A receipt from the server.
pub fn receipt(operation: OpId, record: RecordId, at: Head, change: u64, received: Time, epoch: u8) -> Signed<Receipt> {
    let entries = directory();
    receipt_by(&entries, operation, record, at, change, received, epoch)
}

/// A receipt from a server that knows these directory entries.
pub fn receipt_by(
    entries: &[Signed<DirectoryEntry>],
    operation: OpId,
    record: RecordId,
    at: Head,
    change: u64,
    received: Time,
    epoch: u8,
) -> Signed<Receipt> {
    let last = entries.last().unwrap();
    let (epoch, directory) = (Digest([epoch; 32]), Head { seq: last.peek().unwrap().seq, digest: last.digest() });
    sign(&Receipt { operation, record, seq: at.seq + 1, change, previous: at.digest, received, epoch, directory }, &server_key())
}
