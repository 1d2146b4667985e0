//! Roles in words.

use record::Role;

/// A role as the page says it.
pub(crate) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Administrator",
        Role::Supervisor => "Supervisor",
        Role::Counselor => "Counselor",
        Role::Prescriber => "Prescriber",
        Role::Nurse => "Nurse",
        Role::Auditor => "Auditor, read only",
    }
}

/// What a role may do, in a sentence.
pub(crate) const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Invites people and confirms their keys. Cannot open charts.",
        Role::Supervisor => "Writes notes; co-signs or returns them.",
        Role::Counselor => "Opens clients, writes and signs notes.",
        Role::Prescriber => "Writes and signs notes; prescribes.",
        Role::Nurse => "Writes and signs notes; gives medication and measures.",
        Role::Auditor => "Reads charts whose care team they are on, and the audit log. Cannot write.",
    }
}

/// A role's stable id in a form.
pub(crate) const fn role_id(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Supervisor => "supervisor",
        Role::Counselor => "counselor",
        Role::Prescriber => "prescriber",
        Role::Nurse => "nurse",
        Role::Auditor => "auditor",
    }
}
