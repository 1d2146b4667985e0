//! `POST /api/v1/directory/again`: entries that a restored backup does not have, from any device that verified them.

use crate::{AppState, body::Cbor, cookie::Caller, error::ApiError};
use ::record::wire::DirectoryPage;
use axum::{extract::State, http::StatusCode};
use store::Follow;

pub(crate) async fn again(
    State(state): State<AppState>,
    Caller(session): Caller,
    Cbor(page): Cbor<DirectoryPage>,
) -> Result<StatusCode, ApiError> {
    let grant = state.store.grant::<Follow>(&session, ()).await?;
    state.store.append_again(&grant, &page.entries, state.now()).await?;
    Ok(StatusCode::CREATED)
}
