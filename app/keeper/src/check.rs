//! What the vault asks before it believes the server: the directory and the rules.

use crate::unlocked::Unlocked;
use record::{
    Certificate, Directory, DirectoryEntry, DocHead, Effect, Envelope, Head, OpId, Operation, PublicKey, Receipt, RecordHead,
    RecordId, Refusal, Seal, Signed, Statement, UserId, wire::Pulled,
};
use std::{cell::RefCell, collections::BTreeMap};
use vault::{Check, Checked, Distrust, Judge, Known, Renewal, Verifier};

/// The vault's verifier, which also remembers everyone who ever was in the directory, for old signatures' names. It has no
/// keys, so it writes nothing anew; [`Unlocked`] does.
pub(crate) struct KeeperCheck {
    verifier: Verifier,
    ever: RefCell<BTreeMap<UserId, Certificate>>,
}

impl KeeperCheck {
    pub(crate) fn new(root: PublicKey) -> Self {
        Self { verifier: Verifier::new(root), ever: RefCell::default() }
    }

    pub(crate) fn directory<R>(&self, read: impl FnOnce(&Directory) -> R) -> Option<R> {
        self.verifier.with_directory(read)
    }

    pub(crate) fn person(&self, user: UserId) -> Option<Certificate> {
        self.ever.borrow().get(&user).cloned()
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
        let mut ever = self.ever.borrow_mut();
        for entry in page.iter().filter_map(|entry| entry.peek().ok()) {
            if let Statement::Certified(certificate) = entry.statement {
                ever.insert(certificate.user, certificate);
            }
        }
        Ok(head)
    }

    fn receipt(&self, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        self.verifier.receipt(receipt)
    }

    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        self.verifier.page(record, known, page)
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

    fn receipt(&self, receipt: &Signed<Receipt>) -> Result<Receipt, Distrust> {
        self.check.receipt(receipt)
    }

    fn page(&self, record: RecordId, known: &Known, page: &[Pulled]) -> Result<Vec<Checked>, Distrust> {
        self.check.page(record, known, page)
    }

    fn renew(&self, renewal: Renewal<'_>) -> Option<Operation> {
        Self::renew(self, renewal)
    }
}
