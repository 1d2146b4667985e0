//! Serving until told to stop.

use crate::{AppState, Clock as _, Connections, ServerKey, SystemClock, router};
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use store::{Signer as _, Store, StoreError};
use tokio::net::TcpListener;

/// Why the server does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder or the address cannot be used.
    #[error("data folder or address cannot be used")]
    Io(#[from] io::Error),
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no server key.
    #[error(transparent)]
    Key(#[from] crate::KeyError),
    /// The program in the database was founded with another server key.
    #[error("this server key is not the one the program was founded with")]
    OtherKey,
}

/// Where the embedded database lies in the data folder.
const FOLDER: &str = "db";

/// Opens `url`, or the embedded database in `data`.
///
/// Fails with [`ServeError`].
pub(crate) async fn open(url: Option<&str>, data: &Path) -> Result<Store, ServeError> {
    Ok(Store::open(&address(url, data)?).await?)
}

fn address(url: Option<&str>, data: &Path) -> io::Result<String> {
    if let Some(url) = url {
        return Ok(url.to_owned());
    }
    std::fs::create_dir_all(data)?;
    let folder = std::path::absolute(data.join(FOLDER))?;
    Ok(format!("surrealkv://{}", folder.display()))
}

/// Serves on `listen` until SIGTERM or SIGINT, then finishes what is under way.
///
/// Fails with [`ServeError`].
pub async fn serve(listen: SocketAddr, url: Option<&str>, data: &Path, site: Option<PathBuf>) -> Result<(), ServeError> {
    std::fs::create_dir_all(data)?;
    let key = ServerKey::load(Some(data))?;
    let store = open(url, data).await?;
    let registry = store.registry().await?;
    if registry.directory().is_ok_and(|directory| directory.server() != &key.public()) {
        return Err(ServeError::OtherKey);
    }
    let mut state = AppState::new(store, key, SystemClock);
    if let Some(site) = site {
        state = state.with_site(site);
    }
    let listener = TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    Connections::default().serve(listener, router(state), stop()).await;
    tracing::info!("stopped");
    Ok(())
}

async fn stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// Writes the database of a server that is not running to `out`.
///
/// Fails with [`ServeError`].
pub async fn export(url: Option<&str>, data: &Path, out: &Path) -> Result<(), ServeError> {
    let store = open(url, data).await?;
    store.export(out, SystemClock.now()).await?;
    Ok(())
}

/// Fills an empty database from an export. The server key in `data` must be the one the export was made with.
///
/// Fails with [`ServeError`].
pub async fn restore(url: Option<&str>, data: &Path, from: &Path) -> Result<(), ServeError> {
    Store::restore(&address(url, data)?, from, SystemClock.now()).await?;
    Ok(())
}
