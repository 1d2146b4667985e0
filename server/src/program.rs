//! The program: what anyone may know of it, and its founding.

pub(crate) mod found;
pub(crate) mod view;
