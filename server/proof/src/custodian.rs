//! The custodian's recovery: every document of a database export, opened by the stock `age` program.
//!
//! Of our own code only `record` is used, to find the age files in the export. Each of them, sealed and opened, is
//! written to a folder that only its owner enters, so that anyone can repeat the two commands by hand:
//!
//! ```text
//! age -d -i custodian.key  RECORD/epoch-1.key.age > RECORD/epoch-1.key
//! age -d -i RECORD/epoch-1.key  RECORD/DOCUMENT.age > RECORD/DOCUMENT.json
//! ```
//!
//! SUD counseling notes (42 CFR 2.11), and what else is in a record of somebody's own (letters, names of passkeys), stay closed
//! unless they are asked for, and are counted.

mod age;
pub mod appoint;
mod export;
mod keys;
mod owner_only;
pub mod seed;

use age::{AgeError, decrypt};
use export::Find;
use keys::Keys;
use record::{
    Act, Class, Directory, DirectoryError, DocId, Entry, Operation, PublicKey, RecordId, RecordKind, UserId, verify_operation,
};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// What to open.
pub struct Drill<'a> {
    /// The export, as `throughline export` writes it.
    pub export: &'a Path,
    /// A file with the custodian's identity.
    pub identity: &'a Path,
    /// A folder for what is found and opened.
    pub out: &'a Path,
    /// Only this record.
    pub record: Option<RecordId>,
    /// The root key that the custodian's kit prints; without it, the export's own is believed and shown.
    pub root: Option<PublicKey>,
    /// What becomes of counseling notes.
    pub counseling_notes: CounselingNotes,
}

/// What becomes of SUD counseling notes (42 CFR 2.11). The custodian's key opens them like everything else, but who recovers a
/// chart has no business with what its counselor wrote down apart from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CounselingNotes {
    /// They stay closed.
    #[default]
    LeaveClosed,
    /// They are opened with the rest.
    Open,
}

/// Why nothing could be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    /// A file cannot be read or written.
    #[error("a file cannot be used: {0}")]
    Io(#[from] io::Error),
    /// There is no program in the export.
    #[error("the export holds no directory")]
    NoDirectory,
    /// The export is of another program than the kit, or its directory was exchanged.
    #[error("the export’s directory is not signed by the root that the kit prints")]
    OtherRoot,
}

impl From<DirectoryError> for DrillError {
    fn from(error: DirectoryError) -> Self {
        if error == DirectoryError::OtherRoot { Self::OtherRoot } else { Self::NoDirectory }
    }
}

/// Why a document did not open.
#[derive(Debug, thiserror::Error)]
pub enum Unopened {
    /// `age` would not.
    #[error(transparent)]
    Age(#[from] AgeError),
    /// No key of this epoch was handed to the custodian, nor a link from the epoch after.
    #[error("no key of epoch {0} for the custodian")]
    NoKey(u32),
    /// What was inside is no document of ours, or another one.
    #[error("what was inside is not this document")]
    Other,
    /// Not signed by whoever it says.
    #[error("not signed by its author")]
    Unsigned,
    /// A file cannot be written.
    #[error("a file cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// A document that was opened.
pub struct Opened {
    /// In which record.
    pub record: RecordId,
    /// Which.
    pub doc: DocId,
    /// Its version, or the version it speaks about.
    pub version: u32,
    /// The epoch of the key it was sealed with.
    pub epoch: u32,
    /// What it is, as it says inside.
    pub kind: String,
    /// Whose it is, as the directory names them.
    pub author: String,
    /// How many bytes were inside, the padding included.
    pub bytes: usize,
    /// Where its text lies now.
    pub path: PathBuf,
}

/// What came of a drill.
#[derive(Default)]
pub struct Drilled {
    /// The program's name.
    pub program: String,
    /// What was opened.
    pub opened: Vec<Opened>,
    /// Counseling notes that were left closed.
    pub closed: BTreeSet<(RecordId, DocId)>,
    /// Letters and passkeys that were left closed with them.
    pub closed_others: BTreeSet<(RecordId, DocId)>,
    /// What was not opened, and why.
    pub failed: Vec<(RecordId, DocId, Unopened)>,
    /// How many record keys were opened.
    pub keys: usize,
    /// Keys that the custodian's own copy did not open, and the key of the next epoch did.
    pub by_link: Vec<(RecordId, u32)>,
    /// The program's root key, as the export has it.
    pub root: Option<PublicKey>,
    /// Whether that is the one that the kit prints.
    pub pinned: bool,
}

impl Drilled {
    /// Whether there were documents and every one was opened that was to be.
    pub fn is_whole(&self) -> bool {
        self.failed.is_empty() && !self.opened.is_empty()
    }
}

/// Opens everything, counseling notes only when they are asked for.
///
/// Fails with [`DrillError`] when the export or the folder cannot be used; a document that does not open is in
/// [`Drilled::failed`].
pub fn drill(options: &Drill<'_>) -> Result<Drilled, DrillError> {
    let (mut entries, mut keys, mut private) = (Vec::new(), Keys::default(), BTreeSet::new());
    export::scan(options.export, |found| match found {
        Find::Directory(entry) => entries.push(*entry),
        Find::Operation(operation) => {
            keys.take(&operation);
            private.extend(private_record(&operation));
        }
        Find::Root(_) => {}
    })?;
    entries.sort_by_key(|entry| entry.peek().map_or(u64::MAX, |entry| entry.seq));
    let directory = Directory::verify(&entries, options.root.as_ref())?;
    owner_only::folder(options.out)?;
    let mut told = Drilled {
        program: directory.name().to_owned(),
        root: Some(*directory.root()),
        pinned: options.root.is_some(),
        ..Drilled::default()
    };
    let mut seen = BTreeSet::new();
    let mut opener = Opener { options, directory: &directory, private: &private, keys };
    export::scan(options.export, |found| {
        let Find::Operation(operation) = found else { return };
        let Ok(envelope) = operation.envelope.peek() else { return };
        let Act::Entry(entry) = &envelope.act else { return };
        // An operation stands once in its record; whatever repeats it is no second document.
        if options.record.is_some_and(|only| only != envelope.record) || !seen.insert(operation.id()) {
            return;
        }
        match opener.open(&operation, envelope.record, entry) {
            Ok(Found::Opened(opened)) => told.opened.push(opened),
            Ok(Found::Closed(Closed::CounselingNote)) => {
                told.closed.insert((envelope.record, entry.doc));
            }
            Ok(Found::Closed(Closed::LetterOrPasskey)) => {
                told.closed_others.insert((envelope.record, entry.doc));
            }
            Err(reason) => told.failed.push((envelope.record, entry.doc, reason)),
        }
    })?;
    told.keys = opener.keys.opened();
    told.by_link = opener.keys.by_link();
    Ok(told)
}

/// The record, where the operation opens one of somebody's own. No signature is asked for: whoever forges this only makes
/// more stay closed, and the listing says so.
fn private_record(operation: &Operation) -> Option<RecordId> {
    let envelope = operation.envelope.peek().ok()?;
    matches!(envelope.act, Act::Open { kind: RecordKind::Private | RecordKind::Own, .. }).then_some(envelope.record)
}

/// What every document says about itself.
#[derive(Deserialize)]
struct Inner {
    context: Context,
}

#[derive(Deserialize)]
struct Context {
    record: RecordId,
    doc: DocId,
    kind: String,
    version: u32,
    author: UserId,
}

/// What came of a document.
enum Found {
    Opened(Opened),
    Closed(Closed),
}

/// What stays closed.
#[derive(Clone, Copy)]
enum Closed {
    CounselingNote,
    LetterOrPasskey,
}

/// How the stored kinds of what is in a record of somebody's own begin, `counseling-note/1` today.
const KINDS: [(&str, Closed); 3] = [
    ("counseling-note/", Closed::CounselingNote),
    ("letter/", Closed::LetterOrPasskey),
    ("own-passkey/", Closed::LetterOrPasskey),
];

impl Closed {
    /// As the envelope says it: of what is in such a record, only counseling notes are notes to the server.
    fn by_class(class: Class) -> Self {
        if class == Class::Note { Self::CounselingNote } else { Self::LetterOrPasskey }
    }

    /// As the document itself says it; `None` for what belongs into a chart.
    fn by_kind(kind: &str) -> Option<Self> {
        KINDS.iter().find(|(begin, _)| kind.starts_with(begin)).map(|(_, closed)| *closed)
    }
}

/// Opens one document after the other.
struct Opener<'a> {
    options: &'a Drill<'a>,
    directory: &'a Directory,
    /// Records of somebody's own.
    private: &'a BTreeSet<RecordId>,
    keys: Keys,
}

impl Opener<'_> {
    /// Opens a document, unless it stays closed. In a record of somebody's own not even a key is opened. A counseling note that lies
    /// elsewhere shows only inside what it is; so no text is written before it was looked at.
    fn open(&mut self, operation: &Operation, record: RecordId, entry: &Entry) -> Result<Found, Unopened> {
        let verified = verify_operation(self.directory, operation).map_err(|_| Unopened::Unsigned)?;
        let closed = self.options.counseling_notes == CounselingNotes::LeaveClosed;
        if closed && self.private.contains(&record) {
            return Ok(Found::Closed(Closed::by_class(entry.class)));
        }
        let epoch = verified.seal.as_ref().map_or(0, |seal| seal.epoch);
        let folder = self.options.out.join(record.to_string());
        let key = self.keys.file(&folder, self.options.identity, record, epoch)?;
        let [sealed] = operation.files.as_slice() else { return Err(Unopened::Other) };
        let name = format!("{}-v{}-{}", entry.doc, entry.version, short(operation));
        let (sealed_path, path) = (folder.join(format!("{name}.age")), folder.join(format!("{name}.json")));
        owner_only::write(&sealed_path, &sealed.0)?;
        let text = decrypt(&key, &sealed_path)?;
        let Inner { context } = serde_json::from_slice(&text).map_err(|_| Unopened::Other)?;
        if let Some(kept) = Closed::by_kind(&context.kind).filter(|_| closed) {
            // Its key lies beside it, open.
            fs::remove_file(&sealed_path)?;
            return Ok(Found::Closed(kept));
        }
        let fits = context.record == record
            && context.doc == entry.doc
            && context.version == entry.version
            && context.author == verified.envelope.author;
        if !fits {
            return Err(Unopened::Other);
        }
        owner_only::write(&path, &text)?;
        Ok(Found::Opened(Opened {
            record,
            doc: entry.doc,
            version: entry.version,
            epoch,
            kind: context.kind,
            author: verified.author.name.clone(),
            bytes: text.len(),
            path,
        }))
    }
}

/// The first letters of an operation's name: several may speak about one version.
fn short(operation: &Operation) -> String {
    operation.id().to_string().chars().take(8).collect()
}

impl fmt::Display for Drilled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut records = BTreeSet::new();
        for opened in &self.opened {
            if records.insert(opened.record) {
                writeln!(f, "record {}", opened.record)?;
            }
            let Opened { doc, version, epoch, kind, author, bytes, .. } = opened;
            writeln!(f, "  {doc}  v{version:<3} {kind:<17} epoch {epoch}  {bytes:>6} bytes  {author}")?;
        }
        match self.closed.len() {
            0 => {}
            1 => writeln!(f, "1 counseling note left closed: --counseling-notes opens it.")?,
            count => writeln!(f, "{count} counseling notes left closed: --counseling-notes opens them.")?,
        }
        match self.closed_others.len() {
            0 => {}
            1 => writeln!(f, "1 letter or passkey in a record of its owner’s left closed: --counseling-notes opens it too.")?,
            count => writeln!(
                f,
                "{count} letters and passkeys in records of their owners’ left closed: --counseling-notes opens them too."
            )?,
        }
        for (record, epoch) in &self.by_link {
            writeln!(
                f,
                "record {record}, epoch {epoch}: opened by the key of the next epoch; the custodian’s copy does not open it."
            )?;
        }
        if let Some(root) = self.root {
            let how = if self.pinned { "the kit’s" } else { "compare it with the kit’s, or pass --root" };
            writeln!(f, "root key {root}: {how}.")?;
        }
        for (record, doc, reason) in &self.failed {
            writeln!(f, "NOT OPENED: record {record}, document {doc}: {reason}")?;
        }
        writeln!(
            f,
            "{}: {} documents of {} records opened with {} record keys, {} not opened.",
            self.program,
            self.opened.len(),
            records.len(),
            self.keys,
            self.failed.len()
        )
    }
}
