//! A record's keys, from what was handed to me.

use crate::unlocked::Unlocked;
use crypto::RecordKey;
use record::{Envelope, KeyHolder, Operation};
use std::collections::BTreeMap;

/// The keys of a record by epoch, gathered as its operations pass.
#[derive(Default)]
pub(crate) struct Keys {
    open: BTreeMap<u32, RecordKey>,
    links: BTreeMap<u32, record::Bytes>,
}

impl Keys {
    /// One key.
    #[cfg(test)]
    pub(crate) fn of(epoch: u32, key: RecordKey) -> Self {
        Self { open: BTreeMap::from([(epoch, key)]), links: BTreeMap::new() }
    }

    /// Takes what an operation hands to me. A key that does not open is left out; the record then says so.
    pub(crate) fn take(&mut self, me: &Unlocked, envelope: &Envelope, operation: &Operation) {
        let keys = envelope.act.keys();
        if let Some((epoch, file)) = operation.file_of(keys, KeyHolder::Member(me.user()))
            && !self.open.contains_key(&epoch)
            && let Ok(key) = me.keyring.unwrap(file)
        {
            self.open.insert(epoch, key);
        }
        if let Some((epoch, link)) = operation.file_of(keys, KeyHolder::NextEpoch) {
            self.links.insert(epoch, link.clone());
        }
    }

    /// Follows the links down: whoever has an epoch has those before it.
    pub(crate) fn settle(&mut self) {
        for (epoch, link) in self.links.iter().rev() {
            if self.open.contains_key(epoch) {
                continue;
            }
            let Some(next) = epoch.checked_add(1).and_then(|next| self.open.get(&next)) else { continue };
            if let Ok(key) = next.unwrap_previous(link) {
                self.open.insert(*epoch, key);
            }
        }
    }

    pub(crate) fn get(&self, epoch: u32) -> Option<&RecordKey> {
        self.open.get(&epoch)
    }

    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &RecordKey> {
        self.open.values().rev()
    }
}
