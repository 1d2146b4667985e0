//! People with real keys, and operations as their devices would sign them. What is sealed are plain
//! bytes: the server cannot tell.

use ed25519_dalek::{Signer as _, SigningKey};
use record::wire::{Enrollment, Found, Invite, LoginProof, NewAccount, Offer, OfferApproval, SignIn};
use record::*;
use std::sync::Arc;

/// A number that is new each time.
pub fn fresh() -> u128 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    (u128::from(std::process::id()) << 64) | u128::from(NEXT.fetch_add(1, Ordering::Relaxed))
}

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&Digest::of("test key", &fresh().to_be_bytes()).0)
}

pub fn public(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

pub fn sign<T: Signable>(key: &SigningKey, value: &T) -> Signed<T> {
    let bytes = value.to_bytes();
    let signature = Signature(key.sign(&T::message(&bytes)).to_bytes());
    Signed::new(bytes, signature)
}

/// The server's key.
pub struct Server(pub SigningKey);

impl store::Signer for Server {
    fn public(&self) -> PublicKey {
        public(&self.0)
    }
    fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

/// Someone with one device.
#[derive(Clone)]
pub struct Person {
    pub user: UserId,
    pub org: OrgId,
    pub login: String,
    pub key: SigningKey,
    pub login_key: SigningKey,
    pub certificate: Digest,
    /// The directory as this person's device saw it last.
    pub seen: Head,
    pub device: DeviceId,
    pub last: Head,
}

impl Person {
    pub fn new(org: OrgId, login: &str) -> Self {
        Self {
            user: UserId::from_u128(fresh()),
            org,
            login: login.to_owned(),
            key: key(),
            login_key: key(),
            certificate: Digest::ZERO,
            seen: Head::NONE,
            device: DeviceId::from_u128(fresh()),
            last: Head::NONE,
        }
    }

    pub fn certificate(&self, role: Role, trainee: bool) -> Certificate {
        Certificate {
            user: self.user,
            name: self.login.clone(),
            credential: String::new(),
            role,
            trainee,
            recipient: Recipient(format!("age1{}", self.user)),
            signing: public(&self.key),
        }
    }

    pub fn account(&self) -> NewAccount {
        NewAccount {
            user: self.user,
            login: self.login.clone(),
            login_key: public(&self.login_key),
            secret_key_id: Digest::of("test", self.login.as_bytes()),
            keyring: Bytes(b"age keyring".to_vec()),
        }
    }

    pub fn enrollment(&self) -> Enrollment {
        Enrollment {
            user: self.user,
            recipient: Recipient(format!("age1{}", self.user)),
            signing: public(&self.key),
            login_key: public(&self.login_key),
            login: self.login.clone(),
        }
    }

    pub fn proof(&self, challenge: Digest, server: PublicKey) -> SignIn {
        let proof = LoginProof { challenge, login: self.login.clone(), server };
        SignIn { login: self.login.clone(), challenge, signature: sign(&self.login_key, &proof).signature }
    }

    /// The envelope of this device's next operation; the chain goes on with [`Self::sent`].
    pub fn envelope(&self, record: RecordId, act: Act) -> Envelope {
        Envelope {
            org: self.org,
            record,
            act,
            author: self.user,
            certificate: self.certificate,
            device: self.device,
            device_seq: self.last.seq + 1,
            previous: OpId(self.last.digest),
            seen: Seen { directory: self.seen, record: Head::NONE },
            clock: ClockReading { device: Time(1_000), offset: None, uncertain: false },
        }
    }

    pub fn seal(&self, envelope: &Signed<Envelope>, epoch: u32, file: &[u8]) -> Seal {
        let said = envelope.peek().unwrap();
        let Act::Entry(entry) = &said.act else { panic!("only entries are sealed") };
        Seal {
            operation: OpId(envelope.digest()),
            record: said.record,
            epoch,
            sealer: self.user,
            certificate: self.certificate,
            ciphertext: Digest::of_file(file),
            length: file.len() as u64,
            commitment: entry.commitment,
        }
    }

    /// Signs an operation without going on in the chain.
    pub fn draw(&self, envelope: &Envelope, files: Vec<Vec<u8>>) -> Operation {
        let signed = sign(&self.key, envelope);
        let seal = match &envelope.act {
            Act::Entry(_) => Some(sign(&self.key, &self.seal(&signed, 1, &files[0]))),
            _ => None,
        };
        Operation { envelope: signed, seal, files: files.into_iter().map(Bytes).collect() }
    }

    /// Goes on in the chain after `operation`.
    pub fn sent(&mut self, operation: &Operation) {
        self.last = Head { seq: self.last.seq + 1, digest: operation.id().0 };
    }

    pub fn operation(&mut self, record: RecordId, act: Act, files: Vec<Vec<u8>>) -> Operation {
        let operation = self.draw(&self.envelope(record, act), files);
        self.sent(&operation);
        operation
    }

    pub fn open(&mut self, record: RecordId) -> Operation {
        let (keys, files) = keys(1, &[KeyHolder::Member(self.user), KeyHolder::Custodian]);
        self.operation(record, Act::Open { kind: RecordKind::Patient, keys }, files)
    }

    pub fn admit(&mut self, record: RecordId, member: UserId, after: &Operation) -> Operation {
        let (mut keys, files) = keys(1, &[KeyHolder::Member(member)]);
        self.operation(record, Act::Admit { member, key: keys.remove(0), after: after.id() }, files)
    }

    pub fn leave(&mut self, record: RecordId, after: &Operation) -> Operation {
        self.operation(record, Act::Leave { after: after.id() }, Vec::new())
    }

    /// Begins `epoch` for those who stay, without those who leave.
    pub fn rotate(
        &mut self,
        record: RecordId,
        epoch: u32,
        (leaving, team): (&[UserId], &[UserId]),
        after: &Operation,
    ) -> Operation {
        let members = team.iter().copied().map(KeyHolder::Member);
        let (mut new, mut files) = keys(epoch, &members.chain([KeyHolder::Custodian]).collect::<Vec<_>>());
        let (link, linked) = keys(epoch - 1, &[KeyHolder::NextEpoch]);
        new.extend(link);
        files.extend(linked);
        let act = Act::Rotate { epoch, keys: new, leaving: leaving.to_vec(), after: after.id() };
        self.operation(record, act, files)
    }

    /// A first version of a new note.
    pub fn note(&mut self, record: RecordId, doc: DocId, event: Event, text: &str) -> Operation {
        self.version(record, doc, event, 1, None, text)
    }

    pub fn version(
        &mut self,
        record: RecordId,
        doc: DocId,
        event: Event,
        version: u32,
        base: Option<OpId>,
        text: &str,
    ) -> Operation {
        let commitment = Digest::of("test commitment", text.as_bytes());
        let entry = Entry { doc, class: Class::Note, event, version, base, commitment, about: Vec::new() };
        self.operation(record, Act::Entry(entry), vec![text.as_bytes().to_vec()])
    }
}

fn keys(epoch: u32, holders: &[KeyHolder]) -> (Vec<KeyFor>, Vec<Vec<u8>>) {
    let files: Vec<Vec<u8>> = holders.iter().map(|holder| format!("key for {holder:?}").into_bytes()).collect();
    let keys = holders.iter().zip(&files).map(|(holder, file)| KeyFor { holder: *holder, epoch, file: Digest::of_file(file) });
    (keys.collect(), files)
}

/// A program on its founder's device.
pub struct Program {
    pub org: OrgId,
    pub name: String,
    pub root: SigningKey,
    pub server: Arc<Server>,
    pub entries: Vec<Signed<DirectoryEntry>>,
    pub owner: Person,
}

impl Program {
    /// Founded on paper by `owner`; [`Self::found`] is what goes to the server.
    pub fn new(server: Arc<Server>) -> Self {
        let (org, root) = (OrgId::from_u128(fresh()), key());
        let mut owner = Person::new(org, "owner");
        let name = "Harbour Program".to_owned();
        let founded = Statement::Founded {
            name: name.clone(),
            root: public(&root),
            custodian: Recipient("age1custodian".to_owned()),
            server: public(&server.0),
        };
        let mut program = Self { org, name, root: root.clone(), server, entries: Vec::new(), owner: owner.clone() };
        program.push(&root, Signer::Root, founded);
        let certified = Statement::Certified(owner.certificate(Role::Administrator, false));
        owner.certificate = program.push(&root, Signer::Root, certified).digest();
        owner.seen = Head { seq: 2, digest: owner.certificate };
        program.owner = owner;
        program
    }

    /// What the founder sends.
    pub fn found(&self) -> Found {
        Found { directory: self.entries.clone(), root_sealed: Bytes(b"age root".to_vec()), account: self.owner.account() }
    }

    /// The next entry, not yet appended.
    pub fn entry(&self, key: &SigningKey, signer: Signer, statement: Statement) -> Signed<DirectoryEntry> {
        let previous = self.entries.last().map_or(Digest::ZERO, Signed::digest);
        let seq = self.entries.len() as u64 + 1;
        sign(key, &DirectoryEntry { org: self.org, seq, previous, signer, at: Time(0), statement })
    }

    fn push(&mut self, key: &SigningKey, signer: Signer, statement: Statement) -> Signed<DirectoryEntry> {
        let entry = self.entry(key, signer, statement);
        self.entries.push(entry.clone());
        entry
    }

    /// The next entry, signed by the owner and not yet appended.
    pub fn by_owner(&self, statement: Statement) -> Signed<DirectoryEntry> {
        self.entry(&self.owner.key, Signer::Administrator(self.owner.user), statement)
    }

    /// An invitation by the owner.
    pub fn invite(&self, invitation: &SigningKey, role: Role, expires: Time) -> Invite {
        self.invite_by(&self.owner.key, self.owner.user, invitation, role, expires)
    }

    /// One that somebody signs as this administrator.
    pub fn invite_by(&self, by: &SigningKey, user: UserId, invitation: &SigningKey, role: Role, expires: Time) -> Invite {
        let offer = Offer {
            org: self.org,
            root: public(&self.root),
            program: self.name.clone(),
            name: "Someone".to_owned(),
            credential: String::new(),
            role,
            trainee: false,
            expires,
        };
        let (key, offer) = (public(invitation), sign(invitation, &offer));
        let approval = sign(by, &OfferApproval { key, offer: OfferApproval::digest(&offer), by: user });
        Invite { key, offer, approval }
    }
}
