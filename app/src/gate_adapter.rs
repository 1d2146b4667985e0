//! Does what the gate asks through the keeper, and tells the gate in its own types what came of it.

use gate::{Errand, Found, GateAnswer, GateField, GateKeeper, Kit, Offer, Trouble};
use js_sys::Date;
use keeper::protocol::{
    ConfirmKits, EnrollHere, FoundProgram, FoundedKits, Me, OfferView, PassphraseStrength, Problem, ReadInvitation, SecretKeyKit,
    SignIn, Unlock, WeighPassphrase, Work,
};
use leptos::{prelude::*, task::spawn_local};
use record::{Time, wire::ErrorCode};

use crate::{
    link::Link,
    problem,
    session::{KeeperEvents, Place, Session},
};

/// Does the gate's errands through the keeper.
pub(crate) fn gate_keeper(link: Link, place: Place, heard: KeeperEvents) -> GateKeeper {
    let session = Session::new(place, link);
    let carry = Callback::new(move |(errand, reply): (Errand, gate::Reply)| {
        spawn_local(async move {
            let answer = run(errand, link, session, place).await;
            reply(answer.map_err(|problem| troubles(&problem)));
        });
    });
    let doing = Signal::derive(move || heard.doing.get().map(|doing| words(doing.work).to_owned()));
    GateKeeper { state: place.door(), doing, carry }
}

async fn run(errand: Errand, link: Link, session: Session, place: Place) -> Result<GateAnswer, Problem> {
    match errand {
        Errand::Look => {
            session.look().await;
            Ok(GateAnswer::Done)
        }
        Errand::Kept => {
            // What could not be forgotten is shown once more behind the gate.
            let _shown_again = link.ask(ConfirmKits {}).await;
            session.look().await;
            Ok(GateAnswer::Done)
        }
        Errand::TakeOver => {
            link.take_over();
            session.look().await;
            Ok(GateAnswer::Done)
        }
        Errand::SignIn { login, passphrase, secret_key } => {
            entered(link.ask(SignIn { login, passphrase, secret_key }).await, place)
        }
        Errand::Unlock { passphrase } => entered(link.ask(Unlock { passphrase }).await, place),
        Errand::Judge { passphrase, login } => {
            let judged = link.ask(WeighPassphrase { passphrase, login }).await?;
            Ok(GateAnswer::Strength(strength(&judged)))
        }
        Errand::ReadInvitation { code } => {
            let offer = link.ask(ReadInvitation { code }).await?;
            Ok(GateAnswer::Offer(offered(offer)))
        }
        Errand::Enroll { code, login, passphrase } => {
            let made = link.ask(EnrollHere { code, login, passphrase }).await?;
            Ok(GateAnswer::Kit(kit(made)))
        }
        Errand::Found(Found { program, name, credential, login, passphrase }) => {
            let made = link.ask(FoundProgram { program, name, credential, login, passphrase }).await?;
            Ok(GateAnswer::Founded(founded(made)))
        }
    }
}

fn entered(answer: Result<Me, Problem>, place: Place) -> Result<GateAnswer, Problem> {
    match answer {
        Ok(me) => {
            place.enter(me);
            Ok(GateAnswer::Done)
        }
        Err(Problem::WaitingForAdministrator) => Ok(GateAnswer::Waiting),
        Err(problem) => {
            if problem == Problem::AnotherTab {
                place.leave(Some(gate::GateState::AnotherTab));
            }
            Err(problem)
        }
    }
}

fn troubles(problem: &Problem) -> Vec<Trouble> {
    if let Problem::Invalid(fields) = problem {
        return fields.iter().map(|wrong| Trouble { sentence: wrong.sentence.clone(), field: field(&wrong.field) }).collect();
    }
    vec![Trouble { sentence: problem::sentence(problem), field: about(problem) }]
}

/// A field of the keeper's requests, as the gate calls it.
fn field(name: &str) -> Option<GateField> {
    match name {
        "login" => Some(GateField::Login),
        "passphrase" => Some(GateField::Passphrase),
        "secret_key" => Some(GateField::SecretKey),
        "code" => Some(GateField::Code),
        "program" => Some(GateField::Program),
        "name" => Some(GateField::Name),
        "credential" => Some(GateField::Credential),
        _unknown => None,
    }
}

/// The field a problem is about.
fn about(problem: &Problem) -> Option<GateField> {
    match problem {
        Problem::WrongPassphrase => Some(GateField::Passphrase),
        Problem::WrongSecretKey | Problem::MalformedSecretKey | Problem::SecretKeyMissing => Some(GateField::SecretKey),
        Problem::MalformedCode | Problem::Server(ErrorCode::InvitationEnded) => Some(GateField::Code),
        Problem::RecordKeyMissing
        | Problem::RecordKeyOwed
        | Problem::OtherServer
        | Problem::DirectoryNotBelieved
        | Problem::DeviceCopied
        | Problem::ServerBehind
        | Problem::WaitingForAdministrator
        | Problem::Offline
        | Problem::Locked
        | Problem::DeviceTaken
        | Problem::AnotherTab
        | Problem::NotFound
        | Problem::NewerVersion
        | Problem::Refused(_)
        | Problem::Invalid(_)
        | Problem::Server(_)
        | Problem::Damaged
        | Problem::Storage
        | Problem::CookieRefused
        | Problem::AccessEnded
        | Problem::EndUnsigned
        | Problem::NotYourKeys
        | Problem::ReceiptNotBelieved
        | Problem::CountWentBack
        | Problem::Lost => None,
    }
}

/// How hard a passphrase is to guess, and what would make it better.
fn strength(judged: &PassphraseStrength) -> String {
    let word = match (judged.enough, judged.score) {
        (true, 4..) => "Strong.",
        (true, 0..4) => "Good.",
        (false, _) => "Too easy to guess.",
    };
    format!("{word} {}", judged.advice).trim().to_owned()
}

fn offered(offer: OfferView) -> Offer {
    let OfferView { program, name, credential, role, trainee, expires } = offer;
    Offer { program, name, credential, role, trainee, expires: local_words(expires) }
}

/// `Tue 24 Nov, 09:05`, as this device's clock on the wall will show it. By the browser: the gate carries no calendar.
fn local_words(at: Time) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let word = |words: &[&'static str], index: u32| words.get(index as usize).copied().unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "JavaScript's own clock is a double")]
    let at = Date::new(&(at.0 as f64).into());
    let (day, month) = (word(&DAYS, at.get_day()), word(&MONTHS, at.get_month()));
    format!("{day} {} {month}, {:02}:{:02}", at.get_date(), at.get_hours(), at.get_minutes())
}

fn kit(made: SecretKeyKit) -> Kit {
    let SecretKeyKit { program, name, login, secret_key } = made;
    Kit { program, name, login, secret_key }
}

fn founded(made: FoundedKits) -> gate::Founded {
    let FoundedKits { kit: made, custodian_identity, custodian_recipient } = made;
    gate::Founded { kit: kit(made), custodian_identity, custodian_recipient }
}

fn words(work: Work) -> &'static str {
    match work {
        Work::DerivingKeys => "Making your keys from the passphrase, on this device",
        Work::Fetching => "Fetching records, still sealed",
        Work::Opening => "Opening charts on this device",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_wrong_passphrase_is_said_beside_the_passphrase() {
        let said = troubles(&Problem::WrongPassphrase);
        assert_eq!(said[0].field, Some(GateField::Passphrase));
    }

    #[test]
    fn every_field_the_keeper_names_finds_its_place() {
        let said = troubles(&Problem::field("login", "Taken."));
        assert_eq!((said[0].field, said[0].sentence.as_str()), (Some(GateField::Login), "Taken."));
    }

    #[test]
    fn a_passphrase_is_called_good_only_when_it_is_taken() {
        let judged = |score, enough| PassphraseStrength { score, enough, advice: String::new() };
        assert_eq!(strength(&judged(4, true)), "Strong.");
        assert_eq!(strength(&judged(3, true)), "Good.");
        assert_eq!(strength(&judged(4, false)), "Too easy to guess.");
    }
}
