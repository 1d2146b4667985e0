//! Pages that are no document yet, such as a client who is not opened: sealed by the keeper, kept as they are typed.

use crate::{Clock, Durability, Store, Table, Vault, VaultError, Write};
use record::{Bytes, Digest};

impl<S: Store, C: Clock> Vault<S, C> {
    /// Keeps a page in the place of the one before, on the disk when this returns.
    ///
    /// Fails with [`VaultError::Store`]; the one before is kept then.
    pub async fn save_form(&self, key: &Digest, sealed: &Bytes) -> Result<(), VaultError> {
        let write = Write::Put(Table::Forms, key.0.to_vec(), sealed.0.clone());
        Ok(self.store().commit(vec![write], Durability::Strict).await?)
    }

    /// A page, if one is kept.
    ///
    /// Fails with [`VaultError::Store`].
    pub async fn form(&self, key: &Digest) -> Result<Option<Bytes>, VaultError> {
        Ok(self.store().get(Table::Forms, &key.0).await?.map(Bytes))
    }

    /// Drops a page, if one is kept.
    ///
    /// Fails with [`VaultError::Store`].
    pub async fn drop_form(&self, key: &Digest) -> Result<(), VaultError> {
        let write = Write::Delete(Table::Forms, key.0.to_vec());
        Ok(self.store().commit(vec![write], Durability::Strict).await?)
    }
}
