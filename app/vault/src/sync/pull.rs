//! Fetching what is new, record by record.

use super::{
    Halt, Report, Stop,
    absorb::{Loaded, Scene},
};
use crate::{Check, Clock, Distrust, Durability, Net, RecordRow, Store, Table, Vault, rows::put};
use futures_util::future::join;
use record::{
    Head, RecordId, limits,
    wire::{Changes, Pull, PullPage, Pulled, Want},
};
use std::collections::BTreeMap;

impl<S: Store, C: Clock> Vault<S, C> {
    /// Fetches what `changes` lists. Says whether everything listed is here now.
    pub(super) async fn pull(
        &self,
        net: &impl Net,
        check: &impl Check,
        changes: &Changes,
        report: &mut Report,
    ) -> Result<bool, Halt> {
        let mut rows: BTreeMap<RecordId, RecordRow> = record::order::gather(self.record_rows().await?);
        self.notice_leaving(net, check, &mut rows, changes, report).await?;
        let scene = Scene {
            device: self.device_row().await?.device,
            rewound: self.store.count(Table::Rewound).await? > 0,
            brought: self.store.count(Table::Brought).await? > 0,
            acknowledged: self.acknowledged().await?,
        };
        // Until an administrator has acknowledged a restore, nothing that was believed is withdrawn.
        let waits = self.server_row().await?.unacknowledged;
        let (mut complete, mut behind) = (true, Vec::new());
        for changed in &changes.records {
            let row = rows.remove(&changed.record).unwrap_or_default();
            if row.receipts == changed.head {
                if row.refused.is_some_and(|why| why != Distrust::LeftOut) || row.compare {
                    let row = RecordRow { refused: None, compare: false, ..row };
                    let write = put(Table::Records, changed.record.as_bytes().to_vec(), &row);
                    self.store.commit(vec![write], Durability::Relaxed).await?;
                    note(&mut report.changed, changed.record);
                }
            } else if row.compare && !waits {
                complete &= self.compare(net, check, changed.record, row, changed.head, &scene, report).await?;
            } else if row.receipts.seq < changed.head.seq {
                behind.push((Loaded::new(changed.record, row), changed.head));
            } else if row.compare {
                complete = false;
                self.refuse(Loaded::new(changed.record, row), Distrust::Restored, report).await?;
            } else {
                complete = false;
                self.refuse(Loaded::new(changed.record, row), Distrust::Chain, report).await?;
            }
        }
        while !behind.is_empty() {
            let rest = behind.split_off(behind.len().min(limits::MAX_WANTS));
            complete &= self.fetch(net, check, behind, &scene, report).await?;
            behind = rest;
        }
        if complete && !waits {
            complete = self.notice_dropped(report).await?;
        }
        Ok(complete)
    }

    /// Fetches records until the server has no more. Says whether each reached its head.
    async fn fetch(
        &self,
        net: &impl Net,
        check: &impl Check,
        behind: Vec<(Loaded, Head)>,
        scene: &Scene,
        report: &mut Report,
    ) -> Result<bool, Halt> {
        let mut wants: Vec<Want> =
            behind.iter().map(|(loaded, _)| Want { record: loaded.record, after: loaded.row.receipts.seq }).collect();
        let heads: Vec<(RecordId, Head)> = behind.iter().map(|(loaded, head)| (loaded.record, *head)).collect();
        let mut open: BTreeMap<RecordId, Loaded> =
            record::order::gather(behind.into_iter().map(|(loaded, _)| (loaded.record, loaded)));
        let mut reached: BTreeMap<RecordId, Head> = BTreeMap::new();
        let mut page = net.pull(&ask(&wants)).await?;
        loop {
            let groups = group(page, &mut wants)?;
            let (entries, more) = groups;
            // What brings nothing but records that are not believed may go on for ever.
            let more = more && entries.iter().any(|(record, _)| open.contains_key(record));
            let taking = self.take(check, &mut open, &mut reached, entries, scene, report);
            // The next page travels while this one is checked.
            page = if more {
                let next = ask(&wants);
                let (next, taken) = join(net.pull(&next), taking).await;
                taken?;
                next?
            } else {
                taking.await?;
                break;
            };
        }
        let mut complete = true;
        for (record, head) in heads {
            if reached.get(&record).is_some_and(|here| here.seq > head.seq || *here == head) {
                continue;
            }
            complete = false;
            // A record that was refused is not open any more.
            if let Some(loaded) = open.remove(&record) {
                let same = loaded.row.receipts.seq == head.seq;
                self.refuse(loaded, if same { Distrust::Chain } else { Distrust::Withheld }, report).await?;
            }
        }
        Ok(complete)
    }

    /// Checks and keeps a page: everything of it in one commit, cursors included.
    async fn take(
        &self,
        check: &impl Check,
        open: &mut BTreeMap<RecordId, Loaded>,
        reached: &mut BTreeMap<RecordId, Head>,
        groups: Vec<(RecordId, Vec<Pulled>)>,
        scene: &Scene,
        report: &mut Report,
    ) -> Result<(), Halt> {
        let (mut writes, mut pulled) = (Vec::new(), Vec::new());
        for (record, entries) in groups {
            // A record that was refused is not open any more.
            let Some(mut loaded) = open.remove(&record) else { continue };
            let absorbed = if scene.contradicts(&loaded, &entries) {
                Err(Distrust::Dropped)
            } else {
                self.absorb(check, &mut loaded, &entries, scene).await?
            };
            match absorbed {
                Ok(more) => {
                    writes.extend(more);
                    writes.push(loaded.put());
                    pulled.push((record, entries.len(), loaded.row.receipts));
                    open.insert(record, loaded);
                }
                Err(distrust) => {
                    reached.remove(&record);
                    self.refuse(loaded, distrust, report).await?;
                }
            }
        }
        self.store.commit(writes, Durability::Relaxed).await?;
        for (record, count, head) in pulled {
            report.pulled += count;
            reached.insert(record, head);
            note(&mut report.changed, record);
        }
        Ok(())
    }

    /// Marks a record whose page is not believed; it is asked for again with the next sync.
    pub(super) async fn refuse(&self, mut loaded: Loaded, distrust: Distrust, report: &mut Report) -> Result<(), Halt> {
        let unsettled = loaded.row.compare && distrust == Distrust::Chain;
        let distrust = if unsettled { Distrust::Restored } else { distrust };
        loaded.row.refused = Some(distrust);
        report.distrusted.push((loaded.record, distrust));
        self.store.commit(vec![loaded.put()], Durability::Relaxed).await?;
        Ok(())
    }
}

pub(super) fn note(records: &mut Vec<RecordId>, record: RecordId) {
    if !records.contains(&record) {
        records.push(record);
    }
}

pub(super) fn ask(wants: &[Want]) -> Pull {
    Pull { wants: wants.to_vec(), limit: u32::try_from(limits::MAX_PULL).unwrap_or(u32::MAX) }
}

type Groups = (Vec<(RecordId, Vec<Pulled>)>, bool);

/// Parts a page by record, and moves `wants` to what is still missing after it. Says whether to ask again.
pub(super) fn group(page: PullPage, wants: &mut Vec<Want>) -> Result<Groups, Halt> {
    let malformed = || Halt::Stop(Stop::Malformed);
    let mut groups: Vec<(RecordId, Vec<Pulled>)> = Vec::new();
    for pulled in page.entries {
        let receipt = pulled.receipt.peek().map_err(|_| malformed())?;
        match groups.last_mut() {
            Some((record, entries)) if *record == receipt.record => entries.push(pulled),
            Some(_) | None => groups.push((receipt.record, vec![pulled])),
        }
    }
    for (record, entries) in &groups {
        let want = wants.iter_mut().find(|want| want.record == *record).ok_or_else(malformed)?;
        want.after = want.after.saturating_add(entries.len() as u64);
    }
    if page.more {
        // Answers come in the order of the wants: what stands before the last one answered is done.
        let (last, _) = groups.last().ok_or_else(malformed)?;
        let done = wants.iter().position(|want| want.record == *last).ok_or_else(malformed)?;
        wants.drain(..done);
    }
    Ok((groups, page.more))
}
