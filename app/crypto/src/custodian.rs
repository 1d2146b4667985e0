//! The custodian: a key on paper to which every record key is wrapped besides the team's.

use crate::{identity::Identity, sealed::sealed};
use record::Recipient;
use zeroize::Zeroizing;

/// The custodian's key. Made at first set-up, shown once to print, never stored.
pub struct Custodian(Identity);

sealed!(Custodian);

impl Custodian {
    /// A new one.
    pub fn make() -> Self {
        Self(Identity::make())
    }

    /// The identity as it is printed, `AGE-SECRET-KEY-1…`; the `age` program takes this line as a file.
    pub fn to_text(&self) -> Zeroizing<String> {
        self.0.to_text()
    }

    /// What the founding entry says.
    pub fn recipient(&self) -> Recipient {
        self.0.recipient()
    }
}
