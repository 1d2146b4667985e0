//! Drafts: sealed by the keeper, kept as they are typed.

use crate::{
    Clock, Durability, KeyRange, Order, Store, Table, Vault, VaultError, Write,
    rows::{decode, doc_key, encode},
};
use minicbor::{Decode, Encode};
use record::{Bytes, DocId, OpId, RecordId, Time};

/// A draft of a document, sealed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Draft {
    /// The record it is for.
    #[n(0)]
    pub record: RecordId,
    /// The document it is for.
    #[n(1)]
    pub doc: DocId,
    /// The version it was begun on; `None` for a new document.
    #[n(2)]
    pub base: Option<OpId>,
    /// When it was last typed in, by the device's clock.
    #[n(3)]
    pub updated: Time,
    /// What the keeper sealed.
    #[n(4)]
    pub sealed: Bytes,
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// Keeps a draft in the place of the one before, on the disk when this returns.
    ///
    /// Fails with [`VaultError::Store`]; the draft before is kept then.
    pub async fn save_draft(&self, draft: &Draft) -> Result<(), VaultError> {
        let write = Write::Put(Table::Drafts, doc_key(draft.record, draft.doc), encode(draft));
        self.store.commit(vec![write], Durability::Strict).await?;
        self.mirror.drafted(draft);
        Ok(())
    }

    /// Drops a draft, if there is one.
    ///
    /// Fails with [`VaultError::Store`].
    pub async fn drop_draft(&self, record: RecordId, doc: DocId) -> Result<(), VaultError> {
        let write = Write::Delete(Table::Drafts, doc_key(record, doc));
        self.store.commit(vec![write], Durability::Strict).await?;
        self.mirror.dropped(record, doc);
        Ok(())
    }

    /// The draft of a document.
    ///
    /// Fails with [`VaultError`] when it cannot be read.
    pub async fn draft(&self, record: RecordId, doc: DocId) -> Result<Option<Draft>, VaultError> {
        self.read(Table::Drafts, &doc_key(record, doc)).await
    }

    /// Every draft, or those of one record.
    ///
    /// Fails with [`VaultError`] when they cannot be read.
    pub async fn drafts(&self, record: Option<RecordId>) -> Result<Vec<Draft>, VaultError> {
        let range = record.map_or_else(KeyRange::all, |record| KeyRange::prefix(record.as_bytes()));
        let rows = self.store.range(Table::Drafts, range, usize::MAX, Order::Up).await?;
        rows.iter().map(|(_, value)| decode(value)).collect()
    }
}
