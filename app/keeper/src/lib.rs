#![doc = include_str!("../README.md")]
#![allow(async_fn_in_trait)]

mod account;
mod book;
mod chart;
mod check;
mod clients;
mod conditions;
mod desk;
mod drafts;
mod enroll;
mod findings;
mod forms;
mod found;
mod gate;
mod guess;
mod keeper;
mod keys;
mod notes;
mod open;
mod operation;
mod people;
mod private;
pub mod protocol;
mod rows;
mod saving;
mod search;
mod settings;
mod sign;
mod snapshot;
mod statements;
mod sync;
mod team;
mod thread;
mod transport;
mod typed;
mod unlocked;
mod unsent;

pub use keeper::{Keeper, Zone};
pub use transport::{HttpReply, HttpRequest, Method, Transport, Unreached};
