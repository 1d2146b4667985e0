//! `POST /api/v1/directory`: a revocation, or someone's new certificate (administrators).

use crate::{AppState, body::Json, cookie::Caller, error::ApiError};
use ::record::{DirectoryEntry, Signed};
use axum::{extract::State, http::StatusCode};
use store::Administer;

pub(crate) async fn append(
    State(state): State<AppState>,
    Caller(session): Caller,
    Json(entry): Json<Signed<DirectoryEntry>>,
) -> Result<StatusCode, ApiError> {
    let grant = state.store.grant::<Administer>(&session, ()).await?;
    state.store.append_directory(&grant, &entry, state.now()).await?;
    Ok(StatusCode::CREATED)
}
