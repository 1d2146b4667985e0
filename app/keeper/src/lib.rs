#![doc = include_str!("../README.md")]
#![allow(async_fn_in_trait)]

mod account;
mod caches;
mod documents;
mod keeper;
mod people;
pub mod protocol;
mod records;
mod sync;
mod unlocked;
mod views;

pub use keeper::{Derivation, Keeper, Zone};
pub use sync::transport::{HttpReply, HttpRequest, Method, Transport, Unreached};
