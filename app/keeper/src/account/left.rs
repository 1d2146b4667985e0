//! After my access ended: what I had signed and not sent is handed over, for those who read the charts now to decide about.

use crate::{Keeper, Transport, Zone, protocol::Problem, unlocked::Unlocked};
use record::{OpId, limits, wire::Deliver};
use vault::{Clock, Kept, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Hands over what waits. What the server does not take stays in the outbox, and is offered again at the next contact.
    pub(crate) async fn hand_over(&self, me: &Unlocked) -> Result<(), Problem> {
        for part in parts(self.vault.deliverable().await?) {
            let (names, operations): (Vec<OpId>, Vec<_>) = part.into_iter().map(|kept| (kept.id, kept.operation)).unzip();
            let sign_in = self.proof(me).await?;
            let kept = self.api.deliver(&Deliver { sign_in, operations }).await?.kept;
            if kept.len() != names.len() {
                return Err(Problem::Server(record::wire::ErrorCode::Internal));
            }
            let done: Vec<OpId> = names.into_iter().zip(kept).filter_map(|(name, kept)| kept.then_some(name)).collect();
            self.vault.mark_delivered(&done).await?;
        }
        Ok(())
    }
}

/// No request is larger than the server reads.
fn parts(all: Vec<Kept>) -> Vec<Vec<Kept>> {
    let mut parts: Vec<Vec<Kept>> = Vec::new();
    let mut size = usize::MAX;
    for kept in all {
        size = size.saturating_add(kept.operation.len());
        match parts.last_mut() {
            Some(part) if size <= limits::PULL_BYTES && part.len() < limits::MAX_PUSH => part.push(kept),
            Some(_) | None => {
                size = kept.operation.len();
                parts.push(vec![kept]);
            }
        }
    }
    parts
}
