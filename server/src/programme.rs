//! The programme: what anyone may know of it, and its founding.

pub(crate) mod view;
pub(crate) mod found;
