//! A device whose clock is days behind: what it signs can be late for the server and must be signable all the same.

use crate::{
    made::note,
    team::{pass, planned, sync},
    world::{World, played},
};
use clinical::Wrong;
use keeper::protocol::{Load, SaveDraft, Sign};
use record::{DocId, Lateness, Time};

const DAY: i64 = 86_400_000;

#[test]
fn a_note_that_is_late_by_the_server_alone_asks_for_its_reason_names_the_clock_and_can_be_signed() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let (record, version, _) = planned(author, &[]).await;
        author.clock.turn(-6 * DAY);
        sync(&[author]).await;
        // By this device the session was an hour ago.
        let behind = Time::from(chrono::Utc::now()).plus(-6 * DAY);
        let (doc, mut note) = (DocId::from_u128(80), note(version, behind));
        author.ask(SaveDraft { record, doc, body: note.clone().into() }).await.unwrap();
        let view = author.ask(Load { record, doc }).await.unwrap();
        assert!(view.clock_uncertain);
        assert!(
            view.findings.iter().any(|found| found.wrong() == Some(Wrong::LateWithoutReason)),
            "the page shows the field for it"
        );
        note.late_reason = "The tablet showed last week’s date.".to_owned();
        author.ask(Sign { record, doc, body: note.into(), passphrase: pass() }).await.unwrap();
        let view = author.ask(Load { record, doc }).await.unwrap();
        assert!(matches!(view.row.lateness, Some(Lateness::Late { .. })));
        assert!(view.doc.signed.lines[0].uncertain, "and it is marked, for its author and for everybody else");
    });
}

#[test]
fn a_clock_that_agrees_with_the_server_is_not_named() {
    played(|| async {
        let world = World::found().await.unwrap();
        let author = &world.actors[2];
        let (record, version, _) = planned(author, &[]).await;
        let (doc, note) = (DocId::from_u128(81), note(version, Time::from(chrono::Utc::now())));
        author.ask(SaveDraft { record, doc, body: note.into() }).await.unwrap();
        assert!(!author.ask(Load { record, doc }).await.unwrap().clock_uncertain);
    });
}
