//! Changes, pull and push, as the owner of a record, a colleague and a stranger see them.

use super::app::{App, doc, get, post, record};
use record::wire::*;
use record::*;

const SIGN: Event = Event::Sign(Review::NotOwed);

fn pull(record: RecordId) -> Pull {
    Pull { wants: vec![Want::all(record)], limit: 1000 }
}

#[tokio::test]
async fn a_note_reaches_the_team_and_nobody_else() {
    let mut app = App::found().await;
    let (mut writer, mine) = app.join("writer", Role::Counselor).await;
    let (colleague, theirs) = app.join("colleague", Role::Supervisor).await;
    let (_, strangers) = app.join("stranger", Role::Supervisor).await;
    let chart = record();
    let (open, note) = (writer.open(chart), writer.note(chart, doc(), SIGN, "sealed"));
    let admit = writer.admit(chart, colleague.user, &open);
    let operations = [open, note, admit];
    let outcomes = app.push(&mine, &operations.iter().collect::<Vec<_>>()).await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Accepted(_))));

    for cookie in [&mine, &theirs] {
        let changes: Changes = app.send(get(path::CHANGES).by(cookie)).await.cbor();
        assert_eq!((changes.mine, changes.records.len(), changes.change), (vec![chart], 1, 3));
        let page: PullPage = app.send(post(path::PULL).by(cookie).cbor(&pull(chart))).await.cbor();
        let got: Vec<_> = page.entries.iter().map(|pulled| pulled.operation.clone()).collect();
        assert_eq!(got, operations.iter().map(Operation::to_bytes).collect::<Vec<_>>());
        assert!(page.entries.iter().all(|pulled| pulled.receipt.verify(&app.server()).is_ok()));
    }
    let changes: Changes = app.send(get(path::CHANGES).by(&strangers)).await.cbor();
    assert!(changes.mine.is_empty() && changes.records.is_empty());
    let owner = app.owner().await;
    let mut bodies = Vec::new();
    for cookie in [&strangers, &owner] {
        for record in [chart, record()] {
            let answer = app.send(post(path::PULL).by(cookie).cbor(&pull(record))).await;
            assert_eq!(answer.code(), ErrorCode::NotFound);
            bodies.push((answer.body, answer.headers));
        }
    }
    assert!(bodies.iter().all(|answer| *answer == bodies[0]), "absent and forbidden must not differ");
}

#[tokio::test]
async fn a_stranger_cannot_write_and_learns_nothing() {
    let mut app = App::found().await;
    let (mut writer, mine) = app.join("writer", Role::Counselor).await;
    let (mut stranger, theirs) = app.join("stranger", Role::Supervisor).await;
    let chart = record();
    let open = writer.open(chart);
    app.push(&mine, &[&open]).await;
    let there = stranger.note(chart, doc(), SIGN, "into someone's chart");
    let nowhere = stranger.note(record(), doc(), SIGN, "into nothing");
    let not_found = Outcome::Quarantined(OutcomeCode(Refusal::NotFound));
    assert_eq!(app.push(&theirs, &[&there, &nowhere]).await, [not_found.clone(), not_found]);
    let page: PullPage = app.send(post(path::PULL).by(&mine).cbor(&pull(chart))).await.cbor();
    assert_eq!(page.entries.len(), 1);
}

#[tokio::test]
async fn replayed_reordered_and_truncated_operations_add_nothing() {
    let mut app = App::found().await;
    let (mut writer, mine) = app.join("writer", Role::Counselor).await;
    let chart = record();
    let open = writer.open(chart);
    let (first, second) = (writer.note(chart, doc(), SIGN, "first"), writer.note(chart, doc(), SIGN, "second"));
    let gap = Outcome::Gap(Head { seq: 1, digest: open.id().0 });
    assert!(matches!(app.push(&mine, &[&open]).await[0], Outcome::Accepted(_)));
    assert_eq!(app.push(&mine, &[&second, &first]).await, [gap.clone(), gap]);
    let whole = first.to_bytes();
    for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
        let push = Push { operations: vec![Bytes(whole[..cut].to_vec())] };
        let reply: PushReply = app.send(post(path::PUSH).by(&mine).cbor(&push)).await.cbor();
        assert_eq!(reply.outcomes, [Outcome::Malformed]);
    }
    let outcomes = app.push(&mine, &[&first, &second]).await;
    let again = app.push(&mine, &[&first, &second]).await;
    for (outcome, again) in outcomes.iter().zip(&again) {
        assert!(matches!((outcome, again), (Outcome::Accepted(a), Outcome::Duplicate(b)) if a == b));
    }
    let page: PullPage = app.send(post(path::PULL).by(&mine).cbor(&pull(chart))).await.cbor();
    assert_eq!(page.entries.len(), 3);
}

#[tokio::test]
async fn what_is_too_much_is_refused_whole() {
    let mut app = App::found().await;
    let (mut writer, mine) = app.join("writer", Role::Counselor).await;
    let open = writer.open(record());
    let many = Push { operations: vec![open.to_bytes(); limits::MAX_PUSH + 1] };
    assert_eq!(app.send(post(path::PUSH).by(&mine).cbor(&many)).await.code(), ErrorCode::TooLarge);
    let wants = Pull { wants: vec![Want::all(record()); limits::MAX_WANTS + 1], limit: 1 };
    assert_eq!(app.send(post(path::PULL).by(&mine).cbor(&wants)).await.code(), ErrorCode::TooLarge);
    let big = vec![0; limits::MAX_BODY + 1];
    assert_eq!(app.send(post(path::PUSH).by(&mine).bytes(CBOR, big)).await.code(), ErrorCode::TooLarge);
    let huge = Push { operations: vec![Bytes(vec![0; limits::MAX_OPERATION + 1])] };
    let reply: PushReply = app.send(post(path::PUSH).by(&mine).cbor(&huge)).await.cbor();
    assert_eq!(reply.outcomes, [Outcome::Malformed]);
    let changes: Changes = app.send(get(path::CHANGES).by(&mine)).await.cbor();
    assert_eq!(changes.change, 0);
}

#[tokio::test]
async fn an_auditor_reads_what_they_are_admitted_to_and_writes_nothing() {
    let mut app = App::found().await;
    let (mut writer, mine) = app.join("writer", Role::Counselor).await;
    let (mut auditor, theirs) = app.join("auditor", Role::Auditor).await;
    let chart = record();
    let open = writer.open(chart);
    let admit = writer.admit(chart, auditor.user, &open);
    app.push(&mine, &[&open, &admit]).await;
    let page: PullPage = app.send(post(path::PULL).by(&theirs).cbor(&pull(chart))).await.cbor();
    assert_eq!(page.entries.len(), 2);
    let note = auditor.note(chart, doc(), SIGN, "no");
    let refused = Outcome::Quarantined(OutcomeCode(Refusal::NotAllowed));
    assert_eq!(app.push(&theirs, &[&note]).await, [refused]);
    // Every hand-out is in the log that the auditor may read.
    let log: AuditPage = app.send(get(path::AUDIT).by(&theirs)).await.json();
    let pulls: Vec<_> = log.rows.iter().filter(|row| row.action == "pull").collect();
    assert_eq!(pulls.len(), 1);
    assert_eq!((pulls[0].actor, pulls[0].object.clone()), (Some(auditor.user), Some(chart.to_string())));
    assert_eq!((log.total, log.rows[0].seq), (log.rows.len() as u64, log.total), "newest first");
    let older: AuditPage = app.send(get(&format!("{}?before=3", path::AUDIT)).by(&theirs)).await.json();
    assert_eq!(older.rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 1]);
}
