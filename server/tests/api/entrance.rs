//! Signing in, staying in, being out.

use super::{
    app::{App, NOW, get, post},
    people::{Person, key},
};
use axum::http::{Method, StatusCode, header};
use record::wire::*;
use record::*;
use server::Limits;

const MINUTE: i64 = 60 * 1000;

#[tokio::test]
async fn signing_in_gives_the_bundle_and_a_cookie_that_only_this_site_sends() {
    let app = App::found().await;
    let owner = &app.program.owner;
    let challenge = app.challenge("owner").await;
    assert_eq!(challenge.secret_key_id, owner.account().secret_key_id);
    let answer = app.send(post(path::SESSION).json(&owner.proof(challenge.challenge, app.server()))).await;
    let bundle: AccountBundle = answer.json();
    assert_eq!((bundle.user, bundle.org), (owner.user, app.program.org));
    assert_eq!(bundle.keyring, owner.account().keyring);
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    let (pair, flags) = cookie.split_once("; ").unwrap();
    assert!(pair.starts_with("__Host-throughline="));
    assert_eq!(flags, "Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200");
    let view: SessionView = app.send(get(path::SESSION).by(pair)).await.json();
    assert_eq!(view, SessionView { user: owner.user, ends: NOW.plus(limits::SESSION_ABSOLUTE) });
}

/// Signs the owner in over a connection from `peer`, with these headers; what the answer sets.
async fn set_from(app: &App, peer: &str, headers: &[(&str, &str)]) -> String {
    let challenge = app.challenge("owner").await.challenge;
    let ask = post(path::SESSION).json(&app.program.owner.proof(challenge, app.server())).from(peer);
    let ask = headers.iter().fold(ask, |ask, (name, value)| ask.header(name, value));
    let answer = app.send(ask).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_browser_on_this_machine_without_tls_gets_a_cookie_that_webkit_keeps_and_signs_out_with_it() {
    let app = App::found().await;
    let own = [("127.0.0.1", "127.0.0.1:3000"), ("127.0.0.1", "localhost:3000"), ("::1", "[::1]:3000")];
    for (peer, host) in own {
        let cookie = set_from(&app, peer, &[("host", host), ("origin", &format!("http://{host}"))]).await;
        let (pair, flags) = cookie.split_once("; ").unwrap();
        assert!(pair.starts_with("throughline-loopback="), "{cookie}");
        assert_eq!(flags, "Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
        let here = |ask: super::app::Ask| ask.from(peer).header("host", host).by(pair);
        assert_eq!(app.send(here(get(path::SESSION))).await.status, StatusCode::OK);
        // The same cookie opens nothing over another connection.
        assert_eq!(app.send(get(path::SESSION).by(pair)).await.code(), ErrorCode::SignedOut);
        assert_eq!(app.send(get(path::SESSION).from("203.0.113.7").by(pair)).await.code(), ErrorCode::SignedOut);
        let public = get(path::SESSION).from(peer).header("host", "house.example").by(pair);
        assert_eq!(app.send(public).await.code(), ErrorCode::SignedOut);
        let answer = app.send(here(super::app::ask(Method::DELETE, path::SESSION))).await;
        let cleared = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert_eq!(cleared, "throughline-loopback=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
        assert_eq!(app.send(here(get(path::SESSION))).await.code(), ErrorCode::SignedOut);
    }
}

#[tokio::test]
async fn every_other_connection_gets_the_secure_cookie_whatever_its_headers_say() {
    let app = App::found().await;
    let host = ("host", "127.0.0.1:3000");
    let origin = ("origin", "http://127.0.0.1:3000");
    let elsewhere: [(&str, &[(&str, &str)]); 8] = [
        ("203.0.113.7", &[host, origin]),
        ("127.0.0.1", &[("host", "house.example")]),
        ("127.0.0.1", &[("host", "127.0.0.1.evil.example")]),
        ("127.0.0.1", &[host, ("origin", "https://127.0.0.1:3000")]),
        ("127.0.0.1", &[host, origin, ("x-forwarded-for", "127.0.0.1")]),
        ("127.0.0.1", &[host, origin, ("x-forwarded-proto", "https")]),
        ("127.0.0.1", &[host, origin, ("forwarded", "for=127.0.0.1")]),
        ("127.0.0.1", &[host, origin, ("via", "1.1 proxy")]),
    ];
    for (peer, headers) in elsewhere {
        let cookie = set_from(&app, peer, headers).await;
        assert!(cookie.starts_with("__Host-throughline="), "{peer} {headers:?}");
        assert!(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200"), "{cookie}");
        let pair = cookie.split(';').next().unwrap();
        let view = get(path::SESSION).from(peer).header("host", headers[0].1).by(pair);
        assert_eq!(app.send(view).await.status, StatusCode::OK, "{peer} {headers:?}");
    }
}

#[tokio::test]
async fn every_way_to_fail_at_signing_in_looks_the_same() {
    let app = App::found().await;
    let owner = app.program.owner.clone();
    let mut bodies = Vec::new();
    // Another key: a wrong passphrase or Secret Key.
    let wrong = Person { login_key: key(), ..owner.clone() };
    let challenge = app.challenge("owner").await.challenge;
    bodies.push(app.send(post(path::SESSION).json(&wrong.proof(challenge, app.server()))).await);
    // The failed try has used the challenge up, so the right key is too late.
    bodies.push(app.send(post(path::SESSION).json(&owner.proof(challenge, app.server()))).await);
    // Nobody of this name.
    let nobody = Person { login: "nobody".to_owned(), ..owner.clone() };
    let challenge = app.challenge("nobody").await.challenge;
    bodies.push(app.send(post(path::SESSION).json(&nobody.proof(challenge, app.server()))).await);
    // A challenge that was never given.
    bodies.push(app.send(post(path::SESSION).json(&owner.proof(Digest::ZERO, app.server()))).await);
    // A proof for another server.
    let challenge = app.challenge("owner").await.challenge;
    bodies.push(app.send(post(path::SESSION).json(&owner.proof(challenge, PublicKey([7; 32])))).await);
    // Two minutes later.
    let challenge = app.challenge("owner").await.challenge;
    app.wait(limits::CHALLENGE);
    bodies.push(app.send(post(path::SESSION).json(&owner.proof(challenge, app.server()))).await);
    for answer in &bodies {
        assert_eq!(answer.code(), ErrorCode::SignInRefused);
        assert_eq!(answer.body, bodies[0].body);
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
    }
}

#[tokio::test]
async fn a_replayed_proof_opens_nothing() {
    let app = App::found().await;
    let challenge = app.challenge("owner").await.challenge;
    let proof = app.program.owner.proof(challenge, app.server());
    assert_eq!(app.send(post(path::SESSION).json(&proof)).await.status, StatusCode::OK);
    assert_eq!(app.send(post(path::SESSION).json(&proof)).await.code(), ErrorCode::SignInRefused);
}

#[tokio::test]
async fn an_unknown_name_always_has_the_same_secret_key_id() {
    let app = App::found().await;
    let (first, again) = (app.challenge("nobody").await, app.challenge("nobody").await);
    assert_eq!(first.secret_key_id, again.secret_key_id);
    assert_ne!(first.challenge, again.challenge);
    assert_ne!(first.secret_key_id, app.challenge("noone").await.secret_key_id);
}

#[tokio::test]
async fn a_session_ends_by_idleness_by_age_and_by_signing_out() {
    let app = App::found().await;
    let cookie = app.owner().await;
    app.wait(29 * MINUTE);
    assert_eq!(app.send(get(path::SESSION).by(&cookie)).await.status, StatusCode::OK);
    app.wait(30 * MINUTE);
    assert_eq!(app.send(get(path::SESSION).by(&cookie)).await.code(), ErrorCode::SignedOut);

    let cookie = app.owner().await;
    for _ in 0..28 {
        app.wait(25 * MINUTE);
        assert_eq!(app.send(get(path::SESSION).by(&cookie)).await.status, StatusCode::OK);
    }
    app.wait(20 * MINUTE);
    assert_eq!(app.send(get(path::SESSION).by(&cookie)).await.code(), ErrorCode::SignedOut);

    let cookie = app.owner().await;
    let answer = app.send(super::app::ask(Method::DELETE, path::SESSION).by(&cookie)).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let cleared = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert_eq!(cleared, "__Host-throughline=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    assert_eq!(app.send(get(path::SESSION).by(&cookie)).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn a_made_up_cookie_is_no_session() {
    let app = App::found().await;
    let cookie = app.owner().await;
    let name = cookie.split('=').next().unwrap();
    let mut swapped = cookie.clone();
    let last = if swapped.pop() == Some('0') { '1' } else { '0' };
    swapped.push(last);
    let long = format!("{name}={}", "a".repeat(5000));
    for bad in [format!("{name}="), format!("{name}=x.y"), swapped, long, cookie.replace("__Host-", "")] {
        assert_eq!(app.send(get(path::SESSION).by(&bad)).await.code(), ErrorCode::SignedOut);
    }
}

#[tokio::test]
async fn too_many_tries_for_one_account_are_refused_and_others_are_not() {
    let app = App::start_with(Limits { account_per_minute: 3, ..Limits::wide() }, None).await;
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    let challenge = |login: &str| post(path::CHALLENGE).json(&ChallengeRequest { login: login.to_owned() });
    for _ in 0..3 {
        assert_eq!(app.send(challenge("owner")).await.status, StatusCode::OK);
    }
    assert_eq!(app.send(challenge("owner")).await.code(), ErrorCode::TooMany);
    assert_eq!(app.send(challenge("another")).await.status, StatusCode::OK);
    // Answering has its own count.
    let proof = app.program.owner.proof(Digest::ZERO, app.server());
    for _ in 0..3 {
        assert_eq!(app.send(post(path::SESSION).json(&proof)).await.code(), ErrorCode::SignInRefused);
    }
    assert_eq!(app.send(post(path::SESSION).json(&proof)).await.code(), ErrorCode::TooMany);
}

#[tokio::test]
async fn tries_from_elsewhere_lock_nobody_out() {
    let app = App::start_with(Limits { account_per_minute: 3, ..Limits::wide() }, None).await;
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    let challenge = || post(path::CHALLENGE).json(&ChallengeRequest { login: "owner".to_owned() });
    for _ in 0..10 {
        app.send(challenge().from("203.0.113.7")).await;
        app.send(challenge().from("2001:db8:1:2::7")).await;
    }
    assert_eq!(app.send(challenge().from("203.0.113.7")).await.code(), ErrorCode::TooMany);
    // Of IPv6 a whole network counts as one: its owner has all of it.
    assert_eq!(app.send(challenge().from("2001:db8:1:2:3::8")).await.code(), ErrorCode::TooMany);
    for elsewhere in ["203.0.113.8", "2001:db8:1:3::7"] {
        assert_eq!(app.send(challenge().from(elsewhere)).await.status, StatusCode::OK, "{elsewhere}");
    }
}

#[tokio::test]
async fn too_many_tries_from_one_address_are_refused() {
    let app = App::start_with(Limits { address_per_minute: 5, ..Limits::wide() }, None).await;
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    let mut codes = Vec::new();
    for number in 0..6 {
        let body = ChallengeRequest { login: format!("name{number}") };
        codes.push(app.send(post(path::CHALLENGE).json(&body)).await.status.as_u16());
    }
    assert_eq!(codes, [200, 200, 200, 200, 429, 429]);
}

/// Every row of the log about too many tries, oldest first: whom it is about.
async fn throttled(app: &App) -> Vec<Option<String>> {
    let session = app.store.begin_session(app.program.owner.user, NOW).await.unwrap();
    let session = app.store.session(&session, NOW).await.unwrap().unwrap();
    let grant = app.store.grant::<store::Audit>(&session, ()).await.unwrap();
    let rows = app.store.audit_page(&grant, None).await.unwrap().rows;
    assert_eq!(app.store.verify_audit().await.unwrap(), rows.len() as u64);
    assert!(!serde_json::to_string(&rows).unwrap().contains("nobodyofthisname"));
    let of = rows.into_iter().rev().filter(|row| row.action == "sign_in_throttled");
    of.map(|row| row.object).collect()
}

#[tokio::test]
async fn too_many_tries_for_an_account_are_told_once_a_minute() {
    let app = App::start_with(Limits { account_per_minute: 3, ..Limits::wide() }, None).await;
    let challenge = |login: &str| post(path::CHALLENGE).json(&ChallengeRequest { login: login.to_owned() });
    for _ in 0..5 {
        app.send(challenge("owner")).await;
    }
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    assert_eq!(throttled(&app).await, [], "before the founding there is nobody to tell");
    let app = App::start_with(Limits { account_per_minute: 3, ..Limits::wide() }, None).await;
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    for _ in 0..3 {
        app.send(challenge("owner")).await;
    }
    assert_eq!(throttled(&app).await, []);
    let proof = app.program.owner.proof(Digest::ZERO, app.server());
    for _ in 0..20 {
        app.send(challenge("owner")).await;
        app.send(challenge("nobodyofthisname")).await;
        app.send(post(path::SESSION).json(&proof)).await;
    }
    assert_eq!(throttled(&app).await, [Some(app.program.owner.user.to_string()), None]);
}

#[tokio::test]
async fn too_many_tries_from_an_address_are_told_once_a_minute_whatever_names_are_tried() {
    let app = App::start_with(Limits { address_per_minute: 5, ..Limits::wide() }, None).await;
    app.send(post(path::PROGRAM).json(&app.program.found())).await;
    for number in 0..4 {
        app.send(post(path::CHALLENGE).json(&ChallengeRequest { login: format!("name{number}") })).await;
    }
    for login in ["owner", "nobodyofthisname", "", "No Login"] {
        let answer = app.send(post(path::CHALLENGE).json(&ChallengeRequest { login: login.to_owned() })).await;
        assert_eq!(answer.code(), ErrorCode::TooMany);
    }
    assert_eq!(throttled(&app).await, [Some(app.program.owner.user.to_string())]);
}

#[tokio::test]
async fn tries_and_sign_outs_are_in_the_audit_log_without_names() {
    let app = App::found().await;
    let owner = app.program.owner.clone();
    let cookie = app.owner().await;
    app.send(super::app::ask(Method::DELETE, path::SESSION).by(&cookie)).await;
    app.send(post(path::SESSION).json(&owner.proof(Digest::ZERO, app.server()))).await;
    let nobody = Person { login: "nobodyofthisname".to_owned(), ..owner.clone() };
    app.send(post(path::SESSION).json(&nobody.proof(Digest::ZERO, app.server()))).await;
    let answer = app.send(get(path::AUDIT).by(&app.owner().await)).await;
    let page: AuditPage = answer.json();
    let told: Vec<_> = page.rows.iter().rev().map(|row| (row.action.as_str(), row.actor, row.object.clone())).collect();
    let (user, object) = (Some(owner.user), Some(owner.user.to_string()));
    assert_eq!(
        told,
        [
            ("founded", user, None),
            ("sign_in", user, None),
            ("signed_out", user, None),
            ("sign_in_refused", None, object),
            ("sign_in_refused", None, None),
            ("sign_in", user, None),
        ]
    );
    assert!(!String::from_utf8_lossy(&answer.body).contains("nobodyofthisname"));
    assert_eq!(app.store.verify_audit().await.unwrap(), 6);
}
