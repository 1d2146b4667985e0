//! Reading the directory.

use crate::{Session, Store, StoreError};
use record::wire::DirectoryPage;

impl Store {
    /// Entries with numbers above `after`, for anyone who is signed in.
    ///
    /// Fails with [`StoreError::NotFounded`].
    pub async fn directory_page(&self, _session: &Session, after: u64) -> Result<DirectoryPage, StoreError> {
        let registry = self.current_registry().await?;
        registry.directory()?;
        Ok(DirectoryPage { entries: registry.entries_after(after).to_vec() })
    }
}
