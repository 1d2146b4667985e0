//! Signing in and out.

pub(crate) mod account;
pub(crate) mod again;
pub(crate) mod challenge;
pub(crate) mod deliver;
pub(crate) mod ended;
pub(crate) mod often;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod view;
