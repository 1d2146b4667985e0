//! What the proofs of sync share: people with devices, a witness on the wire, and the server's own word about a record.
//! The plays themselves are in `tests/`.

mod ledger;
mod people;
mod witness;

pub use ledger::{Chain, chain, directory, pull, root};
pub use people::{PASSPHRASE, enroll, found, profile};
pub use witness::{Watched, Witness};
