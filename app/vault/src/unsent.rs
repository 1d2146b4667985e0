//! What exists on this device alone: it can be saved elsewhere, also after the store below was lost.

use crate::{
    Clock, Draft, Kept, Store, StoreError, Table, Vault, VaultError,
    rows::{doc_key, op_key},
};
use record::{DocId, RecordId};
use std::{cell::RefCell, collections::BTreeMap};

/// What the server does not have, as it lies on the device: sealed and signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Operations that wait, were refused or were handed over, in the device's order.
    pub operations: Vec<Kept>,
    /// Sealed drafts.
    pub drafts: Vec<Draft>,
}

/// The same in memory, for the case that the store is lost under an open page.
#[derive(Default)]
pub(crate) struct Mirror {
    operations: RefCell<BTreeMap<Vec<u8>, Kept>>,
    drafts: RefCell<BTreeMap<Vec<u8>, Draft>>,
}

impl Mirror {
    pub(crate) fn written(&self, kept: Vec<Kept>) {
        self.operations.borrow_mut().extend(kept.into_iter().map(|kept| (op_key(kept.id), kept)));
    }

    pub(crate) fn drafted(&self, draft: &Draft) {
        self.drafts.borrow_mut().insert(doc_key(draft.record, draft.doc), draft.clone());
    }

    pub(crate) fn dropped(&self, record: RecordId, doc: DocId) {
        self.drafts.borrow_mut().remove(&doc_key(record, doc));
    }

    fn view(&self) -> Unsent {
        let mut operations: Vec<Kept> = self.operations.borrow().values().cloned().collect();
        record::order::sort_by_key(&mut operations, |kept| kept.device_seq);
        Unsent { operations, drafts: self.drafts.borrow().values().cloned().collect() }
    }
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// What exists on this device alone; where the store was lost, as it was before.
    ///
    /// Fails with [`VaultError`] when the store cannot be read for another reason.
    pub async fn unsent(&self) -> Result<Unsent, VaultError> {
        match self.remember().await {
            Ok(()) | Err(VaultError::Store(StoreError::Lost)) => Ok(self.mirror.view()),
            Err(error) => Err(error),
        }
    }

    /// Reads into memory what exists on this device alone. After it, and with each write since, [`Self::unsent`] knows it
    /// also when the store is lost.
    ///
    /// Fails with [`VaultError`] when the store cannot be read.
    pub async fn remember(&self) -> Result<(), VaultError> {
        let waiting: Vec<Kept> = self.read_all(Table::Outbox).await?;
        let refused: Vec<Kept> = self.read_all(Table::Quarantine).await?;
        let delivered = self.delivered().await?;
        let brought = self.brought().await?;
        let drafts = self.drafts(None).await?;
        let operations =
            waiting.into_iter().chain(refused).chain(delivered).chain(brought).map(|kept| (op_key(kept.id), kept)).collect();
        *self.mirror.operations.borrow_mut() = operations;
        *self.mirror.drafts.borrow_mut() = drafts.into_iter().map(|one| (doc_key(one.record, one.doc), one)).collect();
        Ok(())
    }
}
