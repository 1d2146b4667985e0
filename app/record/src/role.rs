//! Who people are in the program.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A person's role, as their certificate says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Role {
    /// Invites people and signs their certificates; opens no chart.
    #[n(0)]
    Administrator,
    /// Audits, co-signs, and may do what a counselor does.
    #[n(1)]
    Supervisor,
    /// Counsels: writes notes and plans.
    #[n(2)]
    Counselor,
    /// Prescribes; the only role whose medication orders count.
    #[n(3)]
    Prescriber,
    /// Gives medication and measures.
    #[n(4)]
    Nurse,
    /// Reads what they are admitted to and writes nothing.
    #[n(5)]
    Auditor,
}

impl Role {
    /// Every role, in the order of the permission table.
    pub const ALL: [Self; 6] =
        [Self::Administrator, Self::Supervisor, Self::Counselor, Self::Prescriber, Self::Nurse, Self::Auditor];

    /// Whether this role writes in charts at all.
    pub const fn writes(self) -> bool {
        match self {
            Self::Supervisor | Self::Counselor | Self::Prescriber | Self::Nurse => true,
            Self::Administrator | Self::Auditor => false,
        }
    }
}
