//! What is asked for, and what was made: both as JSON.

use chrono::NaiveDate;
use record::{RecordId, Role, Time};
use serde::{Deserialize, Serialize};

/// A program with its people and clients.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The program's name.
    pub program: String,
    /// Who founds it; their role is not asked for.
    pub administrator: WantedPerson,
    /// Who is enrolled, in this order.
    pub people: Vec<WantedPerson>,
    /// Clients, each opened by somebody of the people.
    #[serde(default)]
    pub clients: Vec<WantedClient>,
    /// Invitations that nobody has used yet.
    #[serde(default)]
    pub invitations: Vec<WantedInvitation>,
}

/// An invitation that ends sooner than every other one, for whoever wants to see that.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedInvitation {
    /// The name of whoever is invited.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// How long it can be used, in seconds.
    pub seconds: u32,
}

/// Someone who works there.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedPerson {
    /// The name to sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their credential; may be empty.
    #[serde(default)]
    pub credential: String,
    /// Their role.
    #[serde(default = "administrator")]
    pub role: Role,
    /// In training.
    #[serde(default)]
    pub trainee: bool,
    /// What they unlock with.
    pub passphrase: String,
}

const fn administrator() -> Role {
    Role::Administrator
}

/// Someone in care.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedClient {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Birth date.
    pub birth: NaiveDate,
    /// The day care began.
    pub opened: NaiveDate,
    /// Number of the level of care in the fourth edition of the ASAM Criteria.
    pub level: String,
    /// Sign-in name of whoever opens the chart.
    pub counselor: String,
    /// Sign-in names of whoever is taken into the team.
    #[serde(default)]
    pub team: Vec<String>,
    /// Whether the counselor signs a first plan.
    #[serde(default)]
    pub plan: bool,
}

/// What a person needs to sign in on a new device, besides the passphrase that was asked for.
#[derive(Clone, Serialize)]
pub struct Access {
    /// The name to sign in with.
    pub login: String,
    /// The Secret Key.
    pub secret_key: String,
}

/// What was made.
#[derive(Clone, Serialize)]
pub struct Prepared {
    /// The custodian's age identity.
    pub custodian: String,
    /// The administrator, then the people in their order.
    pub access: Vec<Access>,
    /// The records of the clients, in their order.
    pub clients: Vec<RecordId>,
    /// The invitations, in their order.
    pub invitations: Vec<Invited>,
}

/// An invitation.
#[derive(Clone, Serialize)]
pub struct Invited {
    /// Its code.
    pub code: String,
    /// When it ends.
    pub expires: Time,
}
