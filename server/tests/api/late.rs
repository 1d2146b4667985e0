//! What somebody had signed before their access ended: delivered with their keys alone, read by the team.

use super::app::{App, doc, get, post, record};
use super::people::{Person, key};
use axum::http::StatusCode;
use record::wire::*;
use record::*;

const SIGN: Event = Event::Sign(Review::NotOwed);

async fn deliver(app: &App, person: &Person, operations: Vec<Bytes>) -> super::app::Answer {
    let challenge = app.challenge(&person.login).await.challenge;
    let sign_in = person.proof(challenge, app.server());
    app.send(post(path::DELIVER).cbor(&Deliver { sign_in, operations })).await
}

#[tokio::test]
async fn a_leaver_delivers_with_their_own_keys_and_the_team_reads_it_apart_from_the_chart() {
    let mut app = App::found().await;
    let (mut leaver, cookie) = app.join("leaver", Role::Counselor).await;
    let (colleague, theirs) = app.join("colleague", Role::Supervisor).await;
    let (_, strangers) = app.join("stranger", Role::Supervisor).await;
    let chart = record();
    let open = leaver.open(chart);
    let admit = leaver.admit(chart, colleague.user, &open);
    app.push(&cookie, &[&open, &admit]).await;
    let note = leaver.note(chart, doc(), SIGN, "sealed");
    assert_eq!(deliver(&app, &leaver, vec![note.to_bytes()]).await.code(), ErrorCode::NotAllowed, "whoever is here pushes");
    let owner = app.owner().await;
    let entry = app.program.by_owner(Statement::Revoked(leaver.user));
    assert_eq!(app.send(post(path::DIRECTORY).by(&owner).json(&entry)).await.status, StatusCode::CREATED);

    assert_eq!(deliver(&app, &colleague, vec![note.to_bytes()]).await.code(), ErrorCode::NotAllowed);
    let guess = Person { login_key: key(), ..leaver.clone() };
    assert_eq!(deliver(&app, &guess, vec![note.to_bytes()]).await.code(), ErrorCode::SignInRefused);
    let many = vec![note.to_bytes(); limits::MAX_PUSH + 1];
    assert_eq!(deliver(&app, &leaver, many).await.code(), ErrorCode::TooLarge);
    let kept: Delivered = deliver(&app, &leaver, vec![note.to_bytes(), open.to_bytes(), Bytes(vec![7])]).await.cbor();
    assert_eq!(kept.kept, [true, false, false]);

    let want = LateWant { known: Vec::new() };
    let page: LatePage = app.send(post(path::LATE).by(&theirs).cbor(&want)).await.cbor();
    assert_eq!(page.entries, [Late { received: app.now(), operation: note.to_bytes() }]);
    for cookie in [&strangers, &owner] {
        let page: LatePage = app.send(post(path::LATE).by(cookie).cbor(&want)).await.cbor();
        assert!(page.entries.is_empty());
    }
    let known = LateWant { known: vec![note.id()] };
    let page: LatePage = app.send(post(path::LATE).by(&theirs).cbor(&known)).await.cbor();
    assert!(page.entries.is_empty());
    let pull = Pull { wants: vec![Want::all(chart)], limit: 1000 };
    let page: PullPage = app.send(post(path::PULL).by(&theirs).cbor(&pull)).await.cbor();
    assert_eq!(page.entries.len(), 2, "the chart has nothing of it");
    let log: AuditPage = app.send(get(path::AUDIT).by(&owner)).await.json();
    let row = log.rows.iter().find(|row| row.action == "delivered_late").unwrap();
    assert_eq!((row.actor, row.object.clone()), (Some(leaver.user), Some(chart.to_string())));
}
