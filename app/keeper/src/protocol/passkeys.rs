//! Passkeys as their page shows them.

use record::{Bytes, Time, gate::PasskeyRef};
use serde::{Deserialize, Serialize};

/// The passkeys of this device, and of the person's other ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysView {
    /// In the order in which they were added.
    pub passkeys: Vec<PasskeyRow>,
    /// On other devices of the same person, as far as this one has heard.
    pub elsewhere: Vec<PasskeyElsewhere>,
    /// After how many days the program asks for the passphrase all the same.
    pub passphrase_days: u16,
    /// When it is asked for next; `None` while there is no passkey.
    pub passphrase_due: Option<Time>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyRow {
    /// How its authenticator is asked for it.
    pub passkey: PasskeyRef,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added: Time,
}

/// A passkey of another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyElsewhere {
    /// Names it.
    pub credential: Bytes,
    /// What its owner calls it.
    pub name: String,
    /// When it was added there.
    pub added: Time,
}
