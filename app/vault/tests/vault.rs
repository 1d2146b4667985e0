//! The vault against a server that follows the protocol, over a network that does not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    unreachable_pub,
    missing_docs
)]

#[path = "vault/certificates.rs"]
mod certificates;
#[path = "vault/device.rs"]
mod device;
#[path = "vault/distrust.rs"]
mod distrust;
#[path = "vault/never_lost.rs"]
mod never_lost;
#[path = "vault/newer.rs"]
mod newer;
#[path = "vault/outbox.rs"]
mod outbox;
#[path = "vault/restore.rs"]
mod restore;
#[path = "vault/server.rs"]
mod server;
#[path = "vault/store.rs"]
mod store;
#[path = "vault/sync.rs"]
mod sync;
#[path = "vault/world.rs"]
mod world;
