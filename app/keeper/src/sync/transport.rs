//! HTTP as the keeper needs it. The trait is implemented by fetch in the worker, by a client natively, and by the
//! router itself in the simulation.

use crate::protocol::Problem;
use record::wire::{
    AccountAgain, AccountBundle, Activate, AuditPage, CBOR, Challenge, ChallengeRequest, Changes, Deliver, Delivered,
    DirectoryPage, Ended, EnrollRequest, ErrorBody, ErrorCode, Found, InvitationView, Invite, InviteKey, LatePage, LateWant,
    OfferReply, ProgramView, Pull, PullPage, Push, PushReply, SignIn, Want, path,
};
use record::{DirectoryEntry, Signed};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::Cell, rc::Rc, time::Duration};
use vault::NetError;

/// How a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Changes.
    Post,
    /// Ends.
    Delete,
}

/// A request to the program's own server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// How.
    pub method: Method,
    /// Where, with its query.
    pub path: String,
    /// Content type and bytes, for a POST.
    pub body: Option<(&'static str, Vec<u8>)>,
    /// How long the answer may take.
    pub patience: Duration,
}

impl HttpRequest {
    /// How long the server may take over most requests: long enough for a full page on a slow line, and none hangs for ever.
    pub const PATIENCE: Duration = Duration::from_secs(120);

    /// How large an answer may be, in bytes: several times the largest page there is.
    pub const MOST: usize = 16 * 1024 * 1024;
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpReply {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// The server was not reached, or went silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the server was not reached")]
pub struct Unreached;

/// Carries requests, with the session's cookie. One attempt each.
pub trait Transport {
    /// Sends `request` and waits for the whole answer, no longer than the request's patience.
    ///
    /// Fails with [`Unreached`].
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached>;
}

impl<T: Transport> Transport for Rc<T> {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        (**self).send(request).await
    }
}

/// The server's paths as typed calls.
pub(crate) struct Api<T> {
    transport: T,
    /// How often it was hung up: an answer to a request of before is not heard.
    hung_up: Cell<u64>,
}

const JSON: &str = "application/json";

/// How long the gate waits for a server before it shows itself without one: a network that swallows requests would hold it
/// for minutes.
const GATE: Duration = Duration::from_secs(2);

/// How long a lock waits for the server to end the session, which it does by itself as well.
const FAREWELL: Duration = Duration::from_secs(1);

impl From<NetError> for Problem {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Offline => Self::Offline,
            NetError::SignedOut => Self::Server(ErrorCode::SignedOut),
            NetError::Refused(code) => Self::Server(code),
            NetError::Malformed => Self::Server(ErrorCode::Internal),
        }
    }
}

impl<T: Transport> Api<T> {
    pub(crate) const fn over(transport: T) -> Self {
        Self { transport, hung_up: Cell::new(0) }
    }

    /// Whatever is under way is not heard any more: to whoever waits, the server was not reached.
    pub(crate) fn hang_up(&self) {
        self.hung_up.set(self.hung_up.get().wrapping_add(1));
    }

    async fn call(&self, method: Method, path: &str, body: Option<(&'static str, Vec<u8>)>) -> Result<Vec<u8>, NetError> {
        self.send(HttpRequest { method, path: path.to_owned(), body, patience: HttpRequest::PATIENCE }).await
    }

    async fn send(&self, request: HttpRequest) -> Result<Vec<u8>, NetError> {
        let line = self.hung_up.get();
        let reply = self.transport.send(request).await.map_err(|Unreached| NetError::Offline)?;
        if self.hung_up.get() != line {
            return Err(NetError::Offline);
        }
        if reply.body.len() > HttpRequest::MOST {
            return Err(NetError::Malformed);
        }
        if (200..300).contains(&reply.status) {
            return Ok(reply.body);
        }
        // Something between here and the server answers in its own words: the server was not reached.
        let Ok(error) = serde_json::from_slice::<ErrorBody>(&reply.body) else {
            return Err(if reply.status >= 500 { NetError::Offline } else { NetError::Malformed });
        };
        Err(if error.code == ErrorCode::SignedOut { NetError::SignedOut } else { NetError::Refused(error.code) })
    }

    async fn get<R: DeserializeOwned>(&self, path: &str) -> Result<R, NetError> {
        let body = self.call(Method::Get, path, None).await?;
        serde_json::from_slice(&body).map_err(|_| NetError::Malformed)
    }

    async fn post_bytes<B: Serialize>(&self, path: &str, body: &B) -> Result<Vec<u8>, NetError> {
        let body = serde_json::to_vec(body).map_err(|_| NetError::Malformed)?;
        self.call(Method::Post, path, Some((JSON, body))).await
    }

    async fn post<B: Serialize, R: DeserializeOwned>(&self, path: &str, body: &B) -> Result<R, NetError> {
        let body = self.post_bytes(path, body).await?;
        serde_json::from_slice(&body).map_err(|_| NetError::Malformed)
    }

    async fn post_cbor<B: minicbor::Encode<()>, R: for<'b> minicbor::Decode<'b, ()>>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<R, NetError> {
        let mut bytes = Vec::new();
        let _ = minicbor::encode(body, &mut bytes); // a Vec takes everything
        let body = self.call(Method::Post, path, Some((CBOR, bytes))).await?;
        minicbor::decode(&body).map_err(|_| NetError::Malformed)
    }

    async fn get_cbor<R: for<'b> minicbor::Decode<'b, ()>>(&self, path: &str) -> Result<R, NetError> {
        let body = self.call(Method::Get, path, None).await?;
        minicbor::decode(&body).map_err(|_| NetError::Malformed)
    }

    pub(crate) async fn program(&self) -> Result<ProgramView, NetError> {
        self.get(path::PROGRAM).await
    }

    /// As [`Self::program`], for the gate: soon or not at all.
    pub(crate) async fn program_soon(&self) -> Result<ProgramView, NetError> {
        let path = path::PROGRAM.to_owned();
        let body = self.send(HttpRequest { method: Method::Get, path, body: None, patience: GATE }).await?;
        serde_json::from_slice(&body).map_err(|_| NetError::Malformed)
    }

    pub(crate) async fn found(&self, found: &Found) -> Result<(), NetError> {
        self.post_bytes(path::PROGRAM, found).await.map(drop)
    }

    pub(crate) async fn challenge(&self, login: &str) -> Result<Challenge, NetError> {
        self.post(path::CHALLENGE, &ChallengeRequest { login: login.to_owned() }).await
    }

    pub(crate) async fn sign_in(&self, sign_in: &SignIn) -> Result<AccountBundle, NetError> {
        self.post(path::SESSION, sign_in).await
    }

    pub(crate) async fn sign_out(&self) -> Result<(), NetError> {
        let path = path::SESSION.to_owned();
        self.send(HttpRequest { method: Method::Delete, path, body: None, patience: FAREWELL }).await.map(drop)
    }

    pub(crate) async fn offer(&self, key: &InviteKey) -> Result<OfferReply, NetError> {
        self.post(path::INVITATION_OFFER, key).await
    }

    pub(crate) async fn enroll(&self, request: &EnrollRequest) -> Result<(), NetError> {
        self.post_bytes(path::ENROLL, request).await.map(drop)
    }

    pub(crate) async fn invite(&self, invite: &Invite) -> Result<(), NetError> {
        self.post_bytes(path::INVITATIONS, invite).await.map(drop)
    }

    pub(crate) async fn invitations(&self) -> Result<Vec<InvitationView>, NetError> {
        self.get(path::INVITATIONS).await
    }

    pub(crate) async fn withdraw(&self, key: &InviteKey) -> Result<(), NetError> {
        self.post_bytes(path::INVITATION_WITHDRAW, key).await.map(drop)
    }

    pub(crate) async fn activate(&self, activate: &Activate) -> Result<(), NetError> {
        self.post_bytes(path::INVITATION_ACTIVATE, activate).await.map(drop)
    }

    pub(crate) async fn append_directory(&self, entry: &Signed<DirectoryEntry>) -> Result<(), NetError> {
        self.post_bytes(path::DIRECTORY, entry).await.map(drop)
    }

    pub(crate) async fn ended(&self, ended: &Ended) -> Result<DirectoryPage, NetError> {
        let body = self.post_bytes(path::SESSION_ENDED, ended).await?;
        minicbor::decode(&body).map_err(|_| NetError::Malformed)
    }

    pub(crate) async fn deliver(&self, deliver: &Deliver) -> Result<Delivered, NetError> {
        self.post_cbor(path::DELIVER, deliver).await
    }

    pub(crate) async fn late(&self, want: &LateWant) -> Result<LatePage, NetError> {
        self.post_cbor(path::LATE, want).await
    }

    pub(crate) async fn account_again(&self, account: &Signed<AccountAgain>) -> Result<(), NetError> {
        self.post_bytes(path::ACCOUNT_AGAIN, account).await.map(drop)
    }

    pub(crate) async fn audit(&self, before: Option<u64>) -> Result<AuditPage, NetError> {
        match before {
            Some(before) => self.get(&format!("{}?before={before}", path::AUDIT)).await,
            None => self.get(path::AUDIT).await,
        }
    }
}

impl<T: Transport> vault::Net for Api<T> {
    async fn changes(&self, since: u64) -> Result<Changes, NetError> {
        self.get_cbor(&format!("{}?since={since}", path::CHANGES)).await
    }

    async fn pull(&self, pull: &Pull) -> Result<PullPage, NetError> {
        self.post_cbor(path::PULL, pull).await
    }

    async fn departure(&self, want: &Want) -> Result<PullPage, NetError> {
        self.post_cbor(path::DEPARTURE, want).await
    }

    async fn push(&self, push: &Push) -> Result<PushReply, NetError> {
        self.post_cbor(path::PUSH, push).await
    }

    async fn directory(&self, after: u64) -> Result<DirectoryPage, NetError> {
        self.get_cbor(&format!("{}?after={after}", path::DIRECTORY)).await
    }

    async fn directory_again(&self, page: &DirectoryPage) -> Result<(), NetError> {
        let mut bytes = Vec::new();
        let _ = minicbor::encode(page, &mut bytes); // a Vec takes everything
        self.call(Method::Post, path::DIRECTORY_AGAIN, Some((CBOR, bytes))).await.map(drop)
    }
}
