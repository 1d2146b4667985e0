//! What every answer has in common, and how everything that is not a proper request is refused.

use super::app::{App, Ask, ask, get, post};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Method, header};
use http_body::Frame;
use record::wire::*;
use server::{CONTENT_SECURITY_POLICY, Limits};
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

/// Every path that changes something or tells something to someone signed in.
const WITH_SESSION: [(Method, &str); 15] = [
    (Method::GET, path::SESSION),
    (Method::DELETE, path::SESSION),
    (Method::GET, path::DIRECTORY),
    (Method::POST, path::DIRECTORY),
    (Method::POST, path::DIRECTORY_AGAIN),
    (Method::GET, path::INVITATIONS),
    (Method::POST, path::INVITATIONS),
    (Method::POST, path::INVITATION_WITHDRAW),
    (Method::POST, path::INVITATION_ACTIVATE),
    (Method::GET, path::CHANGES),
    (Method::POST, path::PULL),
    (Method::POST, path::DEPARTURE),
    (Method::POST, path::LATE),
    (Method::POST, path::PUSH),
    (Method::GET, path::AUDIT),
];

const WITHOUT_SESSION: [&str; 7] = [
    path::PROGRAM,
    path::CHALLENGE,
    path::SESSION,
    path::SESSION_ENDED,
    path::ACCOUNT_AGAIN,
    path::INVITATION_OFFER,
    path::ENROLL,
];

const JSON: [&str; 10] = [
    path::PROGRAM,
    path::CHALLENGE,
    path::SESSION,
    path::SESSION_ENDED,
    path::ACCOUNT_AGAIN,
    path::DIRECTORY,
    path::INVITATIONS,
    path::INVITATION_WITHDRAW,
    path::INVITATION_OFFER,
    path::ENROLL,
];

#[tokio::test]
async fn without_a_session_nothing_is_told() {
    let app = App::found().await;
    for (method, path) in WITH_SESSION {
        assert_eq!(app.send(ask(method.clone(), path)).await.code(), ErrorCode::SignedOut, "{method} {path}");
    }
}

#[tokio::test]
async fn unreadable_bodies_are_malformed_and_change_nothing() {
    let app = App::found().await;
    let cookie = app.owner().await;
    let before = app.standing().await;
    let bodies: [&[u8]; 6] = [b"", b"{", b"null", b"[]", b"{\"login\":7}", &[0xff, 0, 0xfe]];
    for path in JSON {
        for body in bodies {
            let answer = app.send(post(path).by(&cookie).bytes("application/json", body.to_vec())).await;
            // A program that is founded says so before it reads.
            assert_eq!(answer.code(), ErrorCode::Malformed, "{path}");
        }
        let answer = app.send(post(path).by(&cookie).bytes("text/plain", b"{}".to_vec())).await;
        assert_eq!(answer.code(), ErrorCode::Malformed, "{path}");
        let answer = app.send(post(path).by(&cookie).bytes("application/json", vec![b' '; 600 * 1024])).await;
        assert_eq!(answer.code(), ErrorCode::TooLarge, "{path}");
    }
    for path in [path::PULL, path::PUSH, path::LATE, path::DELIVER] {
        let mut trailing = minicbor::to_vec(Push { operations: Vec::new() }).unwrap();
        trailing.push(0);
        for body in [&b""[..], b"{}", &[0x9f], &[0xff; 64], &trailing] {
            let answer = app.send(post(path).by(&cookie).bytes(CBOR, body.to_vec())).await;
            assert_eq!(answer.code(), ErrorCode::Malformed, "{path}");
        }
        let answer = app.send(post(path).by(&cookie).bytes("application/json", b"{}".to_vec())).await;
        assert_eq!(answer.code(), ErrorCode::Malformed, "{path}");
    }
    assert_eq!(app.standing().await, before);
}

#[tokio::test]
async fn unknown_paths_methods_and_queries_are_refused_in_the_same_form() {
    let app = App::found().await;
    let cookie = app.owner().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/push", "/api/v1/push/x", "/api/v1/../../etc/passwd"] {
        assert_eq!(app.send(get(path)).await.code(), ErrorCode::NotFound, "{path}");
        assert_eq!(app.send(post(path)).await.code(), ErrorCode::NotFound, "{path}");
    }
    for (method, path) in [
        (Method::PUT, path::SESSION),
        (Method::GET, path::PUSH),
        (Method::PATCH, path::PROGRAM),
        (Method::DELETE, path::CHANGES),
        (Method::POST, path::HEALTH),
        (Method::POST, "/clients"),
        (Method::PUT, "/"),
    ] {
        let answer = app.send(ask(method.clone(), path)).await;
        assert_eq!(answer.code(), ErrorCode::MethodNotAllowed, "{method} {path}");
        // What would be right is told: RFC 9110, section 15.5.6.
        assert!(answer.headers.contains_key(header::ALLOW), "{method} {path}");
    }
    for query in ["since=x", "since=-1", "since=99999999999999999999", "since=1&since=2"] {
        let answer = app.send(get(&format!("{}?{query}", path::CHANGES)).by(&cookie)).await;
        assert_eq!(answer.code(), ErrorCode::Malformed, "{query}");
    }
}

#[tokio::test]
async fn what_another_site_sends_is_refused() {
    let app = App::found().await;
    let cookie = app.owner().await;
    let before = app.standing().await;
    let foreign: [(&str, &str); 4] = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ];
    for (name, value) in foreign {
        for path in JSON.into_iter().chain([path::PULL, path::PUSH]) {
            let answer = app.send(post(path).by(&cookie).header(name, value).json(&())).await;
            assert_eq!(answer.code(), ErrorCode::CrossSite, "{path}");
        }
        let answer = app.send(ask(Method::DELETE, path::SESSION).by(&cookie).header(name, value)).await;
        assert_eq!(answer.code(), ErrorCode::CrossSite);
    }
    assert_eq!(app.standing().await, before);
    // This site's own requests pass.
    let ours = get(path::SESSION).by(&cookie).header("sec-fetch-site", "same-origin");
    assert_eq!(app.send(ours).await.status.as_u16(), 200);
    let ours = post(path::PULL).by(&cookie).header("origin", "https://house.example").header("sec-fetch-site", "same-origin");
    let answer = app.send(ours.cbor(&Pull { wants: Vec::new(), limit: 1 })).await;
    assert_eq!(answer.cbor::<PullPage>(), PullPage { entries: Vec::new(), more: false });
}

#[tokio::test]
async fn every_kind_of_answer_has_the_strict_headers() {
    let app = App::found().await;
    let cookie = app.owner().await;
    let asks: Vec<(Ask, &str)> = vec![
        (get("/"), "no-cache"),
        (get("/clients/7/notes"), "no-cache"),
        (get(path::HEALTH), "no-store"),
        (get(path::PROGRAM), "no-store"),
        (get(path::SESSION).by(&cookie), "no-store"),
        (get(path::SESSION), "no-store"),
        (get(path::CHANGES).by(&cookie), "no-store"),
        (get("/api/v1/nothing"), "no-store"),
        (ask(Method::PUT, path::PUSH), "no-store"),
        (post(path::PUSH).header("origin", "https://evil.example"), "no-store"),
        (post("/"), "no-cache"),
    ];
    for (ask, stored) in asks {
        let answer = app.send(ask).await;
        let said = |name: &str| answer.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(said("content-security-policy"), [CONTENT_SECURITY_POLICY]);
        assert_eq!(said("x-content-type-options"), ["nosniff"]);
        assert_eq!(said("referrer-policy"), ["no-referrer"]);
        assert_eq!(said("cross-origin-opener-policy"), ["same-origin"]);
        assert_eq!(said("cross-origin-embedder-policy"), ["require-corp"]);
        assert_eq!(said("cross-origin-resource-policy"), ["same-origin"]);
        assert_eq!(said("strict-transport-security"), ["max-age=31536000"]);
        for allowed in ["microphone=()", "publickey-credentials-create=(self)", "publickey-credentials-get=(self)"] {
            assert!(said("permissions-policy")[0].contains(allowed), "{allowed}");
        }
        assert_eq!(said("cache-control"), [stored]);
        assert!(said("clear-site-data").is_empty(), "it would delete unsent work");
    }
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe-inline"));
    assert!(!CONTENT_SECURITY_POLICY.contains("http"));
}

#[tokio::test]
async fn what_takes_too_long_is_given_up_with_a_code() {
    let app = App::start_with(Limits { timeout: Duration::from_millis(20), ..Limits::wide() }, None).await;
    let answer = app.send_with(post(path::ENROLL).kind("application/json"), Body::new(Flow::Stalled)).await;
    assert_eq!(answer.code(), ErrorCode::Timeout);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_malformed() {
    let app = App::found().await;
    let cookie = app.owner().await;
    let answer = app.send_with(post(path::PUSH).by(&cookie).kind(CBOR), Body::new(Flow::Broken)).await;
    assert_eq!(answer.code(), ErrorCode::Malformed);
}

#[tokio::test]
async fn a_body_that_hides_its_length_is_cut_off() {
    let app = App::found().await;
    let answer = app.send_with(post(path::ENROLL).kind("application/json"), Body::new(Flow::Endless)).await;
    assert_eq!(answer.code(), ErrorCode::TooLarge);
}

/// Bodies that do not behave.
enum Flow {
    /// Never comes.
    Stalled,
    /// The connection is lost.
    Broken,
    /// Does not end.
    Endless,
}

impl HttpBody for Flow {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        match *self {
            Self::Stalled => Poll::Pending,
            Self::Broken => Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into()))),
            Self::Endless => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b' '; 4096]))))),
        }
    }
}

#[tokio::test]
async fn health_answers_when_the_database_does() {
    let app = App::start().await;
    let answer = app.send(get(path::HEALTH)).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_slice()), (200, &b"ok"[..]));
}

#[tokio::test]
async fn paths_without_a_session_need_none_and_others_are_listed() {
    let app = App::found().await;
    for path in WITHOUT_SESSION {
        let answer = app.send(post(path).json(&())).await;
        assert_eq!(answer.code(), ErrorCode::Malformed, "{path}");
    }
}
