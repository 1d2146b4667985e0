//! What the vault asks before it believes the server: the directory and the rules.

use crate::unlocked::Unlocked;
use record::{
    Certificate, Directory, DirectoryEntry, DocHead, Effect, Envelope, Head, OpId, Operation, PublicKey, Receipt, RecordHead,
    RecordId, Refusal, Seal, Signed, Signer, Statement, Time, UserId, wire::Pulled,
};
use std::cell::RefCell;
use vault::{Check, Checked, Distrust, Judge, Known, Renewal, Verifier};

/// The vault's verifier, which also remembers what the program set. It has no keys, so it writes nothing anew; [`Unlocked`] does.
pub(crate) struct KeeperCheck {
    verifier: Verifier,
    /// What the program has set, in the order of the directory.
    settings: RefCell<Vec<Written>>,
    /// The releases of the code list that it loaded, in the same order.
    codes: RefCell<Vec<Written>>,
}

/// A version of the program's settings, or a release of the code list, as it stands in the directory. Its text is read behind the gate, which opens without what reads it.
pub(crate) struct Written {
    /// The number of its directory entry.
    pub(crate) seq: u64,
    pub(crate) text: String,
    pub(crate) by: Option<UserId>,
    pub(crate) at: Time,
}

impl KeeperCheck {
    pub(crate) fn new(root: PublicKey) -> Self {
        Self { verifier: Verifier::new(root), settings: RefCell::default(), codes: RefCell::default() }
    }

    pub(crate) fn directory<R>(&self, read: impl FnOnce(&Directory) -> R) -> Option<R> {
        self.verifier.with_directory(read)
    }

    /// Whoever was ever in the directory, as their last certificate says.
    pub(crate) fn person(&self, user: UserId) -> Option<Certificate> {
        self.directory(|directory| directory.person(user).cloned())?
    }

    /// What the program has set, in the order in which it was written.
    pub(crate) fn settings<R>(&self, read: impl FnOnce(&[Written]) -> R) -> R {
        read(&self.settings.borrow())
    }

    /// The releases of the code list that the program loaded, in the order in which they were signed.
    pub(crate) fn codes<R>(&self, read: impl FnOnce(&[Written]) -> R) -> R {
        read(&self.codes.borrow())
    }
}

impl Judge for KeeperCheck {
    fn judge(
        &self,
        operation: OpId,
        envelope: &Envelope,
        seal: Option<&Seal>,
        record: Option<&RecordHead>,
        doc: Option<&DocHead>,
    ) -> Result<Effect, Refusal> {
        self.verifier.judge(operation, envelope, seal, record, doc)
    }
}

impl Check for KeeperCheck {
    fn directory(&self, page: &[Signed<DirectoryEntry>]) -> Result<Head, Distrust> {
        let head = Check::directory(&self.verifier, page)?;
        for entry in page.iter().filter_map(|entry| entry.peek().ok()) {
            let (into, text) = match entry.statement {
                Statement::Settings(text) => (&self.settings, text),
                Statement::Codes(text) => (&self.codes, text),
                Statement::Founded { .. } | Statement::Certified(_) | Statement::Revoked(_) | Statement::Restored { .. } => {
                    continue;
                }
            };
            let by = match entry.signer {
                Signer::Administrator(user) => Some(user),
                Signer::Root => None,
            };
            let mut written = into.borrow_mut();
            // A page may come twice.
            if written.last().is_none_or(|last| last.seq < entry.seq) {
                written.push(Written { seq: entry.seq, text, by, at: entry.at });
            }
        }
        Ok(head)
    }

    fn receipt(&self, record: RecordId, operation: OpId, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        self.verifier.receipt(record, operation, receipt)
    }

    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        self.verifier.page(record, known, page)
    }

    /// It has no keys, so it knows of nobody that this device is theirs.
    fn left(&self, _record: RecordId, _known: &Known, _acts: &[Pulled]) -> Result<(), Distrust> {
        Err(Distrust::LeftOut)
    }
}

impl Judge for Unlocked {
    fn judge(
        &self,
        operation: OpId,
        envelope: &Envelope,
        seal: Option<&Seal>,
        record: Option<&RecordHead>,
        doc: Option<&DocHead>,
    ) -> Result<Effect, Refusal> {
        self.check.judge(operation, envelope, seal, record, doc)
    }
}

/// What a sync asks: the same answers, and the keys to write anew what stands behind a damaged operation.
impl Check for Unlocked {
    fn directory(&self, page: &[Signed<DirectoryEntry>]) -> Result<Head, Distrust> {
        Check::directory(&self.check, page)
    }

    fn receipt(&self, record: RecordId, operation: OpId, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        self.check.receipt(record, operation, receipt)
    }

    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        self.check.page(record, known, page)
    }

    fn left(&self, record: RecordId, known: &Known, acts: &[Pulled]) -> Result<(), Distrust> {
        self.check.verifier.left(self.user(), record, known, acts)
    }

    fn renew(&self, renewal: Renewal<'_>) -> Option<Operation> {
        Self::renew(self, renewal)
    }
}
