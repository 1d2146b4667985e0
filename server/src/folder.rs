//! The data folder and the database in it: where they are, whether they are there, and that only their owner reads them.

use crate::ServeError;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Where the embedded database lies in the data folder.
const DATABASE: &str = "db";
/// How the url of an embedded database begins.
const EMBEDDED: &str = "surrealkv://";

/// A database that a command is about.
pub(crate) struct Place {
    /// For the store.
    pub(crate) url: String,
    /// Its folder, where it is embedded.
    folder: Option<PathBuf>,
}

impl Place {
    /// The database at `url`, or else in the data folder.
    ///
    /// Fails with [`ServeError::Folder`] when there is no current folder to begin at.
    pub(crate) fn of(url: Option<&str>, data: &Path) -> Result<Self, ServeError> {
        if let Some(url) = url {
            let folder = url.strip_prefix(EMBEDDED).map(|rest| PathBuf::from(rest.split('?').next().unwrap_or(rest)));
            return Ok(Self { url: url.to_owned(), folder });
        }
        let folder = std::path::absolute(data.join(DATABASE)).map_err(|error| ServeError::folder(data, error))?;
        Ok(Self { url: format!("{EMBEDDED}{}", folder.display()), folder: Some(folder) })
    }

    /// Whether a database is there. Of one elsewhere only the store knows.
    pub(crate) fn is_there(&self) -> bool {
        let filled = |folder: &PathBuf| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        self.folder.as_ref().is_none_or(filled)
    }

    /// Fails with [`ServeError::Absent`] when no database is there.
    pub(crate) fn must_be_there(&self) -> Result<(), ServeError> {
        match &self.folder {
            Some(folder) if !self.is_there() => Err(ServeError::Absent(folder.clone())),
            Some(_) | None => Ok(()),
        }
    }

    /// Makes the folder, and closes it to everybody but its owner.
    ///
    /// Fails with [`ServeError::Folder`].
    pub(crate) fn make(&self) -> Result<(), ServeError> {
        self.folder.as_ref().map_or(Ok(()), |folder| private_folder(folder))
    }

    /// Takes away what a command has begun in a folder that was empty before.
    pub(crate) fn clear(&self) {
        if let Some(folder) = &self.folder {
            let _ = fs::remove_dir_all(folder); // the next try says what is in its way
        }
    }
}

/// Makes a folder where there is none, and closes it to everybody but its owner.
///
/// Fails with [`ServeError::Folder`].
pub(crate) fn private_folder(folder: &Path) -> Result<(), ServeError> {
    let named = |error| ServeError::folder(folder, error);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(named)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(named)?;
    }
    Ok(())
}

/// Makes an empty file that only its owner reads; what was there before is gone.
///
/// Fails when it cannot be made.
pub(crate) fn private_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
