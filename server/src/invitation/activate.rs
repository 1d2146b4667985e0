//! `POST /api/v1/invitations/activate`: the certificate that makes an enrollment an account (administrators).

use crate::{AppState, body::Json, cookie::Caller, error::ApiError};
use ::record::wire::Activate;
use axum::{extract::State, http::StatusCode};
use store::Administer;

pub(crate) async fn activate(
    State(state): State<AppState>,
    Caller(session): Caller,
    Json(body): Json<Activate>,
) -> Result<StatusCode, ApiError> {
    let grant = state.store.grant::<Administer>(&session, ()).await?;
    state.store.activate(&grant, &body.key, &body.entry, state.now()).await?;
    Ok(StatusCode::CREATED)
}
