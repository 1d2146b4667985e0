//! The acceptor: the one task of a server that writes what has an order. It gathers what waits and
//! commits it as one transaction, together with the counter row; if another server moved that row,
//! everything is read and judged again.

mod batch;
mod device;
mod ledger;
mod plan;

use crate::{
    Note, Registry, StoreError,
    counter::Counter,
    push::Checked,
    query::{TRIES, Vars, once, pause},
    row::{DirectoryRow, cbor},
    store::fresh,
};
use batch::Batch;
use ledger::Ledger;
use record::{DirectoryEntry, DirectoryError, Signed, Time, UserId, wire::Outcome};
use std::sync::{Arc, RwLock};
use surrealdb::{Surreal, engine::any::Any};
use tokio::sync::{mpsc, oneshot};

/// Where an answer goes.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// The most operations of one transaction; a batch may pass it by one push.
const MOST: usize = 256;

/// Something to write.
pub(crate) enum Job {
    /// Operations to judge.
    Push(Offered, Reply<Vec<Outcome>>),
    /// Audit rows.
    Notes(Vec<Note>, Time, Reply<()>),
    /// Directory entries, alone in their transaction.
    Grow(Box<Growth>, Reply<()>),
}

/// A push whose signatures hold; `None` stands for what was malformed.
pub(crate) struct Offered {
    pub(crate) user: UserId,
    pub(crate) operations: Vec<Option<Checked>>,
    pub(crate) now: Time,
    pub(crate) signer: Arc<dyn crate::Signer>,
    /// Which life of the server this is.
    pub(crate) epoch: record::Digest,
}

/// New directory entries, and what is written with them.
pub(crate) struct Growth {
    /// There must be no program yet; otherwise there must be one.
    pub(crate) founding: bool,
    pub(crate) entries: Vec<Signed<DirectoryEntry>>,
    pub(crate) sql: String,
    pub(crate) vars: Vars,
    pub(crate) note: Note,
    pub(crate) now: Time,
}

/// Works until every store handle is gone.
pub(crate) async fn run(db: Surreal<Any>, shared: Arc<RwLock<Arc<Registry>>>, mut jobs: mpsc::Receiver<Job>) {
    let mut acceptor = Acceptor { db, shared, ledger: None };
    let mut next = None;
    loop {
        let first = match next.take() {
            Some(job) => job,
            None => match jobs.recv().await {
                Some(job) => job,
                None => return,
            },
        };
        let mut batch = Batch::default();
        let mut growth = batch.take(first);
        while growth.is_none() && batch.size() < MOST {
            match jobs.try_recv() {
                Ok(job @ Job::Grow(..)) => {
                    next = Some(job);
                    break;
                }
                Ok(job) => growth = batch.take(job),
                Err(_) => break,
            }
        }
        match growth {
            Some((growth, reply)) => {
                let result = acceptor.grow(&growth).await;
                let _ = reply.send(result); // nobody waits any more: the entry stands all the same
            }
            None => {
                let result = acceptor.accept(&batch).await;
                batch.answer(result);
            }
        }
    }
}

struct Acceptor {
    db: Surreal<Any>,
    shared: Arc<RwLock<Arc<Registry>>>,
    /// What is known of the rows; valid while the counter is where it was left.
    ledger: Option<Ledger>,
}

impl Acceptor {
    async fn ledger(&mut self) -> Result<Ledger, StoreError> {
        if let Some(ledger) = self.ledger.take() {
            return Ok(ledger);
        }
        let counter = Counter::read(&self.db).await?;
        let registry = fresh(&self.db, &self.shared, counter.directory).await?;
        if registry.len() != counter.directory {
            return Err(StoreError::Moved);
        }
        Ok(Ledger::new(counter, registry))
    }

    /// Judges and commits a batch; one list of answers for each push in it.
    async fn accept(&mut self, batch: &Batch) -> Result<Vec<Vec<Outcome>>, StoreError> {
        for attempt in 0..TRIES {
            match self.try_accept(batch, attempt == 0).await {
                Err(StoreError::Moved | StoreError::Busy | StoreError::Conflict) => pause(attempt).await,
                other => return other,
            }
        }
        Err(StoreError::Busy)
    }

    async fn try_accept(&mut self, batch: &Batch, believe: bool) -> Result<Vec<Vec<Outcome>>, StoreError> {
        let mut ledger = self.ledger().await?;
        ledger.prefetch(&self.db, batch, believe).await?;
        let old = ledger.counter;
        let (plan, answers) = plan::judge(&mut ledger, batch)?;
        if plan.is_empty() {
            // Answered from memory alone: only true if nobody else wrote.
            if Counter::read(&self.db).await?.stamp != old.stamp {
                return Err(StoreError::Moved);
            }
        } else {
            ledger.counter.stamp += 1;
            let (sql, vars) = plan.statements(&ledger, &old)?;
            once(&self.db, &sql, vars).await?;
        }
        ledger.settle();
        self.ledger = Some(ledger);
        Ok(answers)
    }

    async fn grow(&mut self, growth: &Growth) -> Result<(), StoreError> {
        for attempt in 0..TRIES {
            match self.try_grow(growth).await {
                Err(StoreError::Moved | StoreError::Busy) => pause(attempt).await,
                other => return other,
            }
        }
        Err(StoreError::Busy)
    }

    async fn try_grow(&mut self, growth: &Growth) -> Result<(), StoreError> {
        let mut ledger = self.ledger().await?;
        let old = ledger.counter;
        if ledger.registry.is_founded() == growth.founding {
            return Err(if growth.founding { StoreError::Conflict } else { StoreError::NotFounded });
        }
        let mut registry = (*ledger.registry).clone();
        let mut rows = Vec::new();
        for entry in &growth.entries {
            let said = entry.peek().map_err(|_| DirectoryError::Unsigned)?;
            let head = registry.head();
            if said.seq != head.seq + 1 || said.previous != head.digest {
                return Err(if growth.founding { DirectoryError::Broken.into() } else { StoreError::Conflict });
            }
            registry.append(entry)?;
            rows.push(DirectoryRow { id: crate::key::directory(registry.len()), entry: cbor(entry) });
        }
        let audit = growth.note.clone().follow(old.audit, growth.now);
        ledger.counter.stamp += 1;
        ledger.counter.directory = registry.len();
        ledger.counter.audit = record::Head { seq: audit.seq, digest: audit.digest };
        let sql = format!(
            "{}{}INSERT INTO directory $directory_rows RETURN NONE;
            INSERT INTO audit $audit_rows RETURN NONE;
            COMMIT;",
            crate::counter::MOVE,
            growth.sql
        );
        let vars = ledger
            .counter
            .vars(&old)
            .join(growth.vars.clone())
            .set("directory_rows", rows)
            .set("audit_rows", vec![crate::audit::StoredRow::from(&audit)]);
        once(&self.db, &sql, vars).await?;
        ledger.registry = Arc::new(registry);
        *self.shared.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::clone(&ledger.registry);
        self.ledger = Some(ledger);
        Ok(())
    }
}
