//! A record's keys, from what was handed to me.

use crate::{records::open_record::OpenRecord, unlocked::Unlocked};
use crypto::RecordKey;
use record::{Digest, Envelope, KeyHolder, Operation, Recipient};
use std::collections::BTreeMap;

impl Unlocked {
    /// The doubt that recovery would not open what is written in a record now, where somebody made a key and gave the custodian
    /// something else.
    pub(crate) fn custody(&self, opened: &OpenRecord) -> Option<String> {
        let custodian = self.check.directory(|directory| directory.custodian().clone())?;
        let missing = !opened.keys.not_kept_for(&custodian).is_empty();
        missing.then(|| {
            "The custodian’s copy of this chart’s key does not hold the key: a recovery would not open it. Tell your administrator, \
             and remove whoever changed the key last from the team."
                .to_owned()
        })
    }
}

/// The keys of a record by epoch, gathered as its operations pass.
#[derive(Default)]
pub(crate) struct Keys {
    open: BTreeMap<u32, RecordKey>,
    links: BTreeMap<u32, record::Bytes>,
    /// Digests of the files in which the custodian should have them.
    custodian: BTreeMap<u32, Digest>,
}

impl Keys {
    /// One key.
    #[cfg(test)]
    pub(crate) fn of(epoch: u32, key: RecordKey) -> Self {
        Self { open: BTreeMap::from([(epoch, key)]), ..Self::default() }
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
            // Accepted acts come first: one that was refused takes nothing of theirs away.
            self.links.entry(epoch).or_insert_with(|| link.clone());
        }
        for key in keys.iter().filter(|key| key.holder == KeyHolder::Custodian) {
            self.custodian.entry(key.epoch).or_insert(key.file);
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

    /// Epochs whose key I have and the custodian's copy does not hold. Making each copy again takes a moment: asked when a chart
    /// is looked at, not for every record there is.
    pub(crate) fn not_kept_for(&self, custodian: &Recipient) -> Vec<u32> {
        let copies = self.custodian.iter().filter_map(|(epoch, file)| Some((*epoch, *file, self.open.get(epoch)?)));
        let kept = |key: &RecordKey, file: Digest| key.custodian_copy(custodian).is_ok_and(|copy| Digest::of_file(&copy) == file);
        copies.filter(|(_, file, key)| !kept(key, *file)).map(|(epoch, ..)| epoch).collect()
    }

    pub(crate) fn get(&self, epoch: u32) -> Option<&RecordKey> {
        self.open.get(&epoch)
    }

    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &RecordKey> {
        self.open.values().rev()
    }
}
