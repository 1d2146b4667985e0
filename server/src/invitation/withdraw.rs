//! `POST /api/v1/invitations/withdraw`: ends an invitation that is not yet an account (administrators).

use crate::{AppState, body::Json, cookie::Caller, error::ApiError};
use ::record::wire::InviteKey;
use axum::{extract::State, http::StatusCode};
use store::Administer;

pub(crate) async fn withdraw(
    State(state): State<AppState>,
    Caller(session): Caller,
    Json(body): Json<InviteKey>,
) -> Result<StatusCode, ApiError> {
    let grant = state.store.grant::<Administer>(&session, ()).await?;
    state.store.withdraw(&grant, &body.key, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
