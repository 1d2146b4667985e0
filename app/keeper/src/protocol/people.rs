//! People.

use record::{PublicKey, Role, Time, UserId};
use serde::{Deserialize, Serialize};

/// Everyone in the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    /// Those whose certificate stands.
    pub people: Vec<PersonRow>,
    /// Those whose access ended; their names stay beside what they did.
    pub former: Vec<PersonRow>,
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

sealed_debug!(InvitationCode);
