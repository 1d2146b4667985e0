//! How people join: offered by an administrator, used once, activated by a certificate.

pub(crate) mod activate;
pub(crate) mod enroll;
pub(crate) mod invite;
pub(crate) mod list;
pub(crate) mod offer;
pub(crate) mod withdraw;
