//! What somebody had signed before their access ended and had not sent: delivered, and taken up or declined by the team.

use crate::{
    team::{fields, left, pass, sync, thread},
    world::{Actor, World, played},
};
use clinical::{Kinded, LateDelivery, assessment::Assessment};
use keeper::protocol::{DecideLate, Load, LoadChart, LoadLate, LoadOutbox, Problem, SaveUnsent, StripStatus, SyncNow};
use record::{OpId, RecordId, Status as DocStatus};

/// A leaver's assessment, delivered to the supervisor and the colleague: who left, its record, and which it is.
async fn delivered(world: &World) -> (Actor, RecordId, OpId) {
    let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
    let (leaver, record, _) = left(world, &[supervisor, colleague]).await;
    leaver.ask(SyncNow {}).await.unwrap();
    sync(&[colleague, supervisor, colleague]).await;
    let [row] = colleague.ask(LoadLate {}).await.unwrap().rows.try_into().unwrap();
    (leaver, record, row.operation)
}

fn decide(operation: OpId, take: bool, reason: &str) -> DecideLate {
    DecideLate { operation, take, reason: reason.to_owned(), passphrase: pass() }
}

#[test]
fn what_a_leaver_had_signed_is_delivered_once_and_taken_up_as_a_marked_document() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (trainee, supervisor, colleague) = (&world.actors[0], &world.actors[1], &world.actors[2]);
        let (leaver, record, doc) = left(&world, &[supervisor, colleague]).await;
        let strip = leaver.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.ended, strip.waiting, strip.delivered), (true, 0, 1));
        assert_eq!(leaver.ask(LoadChart { record }).await.map(drop), Err(Problem::AccessEnded));
        let outbox = leaver.ask(LoadOutbox {}).await.unwrap();
        assert_eq!((outbox.waiting.len(), outbox.delivered.len()), (0, 1), "and says what it was");
        assert_eq!(leaver.ask(SaveUnsent { open: Vec::new() }).await.unwrap().entries, 1, "it stays on the device");

        sync(&[colleague, supervisor, colleague]).await;
        let before = supervisor.ask(LoadChart { record }).await.unwrap();
        assert!(before.rows.iter().all(|row| row.doc != doc), "nothing of it is in the chart by itself");
        assert!(trainee.ask(LoadLate {}).await.unwrap().rows.is_empty(), "of the team alone");
        let [row] = supervisor.ask(LoadLate {}).await.unwrap().rows.try_into().unwrap();
        assert_eq!((row.writer.as_str(), row.record, row.may_decide), ("Person lena, LCSW", record, true));
        assert!(!row.text.is_empty() && !row.fields.is_empty(), "all of it can be read before");
        let forged = DecideLate { passphrase: "not mine".to_owned(), ..decide(row.operation, true, "") };
        assert_eq!(supervisor.ask(forged).await.map(drop), Err(Problem::WrongPassphrase));
        assert!(supervisor.ask(decide(row.operation, true, "")).await.unwrap().rows.is_empty());
        sync(&[supervisor, colleague]).await;

        assert!(colleague.ask(LoadLate {}).await.unwrap().rows.is_empty(), "decided for everybody");
        let chart = colleague.ask(LoadChart { record }).await.unwrap();
        let [taken] =
            chart.rows.into_iter().filter(|row| row.summary.kind == LateDelivery::KIND).collect::<Vec<_>>().try_into().unwrap();
        assert!(taken.summary.title.starts_with("Delivered late: "), "{}", taken.summary.title);
        let page = colleague.ask(Load { record, doc: taken.doc }).await.unwrap();
        let late: &LateDelivery = page.content().unwrap();
        assert_eq!((late.writer.name.as_str(), late.operation), ("Person lena", row.operation), "who wrote it");
        assert_eq!(late.author.as_ref().unwrap().name, "Person sam", "and who took it up");
        let body = late.taken.as_ref().unwrap().body().unwrap();
        assert!(Assessment::of(&body).is_some(), "as it was signed");
        assert!(matches!(page.row.status, DocStatus::Final(_)));
        assert_eq!(thread(colleague, record).await.assessments.len(), 0, "an assessment by nobody who can answer for it");
    });
}

#[test]
fn what_is_declined_says_why_and_its_text_is_in_no_chart() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (_leaver, record, operation) = delivered(&world).await;
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        let silent = colleague.ask(decide(operation, false, " ")).await.unwrap_err();
        assert_eq!(fields(silent), ["reason"]);
        colleague.ask(decide(operation, false, "She was not here that week.")).await.unwrap();
        sync(&[colleague, supervisor]).await;
        assert!(supervisor.ask(LoadLate {}).await.unwrap().rows.is_empty());
        let chart = supervisor.ask(LoadChart { record }).await.unwrap();
        let row = chart.rows.into_iter().find(|row| row.summary.kind == LateDelivery::KIND).unwrap();
        let page = supervisor.ask(Load { record, doc: row.doc }).await.unwrap();
        let late: &LateDelivery = page.content().unwrap();
        assert!(late.taken.is_none() && late.reason == "She was not here that week.");
    });
}

#[test]
fn of_two_who_decide_at_once_one_is_first_and_the_other_is_told() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (_leaver, record, operation) = delivered(&world).await;
        let (supervisor, colleague) = (&world.actors[1], &world.actors[2]);
        colleague.ask(decide(operation, true, "")).await.unwrap();
        supervisor.ask(decide(operation, false, "Not ours.")).await.unwrap();
        sync(&[colleague]).await;
        let strip = supervisor.ask(SyncNow {}).await.unwrap();
        assert_eq!((strip.waiting, strip.quarantined), (0, 1), "the second decision could not be sent, and says so");
        let chart = supervisor.ask(LoadChart { record }).await.unwrap();
        assert_eq!(chart.rows.iter().filter(|row| row.summary.kind == LateDelivery::KIND).count(), 1);
        assert!(supervisor.ask(StripStatus {}).await.unwrap().stopped.is_none());
    });
}
