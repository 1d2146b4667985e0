//! The session cookie, and whoever stands behind it.

use crate::{AppState, error::ApiError};
use ::record::{limits, wire::ErrorCode};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};
use store::{Session, Token};

/// The cookie's name; the prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`.
pub const NAME: &str = "__Host-throughline";

/// Its name where the browser is on this machine and speaks to the server without TLS. WebKit keeps no `Secure` cookie there.
const LOOPBACK_NAME: &str = "throughline-loopback";

/// Headers by which a proxy says that it stands between: the browser may be anywhere then.
const FORWARDED: [&str; 5] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"];

/// The cookie of one request's connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionCookie {
    /// For every address but this machine's own.
    Secure,
    /// A browser on this machine, without TLS and without a proxy between: what it sends leaves the machine nowhere.
    Loopback,
}

impl SessionCookie {
    /// Loopback only where all of it fits: the connection's peer, the name the browser asked for, where its page came from, and
    /// no word of a proxy. A header can turn loopback off; none can turn it on for a peer elsewhere.
    fn of(peer: Option<IpAddr>, headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let here = peer.is_some_and(|peer| peer.to_canonical().is_loopback());
        let asked = text(header::HOST).is_some_and(is_loopback);
        let plain = headers.get(header::ORIGIN).is_none() || text(header::ORIGIN).is_some_and(is_plain_loopback);
        let direct = FORWARDED.iter().all(|name| !headers.contains_key(*name));
        if here && asked && plain && direct { Self::Loopback } else { Self::Secure }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Secure => NAME,
            Self::Loopback => LOOPBACK_NAME,
        }
    }

    const fn flags(self) -> &'static str {
        match self {
            Self::Secure => "Path=/; Secure; HttpOnly; SameSite=Strict",
            Self::Loopback => "Path=/; HttpOnly; SameSite=Strict",
        }
    }

    /// The header that sets a session.
    pub(crate) fn set(self, token: &Token) -> Result<HeaderValue, ApiError> {
        let seconds = limits::SESSION_ABSOLUTE / 1000;
        value(&format!("{}={}; {}; Max-Age={seconds}", self.name(), token.to_text(), self.flags()))
    }

    /// The header that takes it away.
    pub(crate) fn clear(self) -> Result<HeaderValue, ApiError> {
        value(&format!("{}=; {}; Max-Age=0", self.name(), self.flags()))
    }
}

impl<S: Sync> FromRequestParts<S> for SessionCookie {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self::of(peer, &parts.headers))
    }
}

/// Whether `HOST` or `HOST:PORT` is this machine's own name or address.
fn is_loopback(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_plain_loopback(origin: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(is_loopback)
}

fn value(text: &str) -> Result<HeaderValue, ApiError> {
    HeaderValue::from_str(text).map_err(|_| ApiError::new(ErrorCode::Internal))
}

/// Whoever is signed in; a request without a session is refused.
pub(crate) struct Caller(pub(crate) Session);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_out = || ApiError::new(ErrorCode::SignedOut);
        let Ok(way) = SessionCookie::from_request_parts(parts, state).await;
        let jar = CookieJar::from_headers(&parts.headers);
        // What reads has no origin: a page over TLS on this machine looks like one without, and has the secure cookie.
        let cookie = jar.get(way.name()).or_else(|| jar.get(NAME)).ok_or_else(signed_out)?;
        let token = Token::from_text(cookie.value()).ok_or_else(signed_out)?;
        state.store.session(&token, state.now()).await?.map(Self).ok_or_else(signed_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_names_are_loopback() {
        for own in ["127.0.0.1", "127.0.0.1:3000", "127.1.2.3:80", "localhost", "LocalHost:3000", "[::1]", "[::1]:3000"] {
            assert!(is_loopback(own), "{own}");
        }
        let others = [
            "house.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "10.0.0.1",
            "[2001:db8::1]:80",
            "",
            ":80",
            "0.0.0.0",
        ];
        for other in others {
            assert!(!is_loopback(other), "{other}");
        }
    }

    #[test]
    fn a_page_over_tls_is_not_plain() {
        assert!(is_plain_loopback("http://127.0.0.1:3000"));
        assert!(!is_plain_loopback("https://127.0.0.1:3000"));
        assert!(!is_plain_loopback("http://house.example"));
    }
}
