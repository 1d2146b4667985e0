//! The usual [`Check`]: the record's own rules and the directory, nothing secret.

use crate::{Check, Checked, Distrust, Judge, Known, rows::doc_of};
use record::{
    Act, Certificate, Directory, DirectoryEntry, DocHead, Effect, Envelope, Head, OpId, Operation, PublicKey, Quarantine,
    Receipt, ReceiptEnd, ReceiptError, RecordHead, RecordId, RecordKind, Refusal, Seal, Signed, Standing, UserId, Verified,
    judge, keep_newer, may_read_in, verify_operation, verify_receipt, verify_receipts, wire::OutcomeCode, wire::Pulled,
};
use std::cell::RefCell;

/// Verifies with the directory it has followed.
pub struct Verifier {
    root: PublicKey,
    followed: RefCell<Option<Directory>>,
}

impl Verifier {
    /// Believes only what descends from `root`, the key this device was enrolled with; knows nobody yet.
    pub const fn new(root: PublicKey) -> Self {
        Self { root, followed: RefCell::new(None) }
    }

    /// [`Check::left`] for `user`.
    ///
    /// Fails with the first reason not to believe it.
    pub fn left(&self, user: UserId, record: RecordId, known: &Known, acts: &[Pulled]) -> Result<(), Distrust> {
        let followed = self.followed.borrow();
        let directory = followed.as_ref().ok_or(Distrust::Directory)?;
        let kind = known.head.as_ref().map_or(RecordKind::Patient, |head| head.kind);
        if directory.certificate(user).is_some_and(|me| !may_read_in(kind, me.role)) {
            return Ok(());
        }
        let mut known = known.clone();
        for pulled in acts {
            let operation = Operation::from_bytes(&pulled.operation).map_err(|_| Distrust::Damaged)?;
            let said = pulled.receipt.peek().map_err(|_| Distrust::Receipt)?;
            if said.seq <= known.receipts.seq || said.change <= known.change || said.directory.seq < known.directory {
                return Err(Distrust::Chain);
            }
            verify_receipt(directory.server(), record, operation.id(), &pulled.receipt).map_err(distrust_receipt)?;
            let team_act = operation.envelope.peek().is_ok_and(|envelope| envelope.act.after().is_some());
            if !team_act {
                return Err(Distrust::Damaged);
            }
            known.receipts.seq = said.seq;
            (known.change, known.directory) = (said.change, said.directory.seq);
            open(directory, &mut known, (operation.id(), &operation), said)?;
        }
        let out = known.head.is_some_and(|head| !head.team.contains(&user));
        if out && !acts.is_empty() { Ok(()) } else { Err(Distrust::LeftOut) }
    }

    /// The directory as far as it was followed, for reading; `None` before the first entry.
    pub fn with_directory<T>(&self, read: impl FnOnce(&Directory) -> T) -> Option<T> {
        self.followed.borrow().as_ref().map(read)
    }
}

/// Takes one entry in, after the receipts of its page were verified.
fn open(
    directory: &Directory,
    known: &mut Known,
    (id, operation): (OpId, &Operation),
    receipt: Receipt,
) -> Result<Checked, Distrust> {
    let Verified { envelope, seal, author } = verify_operation(directory, operation).map_err(distrust)?;
    if receipt.record != envelope.record {
        return Err(Distrust::Receipt);
    }
    // By which directory the server judged: this device has it, and the author had not seen more.
    if receipt.directory.seq > directory.head().seq {
        return Err(Distrust::Unknown);
    }
    directory.descends_from(receipt.directory).map_err(|_| Distrust::Directory)?;
    if envelope.seen.directory.seq > receipt.directory.seq {
        return Err(Distrust::Receipt);
    }
    let received = directory.certificate_of(envelope.author, receipt.directory.seq).ok_or(Distrust::Ended)?;
    let doc = doc_of(&envelope);
    let standing = Standing {
        operation: id,
        author,
        received,
        subject: subject(&envelope).and_then(|member| directory.certificate_of(member, receipt.directory.seq)),
        record: known.head.as_ref(),
        doc: doc.and_then(|doc| known.docs.get(&doc)),
    };
    let effect =
        judge(&envelope, seal.as_ref(), &standing).or_else(|refusal| match keep_newer(id, &envelope, known.head.as_ref()) {
            Ok(record) => Ok(Effect { record, doc: None }),
            Err(_) => Err(Distrust::Judged(OutcomeCode(refusal))),
        })?;
    known.head = Some(effect.record.clone());
    if let (Some(head), Some(doc)) = (&effect.doc, doc) {
        known.docs.insert(doc, head.clone());
    }
    Ok(Checked { receipt, operation: id, envelope, effect, writes: Vec::new() })
}

/// Whose certificate a rule asks for besides the author's.
const fn subject(envelope: &Envelope) -> Option<UserId> {
    match &envelope.act {
        Act::Admit { member, .. } => Some(*member),
        Act::Open { .. } | Act::Entry(_) | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
    }
}

const fn distrust(quarantine: Quarantine) -> Distrust {
    match quarantine {
        Quarantine::UnknownCertificate
        | Quarantine::CertificateOfAnother
        | Quarantine::UnknownSealer
        // Someone joined between the directory and this page: the next sync knows them.
        | Quarantine::DirectoryBehind => Distrust::Unknown,
        Quarantine::CertificateEnded => Distrust::Ended,
        Quarantine::DirectoryForked => Distrust::Directory,
        Quarantine::EnvelopeSignature | Quarantine::SealSignature => Distrust::Unsigned,
        Quarantine::Malformed
        | Quarantine::TooLarge
        | Quarantine::OtherProgram
        | Quarantine::FileMismatch
        | Quarantine::SealMismatch
        | Quarantine::NotARecipient
        | Quarantine::Damaged
        | Quarantine::UnknownVersion
        | Quarantine::ContextMismatch
        | Quarantine::CommitmentMismatch => Distrust::Damaged,
    }
}

const fn distrust_receipt(error: ReceiptError) -> Distrust {
    match error {
        ReceiptError::Malformed
        | ReceiptError::Count
        | ReceiptError::OtherOperation
        | ReceiptError::OtherRecord
        | ReceiptError::Signature => Distrust::Receipt,
        ReceiptError::Gap | ReceiptError::Forked => Distrust::Chain,
        ReceiptError::Change => Distrust::Rewound,
        ReceiptError::Directory => Distrust::Directory,
    }
}

impl Judge for Verifier {
    fn judge(
        &self,
        operation: OpId,
        envelope: &Envelope,
        seal: Option<&Seal>,
        record: Option<&RecordHead>,
        doc: Option<&DocHead>,
    ) -> Result<Effect, Refusal> {
        let followed = self.followed.borrow();
        let directory = followed.as_ref().ok_or(Refusal::NotAllowed)?;
        let author: &Certificate = directory.certificate_at(&envelope.certificate).ok_or(Refusal::NotAllowed)?;
        let subject = subject(envelope).and_then(|member| directory.certificate(member));
        // Nobody has received it yet: by which certificate that will be, only the server can say.
        judge(envelope, seal, &Standing { operation, author, received: author, subject, record, doc })
    }
}

impl Check for Verifier {
    fn directory(&self, page: &[Signed<DirectoryEntry>]) -> Result<Head, Distrust> {
        let mut followed = self.followed.borrow().clone();
        for signed in page {
            let entry = signed.peek().map_err(|_| Distrust::Directory)?;
            match &mut followed {
                None => followed = Some(Directory::found(signed, Some(&self.root)).map_err(|_| Distrust::Directory)?),
                Some(known) if entry.seq <= known.head().seq => {
                    if entry.seq == 0 {
                        return Err(Distrust::Directory);
                    }
                    let seen = Head { seq: entry.seq, digest: signed.digest() };
                    known.descends_from(seen).map_err(|_| Distrust::Directory)?;
                }
                Some(known) => known.append(signed).map_err(|_| Distrust::Directory)?,
            }
        }
        let head = followed.as_ref().map_or(Head::NONE, Directory::head);
        *self.followed.borrow_mut() = followed;
        Ok(head)
    }

    fn receipt(&self, record: RecordId, operation: OpId, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        let followed = self.followed.borrow();
        let server = followed.as_ref().ok_or(Distrust::Directory)?.server();
        verify_receipt(server, record, operation, receipt).map_err(|_| Distrust::Receipt)
    }

    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        let followed = self.followed.borrow();
        let directory = followed.as_ref().ok_or(Distrust::Directory)?;
        let operations = page.iter().map(|pulled| Operation::from_bytes(&pulled.operation).map_err(|_| Distrust::Damaged));
        let operations: Vec<Operation> = operations.collect::<Result<_, _>>()?;
        let ids: Vec<OpId> = operations.iter().map(Operation::id).collect();
        let end = ReceiptEnd { head: known.receipts, change: known.change, directory: known.directory };
        let receipts = page.iter().map(|pulled| &pulled.receipt);
        let (receipts, _) = verify_receipts(directory.server(), record, end, receipts, &ids).map_err(distrust_receipt)?;
        let mut known = known.clone();
        let entries = ids.into_iter().zip(&operations).zip(receipts);
        entries.map(|(entry, receipt)| open(directory, &mut known, entry, receipt)).collect()
    }

    /// It does not know whose device this is: [`Verifier::left`] is told.
    fn left(&self, _record: RecordId, _known: &Known, _acts: &[Pulled]) -> Result<(), Distrust> {
        Err(Distrust::LeftOut)
    }
}
