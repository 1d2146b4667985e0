//! Who may do what, as far as the server can tell. The golden table in `tests/permissions.txt` is
//! this file written out; a change shows there.

use crate::{Class, Event, RecordKind, Role};

/// How a person stands to a document they reach for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They wrote its first version.
    Author,
    /// They are in the record's team.
    Team,
    /// Neither. The document does not exist for them.
    Stranger,
}

impl Relation {
    /// Every relation, in the order of the permission table.
    pub const ALL: [Self; 3] = [Self::Author, Self::Team, Self::Stranger];
}

/// May someone of this role, standing so, read documents of a record that asks for a role?
pub const fn may_read(role: Role, relation: Relation) -> bool {
    match (role, relation) {
        (_, Relation::Stranger) | (Role::Administrator, _) => false,
        (
            Role::Supervisor | Role::Counselor | Role::Prescriber | Role::Nurse | Role::Auditor,
            Relation::Author | Relation::Team,
        ) => true,
    }
}

/// May a member of this role read a record of this kind?
pub const fn may_read_in(kind: RecordKind, role: Role) -> bool {
    !kind.asks_role() || may_read(role, Relation::Team)
}

/// May an entry be in a record that asks for no role? Its owner alone saves there; nothing is signed, and nothing is said about it.
pub const fn may_keep(relation: Relation, class: Class, event: Event) -> bool {
    matches!((relation, class, event), (Relation::Author, Class::Profile, Event::Save))
}

/// May someone of this role open records that ask for one?
pub const fn may_open(role: Role) -> bool {
    role.writes()
}

/// May someone of this role, being in the team, admit and remove members and rotate keys?
pub const fn may_manage(role: Role) -> bool {
    role.writes()
}

/// May `event` on a document of `class` come from someone of this role who stands so?
/// For a document's first version the author-to-be stands as [`Relation::Author`].
pub const fn may(role: Role, relation: Relation, class: Class, event: Event) -> bool {
    if !role.writes() {
        return false;
    }
    match (class, event, relation) {
        (_, _, Relation::Stranger) => false,
        // A profile is the team's; everything else has one author.
        (Class::Profile, Event::Save, Relation::Author | Relation::Team) => true,
        (Class::Profile, Event::Sign(_) | Event::Attest | Event::Return | Event::Amend | Event::Retract, _) => false,
        (Class::Note | Class::Plan, Event::Save | Event::Sign(_) | Event::Retract, Relation::Author) => true,
        (Class::Note | Class::Plan, Event::Save | Event::Sign(_) | Event::Retract, Relation::Team) => false,
        // Nobody co-signs their own work.
        (Class::Note | Class::Plan, Event::Attest | Event::Return, Relation::Author) => false,
        (Class::Note | Class::Plan, Event::Attest | Event::Return, Relation::Team) => matches!(role, Role::Supervisor),
        (Class::Note | Class::Plan, Event::Amend, Relation::Author) => true,
        (Class::Note, Event::Amend, Relation::Team) => matches!(role, Role::Supervisor),
        // Whoever sits with the client takes down a signature under the plan or a review of it, whoever wrote the plan.
        (Class::Plan, Event::Amend, Relation::Team) => true,
    }
}
