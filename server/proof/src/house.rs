//! A whole server in this process, on a port of its own: for the drill, and as the process that the benchmark measures.

use server::{AppState, Connections, Limits, ServerKey, SystemClock, router};
use std::{future::Future, io, net::SocketAddr, path::Path, sync::mpsc};
use store::{Store, StoreError};
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};

/// SurrealDB recurses deeply while it parses and plans.
const STACK: usize = 10 * 1024 * 1024;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// The folder, the port or the threads cannot be had.
    #[error("folder or port cannot be used")]
    Io(#[from] io::Error),
    /// The database cannot be opened, or not be written out.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no server key.
    #[error(transparent)]
    Key(#[from] server::KeyError),
    /// A thread of the server ended.
    #[error("the server's thread ended")]
    Ended,
}

/// A server that answers until it is dropped. Made and dropped outside of any async runtime.
pub struct House {
    runtime: Runtime,
    store: Store,
    address: SocketAddr,
}

impl House {
    /// Serves the embedded database in `data` (each commit on the disk before it is answered) on a free port of
    /// 127.0.0.1, without the limits on how often one may try.
    ///
    /// Fails with [`HouseError`].
    pub fn start(data: &Path) -> Result<Self, HouseError> {
        std::fs::create_dir_all(data)?;
        let key = match ServerKey::read(Some(data))? {
            Some(key) => key,
            None => ServerKey::make_in(data)?,
        };
        let url = format!("surrealkv://{}", std::path::absolute(data.join("db"))?.display());
        let runtime = Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
        let opened = wait(&runtime, async move {
            let store = Store::open(&url).await?;
            let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
            let address = listener.local_addr()?;
            let state = AppState::new(store.clone(), key, SystemClock).with_limits(Limits::wide());
            tokio::spawn(Connections::default().serve(listener, router(state), std::future::pending()));
            Ok::<_, HouseError>((store, address))
        })?;
        let (store, address) = opened?;
        Ok(Self { runtime, store, address })
    }

    /// Where it answers, such as `http://127.0.0.1:41234`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Writes the whole database to `out`, as `throughline export` does.
    ///
    /// Fails with [`HouseError`].
    pub fn export(&self, out: &Path) -> Result<(), HouseError> {
        use server::Clock as _;
        let (store, out) = (self.store.clone(), out.to_owned());
        Ok(wait(&self.runtime, async move { store.export(&out, SystemClock.now()).await })??)
    }
}

/// Runs a future on the runtime's own threads, which have the stack for it, and waits here.
fn wait<R: Send + 'static>(runtime: &Runtime, work: impl Future<Output = R> + Send + 'static) -> Result<R, HouseError> {
    let (sender, receiver) = mpsc::channel();
    runtime.spawn(async move {
        let _ = sender.send(work.await); // nobody waits any more
    });
    receiver.recv().map_err(|_| HouseError::Ended)
}

/// Runs one person's devices to the end, on this thread: a keeper stays where it was made.
///
/// Fails when the system gives no runtime.
pub fn alone<R>(work: impl Future<Output = R>) -> io::Result<R> {
    Ok(Builder::new_current_thread().enable_all().build()?.block_on(work))
}
