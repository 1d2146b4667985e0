//! `appoint`: takes an administrator that the custodian's kit signed into the directory, while the server is stopped.

use crate::{Clock as _, ServeError, SystemClock, folder::Place};
use ::record::{DirectoryEntry, DirectoryError, Signed};
use std::{fs, path::Path};
use store::{Store, StoreError};

/// Appends the entry in `file` to the directory of a server that is not running.
///
/// Fails with [`ServeError`], and has changed nothing then.
pub async fn appoint(url: Option<&str>, data: &Path, file: &Path) -> Result<(), ServeError> {
    let place = Place::of(url, data)?;
    place.must_be_there()?;
    let bytes = fs::read(file).map_err(|error| ServeError::file(file, error))?;
    let entry: Signed<DirectoryEntry> = minicbor::decode(&bytes).map_err(|_| ServeError::NotAnAppointment)?;
    let store = Store::open(&place.url).await.map_err(ServeError::store)?;
    store.append_by_root(&entry, SystemClock.now()).await.map_err(|error| {
        if matches!(error, StoreError::Directory(DirectoryError::NotEntitled)) {
            ServeError::NotEntitled
        } else if matches!(error, StoreError::Mismatch | StoreError::Directory(_)) {
            ServeError::NotAnAppointment
        } else if error.is_conflict() {
            ServeError::DirectoryWentOn
        } else {
            ServeError::store(error)
        }
    })
}
