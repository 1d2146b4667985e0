//! Sending this device's operations, in its order.

use super::{
    Halt, Report, Stop,
    offer::{Home, Offer},
};
use crate::{
    Check, Clock, Distrust, Durability, Kept, Net, Reason, Store, Table, Vault, VaultError, Write,
    rows::{OwnRow, ServerRow, meta, number, op_key, put},
};
use record::{
    ClockReading, Digest, Head, Receipt, Signed, Time,
    wire::{Outcome, Push},
};

/// How often the server may say in one sync that it misses something. A restored one says it once; more is a circle.
const MOST_GAPS: u32 = 8;

/// What ends the reading of a reply.
enum Turn {
    Gap(Head),
    Malformed(Box<Kept>),
    Halt(Halt),
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// Offers what waits until nothing does. Says whether the server answered anything.
    pub(super) async fn push(&self, net: &impl Net, check: &impl Check, report: &mut Report) -> Result<bool, Halt> {
        // After a restore the last operation that was answered is asked about first: the answer names what is missing.
        // From there on everything is offered, also after a break: some of it may have been refused this time.
        let ServerRow { offer_again: again, epoch, .. } = self.server_row().await?;
        let mut from = match again {
            Some(0) => self.last_answered().await?,
            other => other,
        };
        let (mut answered, mut last_gap, mut alone, mut gaps) = (false, None, false, 0);
        loop {
            let start = match from {
                Some(start) => start,
                None => match self.first_waiting().await? {
                    Some(start) => start,
                    None => break,
                },
            };
            let mut batch = self.batch(start).await?;
            if alone {
                batch.truncate(1);
            }
            let offered = batch.len();
            if offered == 0 {
                if self.is_gone(start).await? {
                    if last_gap == Some(start) {
                        self.renew_from(start, None, check).await?;
                        from = None;
                    } else {
                        from = Some(start + 1); // the server that refused it knows it
                    }
                    continue;
                }
                if from.take().is_none() {
                    return Err(Halt::Vault(VaultError::Damaged));
                }
                continue;
            }
            let operations = batch.iter().map(|offer| offer.kept.operation.clone()).collect();
            let outcomes = net.push(&Push { operations }).await?.outcomes;
            if outcomes.is_empty() || outcomes.len() > offered {
                return Err(Halt::Stop(Stop::Malformed));
            }
            let now = self.server_now();
            let (mut writes, mut done, mut turn) = (Vec::new(), 0_u64, None);
            for (offer, outcome) in batch.into_iter().zip(outcomes) {
                match settle(check, (epoch, now), offer, outcome, &mut writes, report) {
                    Ok(()) => done += 1,
                    Err(stop) => {
                        turn = Some(stop);
                        break;
                    }
                }
            }
            if !writes.is_empty() {
                self.store.commit(writes, Durability::Strict).await?;
            }
            answered |= done > 0;
            from = from.map(|start| start + done);
            match turn {
                None => {}
                Some(Turn::Halt(halt)) => return Err(halt),
                // Nobody signs this answer, and much follows from it: an answer about several is asked for again.
                Some(Turn::Malformed(_)) if offered > 1 => {
                    alone = true;
                    continue;
                }
                Some(Turn::Malformed(kept)) => {
                    self.renew_from(kept.device_seq, Some(*kept), check).await?;
                    answered = true;
                }
                Some(Turn::Gap(head)) => {
                    let expected = self.expected(head).await?.ok_or(Halt::Stop(Stop::Forked))?;
                    gaps += 1;
                    if expected >= start + done || (done == 0 && last_gap == Some(expected)) || gaps > MOST_GAPS {
                        return Err(Halt::Stop(Stop::Forked));
                    }
                    last_gap = Some(expected);
                    from = Some(expected);
                    if again.is_some() {
                        self.offer_again(from).await?;
                    }
                }
            }
            alone = false;
        }
        if again.is_some() {
            self.offer_again(None).await?;
        }
        Ok(answered)
    }

    /// The server's clock, from what it said when it was asked last.
    fn server_now(&self) -> Option<Time> {
        self.server_said.get().map(|(time, steady)| time.plus(self.clock.steady().saturating_sub(steady)))
    }

    /// Remembers from where a restored server is still to be offered everything.
    async fn offer_again(&self, from: Option<u64>) -> Result<(), VaultError> {
        let row = ServerRow { offer_again: from, ..self.server_row().await? };
        Ok(self.store.commit(vec![put(Table::Meta, meta::SERVER.to_vec(), &row)], Durability::Strict).await?)
    }

    /// The last of this device's operations that does not wait.
    async fn last_answered(&self) -> Result<Option<u64>, VaultError> {
        let mut last = match self.first_waiting().await? {
            Some(first) => first.saturating_sub(1),
            None => self.device_row().await?.chain.seq,
        };
        while last > 0 && self.is_gone(last).await? {
            last -= 1;
        }
        Ok(Some(last).filter(|last| *last > 0))
    }

    /// Which number the server expects, if its last operation of this device is one of this device's own. The digest
    /// decides whether `head` counts the last operation or the next.
    async fn expected(&self, head: Head) -> Result<Option<u64>, VaultError> {
        if head.digest == Digest::ZERO {
            return Ok((head.seq <= 1).then_some(1));
        }
        for last in [head.seq.saturating_sub(1), head.seq] {
            let own: Option<OwnRow> = self.read(Table::Own, &number(last)).await?;
            if own.is_some_and(|own| own.operation.0 == head.digest) {
                return Ok(last.checked_add(1));
            }
        }
        Ok(None)
    }
}

/// Moves an operation to where the server's answer puts it.
fn settle(
    check: &impl Check,
    (epoch, now): (Option<Digest>, Option<Time>),
    offer: Offer,
    outcome: Outcome,
    writes: &mut Vec<Write>,
    report: &mut Report,
) -> Result<(), Turn> {
    let Offer { mut kept, home } = offer;
    match outcome {
        // What it takes now it takes in the life that it claims.
        Outcome::Accepted(receipt) if receipt.peek().map(|said| Some(said.epoch)) != Ok(epoch) => {
            Err(Turn::Halt(Distrust::Receipt.into()))
        }
        Outcome::Accepted(ref receipt) if !is_timely(receipt, now) => Err(Turn::Halt(Distrust::Receipt.into())),
        Outcome::Duplicate(ref receipt) if is_later(receipt, now) => Err(Turn::Halt(Distrust::Receipt.into())),
        Outcome::Accepted(receipt) | Outcome::Duplicate(receipt) => {
            vouched(check, &kept, &receipt).map_err(|distrust| Turn::Halt(distrust.into()))?;
            match home {
                Home::Outbox => report.pushed += 1,
                Home::Sent | Home::Quarantine | Home::Rewound => {}
                Home::Entry(known) if known == receipt.digest() => {
                    // The entry is the acknowledged one: nothing is owed about it any more.
                    writes.push(Write::Delete(Table::Sent, number(kept.device_seq)));
                    return Ok(());
                }
                Home::Entry(_) => {}
            }
            kept.receipt = Some(receipt);
            kept.reason = None;
            writes.push(leave(&kept, home));
            writes.push(put(Table::Sent, number(kept.device_seq), &kept));
            Ok(())
        }
        Outcome::Quarantined(code) => {
            kept.receipt = None;
            kept.reason = Some(Reason::Refused(code));
            writes.push(leave(&kept, home));
            writes.push(put(Table::Quarantine, op_key(kept.id), &kept));
            Ok(())
        }
        Outcome::Gap(head) => Err(Turn::Gap(head)),
        Outcome::Malformed => match home {
            Home::Outbox => Err(Turn::Malformed(Box::new(kept))),
            // It was readable once: the fault is not in the operation.
            Home::Sent | Home::Entry(_) | Home::Quarantine | Home::Rewound => Err(Turn::Halt(Halt::Stop(Stop::Malformed))),
        },
    }
}

/// Whether the server took it now, by its own clock of a moment ago.
fn is_timely(receipt: &Signed<Receipt>, now: Option<Time>) -> bool {
    let Ok(said) = receipt.peek() else { return true }; // that it cannot be read is told as such
    now.is_none_or(|now| said.received.since(now).saturating_abs() <= ClockReading::DRIFT)
}

/// Whether the server took it after now.
fn is_later(receipt: &Signed<Receipt>, now: Option<Time>) -> bool {
    let Ok(said) = receipt.peek() else { return false };
    now.is_some_and(|now| said.received.since(now) > ClockReading::DRIFT)
}

pub(super) fn vouched(check: &impl Check, kept: &Kept, receipt: &Signed<Receipt>) -> Result<(), Distrust> {
    check.receipt(kept.record, kept.id, receipt).map(drop)
}

/// Takes an operation out of where it was; always beside a write that puts it elsewhere.
fn leave(kept: &Kept, home: Home) -> Write {
    match home {
        Home::Outbox => Write::Delete(Table::Outbox, number(kept.device_seq)),
        Home::Sent => Write::Delete(Table::Sent, number(kept.device_seq)),
        Home::Quarantine => Write::Delete(Table::Quarantine, op_key(kept.id)),
        Home::Rewound => Write::Delete(Table::Rewound, op_key(kept.id)),
        // A restored server's own answer, if there was one; the comparison with it takes care of the entry.
        Home::Entry(_) => Write::Delete(Table::Sent, number(kept.device_seq)),
    }
}
