#![doc = include_str!("../README.md")]

mod act;
mod binary;
mod clock;
mod directory;
mod envelope;
mod id;
mod judge;
mod lateness;
mod lifecycle;
pub mod limits;
mod login;
mod permission;
mod receipt;
mod receipts;
mod role;
mod seal;
mod signed;
mod verify;
pub mod wire;

pub use act::{Act, Entry, KeyFor, KeyHolder, RecordKind};
pub use binary::{Bytes, Digest, PublicKey, Recipient, Signature};
pub use clock::{ClockReading, Time};
pub use directory::{Certificate, Directory, DirectoryEntry, DirectoryError, Signer, Statement};
pub use envelope::{Envelope, Head, OpId, Operation, OperationError, Seen};
pub use id::{DeviceId, DocId, OrgId, RecordId, UserId};
pub use judge::{DeviceMark, DocHead, Effect, RecordHead, Refusal, Standing, judge, keep_newer};
pub use lateness::{Lateness, Limit, lateness};
pub use lifecycle::{Class, Event, Refused, Review, Status};
pub use login::{LoginError, is_login, read_login};
pub use permission::{Relation, may, may_manage, may_open, may_read};
pub use receipt::Receipt;
pub use receipts::{ReceiptEnd, ReceiptError, verify_receipt, verify_receipts};
pub use role::Role;
pub use seal::Seal;
pub use signed::{Signable, Signed, SignedError};
pub use verify::{Quarantine, Verified, verify_operation};
