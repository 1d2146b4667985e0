//! Operations on their way in: everything that can be checked without knowing what came before.

use crate::{
    Append, Grant, Registry, Store, StoreError,
    acceptor::{Job, Offered},
};
use record::{
    Bytes, Envelope, OpId, Operation, PublicKey, Seal, Signature, Time, UserId, Verified, verify_operation, wire::Outcome,
};
use std::sync::Arc;

/// Signs for the server. The key itself never comes into the store.
pub trait Signer: Send + Sync {
    /// The public half.
    fn public(&self) -> PublicKey;

    /// Ed25519 over `message`.
    fn sign(&self, message: &[u8]) -> Signature;
}

/// An operation whose parts and signatures hold.
///
/// Invariant: made only by [`check`].
pub(crate) struct Checked {
    pub(crate) id: OpId,
    pub(crate) envelope: Envelope,
    pub(crate) seal: Option<Seal>,
    pub(crate) bytes: surrealdb::types::Bytes,
}

/// From how many operations on checking leaves the request's own thread.
const MANY: usize = 4;

impl Store {
    /// Offers operations in their order; one answer for each. What is accepted is on the disk when this returns.
    ///
    /// Fails with [`StoreError::Database`], [`StoreError::Busy`] or [`StoreError::Stopped`]: nothing may be known
    /// of the operations then, and offering them again is safe.
    pub async fn push(
        &self,
        grant: &Grant<Append>,
        operations: Vec<Bytes>,
        now: Time,
        signer: Arc<dyn Signer>,
    ) -> Result<Vec<Outcome>, StoreError> {
        let user = grant.user();
        let operations = Arc::new(operations);
        let registry = self.registry().await?;
        let mut checked = check_all(&operations, user, &registry).await?;
        if checked.iter().any(Option::is_none) {
            // Perhaps another server took the certificate a moment ago.
            let current = self.current_registry().await?;
            if current.len() != registry.len() {
                checked = check_all(&operations, user, &current).await?;
            }
        }
        let offered = Offered { user, operations: checked, now, signer, epoch: self.epoch() };
        self.submit(|reply| Job::Push(offered, reply)).await
    }
}

async fn check_all(
    operations: &Arc<Vec<Bytes>>,
    user: UserId,
    registry: &Arc<Registry>,
) -> Result<Vec<Option<Checked>>, StoreError> {
    let (all, known) = (Arc::clone(operations), Arc::clone(registry));
    let work = move || all.iter().map(|bytes| check(bytes, user, &known)).collect();
    if operations.len() > MANY { tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Stopped) } else { Ok(work()) }
}

/// `None` for what no device would believe, and for what somebody else than `user` wrote or sealed.
pub(crate) fn check(bytes: &Bytes, user: UserId, registry: &Registry) -> Option<Checked> {
    let operation = Operation::from_bytes(bytes).ok()?;
    let Verified { envelope, seal, .. } = verify_operation(registry.directory().ok()?, &operation).ok()?;
    if envelope.author != user || seal.as_ref().is_some_and(|seal| seal.sealer != user) {
        return None;
    }
    Some(Checked { id: operation.id(), envelope, seal, bytes: surrealdb::types::Bytes::from(bytes.0.clone()) })
}
