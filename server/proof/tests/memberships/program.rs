//! A record as the server has it, and as one person's device has it.

use crate::people::{Person, Program};
use crypto::{Identity, Keyring, RecordKey, open_document};
use record::{
    Act, Bytes, DocHead, DocId, Effect, Head, KeyHolder, OpId, Operation, Receipt, RecordHead, RecordId, Refusal, Signed,
    Standing, Time, UserId, judge, wire::Pulled,
};
use std::collections::BTreeMap;
use vault::{Check, Checked, Distrust, Known, Verifier};

/// What is known of a record before anything of it was seen.
pub fn nothing() -> Known {
    Known { receipts: Head::NONE, change: 0, directory: 0, head: None, docs: BTreeMap::new() }
}

/// The record at the server.
#[derive(Clone)]
pub struct Chart {
    pub record: RecordId,
    pub head: Option<RecordHead>,
    pub docs: BTreeMap<DocId, DocHead>,
    pub entries: Vec<Pulled>,
}

impl Chart {
    pub const fn new(record: RecordId) -> Self {
        Self { record, head: None, docs: BTreeMap::new(), entries: Vec::new() }
    }

    /// Judges an operation as a server does, and takes it in.
    pub fn take(&mut self, program: &Program, operation: &Operation) -> Result<(), Refusal> {
        let directory = &program.followed;
        let envelope = operation.envelope.peek().unwrap();
        let author = directory.certificate_at(&envelope.certificate).ok_or(Refusal::NotAllowed)?;
        operation.envelope.verify(&author.signing).map_err(|_| Refusal::NotAllowed)?;
        let seal = operation.check_parts(&envelope).map_err(|_| Refusal::Keys)?;
        let (subject, doc) = match &envelope.act {
            Act::Admit { member, .. } => (directory.certificate(*member), None),
            Act::Entry(entry) => (None, Some(entry.doc)),
            Act::Open { .. } | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => (None, None),
        };
        let standing = Standing {
            operation: operation.id(),
            author,
            received: author,
            subject,
            record: self.head.as_ref(),
            doc: doc.and_then(|doc| self.docs.get(&doc)),
        };
        let Effect { record, doc: head } = judge(&envelope, seal.as_ref(), &standing)?;
        self.head = Some(record);
        if let (Some(doc), Some(head)) = (doc, head) {
            self.docs.insert(doc, head);
        }
        self.push(program, operation);
        Ok(())
    }

    /// Gives the next receipt, whatever the operation is.
    pub fn push(&mut self, program: &Program, operation: &Operation) {
        let last = self.entries.last();
        let at = Head { seq: self.entries.len() as u64, digest: last.map_or(record::Digest::ZERO, |one| one.receipt.digest()) };
        let receipt = Receipt {
            operation: operation.id(),
            record: self.record,
            seq: at.seq + 1,
            change: at.seq + 1,
            previous: at.digest,
            received: Time(at.seq as i64),
            epoch: record::Digest([1; 32]),
            directory: program.head(),
        };
        self.entries.push(Pulled { receipt: program.server.sign(&receipt), operation: operation.to_bytes() });
    }

    /// The operations, in their order.
    pub fn operations(&self) -> Vec<Operation> {
        self.entries.iter().map(|pulled| Operation::from_bytes(&pulled.operation).unwrap()).collect()
    }
}

/// A text that somebody wrote: in which operation, under which epoch.
#[derive(Clone)]
pub struct Text {
    pub operation: OpId,
    pub epoch: u32,
    pub words: String,
}

/// A device of one person, as far as it has fetched the record.
#[derive(Clone)]
pub struct Device {
    pub known: Known,
    pub accepted: Vec<Operation>,
}

impl Device {
    pub fn new() -> Self {
        Self { known: nothing(), accepted: Vec::new() }
    }

    /// Verifies what follows what it has, in one page, and keeps it.
    ///
    /// Fails with the first reason not to believe the page; nothing of it is kept then.
    pub fn pull(&mut self, program: &Program, chart: &Chart) -> Result<(), Distrust> {
        let verifier = Verifier::new(program.root);
        verifier.directory(&program.directory)?;
        let after = self.accepted.len().min(chart.entries.len());
        let page = &chart.entries[after..];
        let checked: Vec<Checked> = verifier.page(chart.record, &self.known, page)?;
        for (one, pulled) in checked.into_iter().zip(page) {
            self.known.receipts = Head { seq: one.receipt.seq, digest: pulled.receipt.digest() };
            (self.known.change, self.known.directory) = (one.receipt.change, one.receipt.directory.seq);
            self.known.head = Some(one.effect.record);
            if let (Act::Entry(entry), Some(head)) = (&one.envelope.act, one.effect.doc) {
                self.known.docs.insert(entry.doc, head);
            }
            self.accepted.push(Operation::from_bytes(&pulled.operation).unwrap());
        }
        Ok(())
    }

    pub fn is_member(&self, user: UserId) -> bool {
        self.known.head.as_ref().is_some_and(|head| head.team.contains(&user))
    }
}

/// Who may hold keys.
pub enum Holder<'a> {
    Person(&'a Person),
    Custodian(&'a Identity),
}

impl Holder<'_> {
    fn holds(&self) -> KeyHolder {
        match self {
            Self::Person(person) => KeyHolder::Member(person.user),
            Self::Custodian(_) => KeyHolder::Custodian,
        }
    }

    fn unwrap(&self, file: &Bytes) -> Option<RecordKey> {
        match self {
            Self::Person(person) => Keyring::unwrap(&person.keyring, file).ok(),
            Self::Custodian(identity) => RecordKey::unwrap_with(identity, file).ok(),
        }
    }

    /// Every key that can be had from these operations: those that were handed over, and by them the ones before.
    pub fn keys(&self, operations: &[Operation]) -> BTreeMap<u32, RecordKey> {
        let (mut keys, mut links) = (BTreeMap::new(), BTreeMap::new());
        for operation in operations {
            let said = operation.envelope.peek().unwrap();
            if let Some((epoch, file)) = operation.file_of(said.act.keys(), self.holds())
                && let Some(key) = self.unwrap(file)
            {
                keys.insert(epoch, key);
            }
            if let Some((epoch, link)) = operation.file_of(said.act.keys(), KeyHolder::NextEpoch) {
                links.insert(epoch, link.clone());
            }
        }
        for (epoch, link) in links.iter().rev() {
            let before = keys.get(&(epoch + 1)).and_then(|next: &RecordKey| next.unwrap_previous(link).ok());
            if let Some(key) = before {
                keys.entry(*epoch).or_insert(key);
            }
        }
        keys
    }

    /// What an operation says, with any key that can be had.
    pub fn read(&self, keys: &BTreeMap<u32, RecordKey>, operation: &Operation) -> Option<String> {
        let file = operation.files.first()?;
        keys.values().find_map(|key| open_document(key, file).ok()?.read::<String>().ok())
    }
}

/// Signed by whoever it is from; only for what a server could make by itself.
pub fn forged(by: &Keyring, envelope: &record::Envelope) -> Signed<record::Envelope> {
    by.sign(envelope)
}
