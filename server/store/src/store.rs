//! The store itself: a connection, the acceptor, and the directory in memory.

use crate::{
    Registry, StoreError,
    acceptor::{self, Job},
    address,
    counter::Counter,
    export::{RESTORING, tables},
    migration,
    query::{Vars, ask, row, rows},
    recent::{RECENT, Recent},
    row as stored,
};
use rand::{RngCore, rngs::OsRng};
use record::Digest;
use std::{
    sync::{
        Arc, RwLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use surrealdb::{
    IndexedResults, Surreal,
    engine::any::{Any, connect},
    opt::auth::Root,
    types::{Bytes, SurrealValue},
};
use tokio::sync::mpsc;

/// How many requests may wait for the acceptor before senders wait too.
const WAITING: usize = 1024;

/// The database behind everything. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    db: Surreal<Any>,
    acceptor: mpsc::Sender<Job>,
    shared: Arc<RwLock<Arc<Registry>>>,
    epoch: Digest,
    swept: AtomicI64,
    begun: Instant,
    looked: AtomicU64,
    recent: Recent,
}

impl Store {
    /// Opens `mem://`, `surrealkv://FOLDER` (`?sync=every` is added), or `ws(s)://[NAME:PASSWORD@]HOST`,
    /// migrates it, and starts the acceptor on the current Tokio runtime.
    ///
    /// Fails with [`StoreError::Address`] for another url, [`StoreError::Drift`] for another schema,
    /// [`StoreError::Interrupted`] where a restore did not come to its end, and [`StoreError::Database`] when it cannot be
    /// reached or another process has the folder.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let db = Self::connect(url).await?;
        if tables(&db).await?.iter().any(|table| table == RESTORING) {
            return Err(StoreError::Interrupted);
        }
        Self::start(db).await
    }

    pub(crate) async fn connect(url: &str) -> Result<Surreal<Any>, StoreError> {
        let address = address::parse(url)?;
        let db = connect(&address.url).await.map_err(StoreError::Database)?;
        if let Some((username, password)) = address.login {
            db.signin(Root { username, password }).await.map_err(StoreError::Database)?;
        }
        db.use_ns("throughline").use_db("main").await.map_err(StoreError::Database)?;
        Ok(db)
    }

    pub(crate) async fn start(db: Surreal<Any>) -> Result<Self, StoreError> {
        migration::migrate(&db).await?;
        Counter::begin(&db).await?;
        let epoch = epoch(&db).await?;
        Ok(Self::with(db, epoch))
    }

    /// A second acceptor before the same database, as another server would be. Needs a Tokio runtime.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self::with(self.inner.db.clone(), self.inner.epoch)
    }

    fn with(db: Surreal<Any>, epoch: Digest) -> Self {
        let shared = Arc::new(RwLock::new(Arc::new(Registry::default())));
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(acceptor::run(db.clone(), Arc::clone(&shared), receiver));
        let inner = Inner {
            db,
            acceptor: sender,
            shared,
            epoch,
            swept: AtomicI64::new(0),
            begun: Instant::now(),
            looked: AtomicU64::new(0),
            recent: Recent::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Answers when the database does.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn health(&self) -> Result<(), StoreError> {
        Counter::read(self.db()).await.map(|_| ())
    }

    /// Changes whenever a backup was restored.
    pub fn epoch(&self) -> Digest {
        self.inner.epoch
    }

    /// The directory as it stood at most a second ago. What this server appended itself is always in it.
    ///
    /// Fails as [`Self::current_registry`] does.
    pub async fn registry(&self) -> Result<Arc<Registry>, StoreError> {
        let now = self.inner.begun.elapsed().as_millis();
        let now = u64::try_from(now).unwrap_or(u64::MAX);
        let looked = self.inner.looked.load(Ordering::Relaxed);
        if looked != 0 && Duration::from_millis(now.saturating_sub(looked)) < RECENT {
            return Ok(Arc::clone(&self.inner.shared.read().unwrap_or_else(std::sync::PoisonError::into_inner)));
        }
        let registry = self.current_registry().await?;
        self.inner.looked.store(now.max(1), Ordering::Relaxed);
        Ok(registry)
    }

    /// The directory as it stands in the database now, whichever server wrote it.
    ///
    /// Fails with [`StoreError::Database`], and with [`StoreError::Directory`] when the database was tampered with.
    pub async fn current_registry(&self) -> Result<Arc<Registry>, StoreError> {
        let counter = Counter::read(self.db()).await?;
        fresh(self.db(), &self.inner.shared, counter.directory).await
    }

    pub(crate) fn db(&self) -> &Surreal<Any> {
        &self.inner.db
    }

    pub(crate) fn recent(&self) -> &Recent {
        &self.inner.recent
    }

    pub(crate) fn swept(&self) -> &AtomicI64 {
        &self.inner.swept
    }

    pub(crate) async fn ask(&self, sql: &str, vars: Vars) -> Result<IndexedResults, StoreError> {
        ask(self.db(), sql, vars).await
    }

    pub(crate) async fn read_row<T: SurrealValue>(&self, sql: &str, vars: Vars) -> Result<Option<T>, StoreError> {
        row(&mut self.ask(sql, vars).await?, 0)
    }

    pub(crate) async fn read_rows<T: SurrealValue>(&self, sql: &str, vars: Vars) -> Result<Vec<T>, StoreError> {
        rows(&mut self.ask(sql, vars).await?, 0)
    }

    /// Hands a job to the acceptor and waits for its answer.
    pub(crate) async fn submit<T>(&self, job: impl FnOnce(acceptor::Reply<T>) -> Job) -> Result<T, StoreError> {
        let (reply, answer) = tokio::sync::oneshot::channel();
        self.inner.acceptor.send(job(reply)).await.map_err(|_| StoreError::Stopped)?;
        answer.await.map_err(|_| StoreError::Stopped)?
    }
}

/// The shared directory, brought up to `length` entries.
pub(crate) async fn fresh(db: &Surreal<Any>, shared: &RwLock<Arc<Registry>>, length: u64) -> Result<Arc<Registry>, StoreError> {
    let known = Arc::clone(&shared.read().unwrap_or_else(std::sync::PoisonError::into_inner));
    if known.len() >= length {
        return Ok(known);
    }
    let mut registry = (*known).clone();
    registry.catch_up(db, length).await?;
    let registry = Arc::new(registry);
    let mut slot = shared.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    if slot.len() < registry.len() {
        *slot = Arc::clone(&registry);
    }
    Ok(registry)
}

async fn epoch(db: &Surreal<Any>) -> Result<Digest, StoreError> {
    #[derive(SurrealValue)]
    struct Epoch {
        digest: Bytes,
    }
    let mut random = [0; Digest::LEN];
    OsRng.fill_bytes(&mut random);
    let sql = "INSERT IGNORE INTO epoch { id: epoch:main, digest: $random } RETURN NONE; SELECT * FROM epoch:main;";
    let mut results = ask(db, sql, Vars::new().set("random", stored::bytes(&random))).await?;
    let found: Epoch = row(&mut results, 1)?.ok_or(StoreError::Damaged)?;
    stored::digest(&found.digest)
}
