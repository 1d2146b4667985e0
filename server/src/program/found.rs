//! `POST /api/v1/program`: the founding, once. The same bytes again get the same answer, whoever lost it.

use crate::{AppState, address::Address, body::Json, error::ApiError, session::account};
use ::record::{Directory, wire::Found};
use axum::{extract::State, http::StatusCode};
use store::Signer as _;

/// The largest age file of a root seed; a real one has under 300 bytes.
const MAX_ROOT: usize = 16 * 1024;

pub(crate) async fn found(
    State(state): State<AppState>,
    Address(address): Address,
    Json(body): Json<Found>,
) -> Result<StatusCode, ApiError> {
    state.throttle.address(address)?;
    let directory = Directory::verify(&body.directory, None)?;
    if directory.server() != &state.key.public() || body.directory.len() != 2 {
        return Err(ApiError::field("directory"));
    }
    if directory.certificate(body.account.user).is_none() {
        return Err(ApiError::field("account"));
    }
    if body.root_sealed.is_empty() || body.root_sealed.len() > MAX_ROOT {
        return Err(ApiError::field("root_sealed"));
    }
    account::check(&body.account)?;
    state.store.found(&body, state.now()).await?;
    Ok(StatusCode::CREATED)
}
