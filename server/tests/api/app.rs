//! A server in memory with an owner, a colleague and a stranger, and a clock that tests move.

use super::people::{Person, Program, Server, fresh, key, public, sign};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use minicbor::{Decode, Encode};
use record::wire::*;
use record::*;
use serde::{Serialize, de::DeserializeOwned};
use server::{AppState, Limits, ServerKey, router};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use store::Store;
use tower::ServiceExt as _;

pub const NOW: Time = Time(1_700_000_000_000);

/// A server on its own.
pub struct App {
    pub router: Router,
    pub store: Store,
    pub program: Program,
    clock: Arc<AtomicI64>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{} {}", self.status, String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn cbor<T: for<'b> Decode<'b, ()>>(&self) -> T {
        assert!(self.status.is_success(), "{} {}", self.status, String::from_utf8_lossy(&self.body));
        assert_eq!(self.headers[header::CONTENT_TYPE], CBOR);
        minicbor::decode(&self.body).unwrap()
    }

    /// The typed code of a refusal, which must be spelled as every refusal is.
    pub fn code(&self) -> ErrorCode {
        let body: ErrorBody = serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{}: {}", self.status, String::from_utf8_lossy(&self.body)));
        assert_eq!(self.status.as_u16(), body.code.status());
        assert_eq!(body.message, body.code.sentence());
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/json");
        body.code
    }
}

/// A request under way.
pub struct Ask {
    request: axum::http::request::Builder,
    body: Vec<u8>,
}

pub fn ask(method: Method, path: &str) -> Ask {
    Ask { request: Request::builder().method(method).uri(path).header(header::HOST, "house.example"), body: Vec::new() }
}

pub fn get(path: &str) -> Ask {
    ask(Method::GET, path)
}

pub fn post(path: &str) -> Ask {
    ask(Method::POST, path)
}

impl Ask {
    /// With a header; of `host` there is one.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if name == "host"
            && let Some(headers) = self.request.headers_mut()
        {
            headers.remove(header::HOST);
        }
        Self { request: self.request.header(name, value), ..self }
    }

    /// From this address, as the connection tells it.
    pub fn from(self, address: &str) -> Self {
        let peer = std::net::SocketAddr::new(address.parse().unwrap(), 40_000);
        Self { request: self.request.extension(axum::extract::ConnectInfo(peer)), ..self }
    }

    /// With a session cookie.
    pub fn by(self, cookie: &str) -> Self {
        self.header("cookie", cookie)
    }

    pub fn bytes(self, kind: &str, body: Vec<u8>) -> Self {
        Self { body, ..self.header("content-type", kind) }
    }

    /// With a content type and no body yet.
    pub fn kind(self, kind: &str) -> Self {
        self.header("content-type", kind)
    }

    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap();
        self.bytes("application/json", body)
    }

    pub fn cbor(self, body: &impl Encode<()>) -> Self {
        let body = minicbor::to_vec(body).unwrap();
        self.bytes(CBOR, body)
    }
}

impl App {
    /// Running, not founded.
    pub async fn start_with(limits: Limits, site: Option<std::path::PathBuf>) -> Self {
        let store = Store::open("mem://").await.unwrap();
        let seed = key();
        let program = Program::new(Arc::new(Server(seed.clone())));
        let clock = Arc::new(AtomicI64::new(NOW.0));
        let hand = Arc::clone(&clock);
        let mut state =
            AppState::new(store.clone(), ServerKey::from_seed(seed.to_bytes()), move || Time(hand.load(Ordering::SeqCst)))
                .with_limits(limits);
        if let Some(site) = site {
            state = state.with_site(site);
        }
        Self { router: router(state), store, program, clock }
    }

    pub async fn start() -> Self {
        Self::start_with(Limits::wide(), None).await
    }

    /// Running and founded.
    pub async fn found() -> Self {
        let app = Self::start().await;
        let found = app.program.found();
        assert_eq!(app.send(post(path::PROGRAM).json(&found)).await.status, StatusCode::CREATED);
        app
    }

    pub fn server(&self) -> PublicKey {
        public(&self.program.server.0)
    }

    pub fn now(&self) -> Time {
        Time(self.clock.load(Ordering::SeqCst))
    }

    pub fn wait(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
    }

    pub async fn send(&self, ask: Ask) -> Answer {
        let body = Body::from(ask.body);
        self.send_with(Ask { body: Vec::new(), ..ask }, body).await
    }

    pub async fn send_with(&self, ask: Ask, body: Body) -> Answer {
        let request = ask.request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn challenge(&self, login: &str) -> Challenge {
        let body = ChallengeRequest { login: login.to_owned() };
        self.send(post(path::CHALLENGE).json(&body)).await.json()
    }

    /// Signs in and gives the cookie.
    pub async fn sign_in(&self, person: &Person) -> String {
        let challenge = self.challenge(&person.login).await.challenge;
        let answer = self.send(post(path::SESSION).json(&person.proof(challenge, self.server()))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub async fn owner(&self) -> String {
        self.sign_in(&self.program.owner).await
    }

    /// An invitation by the owner: the key in its code.
    pub async fn invite(&self, role: Role) -> ed25519_dalek::SigningKey {
        let invitation = key();
        let invite = self.program.invite(&invitation, role, self.now().plus(limits::INVITATION));
        let answer = self.send(post(path::INVITATIONS).by(&self.owner().await).json(&invite)).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        invitation
    }

    pub fn enrollment(&self, invitation: &ed25519_dalek::SigningKey, person: &Person) -> EnrollRequest {
        EnrollRequest { key: public(invitation), enrollment: sign(invitation, &person.enrollment()), account: person.account() }
    }

    /// Someone who joined, and their cookie.
    pub async fn join(&mut self, login: &str, role: Role) -> (Person, String) {
        let mut person = Person::new(self.program.org, login);
        let invitation = self.invite(role).await;
        let enroll = self.enrollment(&invitation, &person);
        assert_eq!(self.send(post(path::ENROLL).json(&enroll)).await.status, StatusCode::CREATED);
        let entry = self.program.by_owner(Statement::Certified(person.certificate(role, false)));
        let activate = Activate { key: public(&invitation), entry: entry.clone() };
        let answer = self.send(post(path::INVITATION_ACTIVATE).by(&self.owner().await).json(&activate)).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        person.certificate = entry.digest();
        self.program.entries.push(entry);
        person.seen = Head { seq: self.program.entries.len() as u64, digest: person.certificate };
        let cookie = self.sign_in(&person).await;
        (person, cookie)
    }

    pub async fn push(&self, cookie: &str, operations: &[&Operation]) -> Vec<Outcome> {
        let push = Push { operations: operations.iter().map(|operation| operation.to_bytes()).collect() };
        self.send(post(path::PUSH).by(cookie).cbor(&push)).await.cbor::<PushReply>().outcomes
    }

    /// Everything that a refused request must not change.
    pub async fn standing(&self) -> (u64, Changes, Vec<InvitationView>) {
        let cookie = self.owner().await;
        let mut changes: Changes = self.send(get(path::CHANGES).by(&cookie)).await.cbor();
        changes.now = NOW;
        let invitations = self.send(get(path::INVITATIONS).by(&cookie)).await.json();
        let page: DirectoryPage = self.send(get(path::DIRECTORY).by(&cookie)).await.cbor();
        (page.entries.len() as u64, changes, invitations)
    }
}

pub fn record() -> RecordId {
    RecordId::from_u128(fresh())
}

pub fn doc() -> DocId {
    DocId::from_u128(fresh())
}
