//! Reads a database export. SurrealDB spells bytes as `b"0A1B"`; whatever of them is an operation or a directory entry
//! is what we look for, in whichever table it stands.

use record::{DirectoryEntry, Operation, Signed, Statement, limits};
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

/// Something found.
pub(super) enum Find {
    /// A link of the directory.
    Directory(Box<Signed<DirectoryEntry>>),
    /// An operation.
    Operation(Box<Operation>),
    /// The root's seed, sealed to the custodian.
    Root(Vec<u8>),
}

/// What stands before the root's seed.
const ROOT: &[u8] = b"root_sealed: b";

/// Calls `take` with everything found in the file, in its order. Holds one value at a time.
///
/// Fails when the file cannot be read.
pub(super) fn scan(path: &Path, mut take: impl FnMut(Find)) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut text = Vec::new();
    let (mut prefixed, mut root) = (false, false);
    loop {
        text.clear();
        // Between quotes: either what stands before a value, or the value itself.
        if reader.read_until(b'"', &mut text)? == 0 {
            return Ok(());
        }
        let closed = text.pop_if(|last| *last == b'"').is_some();
        if prefixed && closed {
            let found = if root { unhex(&text).map(Find::Root) } else { read(&text) };
            if let Some(found) = found {
                take(found);
            }
            prefixed = false;
        } else {
            prefixed = text.ends_with(b" b");
            root = text.ends_with(ROOT);
        }
    }
}

fn read(hex: &[u8]) -> Option<Find> {
    if hex.len() > 2 * limits::MAX_OPERATION {
        return None;
    }
    let bytes = unhex(hex)?;
    if let Ok(operation) = Operation::from_bytes(&bytes) {
        return Some(Find::Operation(Box::new(operation)));
    }
    let entry: Signed<DirectoryEntry> = minicbor::decode(&bytes).ok()?;
    let said = entry.peek().ok()?;
    match said.statement {
        Statement::Founded { .. }
        | Statement::Certified(_)
        | Statement::Revoked(_)
        | Statement::Settings(_)
        | Statement::Codes(_)
        | Statement::Restored { .. } => Some(Find::Directory(Box::new(entry))),
    }
}

fn unhex(hex: &[u8]) -> Option<Vec<u8>> {
    let digit = |letter: &u8| char::from(*letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    hex.chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}
