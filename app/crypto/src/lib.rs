#![doc = include_str!("../README.md")]

mod code;
mod comparison;
mod custodian;
mod custodian_copy;
mod derive;
mod document;
mod file;
mod identity;
mod invite;
pub mod kdf;
mod keyring;
mod passkey;
mod passphrase;
mod record_key;
pub mod rng;
mod root;
mod sealed;
mod secret_key;
mod signing;
mod verify;

pub use comparison::{directory_code, record_code};
pub use custodian::Custodian;
pub use document::{Context, Opened, SealedDocument, commitment, open_document, seal_document};
pub use file::{OpenError, SealError};
pub use identity::Identity;
pub use invite::{InviteCode, InviteCodeError};
pub use kdf::{KdfError, LoginKey, Master, Profile, derive_master};
pub use keyring::{Keyring, SnapshotKey, UnlockError};
pub use passkey::{Passkey, UnlockKeys};
pub use passphrase::{Passphrase, PassphraseError};
pub use record::{Quarantine, ReceiptEnd, ReceiptError, Verified, verify_operation, verify_receipt, verify_receipts};
pub use record_key::RecordKey;
pub use root::RootKey;
pub use secret_key::{SecretKey, SecretKeyError};
pub use verify::check_content;
