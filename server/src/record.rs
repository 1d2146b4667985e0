//! What changes in records, sealed.

pub(crate) mod changes;
pub(crate) mod departure;
pub(crate) mod late;
pub(crate) mod pull;
pub(crate) mod push;
