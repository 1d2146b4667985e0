//! A record as a liar tells it: other operations, or in another order, under receipts that the server signs anew.

use super::{Asked, Lie};
use crate::simulation;
use keeper::{HttpReply, Transport};
use record::{
    Bytes, Digest, Head, OpId, Operation, Receipt, RecordId, Signable, Signed,
    wire::{Changed, Changes, Pull, PullPage, Pulled, path},
};
use server::ServerKey;
use store::Signer as _;

/// A record's entries, as they are told.
#[derive(Clone)]
pub struct Story {
    /// Which record.
    pub record: RecordId,
    /// Its entries.
    pub entries: Vec<Pulled>,
}

/// Signs a value with the server's key.
pub fn re_sign<T: Signable>(key: &ServerKey, value: &T) -> Signed<T> {
    let bytes = value.to_bytes();
    let signature = key.sign(&T::message(&bytes));
    Signed::new(bytes, signature)
}

impl Story {
    /// The truth, through a member's session.
    ///
    /// Fails with a sentence when the server does not give it.
    pub async fn of(net: &impl Transport, record: RecordId) -> Result<Self, String> {
        Ok(Self { record, entries: simulation::pull(net, record).await? })
    }

    /// The operations, in order.
    pub fn operations(&self) -> Vec<Operation> {
        self.entries.iter().filter_map(|pulled| Operation::from_bytes(&pulled.operation).ok()).collect()
    }

    /// Where an operation stands.
    pub fn place(&self, operation: OpId) -> Option<usize> {
        self.operations().iter().position(|other| other.id() == operation)
    }

    /// An entry of this operation at the end; its receipt is to be signed yet.
    pub fn add(&mut self, operation: Bytes) {
        if let Some(last) = self.entries.last().cloned() {
            self.entries.push(Pulled { operation, ..last });
        }
    }

    /// Signs the receipts from `place` on anew, so that each names its operation and the receipt before it; `change` may change
    /// what they say besides.
    #[must_use]
    pub fn retold(mut self, key: &ServerKey, place: usize, change: impl Fn(&mut Receipt)) -> Self {
        let before = place.checked_sub(1).and_then(|at| self.entries.get(at)).map(|pulled| &pulled.receipt);
        let (mut head, mut count) = (Head::NONE, 0);
        if let Some((signed, said)) = before.and_then(|signed| Some((signed, signed.peek().ok()?))) {
            (head, count) = (Head { seq: said.seq, digest: signed.digest() }, said.change);
        }
        for pulled in self.entries.iter_mut().skip(place) {
            let (Ok(said), Ok(operation)) = (pulled.receipt.peek(), Operation::from_bytes(&pulled.operation)) else { continue };
            count = said.change.max(count + 1);
            let mut receipt = Receipt {
                operation: operation.id(),
                record: self.record,
                seq: head.seq + 1,
                previous: head.digest,
                change: count,
                ..said
            };
            change(&mut receipt);
            pulled.receipt = re_sign(key, &receipt);
            head = Head { seq: head.seq + 1, digest: pulled.receipt.digest() };
        }
        self
    }

    /// Where it ends.
    pub fn head(&self) -> Head {
        let digest = self.entries.last().map_or(Digest::ZERO, |pulled| pulled.receipt.digest());
        Head { seq: self.entries.len() as u64, digest }
    }

    /// Tells it to whoever asks: in the place of the true record, and as news each time.
    pub fn told(self) -> Lie {
        Lie::after(move |asked, reply| {
            if reply.status != 200 {
                return reply;
            }
            let body = if asked.is(path::CHANGES) {
                self.listed(&reply.body)
            } else if asked.is(path::PULL) {
                self.page(asked, &reply.body)
            } else {
                None
            };
            body.map_or(reply.clone(), |body| HttpReply { body, ..reply })
        })
    }

    fn listed(&self, honest: &[u8]) -> Option<Vec<u8>> {
        let mut changes: Changes = minicbor::decode(honest).ok()?;
        let last = self.entries.last()?.receipt.peek().ok()?;
        changes.change = changes.change.max(last.change);
        changes.records.retain(|changed| changed.record != self.record);
        changes.records.push(Changed { record: self.record, head: self.head(), change: last.change });
        minicbor::to_vec(&changes).ok()
    }

    fn page(&self, asked: &Asked, honest: &[u8]) -> Option<Vec<u8>> {
        let want = asked.cbor::<Pull>()?.wants.into_iter().find(|want| want.record == self.record)?;
        let mut page: PullPage = minicbor::decode(honest).ok()?;
        page.entries.retain(|pulled| pulled.receipt.peek().is_ok_and(|said| said.record != self.record));
        let after = usize::try_from(want.after).ok()?;
        page.entries.extend(self.entries.iter().skip(after).cloned());
        minicbor::to_vec(&page).ok()
    }
}
