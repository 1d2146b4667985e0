//! `POST /api/v1/session/challenge`: something to sign, for any name.

use crate::{AppState, address::Address, body::Json, error::ApiError, session::often, throttle::Try};
use ::record::{
    is_login,
    wire::{Challenge, ChallengeRequest, ErrorCode},
};
use axum::extract::State;

pub(crate) async fn challenge(
    State(state): State<AppState>,
    Address(address): Address,
    Json(body): Json<ChallengeRequest>,
) -> Result<Json<Challenge>, ApiError> {
    often::check(&state, address, Try::Challenge, &body.login).await?;
    if !is_login(&body.login) {
        return Err(ApiError::field("login"));
    }
    if !state.store.registry().await?.is_founded() {
        return Err(ApiError::new(ErrorCode::NotFounded));
    }
    // A name nobody has gets an id too, always the same one: nobody learns which names exist. Nor does the id of a name change when
    // its owner's access ends: nobody learns that either, and whoever has the keys is told at sign-in.
    let account = state.store.account_ever(&body.login).await?;
    let nobody = state.key.secret_digest("throughline/nobody/v1", &body.login);
    let secret_key_id = account.map_or(nobody, |account| account.secret_key_id);
    let challenge = state.store.make_challenge(&body.login, state.now()).await?;
    Ok(Json(Challenge { challenge, secret_key_id }))
}
