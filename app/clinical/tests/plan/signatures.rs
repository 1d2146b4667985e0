//! Signatures under a version: what each role can say, how, and which are owed.

use super::made::*;
use crate::made::day;
use clinical::{AuthorLine, Wrong, plan::*};

const TODAY: &str = "2026-11-18";

fn strokes() -> Proof {
    Proof::Strokes(Strokes::new("M10 10L20 20.5,30 -4m3 3l1 1").unwrap())
}

pub fn signed(role: SignerRole, answer: Agreement, proof: Proof) -> PlanSignature {
    PlanSignature {
        role,
        name: "Wren Maplethorn".into(),
        credential: if role == SignerRole::Guardian { "Mother".into() } else { String::new() },
        answer,
        words: "I got further than last time.".into(),
        on: Some(day(TODAY)),
        proof,
        shown: SHOWN.into(),
    }
}

fn wrongs(signature: &PlanSignature) -> Vec<Wrong> {
    signature.check(day(TODAY)).iter().map(|issue| issue.wrong().unwrap()).collect()
}

#[test]
fn each_answer_wants_what_makes_it_one() {
    use Agreement::{Agrees, Disagrees, Refused, Unable};
    use SignerRole::{Client, Guardian, Prescriber, Supervisor};
    let reason = || "Too many evenings.".to_owned();
    let none = String::new;
    let table = [
        (Client, Agrees, strokes(), vec![]),
        (Client, Agrees, Proof::Code(SHOWN.into()), vec![]),
        (Client, Agrees, Proof::Code("1234".into()), vec![Wrong::NotADigest]),
        (Client, Agrees, Proof::None, vec![Wrong::NotSigned]),
        (Client, Agrees, Proof::Key, vec![Wrong::NotSigned]),
        (Client, Disagrees { reason: reason(), appeal_told: true }, Proof::None, vec![]),
        (Client, Disagrees { reason: reason(), appeal_told: false }, strokes(), vec![Wrong::AppealNotTold]),
        (Guardian, Disagrees { reason: none(), appeal_told: true }, strokes(), vec![Wrong::Missing]),
        (Client, Unable { reason: none() }, Proof::None, vec![Wrong::Missing]),
        (Client, Unable { reason: reason() }, Proof::None, vec![]),
        (Client, Refused { reason: none() }, Proof::None, vec![]),
        (Supervisor, Agrees, Proof::Key, vec![]),
        (Prescriber, Agrees, strokes(), vec![]),
        (Prescriber, Refused { reason: none() }, Proof::None, vec![Wrong::NotTheirs]),
        (Supervisor, Disagrees { reason: reason(), appeal_told: true }, Proof::Key, vec![Wrong::NotTheirs]),
    ];
    for (role, answer, proof, expected) in table {
        let signature = signed(role, answer, proof);
        assert_eq!(wrongs(&signature), expected, "{}", signature.sentence());
    }
    let mut nobody = signed(Guardian, Agrees, strokes());
    nobody.credential = " ".into();
    assert_eq!(wrongs(&nobody), [Wrong::Missing], "what a guardian is to the client");
    let mut unbound = signed(Client, Agrees, strokes());
    unbound.shown = "A".repeat(64);
    unbound.on = Some(day("2026-11-19"));
    unbound.name.clear();
    assert_eq!(wrongs(&unbound), [Wrong::Missing, Wrong::InFuture, Wrong::NotADigest]);
    assert_eq!(signed(Client, Agrees, strokes()).sentence(), "Wren Maplethorn, client: agrees");
}

#[test]
fn strokes_are_strokes_and_nothing_else() {
    assert_eq!(Strokes::new("M0 0L1 1").unwrap().path(), "M0 0L1 1");
    assert_eq!(Strokes::new(""), Err(StrokesError::Empty));
    assert_eq!(Strokes::new("M1 1"), Err(StrokesError::Empty), "a dot is no signature");
    assert_eq!(Strokes::new("M1 1L"), Err(StrokesError::Empty));
    for path in ["L1 1M2 2", "M0 0L1 1\"/><script>", "M0 0C1 1 2 2 3 3", "M0 0L1 1\n"] {
        assert_eq!(Strokes::new(path), Err(StrokesError::NotStrokes), "{path}");
    }
    let longest = format!("M0 0L{}", "1".repeat(Strokes::MAX - 5));
    assert_eq!(longest.len(), Strokes::MAX);
    assert!(Strokes::new(longest.clone()).is_ok());
    assert_eq!(Strokes::new(longest + "1"), Err(StrokesError::TooLarge));
    assert!(serde_json::from_str::<Strokes>("\"M0 0L1 1'\"").is_err());
}

#[test]
fn what_is_owed_follows_from_the_plan_and_the_program() {
    use MissingSignature::{Author, Of};
    use SignerRole::{Client, Guardian, Prescriber, Supervisor};
    let plain =
        Plan { head: Head { author: Some(AuthorLine::default()), bases: vec![doc(1)], ..Head::default() }, ..Plan::default() };
    let owed = |plan: &Plan, asked: Asked| missing_signatures(plan, SHOWN, &[], asked);
    assert_eq!(owed(&plain, Asked::default()), [Of(Client)]);
    assert_eq!(owed(&Plan::default(), Asked::default()), [Author, Of(Client)]);
    assert_eq!(owed(&plain, Asked { guardian: true, supervisor: true, held: None }), [Of(Client), Of(Guardian), Of(Supervisor)]);
    let mut joined = plain.clone();
    joined.head.bases.push(doc(2));
    assert_eq!(owed(&joined, Asked::default()), [Of(Client), Of(Supervisor)]);
    let held = |role| Asked { held: Some(role), ..Asked::default() };
    assert_eq!(owed(&joined, held(Supervisor)), [Of(Client)], "the author is a supervisor");
    assert_eq!(owed(&joined, held(Client)), [Of(Client), Of(Supervisor)], "nobody signs for the client");
    let mut revised = plain.clone();
    revised.head.revision = full_plan().head.revision;
    assert_eq!(owed(&revised, Asked::default()), [Of(Client), Of(Supervisor)], "after a return to use a supervisor looks");
    for plan in [
        Plan { medication: true, ..plain.clone() },
        Plan { medication_plan: Some(doc(3)), ..plain.clone() },
        Plan { problems: full_plan().problems, ..plain.clone() },
    ] {
        assert_eq!(owed(&plan, Asked::default()), [Of(Client), Of(Prescriber)]);
    }
}

#[test]
fn only_a_signature_on_what_was_shown_counts() {
    let mut plan = full_plan();
    plan.head.revision = None;
    let missing = |signatures: &[PlanSignature]| missing_signatures(&plan, SHOWN, signatures, Asked::default());
    let client = |answer, proof| signed(SignerRole::Client, answer, proof);
    let prescriber = signed(SignerRole::Prescriber, Agreement::Agrees, Proof::Key);
    assert_eq!(missing(&[prescriber.clone(), client(Agreement::Agrees, strokes())]), []);
    let unable = client(Agreement::Unable { reason: "In hospital.".into() }, Proof::None);
    assert_eq!(missing(&[prescriber.clone(), unable]), []);
    let other = PlanSignature { shown: SHOWN.replace('0', "1"), ..client(Agreement::Agrees, strokes()) };
    let of_client = [MissingSignature::Of(SignerRole::Client)];
    assert_eq!(missing(&[prescriber.clone(), other]), of_client);
    assert_eq!(missing(&[prescriber, client(Agreement::Agrees, Proof::None)]), of_client);
    assert_eq!(of_client[0].sentence(), "Client to sign");
}
