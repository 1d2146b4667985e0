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
    by_link: Vec<(RecordId, u32)>,
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

    /// Those that the custodian's own copy did not open, and the key of the next epoch did.
    pub(super) fn by_link(&self) -> Vec<(RecordId, u32)> {
        self.by_link.clone()
    }

    /// The file with the key of `epoch`, opened now if it was not before: with the custodian's copy, and where that opens nothing,
    /// with the link of the next epoch.
    pub(super) fn file(&mut self, folder: &Path, identity: &Path, record: RecordId, epoch: u32) -> Result<PathBuf, Unopened> {
        if let Some(path) = self.open.get(&(record, epoch)) {
            return Ok(path.clone());
        }
        owner_only::folder(folder)?;
        let path = folder.join(format!("epoch-{epoch}.key"));
        let (copy, link) = (self.custodian.get(&(record, epoch)).cloned(), self.links.get(&(record, epoch)).cloned());
        let direct = copy.ok_or(Unopened::NoKey(epoch)).and_then(|copy| open(&path, identity, &copy));
        match (direct, link) {
            (Ok(()), _) => {}
            (Err(reason), None) => return Err(reason),
            (Err(reason), Some(link)) => {
                // What is wrong with the custodian's own copy says more than that there is no later key either.
                let next = epoch.checked_add(1).ok_or(Unopened::NoKey(epoch))?;
                let holder = self.file(folder, identity, record, next).map_err(|_| reason)?;
                open(&path, &holder, &link)?;
                self.by_link.push((record, epoch));
            }
        }
        self.open.insert((record, epoch), path.clone());
        Ok(path)
    }
}

/// Opens a wrapped key with `age` into the file `path`; the age file lies beside it.
fn open(path: &Path, holder: &Path, wrapped: &Bytes) -> Result<(), Unopened> {
    let sealed = path.with_extension("key.age");
    owner_only::write(&sealed, &wrapped.0)?;
    let key = decrypt(holder, &sealed)?;
    Ok(owner_only::write(path, &key)?)
}
