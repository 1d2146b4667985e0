//! What the gate asks the keeper, and what it is answered: setting a program up, enrolling, signing in, unlocking. Both sides
//! of the device use these types as they are; the server never sees one. What holds a secret prints itself as sealed.

use crate::{Bytes, DeviceId, Role, Time, UserId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What the gate should show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GateState {
    /// The server has no program yet: offer the first set-up.
    NotFounded,
    /// Nobody is enrolled on this device: sign in with a kit, or use an invitation.
    NobodyHere {
        /// The program's name, when the server answers.
        program: Option<String>,
        /// Whether the server answers.
        online: bool,
    },
    /// Someone is enrolled here: ask for the passphrase.
    Locked {
        /// The name to sign in with.
        login: String,
        /// The program's name, as this device remembers it.
        program: Option<String>,
        /// Whether the server answers.
        online: bool,
        /// How many operations are on this device alone: waiting to be sent, or not accepted.
        waiting: u64,
        /// Whether a passkey opens this device.
        passkeys: PasskeyWay,
    },
    /// Unlocked: draw the desk.
    Unlocked(Me),
}

/// Who is at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Their id.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their credential.
    pub credential: String,
    /// Their role.
    pub role: Role,
    /// In training.
    pub trainee: bool,
    /// The program's name.
    pub program: String,
    /// This device.
    pub device: DeviceId,
}

/// Unlocks what this device keeps; works without the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlock {
    /// The passphrase.
    pub passphrase: String,
}

/// A passkey of this device, as its authenticator is asked for it. Nothing in it opens anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyRef {
    /// The credential's id, made by the authenticator.
    pub credential: Bytes,
    /// From what the authenticator computes its output.
    pub salt: Bytes,
}

/// Whether a passkey opens a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasskeyWay {
    /// It has none.
    None,
    /// One of them does.
    Open,
    /// Not now: the passphrase was not typed here for too long.
    PassphraseDue,
}

/// Unlocks with a passkey; works without the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockByPasskey {
    /// What the browser answered, as it did: which passkey, and what its authenticator computed.
    pub answer: String,
}

/// Signs in with a device that may be new.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The name to sign in with.
    pub login: String,
    /// The passphrase.
    pub passphrase: String,
    /// The Secret Key from the kit, on a new device.
    pub secret_key: Option<String>,
}

/// Sets up the program with its first administrator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundProgram {
    /// The program's name.
    pub program: String,
    /// The administrator's own name.
    pub name: String,
    /// Their credential, may be empty.
    pub credential: String,
    /// The name to sign in with.
    pub login: String,
    /// The passphrase.
    pub passphrase: String,
}

/// Reads the offer behind an invitation code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadInvitation {
    /// The code.
    pub code: String,
}

/// Makes keys for an invitation and asks the administrator's device to sign them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrollHere {
    /// The code.
    pub code: String,
    /// The name to sign in with.
    pub login: String,
    /// The passphrase.
    pub passphrase: String,
}

/// Weighs how hard a passphrase that is being chosen is to guess.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeighPassphrase {
    /// As far as it is typed.
    pub passphrase: String,
    /// The name to sign in with: a thief tries it first.
    pub login: String,
}

/// How hard a passphrase is to guess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseStrength {
    /// From 0, found at once, to 4.
    pub score: u8,
    /// It is accepted.
    pub enough: bool,
    /// What would make it better; may be empty.
    pub advice: String,
}

/// What an invitation offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// The program's name.
    pub program: String,
    /// The name colleagues will see.
    pub name: String,
    /// The credential, may be empty.
    pub credential: String,
    /// The role.
    pub role: Role,
    /// In training.
    pub trainee: bool,
    /// When the invitation ends.
    pub expires: Time,
}

/// A Secret Key kit to print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretKeyKit {
    /// The program's name.
    pub program: String,
    /// Whose.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The Secret Key, `TL1-…`.
    pub secret_key: String,
}

/// What the first set-up makes to print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundedKits {
    /// The administrator's kit.
    pub kit: SecretKeyKit,
    /// The custodian's age identity, `AGE-SECRET-KEY-1…`: shown once, kept nowhere.
    pub custodian_identity: String,
    /// Its public half.
    pub custodian_recipient: String,
    /// The program's root key, by which a recovery knows the program.
    pub root: String,
}

/// Kits that were made here and that nobody has said to have printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnconfirmedKits {
    /// The person's own kit.
    pub kit: SecretKeyKit,
    /// After first set-up: the custodian's age identity, its public half, and the program's root key.
    pub custodian: Option<(String, String, String)>,
}

/// A field and what is wrong with it, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name, as in the request; empty where it is about none.
    pub field: String,
    /// What is wrong and what would be right.
    pub sentence: String,
}

impl FieldProblem {
    /// About one field.
    pub fn at(field: &str, sentence: impl Into<String>) -> Self {
        Self { field: field.to_owned(), sentence: sentence.into() }
    }

    /// Whether it is about this field.
    pub fn is_at(&self, field: &str) -> bool {
        self.field == field
    }
}

macro_rules! sealed {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), " [sealed]"))
            }
        }
    )+};
}

sealed!(
    Unlock,
    UnlockByPasskey,
    SignIn,
    FoundProgram,
    ReadInvitation,
    EnrollHere,
    WeighPassphrase,
    SecretKeyKit,
    FoundedKits,
    UnconfirmedKits
);
