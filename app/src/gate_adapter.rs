//! Does what the gate asks through the keeper. Both speak the same types ([`record::gate`]); what is added here is the sentence of
//! a problem, and which field it belongs to.

use gate::{GateAnswer, GateKeeper, GateRequest, Reply, Shut};
use keeper::protocol::{ConfirmKits, FieldProblem, Me, Problem, UnlockByPasskey, Work};
use leptos::{prelude::*, task::spawn_local};
use record::wire::ErrorCode;

use crate::{
    link::Link,
    passkey, problem,
    session::{KeeperEvents, Place, Session},
};

/// Carries the gate's requests to the keeper.
pub(crate) fn gate_keeper(link: Link, place: Place, heard: KeeperEvents) -> GateKeeper {
    let session = Session::new(place, link);
    let carry = Callback::new(move |(request, reply): (GateRequest, Reply)| {
        spawn_local(async move {
            let answer = run(request, link, session, place).await;
            reply(answer.map_err(troubles));
        });
    });
    let doing = Signal::derive(move || heard.doing.get().map(|doing| words(doing.work).to_owned()));
    GateKeeper { state: place.door(), doing, carry }
}

/// What the gate shows when its state cannot be known.
pub(crate) fn shut(problem: &Problem) -> Shut {
    if *problem == Problem::AnotherTab { Shut::AnotherTab } else { Shut::Stuck(problem::sentence(problem)) }
}

async fn run(request: GateRequest, link: Link, session: Session, place: Place) -> Result<GateAnswer, Problem> {
    match request {
        GateRequest::Look => {
            session.look().await;
            Ok(GateAnswer::Done)
        }
        GateRequest::Kept => {
            // What could not be forgotten is shown once more behind the gate.
            let _shown_again = link.ask(ConfirmKits {}).await;
            session.look().await;
            Ok(GateAnswer::Done)
        }
        GateRequest::TakeOver => {
            link.take_over();
            session.look().await;
            Ok(GateAnswer::Done)
        }
        GateRequest::SignIn(ask) => entered(link.ask(ask).await, place),
        GateRequest::Unlock(ask) => entered(link.ask(ask).await, place),
        GateRequest::UnlockByPasskey => {
            let answer = passkey::touch(link).await?;
            entered(link.ask(UnlockByPasskey { answer }).await, place)
        }
        GateRequest::Weigh(ask) => link.ask(ask).await.map(GateAnswer::Strength),
        GateRequest::ReadInvitation(ask) => link.ask(ask).await.map(GateAnswer::Offer),
        GateRequest::Enroll(ask) => link.ask(ask).await.map(GateAnswer::Kit),
        GateRequest::Found(ask) => link.ask(ask).await.map(GateAnswer::Founded),
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
                place.leave(Some(Err(Shut::AnotherTab)));
            }
            Err(problem)
        }
    }
}

fn troubles(problem: Problem) -> Vec<FieldProblem> {
    if let Problem::Invalid(fields) = problem {
        return fields;
    }
    vec![FieldProblem::at(about(&problem), problem::sentence(&problem))]
}

/// The field a problem is about, as requests name it; empty where it is about none.
fn about(problem: &Problem) -> &'static str {
    match problem {
        Problem::WrongPassphrase => "passphrase",
        Problem::WrongSecretKey | Problem::MalformedSecretKey | Problem::SecretKeyMissing => "secret_key",
        Problem::MalformedCode | Problem::Server(ErrorCode::InvitationEnded) => "code",
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
        | Problem::LeftBefore
        | Problem::EndUnsigned
        | Problem::NotYourKeys
        | Problem::ReceiptNotBelieved
        | Problem::CountWentBack
        | Problem::Lost => "",
    }
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
    use super::*;

    #[test]
    fn a_wrong_passphrase_is_said_beside_the_passphrase_and_what_concerns_no_field_by_itself() {
        assert_eq!(troubles(Problem::WrongPassphrase).iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["passphrase"]);
        assert_eq!(troubles(Problem::Offline).iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn a_vault_in_another_tab_offers_to_take_over() {
        assert!(shut(&Problem::AnotherTab) == Shut::AnotherTab);
    }
}
