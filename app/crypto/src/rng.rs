//! The one place random numbers come from: the system's generator (in a browser, `crypto.getRandomValues`).

use rand::{RngCore, rngs::OsRng};
use record::{DeviceId, DocId, OrgId, RecordId, UserId};

/// `N` random bytes. Panics when the system has no randomness left to give, as nothing may go on without.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

/// A new program's id.
pub fn make_org_id() -> OrgId {
    OrgId::from_random(random_bytes())
}

/// A new person's id.
pub fn make_user_id() -> UserId {
    UserId::from_random(random_bytes())
}

/// A new device's id.
pub fn make_device_id() -> DeviceId {
    DeviceId::from_random(random_bytes())
}

/// A new record's id.
pub fn make_record_id() -> RecordId {
    RecordId::from_random(random_bytes())
}

/// A new document's id.
pub fn make_doc_id() -> DocId {
    DocId::from_random(random_bytes())
}
