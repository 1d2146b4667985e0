//! The session cookie, and whoever stands behind it.

use crate::{AppState, error::ApiError};
use ::record::{limits, wire::ErrorCode};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, request::Parts},
};
use axum_extra::extract::CookieJar;
use store::{Session, Token};

/// The cookie's name; the prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`.
pub const NAME: &str = "__Host-throughline";

const FLAGS: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";

/// The header that sets a session.
pub(crate) fn set(token: &Token) -> Result<HeaderValue, ApiError> {
    let seconds = limits::SESSION_ABSOLUTE / 1000;
    header(&format!("{NAME}={}; {FLAGS}; Max-Age={seconds}", token.to_text()))
}

/// The header that takes it away.
pub(crate) fn clear() -> Result<HeaderValue, ApiError> {
    header(&format!("{NAME}=; {FLAGS}; Max-Age=0"))
}

fn header(text: &str) -> Result<HeaderValue, ApiError> {
    HeaderValue::from_str(text).map_err(|_| ApiError::new(ErrorCode::Internal))
}

/// Whoever is signed in; a request without a session is refused.
pub(crate) struct Caller(pub(crate) Session);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_out = || ApiError::new(ErrorCode::SignedOut);
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(NAME).and_then(|cookie| Token::from_text(cookie.value())).ok_or_else(signed_out)?;
        state.store.session(&token, state.now()).await?.map(Self).ok_or_else(signed_out)
    }
}
