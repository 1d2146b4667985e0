//! The outbox: writing down what this device does, before anyone else hears of it.

use crate::{
    Clock, Durability, Store, StoreError, Table, Vault, VaultError, Write,
    rows::{ClockRow, DeviceRow, Kept, OwnRow, RecordRow, doc_key, encode, meta, number, put},
};
use record::{ClockReading, DeviceId, DocId, Head, OpId, Operation, RecordId, Seen, limits};

/// What the next operation's envelope must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// This device.
    pub device: DeviceId,
    /// Its next number.
    pub device_seq: u64,
    /// Its operation before this.
    pub previous: OpId,
    /// What the clock says.
    pub clock: ClockReading,
    /// What this device has seen of directory and record.
    pub seen: Seen,
}

/// Why an operation was not written down. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError<E> {
    /// The vault failed.
    #[error(transparent)]
    Vault(VaultError),
    /// The operation could not be built.
    #[error("the operation could not be made")]
    Build(E),
    /// The operation does not say what its slot says, or is about another record.
    #[error("the operation does not fit its place")]
    Unfit,
    /// Larger than [`limits::MAX_OPERATION`].
    #[error("the operation is too large")]
    TooLarge,
}

impl<E> From<VaultError> for AppendError<E> {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl<E> From<StoreError> for AppendError<E> {
    fn from(error: StoreError) -> Self {
        Self::Vault(VaultError::Store(error))
    }
}

impl<S: Store, C: Clock> Vault<S, C> {
    /// Writes down one operation about `record` and drops the draft of `draft`, in one strict commit. When this
    /// returns, the operation is on the disk, in the pending view, and will be sent.
    ///
    /// `build` makes and signs the operation; it runs outside any transaction.
    /// Fails with [`AppendError`]; then nothing has changed and the draft is still there.
    pub async fn append<E>(
        &self,
        record: RecordId,
        draft: Option<DocId>,
        mut build: impl FnMut(Slot) -> Result<Operation, E>,
    ) -> Result<OpId, AppendError<E>> {
        let build = |index: usize, slot: Slot| if index == 0 { build(slot).map(Some) } else { Ok(None) };
        let ids = self.append_all(record, draft.as_slice(), build).await?;
        ids.first().copied().ok_or(AppendError::Unfit)
    }

    /// Writes down operations about `record` that make sense only together, in one strict commit: `build` is asked for
    /// the first, the second, … until it answers `None`.
    ///
    /// Fails with [`AppendError`]; then nothing has changed.
    pub async fn append_all<E>(
        &self,
        record: RecordId,
        drafts: &[DocId],
        mut build: impl FnMut(usize, Slot) -> Result<Option<Operation>, E>,
    ) -> Result<Vec<OpId>, AppendError<E>> {
        let _one_at_a_time = self.chain.lock().await;
        let mut row = self.device_row().await?;
        let clock_row = self.clock_row().await?;
        let clock = self.reading(&clock_row);
        let stands: Option<RecordRow> = self.read(Table::Records, record.as_bytes()).await?;
        let seen = Seen { directory: self.directory_head().await?, record: stands.map_or(Head::NONE, |row| row.receipts) };
        let mut writes: Vec<Write> = drafts.iter().map(|doc| Write::Delete(Table::Drafts, doc_key(record, *doc))).collect();
        let (mut ids, mut written) = (Vec::new(), Vec::new());
        loop {
            let slot = Slot { device: row.device, device_seq: row.chain.seq + 1, previous: OpId(row.chain.digest), clock, seen };
            let Some(operation) = build(ids.len(), slot).map_err(AppendError::Build)? else { break };
            let kept = fit(&operation, record, &slot)?;
            ids.push(kept.id);
            row = DeviceRow { device: row.device, chain: Head { seq: slot.device_seq, digest: kept.id.0 } };
            writes.extend(enqueue(&kept));
            written.push(kept);
        }
        if ids.is_empty() {
            return Ok(ids);
        }
        let latest = clock.device.max(clock_row.latest);
        writes.push(put(Table::Meta, meta::CLOCK.to_vec(), &ClockRow { latest, moved: self.was_moved(&clock_row), ..clock_row }));
        writes.push(put(Table::Meta, meta::DEVICE.to_vec(), &row));
        self.store.commit(writes, Durability::Strict).await?;
        self.mirror.written(written);
        drafts.iter().for_each(|doc| self.mirror.dropped(record, *doc));
        Ok(ids)
    }
}

/// The writes that put an operation at the end of the outbox.
pub(crate) fn enqueue(kept: &Kept) -> [Write; 2] {
    let own = OwnRow { operation: kept.id, record: kept.record, seq: None };
    [
        // Inserted, never put: no operation of this device is ever overwritten by another.
        Write::Insert(Table::Own, number(kept.device_seq), encode(&own)),
        Write::Insert(Table::Outbox, number(kept.device_seq), encode(kept)),
    ]
}

fn fit<E>(operation: &Operation, record: RecordId, slot: &Slot) -> Result<Kept, AppendError<E>> {
    let envelope = operation.envelope.peek().map_err(|_| AppendError::Unfit)?;
    let fits = envelope.record == record
        && envelope.device == slot.device
        && envelope.device_seq == slot.device_seq
        && envelope.previous == slot.previous
        && envelope.clock == slot.clock
        && envelope.seen == slot.seen;
    if !fits || operation.check_parts(&envelope).is_err() {
        return Err(AppendError::Unfit);
    }
    let kept = Kept::new(operation, &envelope);
    if kept.operation.len() > limits::MAX_OPERATION { Err(AppendError::TooLarge) } else { Ok(kept) }
}
