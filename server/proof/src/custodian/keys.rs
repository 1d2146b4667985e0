//! From the custodian's identity to a record's key of one epoch: handed over directly, or by the link of the next.

use super::{Unopened, age::decrypt, owner_only};
use record::{Bytes, KeyHolder, Operation, RecordId};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Wrapped keys as they were found, and the files of those that were opened.
#[derive(Default)]
pub(super) struct Keys {
    custodian: BTreeMap<(RecordId, u32), Bytes>,
    links: BTreeMap<(RecordId, u32), Bytes>,
    open: BTreeMap<(RecordId, u32), PathBuf>,
}

impl Keys {
    /// Remembers what an operation hands to the custodian or to the next epoch.
    pub(super) fn take(&mut self, operation: &Operation) {
        let Ok(envelope) = operation.envelope.peek() else { return };
        let record = envelope.record;
        if let Some((epoch, file)) = operation.file_of(envelope.act.keys(), KeyHolder::Custodian) {
            self.custodian.insert((record, epoch), file.clone());
        }
        if let Some((epoch, file)) = operation.file_of(envelope.act.keys(), KeyHolder::NextEpoch) {
            self.links.insert((record, epoch), file.clone());
        }
    }

    /// How many were opened.
    pub(super) fn opened(&self) -> usize {
        self.open.len()
    }

    /// The file with the key of `epoch`, opened now if it was not before.
    pub(super) fn file(&mut self, folder: &Path, identity: &Path, record: RecordId, epoch: u32) -> Result<PathBuf, Unopened> {
        if let Some(path) = self.open.get(&(record, epoch)) {
            return Ok(path.clone());
        }
        let (holder, wrapped) = match (self.custodian.get(&(record, epoch)), self.links.get(&(record, epoch))) {
            (Some(file), _) => (identity.to_owned(), file.clone()),
            (None, Some(file)) => {
                let file = file.clone();
                let next = epoch.checked_add(1).ok_or(Unopened::NoKey(epoch))?;
                (self.file(folder, identity, record, next)?, file)
            }
            (None, None) => return Err(Unopened::NoKey(epoch)),
        };
        owner_only::folder(folder)?;
        let (sealed, path) = (folder.join(format!("epoch-{epoch}.key.age")), folder.join(format!("epoch-{epoch}.key")));
        owner_only::write(&sealed, &wrapped.0)?;
        let key = decrypt(&holder, &sealed)?;
        owner_only::write(&path, &key)?;
        self.open.insert((record, epoch), path.clone());
        Ok(path)
    }
}
