//! What every handler shares.

use crate::{Clock, ServerKey, throttle::Throttle};
use ::record::Time;
use std::{path::PathBuf, sync::Arc, time::Duration};
use store::Store;

/// How much is allowed how often.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Challenges, and separately sign-ins, per account, network and minute.
    pub account_per_minute: u32,
    /// Requests without a session that cost something, per address and minute.
    pub address_per_minute: u32,
    /// How long a request may take.
    pub timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { account_per_minute: 10, address_per_minute: 60, timeout: Duration::from_secs(30) }
    }
}

impl Limits {
    /// So wide that no test or demonstration meets them.
    pub fn wide() -> Self {
        Self { account_per_minute: 1_000_000, address_per_minute: 1_000_000, ..Self::default() }
    }
}

/// Everything a request needs. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub(crate) store: Store,
    pub(crate) key: Arc<ServerKey>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) throttle: Arc<Throttle>,
    pub(crate) limits: Limits,
    pub(crate) site: Option<PathBuf>,
}

impl AppState {
    /// With the usual limits and no site folder.
    pub fn new(store: Store, key: ServerKey, clock: impl Clock + 'static) -> Self {
        let limits = Limits::default();
        let throttle = Arc::new(Throttle::new(limits));
        Self { store, key: Arc::new(key), clock: Arc::new(clock), throttle, limits, site: None }
    }

    /// With other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, throttle: Arc::new(Throttle::new(limits)), ..self }
    }

    /// With a folder of built files to serve beside the gate.
    #[must_use]
    pub fn with_site(self, folder: PathBuf) -> Self {
        Self { site: Some(folder), ..self }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn now(&self) -> Time {
        self.clock.now()
    }
}
