//! What a note is held against before it is signed: its chart, and everyone else its author cares for.

use crate::{
    play::note,
    world::{Actor, World, played},
};
use clinical::{Finding, Note, PatientName, PatientProfile, Retraction, Severity};
use keeper::protocol::{Load, Open, Problem, Save, SaveDraft, Say, Sign, SyncNow};
use proof::simulation::{PASSPHRASE, profile};
use record::{DocId, RecordId, Time};

const LONG: &str = "Came on time and chose to begin with last Tuesday, after a call with the sister about the weekend.";

fn named(given: &str, family: &str) -> PatientProfile {
    let name = PatientName { given: given.to_owned(), family: family.to_owned(), preferred: String::new() };
    PatientProfile { name, ..profile(family) }
}

/// A trainee with two clients; about the first, a note is signed: ten days ago, for an hour.
async fn two_clients(trainee: &Actor, now: Time) -> [RecordId; 2] {
    let wren = trainee.ask(Open { body: named("Wren", "Maplethorn").into() }).await.unwrap();
    let other = trainee.ask(Open { body: named("Solomon", "Pemberwick").into() }).await.unwrap();
    let ask = Sign { record: wren, doc: DocId::from_u128(1), body: note(LONG, now).into(), passphrase: PASSPHRASE.to_owned() };
    trainee.ask(ask).await.unwrap();
    [wren, other]
}

/// Saves a draft, which nothing stops, and asks what was found.
async fn found(trainee: &Actor, record: RecordId, doc: u128, note: &Note) -> Vec<Finding> {
    let doc = DocId::from_u128(doc);
    trainee.ask(SaveDraft { record, doc, body: note.clone().into() }).await.expect("a draft is kept whatever is found");
    let view = trainee.ask(Load { record, doc }).await.unwrap();
    assert_eq!(view.content::<Note>(), Some(note));
    view.findings
}

/// Where a rule found something, and in which words.
fn told(found: &[Finding], rule: &str) -> Vec<(String, String)> {
    let of_rule = found.iter().filter(|lint| lint.rule.id() == rule);
    of_rule
        .map(|lint| {
            assert!(lint.severity == Severity::Warns && !lint.fix.is_empty(), "{rule} says how it is mended, and stops nothing");
            (lint.place.name(), lint.sentence.to_string())
        })
        .collect()
}

fn days_after(now: Time, days: i64) -> Time {
    now.plus(days * 86_400_000)
}

#[test]
fn a_copied_note_is_found_in_its_own_chart_alone_and_not_once_the_first_is_withdrawn() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, now) = (&world.actors[0], Time::from(chrono::Utc::now()));
        let [wren, other] = two_clients(trainee, now).await;
        let copy = note(LONG, days_after(now, 2));
        let in_chart = told(&found(trainee, wren, 2, &copy).await, "like-an-earlier-note");
        assert_eq!(in_chart.len(), 1);
        assert!(in_chart[0].0 == "note" && in_chart[0].1.starts_with("100 % of this is the same as the note of"));
        assert!(told(&found(trainee, other, 3, &copy).await, "like-an-earlier-note").is_empty());
        let (doc, reason, passphrase) = (DocId::from_u128(1), "Wrong chart.".to_owned(), PASSPHRASE.to_owned());
        trainee.ask(Say::about(wren, doc, Retraction { reason }, passphrase)).await.unwrap();
        assert!(told(&found(trainee, wren, 2, &copy).await, "like-an-earlier-note").is_empty());
    });
}

#[test]
fn two_sessions_at_one_time_are_found_in_the_chart_and_across_the_caseload() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, now) = (&world.actors[0], Time::from(chrono::Utc::now()));
        let [wren, other] = two_clients(trainee, now).await;
        let at_once = note("at the same time", now);
        let start = |words: &str| vec![("start".to_owned(), words.to_owned())];
        let same_client = told(&found(trainee, wren, 2, &at_once).await, "overlap");
        assert_eq!(same_client, start("The client has another session at the same time."));
        let same_author = told(&found(trainee, other, 3, &at_once).await, "overlap");
        assert_eq!(same_author, start("The author has a session with someone else at the same time."));
        let another_day = note("on another day", days_after(now, 2));
        assert!(told(&found(trainee, other, 3, &another_day).await, "overlap").is_empty());
    });
}

#[test]
fn another_clients_name_is_found_and_the_own_is_not() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, now) = (&world.actors[0], Time::from(chrono::Utc::now()));
        let [wren, _] = two_clients(trainee, now).await;
        let mut draft = note(LONG, days_after(now, 2));
        draft.set_text("data", "Wren spoke of the bus. Solomon sat beside her.");
        draft.set_text("plan", "Back to the question of the bus with Fenwick.");
        let solomon = [("section-data".to_owned(), "“Solomon” is the name of another client.".to_owned())];
        assert_eq!(told(&found(trainee, wren, 2, &draft).await, "other-client-named"), solomon);
        // The names are kept between two looks, and looked up again when the caseload changes: by this device, by another.
        let third = trainee.ask(Open { body: named("Fenwick", "Oatley").into() }).await.unwrap();
        assert_eq!(told(&found(trainee, wren, 2, &draft).await, "other-client-named").len(), 2);
        let tablet = &world.actors[3];
        trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!(told(&found(trainee, wren, 2, &draft).await, "other-client-named").len(), 2);
        tablet.ask(SyncNow {}).await.unwrap();
        tablet.ask(Save::profile(third, 1, named("Ferdinand", "Oatley"))).await.unwrap();
        tablet.ask(SyncNow {}).await.unwrap();
        trainee.ask(SyncNow {}).await.unwrap();
        assert_eq!(told(&found(trainee, wren, 2, &draft).await, "other-client-named"), solomon);
    });
}

#[test]
fn what_warns_stops_no_signature_and_what_blocks_does() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, now) = (&world.actors[0], Time::from(chrono::Utc::now()));
        let [_, record] = two_clients(trainee, now).await;
        let (doc, passphrase) = (DocId::from_u128(3), PASSPHRASE.to_owned());
        let mut draft = note("Wren Maplethorn was there at the same time.", now);
        draft.late_reason.clear();
        let blocked = found(trainee, record, 3, &draft).await;
        assert!(blocked[0].blocks() && blocked[0].place.name() == "late-reason", "what stops the signature comes first");
        assert!(!told(&blocked, "other-client-named").is_empty() && !told(&blocked, "overlap").is_empty());
        let refused = trainee.ask(Sign { record, doc, body: draft.clone().into(), passphrase: passphrase.clone() }).await;
        let Err(Problem::Invalid(fields)) = refused else { panic!("signed") };
        assert_eq!(fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["late-reason"]);
        draft.late_reason = "The site had no power.".to_owned();
        trainee.ask(Sign { record, doc, body: draft.into(), passphrase }).await.unwrap();
    });
}
