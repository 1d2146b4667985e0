//! From a problem to a sentence: what happened, and what to do.

use keeper::protocol::{FieldProblem, Problem};
use record::{Refusal, Refused, Role};

/// What happened and what to do, in a sentence or two.
pub fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Invalid(fields) => each_once(fields.iter()).unwrap_or_default(),
        Problem::Refused(refusal) => refused(*refusal).to_owned(),
        Problem::Server(code) => code.sentence().to_owned(),
        Problem::WrongPassphrase
        | Problem::WrongSecretKey
        | Problem::MalformedSecretKey
        | Problem::SecretKeyMissing
        | Problem::RecordKeyMissing
        | Problem::RecordKeyOwed
        | Problem::OtherServer
        | Problem::DirectoryNotBelieved
        | Problem::DeviceCopied
        | Problem::ServerBehind
        | Problem::WaitingForAdministrator
        | Problem::MalformedCode
        | Problem::Offline
        | Problem::Locked
        | Problem::DeviceTaken
        | Problem::AnotherTab
        | Problem::NotFound
        | Problem::NewerVersion
        | Problem::Damaged
        | Problem::Storage
        | Problem::CookieRefused
        | Problem::AccessEnded
        | Problem::LeftBefore
        | Problem::EndUnsigned
        | Problem::NotYourKeys
        | Problem::ReceiptNotBelieved
        | Problem::CountWentBack
        | Problem::Lost => fixed(problem).to_owned(),
    }
}

/// The sentence about one field, where the problem names it.
pub fn sentence_for(problem: &Problem, field: &str) -> Option<String> {
    if let Problem::Invalid(fields) = problem { each_once(fields.iter().filter(|found| found.field == field)) } else { None }
}

/// What is said about fields, each sentence once; `None` where nothing is.
pub(crate) fn each_once<'a>(fields: impl Iterator<Item = &'a FieldProblem>) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    for field in fields {
        if !said.contains(&field.sentence.as_str()) {
            said.push(&field.sentence);
        }
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// What an administrator is told where others are told to tell one.
fn to_administrator(problem: &Problem) -> Option<&'static str> {
    let told = [
        (
            Problem::DirectoryNotBelieved,
            "The server’s list of people does not continue the one this device has checked. Stop here: find out whether the \
             server was replaced or restored before anyone goes on. Your work stays on this device.",
        ),
        (
            Problem::DeviceCopied,
            "Another copy of this device has already sent work under its name, so this one does not send. Do not clear it: what \
             was written here is kept. Go on with the other copy, and end one of the two.",
        ),
        (
            Problem::ServerBehind,
            "The server was set back to an earlier day and does not know everyone yet. Nothing is sent until it does. Keep \
             working, do not clear this device, and connect the devices of those who joined since the backup.",
        ),
        (
            Problem::EndUnsigned,
            "The server refuses to sign you in as if your access had ended, but shows no administrator’s signature for that. Your \
             charts stay open on this device and your work is kept. Find out who controls the server before anyone goes on.",
        ),
        (
            Problem::ReceiptNotBelieved,
            "The server’s receipts contradict what it said before, so nothing is sent. Your work stays on this device. Find out \
             whether the server was replaced before anyone goes on.",
        ),
        (
            Problem::CountWentBack,
            "The server counts fewer changes than it did before, and does not say that it was restored. Nothing it says is taken. \
             Find out whether somebody set it back.",
        ),
        (
            Problem::NotYourKeys,
            "The server accepted your sign-in and then sent keys that your passphrase and Secret Key do not open. Nothing was kept \
             on this device. Find out who controls the server before anyone signs in.",
        ),
        (
            Problem::Damaged,
            "Something on this device could not be read. Nothing was changed. Reload the page; if it stays, save what is in the \
             outbox as a file and enroll this device again.",
        ),
    ];
    told.into_iter().find_map(|(one, words)| (one == *problem).then_some(words))
}

fn fixed(problem: &Problem) -> &'static str {
    let administers = crate::desk::my_role() == Role::Administrator;
    if let Some(words) = to_administrator(problem).filter(|_| administers) {
        return words;
    }
    match problem {
        Problem::WrongPassphrase => "This passphrase does not open your keys. Check capitals and spaces, and try again.",
        Problem::WrongSecretKey => "This Secret Key belongs to another account. Use the one on the kit with your name.",
        Problem::MalformedSecretKey => {
            "This is not a whole Secret Key: a character is missing or wrong. Compare it with your kit."
        }
        Problem::SecretKeyMissing => "This device does not have your Secret Key. Type it from your printed kit.",
        Problem::RecordKeyMissing => {
            "You do not have the key for this record. Ask someone on the client’s care team to add you again."
        }
        Problem::RecordKeyOwed => {
            "Someone left this chart’s care team, and the chart’s key has not been changed yet. Your text is saved as a draft. \
             Sign it after this device has synced."
        }
        Problem::OtherServer => {
            "What is kept on this device belongs to another server or program. Check the address; nothing was changed."
        }
        Problem::DirectoryNotBelieved => {
            "The server’s list of people does not continue the one this device has checked. \
             Stop here and tell your administrator. Your work stays on this device."
        }
        Problem::DeviceCopied => {
            "Another copy of this device has already sent work under its name, so this one does not send. \
             Do not clear it: what was written here is kept. Tell your administrator, and go on with the other copy."
        }
        Problem::ServerBehind => {
            "The server was set back to an earlier day and does not know everyone yet. Nothing is sent until it does. \
             Go on working, do not clear this device, and tell your administrator that the server was restored from a backup."
        }
        Problem::WaitingForAdministrator => {
            "Your administrator has not confirmed you yet. Ask them to open People and confirm your name."
        }
        Problem::MalformedCode => "This is not a whole invitation code: a character is missing or wrong. Compare it again.",
        Problem::Offline => "The server cannot be reached, and this needs it. Try again when you are online.",
        Problem::Locked => "Throughline is locked. Unlock it with your passphrase; nothing was lost.",
        Problem::DeviceTaken => {
            "This device is enrolled for someone else. Each person uses their own account or browser profile on a shared device."
        }
        Problem::AnotherTab => "Throughline is open in another tab. Continue there, or take over here.",
        Problem::NotFound => {
            "This is not on this device. You may not be on its care team, or this device’s data was cleared: sync, then look again."
        }
        Problem::NewerVersion => {
            "This was written with a newer version. Update this device to read it and to write on; nothing was changed."
        }
        Problem::Damaged => {
            "Something on this device could not be read. Nothing was changed. Reload the page; if it stays, tell your administrator."
        }
        Problem::Storage => "This device could not store it. Free some space, or allow this site to keep data, and try again.",
        Problem::CookieRefused => {
            "The server signed you in, but this browser did not keep the session. Open Throughline at its https address. If cookies \
             are blocked, allow them for this site."
        }
        Problem::AccessEnded => {
            "Your access to this program has ended, and the charts on this device are closed. What you had signed in charts that you \
             shared and the server did not have is delivered for review. What could not be delivered is in the outbox; tell your \
             supervisor."
        }
        Problem::LeftBefore => {
            "The server says that your access to this program has ended, so this device is not set up. What you signed elsewhere and \
             did not send is on the device on which you signed it. If your access should not have ended, ask an administrator to \
             invite you again."
        }
        Problem::EndUnsigned => {
            "The server refuses to sign you in as if your access had ended, but shows no administrator’s signature for that. Your \
             charts stay open on this device and your work is kept. Ask your administrator."
        }
        Problem::NotYourKeys => {
            "The server accepted your sign-in and then sent keys that your passphrase and Secret Key do not open. Nothing was kept \
             on this device. Tell your administrator."
        }
        Problem::ReceiptNotBelieved => {
            "The server’s receipts contradict what it said before, so nothing is sent. Your work stays on this device. Tell your \
             administrator."
        }
        Problem::CountWentBack => {
            "The server counts fewer changes than it did before, and does not say that it was restored. Nothing it says is taken. \
             Your work stays on this device. Tell your administrator."
        }
        Problem::Lost => {
            "What this device kept is gone, so nothing can be saved here now. Copy your text, or save it as a sealed file, \
             before you lock or close this page."
        }
        Problem::Invalid(_) | Problem::Refused(_) | Problem::Server(_) => "This was not done.",
    }
}

/// What happened when the rules do not allow something, and what to do.
pub fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotFound => "This record is not available to you. You may no longer be on its care team.",
        Refusal::Exists => "This already exists. Check before you repeat it.",
        Refusal::NotAllowed => "Your role does not allow this.",
        Refusal::Stale => "Someone saved another version first. Look at it, then repeat what is still needed.",
        Refusal::Keys => "The keys do not match the care team. Sync, and try again.",
        Refusal::Epoch => "The record’s key was changed in the meantime. Sync, and try again.",
        Refusal::Team => "The care team does not allow this: they are already on it, not on it, or its last member.",
        Refusal::Review => "Whether this needs a co-signature has changed. Sync, and sign again.",
        Refusal::OutOfOrder => "This was already counted, or arrived after something written later on the same device.",
        Refusal::Newer => "This was written with a newer version. Update this device to read it.",
        Refusal::Lifecycle(why) => match why {
            Refused::NotSignedYet => "This note is not signed yet. Sign it first.",
            Refused::AlreadySigned => "This note is signed and cannot be edited. Write an addendum.",
            Refused::Retracted => "This note was marked as entered in error. Nothing more can be added.",
            Refused::NoReviewOwed => "No co-signature is needed here.",
            Refused::NoSuchEvent => "This cannot be done with this kind of document.",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::wire::ErrorCode;

    #[test]
    fn a_field_knows_the_sentence_about_its_being_empty() {
        assert_eq!(clinical::Wrong::Missing.sentence(), ui::FILL_IN);
    }

    #[test]
    fn the_four_ways_not_to_get_in_have_four_sentences() {
        let four = [Problem::WrongPassphrase, Problem::WrongSecretKey, Problem::SecretKeyMissing, Problem::OtherServer];
        let sentences: std::collections::BTreeSet<String> = four.iter().map(sentence).collect();
        assert_eq!(sentences.len(), 4);
    }

    #[test]
    fn each_stop_of_a_sync_has_its_own_words() {
        let server = |code| Problem::Server(code);
        let stops = [
            Problem::Offline,
            server(ErrorCode::SignedOut),
            server(ErrorCode::Internal),
            Problem::DirectoryNotBelieved,
            Problem::DeviceCopied,
            Problem::ServerBehind,
        ];
        let sentences: std::collections::BTreeSet<String> = stops.iter().map(sentence).collect();
        assert_eq!(sentences.len(), stops.len());
    }

    #[test]
    fn an_administrator_is_not_told_to_tell_one() {
        for problem in [
            Problem::DirectoryNotBelieved,
            Problem::DeviceCopied,
            Problem::ServerBehind,
            Problem::Damaged,
            Problem::EndUnsigned,
            Problem::NotYourKeys,
            Problem::ReceiptNotBelieved,
            Problem::CountWentBack,
        ] {
            assert!(sentence(&problem).contains("dministrator"), "others are");
            assert!(to_administrator(&problem).is_some_and(|words| !words.contains("your administrator")));
        }
    }

    #[test]
    fn every_field_that_is_wrong_is_said() {
        let problem = Problem::field("name", "Write a name.");
        assert_eq!(sentence(&problem), "Write a name.");
        assert_eq!(sentence_for(&problem, "name").as_deref(), Some("Write a name."));
        assert_eq!(sentence_for(&problem, "login"), None);
        let told = |field: &str, sentence: &str| FieldProblem { field: field.to_owned(), sentence: sentence.to_owned() };
        let twice = Problem::Invalid(vec![told("end", "Too early."), told("end", "Too long."), told("on", "Too long.")]);
        assert_eq!(sentence_for(&twice, "end").as_deref(), Some("Too early. Too long."), "both, not one");
        assert_eq!(sentence(&twice), "Too early. Too long.", "no sentence twice");
    }
}
