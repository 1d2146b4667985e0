//! A program with people, each enrolled the way the desk enrolls them.

use crate::Device;
use chrono::NaiveDate;
use clinical::{PatientName, PatientProfile};
use keeper::{
    Transport,
    protocol::{
        ConfirmEnrollment, EnrollHere, FoundProgram, FoundedKits, InvitationState, InvitePerson, LoadPeople, Problem,
        SecretKeyKit, Unlock,
    },
};
use record::Role;

/// Everybody's passphrase.
pub const PASSPHRASE: &str = "copper lantern under the seventh stair";

/// Founds the program; `device` is the first administrator's.
///
/// Fails with the keeper's [`Problem`].
pub async fn found<T: Transport>(device: &Device<T>) -> Result<FoundedKits, Problem> {
    let ask = FoundProgram {
        program: "Harbor Row".to_owned(),
        name: "Ada Admin".to_owned(),
        credential: String::new(),
        login: "ada".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
    };
    device.ask(ask).await
}

/// Invites someone, makes their keys on `device`, signs them on `admin`, and unlocks `device`.
///
/// Fails with the keeper's [`Problem`].
pub async fn enroll<T: Transport, U: Transport>(
    admin: &Device<T>,
    device: &Device<U>,
    login: &str,
    role: Role,
    trainee: bool,
) -> Result<SecretKeyKit, Problem> {
    let name = format!("Person {login}");
    let invite =
        InvitePerson { name: name.clone(), credential: "LCSW".to_owned(), role, trainee, passphrase: PASSPHRASE.to_owned() };
    let code = admin.ask(invite).await?.code;
    let passphrase = PASSPHRASE.to_owned();
    let kit = device.ask(EnrollHere { code, login: login.to_owned(), passphrase: passphrase.clone() }).await?;
    let people = admin.ask(LoadPeople {}).await?;
    let waiting = people.invitations.iter().find(|row| row.name == name && row.state == InvitationState::Waiting);
    let key = waiting.ok_or(Problem::NotFound)?.key;
    admin.ask(ConfirmEnrollment { key, passphrase: PASSPHRASE.to_owned() }).await?;
    device.ask(Unlock { passphrase }).await?;
    Ok(kit)
}

/// A client's profile with `text` where a colleague would read it.
pub fn profile(text: &str) -> PatientProfile {
    PatientProfile {
        name: PatientName { given: "Wren".to_owned(), family: text.to_owned(), preferred: String::new() },
        birth_date: NaiveDate::from_ymd_opt(1992, 2, 29),
        opened: NaiveDate::from_ymd_opt(2026, 1, 5),
        ..PatientProfile::default()
    }
}
