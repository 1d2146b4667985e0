//! Sizes and durations both sides hold to. A change here is a change of the protocol.

/// The largest sealed document, in bytes.
pub const MAX_FILE: usize = 512 * 1024;
/// The most files one operation carries (a rotation has one for each member).
pub const MAX_FILES: usize = 256;
/// The largest operation on the wire, in bytes.
pub const MAX_OPERATION: usize = 768 * 1024;
/// From how many devices one person may have written in a record. A device that lost its vault counts as another.
pub const MAX_DEVICES: usize = 256;
/// The most operations in one push.
pub const MAX_PUSH: usize = 100;
/// The most entries in one page of a pull.
pub const MAX_PULL: usize = 1000;
/// A page of a pull ends after the entry that passes this, in bytes.
pub const PULL_BYTES: usize = 4 * 1024 * 1024;
/// The most records named in one pull.
pub const MAX_WANTS: usize = 2000;
/// How many operations of one person whose access ended are kept for their teams to decide about.
pub const MAX_LATE: usize = 500;
/// And how large they may be together, in bytes.
pub const MAX_LATE_BYTES: usize = 16 * 1024 * 1024;
/// How many operations a request may name that it need not be given.
pub const MAX_KNOWN: usize = 20_000;
/// The largest request body, in bytes.
pub const MAX_BODY: usize = 8 * 1024 * 1024;
/// The longest text of a program's settings, in bytes.
pub const MAX_SETTINGS: usize = 64 * 1024;
/// How long an invitation can be used, in milliseconds (48 hours).
pub const INVITATION: i64 = 48 * 60 * 60 * 1000;
/// A session ends this long after sign-in, in milliseconds (12 hours).
pub const SESSION_ABSOLUTE: i64 = 12 * 60 * 60 * 1000;
/// A session ends this long after its last request, in milliseconds (30 minutes).
pub const SESSION_IDLE: i64 = 30 * 60 * 1000;
/// A sign-in challenge can be answered for this long, in milliseconds (two minutes).
pub const CHALLENGE: i64 = 2 * 60 * 1000;
