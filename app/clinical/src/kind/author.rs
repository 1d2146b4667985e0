//! Who may author a kind of document: a fact of the kind. The writing device asks it before it signs, and every reading device
//! asks it of the certificate under which an entry was signed. The server sees no kinds and cannot ask.

use record::{Certificate, Event, Review, Role};

/// Who signs, as far as these rules look at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    /// Their role.
    pub role: Role,
    /// In training.
    pub trainee: bool,
}

impl Author {
    /// Whether what they sign owes a supervisor's signature.
    pub const fn owes(self) -> Review {
        if self.trainee { Review::Owed } else { Review::NotOwed }
    }
}

impl From<&Certificate> for Author {
    fn from(certificate: &Certificate) -> Self {
        Self { role: certificate.role, trainee: certificate.trainee }
    }
}

/// What somebody in training may do of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trainee {
    /// Everything; a version that they sign owes a co-signature, so nothing final is theirs alone.
    CoSigned,
    /// Nothing.
    Never,
}

/// Who may author an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authors {
    /// In these roles.
    pub roles: &'static [Role],
    /// And in training.
    pub trainee: Trainee,
}

/// Everyone, about themselves.
pub(super) const EVERYONE: Authors = Authors { roles: Role::ALL.as_slice(), trainee: Trainee::CoSigned };
/// Everyone who writes in charts.
pub(super) const WRITERS: Authors =
    Authors { roles: &[Role::Supervisor, Role::Counselor, Role::Prescriber, Role::Nurse], trainee: Trainee::CoSigned };
/// Everyone who writes in charts and needs nobody's co-signature.
pub(super) const LICENSED: Authors = Authors { roles: WRITERS.roles, trainee: Trainee::Never };
/// Those who answer for the plan: a nurse reports events and records the client's signature, and signs no plan.
pub(super) const PLANNERS: Authors =
    Authors { roles: &[Role::Supervisor, Role::Counselor, Role::Prescriber], trainee: Trainee::CoSigned };
/// Those who answer for the work of others. Who needs a co-signature gives none.
pub(super) const SUPERVISORS: Authors = Authors { roles: &[Role::Supervisor], trainee: Trainee::Never };

impl Authors {
    /// Whether an entry of this event may come from `author`.
    pub fn include(self, author: Author, event: Event) -> bool {
        let trained = match (self.trainee, event) {
            _ if !author.trainee => true,
            (Trainee::Never, _) => false,
            (Trainee::CoSigned, Event::Sign(review)) => review == Review::Owed,
            (Trainee::CoSigned, Event::Save | Event::Attest | Event::Return | Event::Amend | Event::Retract) => true,
        };
        trained && self.roles.contains(&author.role)
    }
}
