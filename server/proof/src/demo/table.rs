//! What is needed to sign in, as a table.

use super::cast::Person;
use keeper::protocol::{FoundedKits, SecretKeyKit};
use record::Role;
use std::fmt;

/// Everybody's kit, the custodian's key, and how much was written.
pub struct Access {
    base: String,
    rows: Vec<[String; 5]>,
    custodian: String,
    recipient: String,
    /// How many operations were written in charts.
    pub written: u64,
}

const fn role(person: &Person) -> &'static str {
    match (person.role, person.trainee) {
        (Role::Administrator, _) => "administrator",
        (Role::Supervisor, _) => "supervisor",
        (Role::Counselor, true) => "counselor in training",
        (Role::Counselor, false) => "counselor",
        (Role::Prescriber, _) => "prescriber",
        (Role::Nurse, _) => "nurse",
        (Role::Auditor, _) => "auditor",
    }
}

impl Access {
    pub(super) fn new(base: &str, founder: &Person, kits: &FoundedKits) -> Self {
        let mut access = Self {
            base: base.to_owned(),
            rows: vec![["Name", "Role", "Sign-in name", "Passphrase", "Secret Key"].map(str::to_owned)],
            custodian: kits.custodian_identity.clone(),
            recipient: kits.custodian_recipient.clone(),
            written: 0,
        };
        access.add(founder, &kits.kit);
        access
    }

    pub(super) fn add(&mut self, person: &Person, kit: &SecretKeyKit) {
        let row = [person.name, role(person), &kit.login, person.passphrase, &kit.secret_key];
        self.rows.push(row.map(str::to_owned));
    }

    /// What someone signs in with: the passphrase and the Secret Key; `None` for a sign-in name nobody has.
    pub fn kit(&self, login: &str) -> Option<(&str, &str)> {
        self.rows.iter().find(|[_, _, name, ..]| name == login).map(|[.., passphrase, key]| (passphrase.as_str(), key.as_str()))
    }

    /// The custodian's age identity.
    pub fn custodian(&self) -> &str {
        &self.custodian
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut widths = [0; 5];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        writeln!(
            f,
            "The demo is at {} ({} entries written). Made-up people, made-up keys: never for real notes.\n",
            self.base, self.written
        )?;
        for (place, row) in self.rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            writeln!(f, "  {}", cells.join("  ").trim_end())?;
            if place == 0 {
                writeln!(f, "  {}", widths.map(|width| "-".repeat(width)).join("  "))?;
            }
        }
        writeln!(f, "\nThe custodian's key; as a file it opens every document of an export (cargo xtask drill):")?;
        writeln!(f, "  # public key: {}\n  {}", self.recipient, self.custodian)
    }
}
