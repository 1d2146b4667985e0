//! Who is who.

pub(crate) mod append;
pub(crate) mod read;
