//! Another administrator by the custodian's kit, where at most one is left: the root key, which only the kit opens, certifies
//! somebody who has an account. Signed away from the server; `throughline appoint` takes the file in.

use super::{
    DrillError,
    export::{Find, scan},
    owner_only,
};
use crypto::{Identity, RootKey};
use record::{Bytes, Certificate, Directory, DirectoryEntry, PublicKey, Role, Signed, Signer, Statement, Time};
use std::{fs, path::Path};

/// What to sign.
pub struct Appoint<'a> {
    /// The export, as `throughline export` writes it.
    pub export: &'a Path,
    /// A file with the custodian's identity.
    pub identity: &'a Path,
    /// Who becomes an administrator, by the name that colleagues see.
    pub person: &'a str,
    /// The root key that the kit prints.
    pub root: Option<PublicKey>,
    /// The file to write.
    pub out: &'a Path,
}

/// Why nobody was appointed.
#[derive(Debug, thiserror::Error)]
pub enum AppointError {
    /// The export or a file cannot be used.
    #[error(transparent)]
    Export(#[from] DrillError),
    /// The file holds no custodian's identity.
    #[error("the identity’s file holds no line AGE-SECRET-KEY-1…")]
    NoIdentity,
    /// The kit is another program's, or the root's seed in the export was exchanged.
    #[error("the custodian’s key does not open this program’s root key")]
    OtherKit,
    /// Nobody of this name has access.
    #[error("nobody of that name has access to the program")]
    Nobody,
    /// Several people have this name.
    #[error("several people have that name: end the access of the others first, or choose another")]
    Several,
    /// They are one already.
    #[error("this person is an administrator already")]
    Already,
    /// More than one administrator is left.
    #[error("more than one administrator is left: one of them can do this in the program itself")]
    NotEntitled,
}

impl From<std::io::Error> for AppointError {
    fn from(error: std::io::Error) -> Self {
        Self::Export(error.into())
    }
}

/// Signs the entry and writes it down; answers the name of the program and the person's certificate as it will be.
///
/// Fails with [`AppointError`], and writes nothing then.
pub fn appoint(options: &Appoint<'_>, at: Time) -> Result<(String, Certificate), AppointError> {
    let (mut entries, mut sealed) = (Vec::new(), None);
    scan(options.export, |found| match found {
        Find::Directory(entry) => entries.push(*entry),
        Find::Root(seed) => sealed = Some(Bytes(seed)),
        Find::Operation(_) => {}
    })?;
    entries.sort_by_key(|entry| entry.peek().map_or(u64::MAX, |entry| entry.seq));
    let mut directory = Directory::verify(&entries, options.root.as_ref()).map_err(DrillError::from)?;
    let root = open_root(options.identity, sealed.as_ref())?;
    if root.public() != *directory.root() {
        return Err(AppointError::OtherKit);
    }
    let named: Vec<Certificate> = directory.people().filter(|person| person.name == options.person).cloned().collect();
    let [person] = named.as_slice() else {
        return Err(if named.is_empty() { AppointError::Nobody } else { AppointError::Several });
    };
    if person.role == Role::Administrator {
        return Err(AppointError::Already);
    }
    let certificate = Certificate { role: Role::Administrator, trainee: false, ..person.clone() };
    let head = directory.head();
    let entry: Signed<DirectoryEntry> = root.sign(&DirectoryEntry {
        org: directory.org(),
        seq: head.seq + 1,
        previous: head.digest,
        signer: Signer::Root,
        at,
        statement: Statement::Certified(certificate.clone()),
    });
    directory.append(&entry).map_err(|_| AppointError::NotEntitled)?;
    let mut bytes = Vec::new();
    let _ = minicbor::encode(&entry, &mut bytes); // a Vec takes everything
    owner_only::write(options.out, &bytes)?;
    Ok((directory.name().to_owned(), certificate))
}

fn open_root(identity: &Path, sealed: Option<&Bytes>) -> Result<RootKey, AppointError> {
    let custodian = Identity::parse(&fs::read_to_string(identity)?).map_err(|_| AppointError::NoIdentity)?;
    RootKey::open(sealed.ok_or(DrillError::NoDirectory)?, &custodian).map_err(|_| AppointError::OtherKit)
}
