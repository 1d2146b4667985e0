//! A document as it lies inside its age file.
//!
//! JSON, `{"format":1,"context":{…},"salt":"…","body":{…}}`, and trailing spaces up to a size class, so that the
//! stock `age` program prints something readable. age binds no context to a file: so it is written inside, and
//! compared on opening. The class still shows: up to 512 bytes, 1, 2, 4, 8 KiB, then every 8 KiB; so do the number
//! of versions and when they were received.

use crate::{
    file::{OpenError, SealError},
    record_key::RecordKey,
    rng,
    sealed::sealed,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use record::{Bytes, Digest, DocId, OrgId, RecordId, UserId, limits};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

const FORMAT: u32 = 1;
const COMMITMENT: &str = "throughline/commitment/v1";
const KIB: usize = 1024;

/// What a document is and where it belongs; sealed with it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// The program.
    pub org: OrgId,
    /// The record.
    pub record: RecordId,
    /// The document.
    pub doc: DocId,
    /// Its exact kind; outside there is only a coarse class.
    pub kind: String,
    /// Its version, or the version this speaks about.
    pub version: u32,
    /// Who wrote it.
    pub author: UserId,
}

/// A sealed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedDocument {
    /// The age file.
    pub file: Bytes,
    /// What the author signs: no other text or context fits it.
    pub commitment: Digest,
}

/// An opened document. Nothing about it is believed before [`crate::check_content`].
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it says it is.
    pub context: Context,
    /// Computed from what was inside.
    pub commitment: Digest,
    /// The salt that keeps the commitment from telling anything of the content.
    pub salt: [u8; 16],
    /// Its content, as JSON exactly as it was written.
    pub body: String,
}

sealed!(Context, Opened);

impl Opened {
    /// The content as a `B`.
    ///
    /// Fails with [`OpenError::Damaged`] when it is none.
    pub fn read<B: DeserializeOwned>(&self) -> Result<B, OpenError> {
        serde_json::from_str(&self.body).map_err(|_| OpenError::Damaged)
    }
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

#[derive(Serialize)]
struct Written<'a, B> {
    format: u32,
    context: &'a Context,
    salt: &'a str,
    body: &'a B,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read<'a> {
    #[serde(rename = "format")]
    _format: u32,
    context: Context,
    salt: String,
    #[serde(borrow)]
    body: &'a RawValue,
}

/// Seals `body` for the key's record. Every call makes another salt, so equal texts have different commitments.
///
/// Fails with [`SealError::Unwritable`] when `body` has no JSON, and with [`SealError::TooLarge`].
pub fn seal_document<B: Serialize>(key: &RecordKey, context: &Context, body: &B) -> Result<SealedDocument, SealError> {
    let salt = rng::random_bytes();
    let (mut inner, commitment) = write_inner(context, &salt, body)?;
    let size = size_class(inner.len());
    let room = size.saturating_sub(inner.len());
    inner.reserve_exact(room);
    inner.resize(size, b' ');
    let file = key.identity().seal(&inner)?;
    if file.len() > limits::MAX_FILE {
        return Err(SealError::TooLarge);
    }
    Ok(SealedDocument { file, commitment })
}

/// Opens a document.
///
/// Fails with [`OpenError::NotARecipient`] when it was sealed to another key, with [`OpenError::UnknownVersion`] when
/// a newer version wrote it, and with [`OpenError::Damaged`] otherwise.
pub fn open_document(key: &RecordKey, file: &Bytes) -> Result<Opened, OpenError> {
    let padded = key.identity().open(file)?;
    let inner = padded.trim_suffix_spaces();
    let Version { format } = serde_json::from_slice(inner).map_err(|_| OpenError::Damaged)?;
    if format != FORMAT {
        return Err(OpenError::UnknownVersion);
    }
    let read: Read<'_> = serde_json::from_slice(inner).map_err(|_| OpenError::Damaged)?;
    let salt: [u8; 16] = STANDARD.decode(&read.salt).ok().and_then(|salt| salt.try_into().ok()).ok_or(OpenError::Damaged)?;
    let body = read.body.get().to_owned();
    Ok(Opened { context: read.context, commitment: commit(&salt, inner), salt, body })
}

/// What an author commits to who seals `body`, JSON as it stands, in this place with this salt.
///
/// Fails with [`SealError::Unwritable`] for what is no JSON.
pub fn commitment(context: &Context, salt: &[u8; 16], body: &str) -> Result<Digest, SealError> {
    let body: &RawValue = serde_json::from_str(body).map_err(|_| SealError::Unwritable)?;
    write_inner(context, salt, &body).map(|(_, commitment)| commitment)
}

fn write_inner<B: Serialize>(context: &Context, salt: &[u8; 16], body: &B) -> Result<(Zeroizing<Vec<u8>>, Digest), SealError> {
    let spelled = STANDARD.encode(salt);
    let written = Written { format: FORMAT, context, salt: &spelled, body };
    let inner = Zeroizing::new(serde_json::to_vec(&written).map_err(|_| SealError::Unwritable)?);
    let commitment = commit(salt, &inner);
    Ok((inner, commitment))
}

fn commit(salt: &[u8; 16], inner: &[u8]) -> Digest {
    let mut committed = Zeroizing::new(Vec::with_capacity(salt.len() + inner.len()));
    committed.extend_from_slice(salt);
    committed.extend_from_slice(inner);
    Digest::of(COMMITMENT, &committed)
}

/// The size a text of `length` bytes is padded to.
fn size_class(length: usize) -> usize {
    match length {
        0..=512 => 512,
        513..=8192 => length.next_power_of_two(),
        _ => length.next_multiple_of(8 * KIB),
    }
}

trait TrimSpaces {
    fn trim_suffix_spaces(&self) -> &[u8];
}

impl TrimSpaces for [u8] {
    fn trim_suffix_spaces(&self) -> &[u8] {
        let mut rest = self;
        while let [shorter @ .., b' '] = rest {
            rest = shorter;
        }
        rest
    }
}
