//! The crate's laws and tables, as one test program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, unreachable_pub, missing_docs)]

mod likeness;
mod made;
mod notes;
mod profiles;
mod ready;
mod search;
mod spans;
mod stored;
mod tables;
