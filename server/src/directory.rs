//! Who is who.

pub(crate) mod read;
pub(crate) mod append;
