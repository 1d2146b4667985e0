#![doc = include_str!("../README.md")]
#![expect(
    clippy::mutable_key_type,
    reason = "row ids could hold patterns with a cache in them; the house makes them of text and numbers"
)]

mod acceptor;
mod account;
mod address;
mod again;
mod audit;
mod challenge;
mod change;
mod counter;
mod departure;
mod directory;
mod error;
mod export;
mod grant;
mod growth;
mod invitation;
mod key;
mod late;
mod migration;
mod pull;
mod push;
mod query;
mod recent;
mod registry;
mod row;
mod session;
mod store;

pub use account::Account;
pub use audit::{Action as AuditAction, Note};
pub use error::StoreError;
pub use grant::{Action, Administer, Append, Audit, Follow, Grant, Read};
pub use push::Signer;
pub use registry::Registry;
pub use session::{Session, Token};
pub use store::Store;
