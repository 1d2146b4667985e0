#![doc = include_str!("../README.md")]

mod address;
mod appoint;
mod audit;
mod backup;
mod body;
mod clock;
mod connection;
mod cookie;
mod cross_site;
mod directory;
mod error;
mod folder;
mod gate_document;
mod headers;
mod health;
mod invitation;
mod key;
mod program;
mod record;
mod router;
mod serve;
mod session;
mod site;
mod state;
mod throttle;
mod trace;

pub use appoint::appoint;
pub use backup::{export, restore};
pub use clock::{Clock, SystemClock};
pub use connection::Connections;
pub use cookie::NAME as COOKIE;
pub use headers::CONTENT_SECURITY_POLICY;
pub use key::{KeyError, ServerKey};
pub use router::router;
pub use serve::{ServeError, serve};
pub use state::{AppState, Limits};
