//! Serving until told to stop.

use crate::{
    AppState, Connections, ServerKey, SystemClock,
    folder::{Place, private_folder},
    router,
};
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use store::{Signer as _, Store, StoreError};
use tokio::net::TcpListener;

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A folder cannot be used.
    #[error("the folder {} cannot be used: {error}", .path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file cannot be read or written.
    #[error("the file {} cannot be used: {error}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on: {error}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// The system gives no threads, or a task broke.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is no database where one was expected.
    #[error("there is no database in {}: check --data; nothing was created", .0.display())]
    Absent(PathBuf),
    /// Another process has the database.
    #[error("the database is in use: stop the server first")]
    InUse,
    /// There is a database where one should be made.
    #[error("there is a database already: restore into an empty folder")]
    NotEmpty,
    /// A file is no administrator that this program's custodian signed.
    #[error("the file names no administrator that this program’s custodian signed")]
    NotAnAppointment,
    /// The directory went on since the custodian signed.
    #[error("the directory went on since the custodian signed: export again, and sign for that export")]
    DirectoryWentOn,
    /// More than one administrator is left.
    #[error("more than one administrator is left: one of them can do this in the program itself")]
    NotEntitled,
    /// A file is no export.
    #[error("{} is not an export of a program", .0.display())]
    NotAnExport(PathBuf),
    /// An export that was cut short or changed.
    #[error("{} is not whole, or was changed since it was written", .0.display())]
    NotWhole(PathBuf),
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server key cannot be read.
    #[error(transparent)]
    Key(#[from] crate::KeyError),
    /// The program's key is not in the data folder.
    #[error("server.key is not in {}, and this program runs only with the key it was founded with: put it back", .0.display())]
    KeyAbsent(PathBuf),
    /// The program in the database was founded with another server key.
    #[error("this server key is not the one the program was founded with")]
    OtherKey,
}

impl ServeError {
    pub(crate) fn folder(path: &Path, error: io::Error) -> Self {
        Self::Folder { path: path.to_owned(), error }
    }

    pub(crate) fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.to_owned(), error }
    }

    /// Why a database could not be opened.
    pub(crate) fn store(error: StoreError) -> Self {
        if error.is_locked() { Self::InUse } else { Self::Store(error) }
    }
}

/// Serves on `listen` until SIGTERM or SIGINT, then finishes what is under way.
///
/// Fails with [`ServeError`].
pub async fn serve(listen: SocketAddr, url: Option<&str>, data: &Path, site: Option<PathBuf>) -> Result<(), ServeError> {
    let place = Place::of(url, data)?;
    private_folder(data)?;
    place.make()?;
    let store = Store::open(&place.url).await.map_err(ServeError::store)?;
    let registry = store.registry().await?;
    let key = match (ServerKey::read(Some(data))?, registry.directory()) {
        (Some(key), Ok(directory)) if directory.server() != &key.public() => return Err(ServeError::OtherKey),
        (Some(key), _) => key,
        (None, Ok(_)) => return Err(ServeError::KeyAbsent(data.to_owned())),
        (None, Err(_)) => ServerKey::make_in(data)?,
    };
    let mut state = AppState::new(store, key, SystemClock);
    if let Some(site) = site {
        state = state.with_site(site);
    }
    let listener = TcpListener::bind(listen).await.map_err(|error| ServeError::Listen { address: listen, error })?;
    // Heard from here on: whoever reads that it serves may stop it.
    let stop = stop()?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    Connections::default().serve(listener, router(state), stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// Done at the first SIGTERM or SIGINT from now on.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Done at Ctrl-C.
#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
