//! Gate and people.

use record::{DeviceId, PublicKey, Role, Time, UserId};
use serde::{Deserialize, Serialize};

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

/// What first set-up makes to print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundedKits {
    /// The administrator's kit.
    pub kit: SecretKeyKit,
    /// The custodian's age identity, `AGE-SECRET-KEY-1…`: shown once, kept nowhere.
    pub custodian_identity: String,
    /// Its public half.
    pub custodian_recipient: String,
}

/// Kits that were made here and that nobody has said to have printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnconfirmedKits {
    /// The person's own kit.
    pub kit: SecretKeyKit,
    /// After first set-up: the custodian's age identity and its public half.
    pub custodian: Option<(String, String)>,
}

sealed_debug!(SecretKeyKit, FoundedKits, InvitationCode, UnconfirmedKits);

/// How hard a passphrase is to guess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseStrength {
    /// From 0, found at once, to 4.
    pub score: u8,
    /// It is taken.
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
    /// The credential.
    pub credential: String,
    /// The role.
    pub role: Role,
    /// In training.
    pub trainee: bool,
    /// When the invitation ends.
    pub expires: Time,
}

/// Everyone in the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    /// Those whose certificate stands.
    pub people: Vec<PersonRow>,
    /// Invitations under way; empty when the server does not answer.
    pub invitations: Vec<InvitationRow>,
    /// How many entries the directory has, all verified on this device.
    pub directory: u64,
    /// Whether the server answered.
    pub online: bool,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
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
}

/// An invitation under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    /// Names it.
    pub key: PublicKey,
    /// For whom.
    pub name: String,
    /// Their credential, may be empty.
    pub credential: String,
    /// Their role.
    pub role: Role,
    /// In training.
    pub trainee: bool,
    /// The name they chose to sign in with, once they made their keys.
    pub login: Option<String>,
    /// When it ends.
    pub expires: Time,
    /// How far it is.
    pub state: InvitationState,
}

/// How far an invitation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Nobody used the code yet.
    Open,
    /// Their device made keys: confirm them.
    Waiting,
    /// The keys are not signed with the code: somebody is in between. Withdraw it.
    NotGenuine,
    /// In the directory.
    Active,
    /// Withdrawn or too old.
    Ended,
}

/// A one-time code to hand over in person or by phone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCode {
    /// `TLI-…`.
    pub code: String,
    /// For whom.
    pub name: String,
    /// When it ends.
    pub expires: Time,
}
