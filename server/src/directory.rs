//! Who is who.

pub(crate) mod again;
pub(crate) mod append;
pub(crate) mod read;
