//! The usual [`Check`]: the record's own rules and the directory, nothing secret.

use crate::{Check, Checked, Distrust, Judge, Known, rows::doc_of};
use record::{
    Act, Certificate, Directory, DirectoryEntry, DocHead, Effect, Envelope, Head, OpId, Operation, PublicKey, Quarantine,
    Receipt, RecordHead, RecordId, Refusal, Seal, Signed, Standing, Statement, UserId, Verified, judge, keep_newer,
    verify_operation, wire::OutcomeCode, wire::Pulled,
};
use std::{cell::RefCell, collections::BTreeMap};

/// Verifies with the directory it has followed.
///
/// Invariant: `ever` holds a certificate that stood once for everyone who ever had one.
pub struct Verifier {
    root: PublicKey,
    followed: RefCell<Option<Followed>>,
}

#[derive(Clone)]
struct Followed {
    directory: Directory,
    ever: BTreeMap<UserId, Certificate>,
}

impl Verifier {
    /// Believes only what descends from `root`, the key this device was enrolled with; knows nobody yet.
    pub const fn new(root: PublicKey) -> Self {
        Self { root, followed: RefCell::new(None) }
    }

    /// The directory as far as it was followed, for reading; `None` before the first entry.
    pub fn with_directory<T>(&self, read: impl FnOnce(&Directory) -> T) -> Option<T> {
        self.followed.borrow().as_ref().map(|followed| read(&followed.directory))
    }

    fn open(&self, known: &mut Known, pulled: &Pulled) -> Result<Checked, Distrust> {
        let followed = self.followed.borrow();
        let directory = &followed.as_ref().ok_or(Distrust::Directory)?.directory;
        let receipt = pulled.receipt.peek().map_err(|_| Distrust::Receipt)?;
        if receipt.seq != known.receipts.seq + 1 || receipt.previous != known.receipts.digest {
            return Err(Distrust::Chain);
        }
        let operation = Operation::from_bytes(&pulled.operation).map_err(|_| Distrust::Damaged)?;
        let id = operation.id();
        if receipt.operation != id {
            return Err(Distrust::Receipt);
        }
        let Verified { envelope, seal, .. } = verify_operation(directory, &operation).map_err(distrust)?;
        if receipt.record != envelope.record {
            return Err(Distrust::Receipt);
        }
        let doc = doc_of(&envelope);
        let effect = self
            .judge(id, &envelope, seal.as_ref(), known.head.as_ref(), doc.and_then(|doc| known.docs.get(&doc)))
            .or_else(|refusal| match keep_newer(id, &envelope, known.head.as_ref()) {
                Ok(record) => Ok(Effect { record, doc: None }),
                Err(_) => Err(Distrust::Judged(OutcomeCode(refusal))),
            })?;
        known.head = Some(effect.record.clone());
        if let (Some(head), Some(doc)) = (&effect.doc, doc) {
            known.docs.insert(doc, head.clone());
        }
        known.receipts = Head { seq: receipt.seq, digest: pulled.receipt.digest() };
        Ok(Checked { receipt, operation: id, envelope, effect, writes: Vec::new() })
    }
}

const fn distrust(quarantine: Quarantine) -> Distrust {
    match quarantine {
        Quarantine::UnknownCertificate
        | Quarantine::CertificateOfAnother
        | Quarantine::CertificateEnded
        | Quarantine::UnknownSealer
        // Someone joined between the directory and this page: the next sync knows them.
        | Quarantine::DirectoryBehind => Distrust::Unknown,
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
        let followed = followed.as_ref().ok_or(Refusal::NotAllowed)?;
        // The certificate it was signed with, not the one of today: what was right then stays right.
        let author = followed.directory.certificate_at(&envelope.certificate).ok_or(Refusal::NotAllowed)?;
        let subject = match &envelope.act {
            Act::Admit { member, .. } => followed.ever.get(member),
            Act::Open { .. } | Act::Entry(_) | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
        };
        judge(envelope, seal, &Standing { operation, author, received: author, subject, record, doc })
    }
}

impl Check for Verifier {
    fn directory(&self, page: &[Signed<DirectoryEntry>]) -> Result<Head, Distrust> {
        let mut followed = self.followed.borrow().clone();
        for signed in page {
            let entry = signed.peek().map_err(|_| Distrust::Directory)?;
            match &mut followed {
                None => {
                    let directory = Directory::found(signed, Some(&self.root)).map_err(|_| Distrust::Directory)?;
                    followed = Some(Followed { directory, ever: BTreeMap::new() });
                }
                Some(known) if entry.seq <= known.directory.head().seq => {
                    if entry.seq == 0 {
                        return Err(Distrust::Directory);
                    }
                    let seen = Head { seq: entry.seq, digest: signed.digest() };
                    known.directory.descends_from(seen).map_err(|_| Distrust::Directory)?;
                }
                Some(known) => {
                    known.directory.append(signed).map_err(|_| Distrust::Directory)?;
                    if let Statement::Certified(certificate) = entry.statement {
                        known.ever.insert(certificate.user, certificate);
                    }
                }
            }
        }
        let head = followed.as_ref().map_or(Head::NONE, |followed| followed.directory.head());
        *self.followed.borrow_mut() = followed;
        Ok(head)
    }

    fn receipt(&self, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        let followed = self.followed.borrow();
        let server = followed.as_ref().ok_or(Distrust::Directory)?.directory.server();
        receipt.verify(server).map_err(|_| Distrust::Receipt)
    }

    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        // Receipts are a chain: the server's signature on the last vouches for all before it.
        if let Some(last) = page.last() {
            self.receipt(&last.receipt)?;
        }
        let mut known = known.clone();
        page.iter()
            .map(|pulled| {
                let checked = self.open(&mut known, pulled)?;
                if checked.receipt.record == record { Ok(checked) } else { Err(Distrust::Chain) }
            })
            .collect()
    }
}
