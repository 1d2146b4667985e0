//! An operation the server cannot read breaks the device's chain: it goes to quarantine, and what was
//! written after it is written anew, or goes with it. So does one that its author let go of because the server had refused it, and
//! that the same server misses afterwards.

use super::{
    Halt,
    offer::{Home, Offer},
};
use crate::{
    Check, Clock, Durability, Kept, KeyRange, Order, Reason, Renewal, Store, Table, Vault, Write,
    append::enqueue,
    rows::{DeviceRow, OwnRow, decode, meta, number, op_key, put},
};
use record::{Digest, Head, OpId, Operation, limits};
use std::collections::BTreeMap;

impl<S: Store, C: Clock> Vault<S, C> {
    /// Begins the device's chain anew from the number `first`, without the operation that is `damaged`, or gone.
    pub(super) async fn renew_from(&self, first: u64, mut damaged: Option<Kept>, check: &impl Check) -> Result<(), Halt> {
        let _chain = self.chain.lock().await;
        let device = self.device_row().await?;
        let before: Option<OwnRow> = self.read(Table::Own, &number(first.saturating_sub(1))).await?;
        let mut chain = Head { seq: first.saturating_sub(1), digest: before.map_or(Digest::ZERO, |own| own.operation.0) };
        if let Some(damaged) = &mut damaged {
            damaged.reason = Some(Reason::Damaged);
        }
        let rows = self.store.range(Table::Own, KeyRange::starting(number(first)), usize::MAX, Order::Up).await?;
        let (mut gone, mut new, mut renamed) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (key, value) in rows {
            gone.push(Write::Delete(Table::Own, key.clone()));
            let Some(Offer { mut kept, home }) = self.find(&key, &decode(&value)?).await? else { continue };
            match home {
                Home::Outbox => gone.push(Write::Delete(Table::Outbox, key)),
                Home::Sent | Home::Entry(_) => gone.push(Write::Delete(Table::Sent, key)),
                Home::Rewound => {}
                // Refused once: it stays where it is shown, and needs no number.
                Home::Quarantine => continue,
            }
            if damaged.as_ref().is_some_and(|damaged| damaged.id == kept.id) {
                continue;
            }
            if let Some(next) = renewed(check, &kept, chain, &renamed) {
                renamed.insert(kept.id, next.id);
                chain = Head { seq: next.device_seq, digest: next.id.0 };
                new.extend(enqueue(&next));
            } else {
                kept.reason = Some(Reason::Stranded);
                new.push(put(Table::Quarantine, op_key(kept.id), &kept));
            }
        }
        let mut writes = gone;
        writes.extend(damaged.map(|damaged| put(Table::Quarantine, op_key(damaged.id), &damaged)));
        writes.extend(new);
        writes.push(put(Table::Meta, meta::DEVICE.to_vec(), &DeviceRow { chain, ..device }));
        self.store.commit(writes, Durability::Strict).await?;
        Ok(())
    }
}

fn renewed(check: &impl Check, kept: &Kept, chain: Head, renamed: &BTreeMap<OpId, OpId>) -> Option<Kept> {
    let operation = Operation::from_bytes(&kept.operation).ok()?;
    let envelope = operation.envelope.peek().ok()?;
    let (device_seq, previous) = (chain.seq.checked_add(1)?, OpId(chain.digest));
    let next = check.renew(Renewal { operation: &operation, envelope: &envelope, device_seq, previous, renamed })?;
    let said = next.envelope.peek().ok()?;
    let fits = said.record == envelope.record
        && said.device == envelope.device
        && said.clock == envelope.clock
        && said.device_seq == device_seq
        && said.previous == previous
        && next.check_parts(&said).is_ok();
    let next = Kept::new(&next, &said);
    (fits && next.operation.len() <= limits::MAX_OPERATION).then_some(next)
}
