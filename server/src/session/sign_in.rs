//! `POST /api/v1/session`: a signed challenge becomes a session.

use crate::{AppState, address::Address, body::Json, cookie::SessionCookie, error::ApiError, session::often, throttle::Try};
use ::record::{
    PublicKey, Signable as _, Signed, is_login,
    wire::{AccountBundle, ErrorCode, LoginProof, SignIn},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use std::net::IpAddr;
use store::{Account, AuditAction, Note, Signer as _};

pub(crate) async fn sign_in(
    State(state): State<AppState>,
    Address(address): Address,
    cookie: SessionCookie,
    Json(body): Json<SignIn>,
) -> Result<Response, ApiError> {
    let account = proven(&state, address, &body).await?;
    let now = state.now();
    let registry = state.store.registry().await?;
    let org = registry.directory()?.org();
    // Only whoever has the keys is told that they no longer open anything here.
    if registry.has_left(account.user) {
        state.store.note(Note::new(AuditAction::SignInRefused).about(account.user), now).await?;
        return Err(ApiError::new(ErrorCode::NotAllowed));
    }
    let token = state.store.begin_session(account.user, now).await?;
    let bundle = AccountBundle {
        org,
        user: account.user,
        login: account.login,
        secret_key_id: account.secret_key_id,
        keyring: account.keyring,
    };
    Ok(([(header::SET_COOKIE, cookie.set(&token)?)], Json(bundle)).into_response())
}

/// The account that answers its challenge in time, also that of someone whose access ended.
///
/// Fails with [`ErrorCode::SignInRefused`], and with [`ErrorCode::TooMany`].
pub(super) async fn proven(state: &AppState, address: IpAddr, body: &SignIn) -> Result<Account, ApiError> {
    often::check(state, address, Try::SignIn, &body.login).await?;
    if !is_login(&body.login) {
        return Err(ApiError::field("login"));
    }
    let now = state.now();
    state.store.registry().await?.directory()?;
    let timely = state.store.take_challenge(&body.login, &body.challenge, now).await?;
    let account = state.store.account_ever(&body.login).await?;
    // Every way to fail does the same work and tells the same.
    let key = account.as_ref().map_or_else(|| state.key.public(), |account| account.login_key);
    let signed = is_proof(body, &state.key.public(), &key);
    match (timely, signed, account) {
        (true, true, Some(account)) => Ok(account),
        (_, _, account) => {
            let note = Note::new(AuditAction::SignInRefused);
            let note = account.iter().fold(note, |note, account| note.about(account.user));
            state.store.note(note, now).await?;
            Err(ApiError::new(ErrorCode::SignInRefused))
        }
    }
}

fn is_proof(body: &SignIn, server: &PublicKey, key: &PublicKey) -> bool {
    let proof = LoginProof { challenge: body.challenge, login: body.login.clone(), server: *server };
    Signed::<LoginProof>::new(proof.to_bytes(), body.signature).verify(key).is_ok()
}
