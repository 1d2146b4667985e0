//! What the keys promise: laws, frozen vectors of every stored form, and broken vectors named by their defect.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod broken_chains;
mod broken_files;
mod broken_operations;
mod codes;
mod frozen;
mod laws;
mod passkeys;
mod passphrases;
mod vector;
mod world;
