#![doc = include_str!("../README.md")]
#![allow(async_fn_in_trait)]

mod append;
mod check;
mod clock;
pub mod contract;
mod delivered;
mod drafts;
mod forms;
#[cfg(target_arch = "wasm32")]
mod indexed;
mod memory;
mod net;
mod rows;
mod status;
mod store;
mod sync;
mod unsent;
mod vault;
mod verifier;
mod view;

pub use append::{AppendError, Slot};
pub use check::{Check, Checked, Distrust, Judge, Known, Renewal};
pub use drafts::Draft;
#[cfg(target_arch = "wasm32")]
pub use indexed::IndexedDbStore;
pub use memory::MemoryStore;
pub use net::{Clock, Net, NetError};
pub use rows::{DocRow, Kept, Place, Reason, RecordRow, Whereabouts};
pub use status::Status;
pub use store::{Durability, KeyRange, MARK, Order, Row, Store, StoreError, Table, Write};
pub use sync::{Report, Stop, SyncError};
pub use unsent::Unsent;
pub use vault::{Vault, VaultError};
pub use verifier::Verifier;
pub use view::{DocView, Pending, RecordView, Stored, Unsettled};
