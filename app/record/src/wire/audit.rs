//! The audit log as it is read, and what each row's digest covers: the same bytes on the server and on every device.

use crate::{Digest, Time, UserId};
use minicbor::{Encode, encode};
use serde::{Deserialize, Serialize};

/// A stretch of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// How many rows the log has; the newest has this number.
    pub total: u64,
    /// Newest first, without a gap.
    pub rows: Vec<AuditRow>,
}

/// One link of the audit log: who did what when, nothing clinical.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its number, from 1.
    pub seq: u64,
    /// When.
    pub at: Time,
    /// Who, if known.
    pub actor: Option<UserId>,
    /// What, as a word: `sign_in`, `sign_in_refused`, `pull`, `admit`, …
    pub action: String,
    /// The record or person it concerned, as an id.
    pub object: Option<String>,
    /// The person it concerned besides the record in `object`: who was taken into its team, or out of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<UserId>,
    /// Hash of the row before.
    pub previous: Digest,
    /// Hash of this row, which covers `previous`.
    pub digest: Digest,
}

impl AuditRow {
    /// The digest this row must have: over everything in it but the digest itself.
    pub fn covered_digest(&self) -> Digest {
        let Self { seq, at, actor, action, object, subject, previous, digest: _ } = self;
        let (seq, at, actor, subject, previous) = (*seq, *at, *actor, *subject, *previous);
        let covered = Covered { seq, at, actor, action, object: object.as_deref(), previous, subject };
        let mut bytes = Vec::new();
        let _ = encode(&covered, &mut bytes); // a Vec takes everything
        Digest::of("throughline/audit/v1", &bytes)
    }
}

/// What a row's digest covers. The last field came later: where there is none it leaves no trace in the bytes, so older rows
/// keep their digests.
#[derive(Encode)]
struct Covered<'a> {
    #[n(0)]
    seq: u64,
    #[n(1)]
    at: Time,
    #[n(2)]
    actor: Option<UserId>,
    #[n(3)]
    action: &'a str,
    #[n(4)]
    object: Option<&'a str>,
    #[n(5)]
    previous: Digest,
    #[n(6)]
    subject: Option<UserId>,
}
