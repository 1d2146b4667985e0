//! `export` and `restore`: each does all of what it says, or says what is in the way and leaves nothing behind.

use crate::{Clock as _, ServeError, ServerKey, SystemClock, folder::Place, folder::private_file};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::{self, Read, Seek as _, Write as _},
    path::{Path, PathBuf},
};
use store::{Signer as _, Store};

/// How the text begins that the database writes.
const FIRST: &str = "-- ------------------------------\n-- OPTION\n";
/// How the last line begins. The digest of everything before it follows: the database passes over a statement it cannot read,
/// so what was cut short or changed has to be found before.
const LAST: &str = "-- the SHA-256 of all lines before: ";
/// The length of the last line.
const LAST_LENGTH: u64 = LAST.len() as u64 + 64 + 1;

/// Writes the database of a server that is not running to `out`, which only its owner can read. What was in `out` stays until the
/// new text is whole.
///
/// Fails with [`ServeError`], and creates nothing then.
pub async fn export(url: Option<&str>, data: &Path, out: &Path) -> Result<(), ServeError> {
    let place = Place::of(url, data)?;
    place.must_be_there()?;
    let part = part_of(out);
    private_file(&part).map_err(|error| ServeError::file(out, error))?;
    let written = async {
        let store = Store::open(&place.url).await.map_err(ServeError::store)?;
        store.export(&part, SystemClock.now()).await?;
        finish(&part, out).map_err(|error| ServeError::file(out, error))
    };
    let written = written.await;
    if written.is_err() {
        let _ = fs::remove_file(&part); // empty or in part: of no use to anybody
    }
    written
}

/// Beside `out`, so that taking its place is one step.
fn part_of(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn finish(part: &Path, out: &Path) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().read(true).append(true).open(part)?;
    let length = file.metadata()?.len();
    let digest = digest_of(&mut file, length)?;
    writeln!(file, "{LAST}{digest}")?;
    file.sync_all()?;
    fs::rename(part, out)
}

/// Fills an empty database from an export. The server key in `data` must be the one the export was made with.
///
/// Fails with [`ServeError`], and leaves nothing behind then.
pub async fn restore(url: Option<&str>, data: &Path, from: &Path) -> Result<(), ServeError> {
    check_export(from)?;
    let key = ServerKey::read(Some(data))?.ok_or_else(|| ServeError::KeyAbsent(data.to_owned()))?;
    let place = Place::of(url, data)?;
    let ours = !place.is_there();
    place.make()?;
    let filled = fill(&place, from, &key).await;
    if filled.is_err() && ours {
        place.clear();
    }
    filled
}

async fn fill(place: &Place, from: &Path, key: &ServerKey) -> Result<(), ServeError> {
    let store = Store::restore(&place.url, from, SystemClock.now()).await.map_err(|error| match error.is_conflict() {
        true => ServeError::NotEmpty,
        false => ServeError::store(error),
    })?;
    let registry = store.registry().await?;
    if registry.directory().is_ok_and(|directory| directory.server() != &key.public()) {
        return Err(ServeError::OtherKey);
    }
    Ok(())
}

/// Looks whether a file is what [`export`] wrote, whole and unchanged, before anything is made of it.
fn check_export(from: &Path) -> Result<(), ServeError> {
    let unusable = |error| ServeError::file(from, error);
    let mut file = fs::File::open(from).map_err(unusable)?;
    let length = file.metadata().map_err(unusable)?.len();
    let mut first = Vec::new();
    Read::take(&mut file, FIRST.len() as u64).read_to_end(&mut first).map_err(unusable)?;
    if first != FIRST.as_bytes() {
        return Err(ServeError::NotAnExport(from.to_owned()));
    }
    let rest = length.saturating_sub(LAST_LENGTH);
    let digest = digest_of(&mut file, rest).map_err(unusable)?;
    let mut last = Vec::new();
    file.read_to_end(&mut last).map_err(unusable)?;
    if last == format!("{LAST}{digest}\n").into_bytes() { Ok(()) } else { Err(ServeError::NotWhole(from.to_owned())) }
}

/// SHA-256 of the first `length` bytes, hexadecimal.
fn digest_of(file: &mut fs::File, length: u64) -> io::Result<String> {
    file.rewind()?;
    let mut hasher = Sha256::new();
    io::copy(&mut Read::take(&mut *file, length), &mut hasher)?;
    Ok(hex::encode(hasher.finalize()))
}
