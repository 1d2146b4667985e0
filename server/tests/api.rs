//! The server through its router: every path, every refusal, three people who may differently.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm
)]

#[path = "api/app.rs"]
mod app;
#[path = "api/connections.rs"]
mod connections;
#[path = "api/entrance.rs"]
mod entrance;
#[path = "api/joining.rs"]
mod joining;
#[path = "api/late.rs"]
mod late;
#[path = "../store/tests/contract/people.rs"]
mod people;
#[path = "api/records.rs"]
mod records;
#[path = "api/shape.rs"]
mod shape;
#[path = "api/site.rs"]
mod site;
