//! A small program that is the same in every run: an administrator, an author, a colleague, someone who left, a
//! record with two epochs and one note. What is random in it is frozen, the rest is computed from that.

use crate::vector::frozen;
use crypto::{Context, Custodian, Identity, Keyring, Master, Passphrase, Profile, RecordKey, RootKey, SealedDocument, SecretKey};
use record::{
    Act, Bytes, Certificate, Class, ClockReading, DeviceId, Digest, Directory, DirectoryEntry, DocId, Entry, Envelope, Event,
    Head, KeyFor, KeyHolder, OpId, Operation, OrgId, PublicKey, Receipt, Recipient, RecordId, RecordKind, Review, Role, Seal,
    Seen, Signed, Signer, Statement, Time, UserId,
};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

pub(crate) const ORG: OrgId = OrgId::from_u128(1);
pub(crate) const RECORD: RecordId = RecordId::from_u128(2);
pub(crate) const DOC: DocId = DocId::from_u128(3);
pub(crate) const DEVICE: DeviceId = DeviceId::from_u128(4);
pub(crate) const ADMINISTRATOR: UserId = UserId::from_u128(10);
pub(crate) const AUTHOR: UserId = UserId::from_u128(11);
pub(crate) const COLLEAGUE: UserId = UserId::from_u128(12);
pub(crate) const LEAVER: UserId = UserId::from_u128(13);
pub(crate) const PASSPHRASE: &str = "seven quiet herons over Lübeck";

#[derive(Serialize, Deserialize)]
pub(crate) struct FrozenKeyring {
    pub(crate) file: Bytes,
    pub(crate) user: UserId,
    pub(crate) recipient: Recipient,
    pub(crate) signing: PublicKey,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FrozenKeys {
    pub(crate) first_for_author: Bytes,
    pub(crate) first_for_custodian: Bytes,
    pub(crate) second_for_author: Bytes,
    pub(crate) second_for_custodian: Bytes,
    pub(crate) link: Bytes,
    pub(crate) first: Recipient,
    pub(crate) second: Recipient,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FrozenDocument {
    pub(crate) context: Context,
    pub(crate) body: serde_json::Value,
    pub(crate) commitment: Digest,
    pub(crate) file: Bytes,
}

pub(crate) struct World {
    pub(crate) administrator: Keyring,
    pub(crate) author: Keyring,
    pub(crate) colleague: Keyring,
    pub(crate) leaver: Keyring,
    pub(crate) custodian: Identity,
    pub(crate) entries: Vec<Signed<DirectoryEntry>>,
    pub(crate) directory: Directory,
    pub(crate) keys: FrozenKeys,
    pub(crate) first: RecordKey,
    pub(crate) second: RecordKey,
    pub(crate) document: FrozenDocument,
}

pub(crate) static MASTER: LazyLock<Master> =
    LazyLock::new(|| crypto::derive_master(&passphrase(PASSPHRASE), &secret_key(), Profile::V1).unwrap());
pub(crate) static WORLD: LazyLock<World> = LazyLock::new(World::make);

/// What was typed, as it is derived from.
pub(crate) fn passphrase(typed: &str) -> Passphrase {
    Passphrase::read(typed).unwrap()
}

pub(crate) fn secret_key() -> SecretKey {
    SecretKey::from_bytes([7; 16])
}

pub(crate) fn root() -> RootKey {
    RootKey::from_seed(&[1; 32])
}

/// Signs receipts; any Ed25519 key does.
pub(crate) fn server() -> RootKey {
    RootKey::from_seed(&[2; 32])
}

pub(crate) fn note() -> serde_json::Value {
    serde_json::json!({ "subjective": "Slept three nights in a row.", "plan": "Call on Tuesday." })
}

pub(crate) fn context() -> Context {
    Context { org: ORG, record: RECORD, doc: DOC, kind: "session_note".into(), version: 1, author: AUTHOR }
}

pub(crate) fn keyring(name: &str, user: UserId) -> (FrozenKeyring, Keyring) {
    let frozen: FrozenKeyring = frozen(&format!("keyring_{name}"), || {
        let keyring = Keyring::make(ORG, user, root().public());
        let file = keyring.seal(&MASTER).unwrap();
        FrozenKeyring { file, user, recipient: keyring.recipient(), signing: keyring.public() }
    });
    let keyring = Keyring::open(&frozen.file, &MASTER).unwrap();
    (frozen, keyring)
}

pub(crate) fn custodian() -> Identity {
    let line: String = frozen("custodian", || Custodian::make().to_text().to_string());
    Identity::parse(&line).unwrap()
}

impl World {
    fn make() -> Self {
        let administrator = keyring("administrator", ADMINISTRATOR).1;
        let author = keyring("author", AUTHOR).1;
        let colleague = keyring("colleague", COLLEAGUE).1;
        let leaver = keyring("leaver", LEAVER).1;
        let custodian = custodian();
        let keys: FrozenKeys = frozen("record_keys", || {
            let (first, second) = (RecordKey::make(), RecordKey::make());
            FrozenKeys {
                first_for_author: first.wrap_for(&author.recipient()).unwrap(),
                first_for_custodian: first.wrap_for(&custodian.recipient()).unwrap(),
                second_for_author: second.wrap_for(&author.recipient()).unwrap(),
                second_for_custodian: second.wrap_for(&custodian.recipient()).unwrap(),
                link: first.wrap_for_next(&second).unwrap(),
                first: first.recipient(),
                second: second.recipient(),
            }
        });
        let second = author.unwrap(&keys.second_for_author).unwrap();
        let first = second.unwrap_previous(&keys.link).unwrap();
        let document: FrozenDocument = frozen("document", || {
            let SealedDocument { file, commitment } = crypto::seal_document(&first, &context(), &note()).unwrap();
            FrozenDocument { context: context(), body: note(), commitment, file }
        });
        let entries = entries(&administrator, &[&author, &colleague, &leaver], &custodian);
        let directory = Directory::verify(&entries, Some(&root().public())).unwrap();
        Self { administrator, author, colleague, leaver, custodian, entries, directory, keys, first, second, document }
    }

    pub(crate) fn envelope(&self, act: Act) -> Envelope {
        Envelope {
            org: ORG,
            record: RECORD,
            act,
            author: AUTHOR,
            certificate: self.directory.certificate_digest(AUTHOR).unwrap(),
            device: DEVICE,
            device_seq: 2,
            previous: OpId(Digest([5; 32])),
            seen: Seen { directory: self.directory.head(), record: Head::NONE },
            clock: ClockReading { device: Time(1_750_000_000_000), offset: Some(-1200), uncertain: false },
        }
    }

    pub(crate) fn entry(&self, commitment: Digest) -> Envelope {
        self.envelope(Act::Entry(Entry {
            doc: DOC,
            class: Class::Note,
            event: Event::Sign(Review::NotOwed),
            version: 1,
            base: None,
            commitment,
            about: vec![],
        }))
    }

    pub(crate) fn seal(&self, envelope: &Signed<Envelope>, commitment: Digest, file: &Bytes) -> Seal {
        Seal {
            operation: OpId(envelope.digest()),
            record: RECORD,
            epoch: 1,
            sealer: AUTHOR,
            certificate: self.directory.certificate_digest(AUTHOR).unwrap(),
            ciphertext: Digest::of_file(file),
            length: file.len() as u64,
            commitment,
        }
    }

    /// The operation in which the author signs `envelope` and seals `file`.
    pub(crate) fn operation(&self, envelope: &Envelope, commitment: Digest, file: &Bytes) -> Operation {
        let envelope = self.author.sign(envelope);
        let seal = self.author.sign(&self.seal(&envelope, commitment, file));
        Operation { envelope, seal: Some(seal), files: vec![file.clone()] }
    }

    /// The note, signed.
    pub(crate) fn signed_note(&self) -> Operation {
        let FrozenDocument { commitment, file, .. } = &self.document;
        self.operation(&self.entry(*commitment), *commitment, file)
    }

    /// The opening of the record.
    pub(crate) fn opening(&self) -> Operation {
        let files = vec![self.keys.first_for_author.clone(), self.keys.first_for_custodian.clone()];
        let holders = [KeyHolder::Member(AUTHOR), KeyHolder::Custodian];
        let keys =
            holders.iter().zip(&files).map(|(holder, file)| KeyFor { holder: *holder, epoch: 1, file: Digest::of_file(file) });
        let act = Act::Open { kind: RecordKind::Patient, keys: keys.collect() };
        Operation { envelope: self.author.sign(&self.envelope(act)), seal: None, files }
    }
}

pub(crate) fn certified(seq: u64, previous: Digest, signer: Signer, statement: Statement) -> DirectoryEntry {
    DirectoryEntry { org: ORG, seq, previous, signer, at: Time(1_740_000_000_000), statement }
}

pub(crate) fn certificate(keyring: &Keyring, role: Role) -> Certificate {
    Certificate {
        user: keyring.user(),
        name: "Robin Vale".into(),
        credential: "LCSW".into(),
        role,
        trainee: false,
        recipient: keyring.recipient(),
        signing: keyring.public(),
    }
}

fn entries(administrator: &Keyring, people: &[&Keyring], custodian: &Identity) -> Vec<Signed<DirectoryEntry>> {
    let founded = Statement::Founded {
        name: "Harbour House".into(),
        root: root().public(),
        custodian: custodian.recipient(),
        server: server().public(),
    };
    let mut entries = vec![root().sign(&certified(1, Digest::ZERO, Signer::Root, founded))];
    let first = Statement::Certified(certificate(administrator, Role::Administrator));
    entries.push(root().sign(&certified(2, entries[0].digest(), Signer::Root, first)));
    let signer = Signer::Administrator(ADMINISTRATOR);
    let mut statements: Vec<Statement> =
        people.iter().map(|keyring| Statement::Certified(certificate(keyring, Role::Counselor))).collect();
    statements.push(Statement::Revoked(LEAVER));
    for statement in statements {
        let previous = entries.last().unwrap().digest();
        entries.push(administrator.sign(&certified(entries.len() as u64 + 1, previous, signer, statement)));
    }
    entries
}

/// Receipts for `operations`, from the first in the record.
pub(crate) fn receipts(operations: &[OpId]) -> Vec<Signed<Receipt>> {
    let mut receipts: Vec<Signed<Receipt>> = vec![];
    for (operation, seq) in operations.iter().zip(1..) {
        let previous = receipts.last().map_or(Digest::ZERO, Signed::digest);
        let received = Time(1_750_000_100_000 + i64::try_from(seq).unwrap());
        let (operation, record, directory, epoch) = (*operation, RECORD, WORLD.directory.head(), Digest::ZERO);
        let receipt = Receipt { operation, record, seq, change: 40 + 3 * seq, previous, received, epoch, directory };
        receipts.push(server().sign(&receipt));
    }
    receipts
}
