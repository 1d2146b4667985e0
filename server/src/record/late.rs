//! `POST /api/v1/late`: what was delivered after its author's access had ended, for those who read the record now.

use crate::{AppState, body::Cbor, cookie::Caller, error::ApiError};
use ::record::{
    limits,
    wire::{ErrorCode, LatePage, LateWant},
};
use axum::extract::State;
use store::Follow;

pub(crate) async fn late(
    State(state): State<AppState>,
    Caller(session): Caller,
    Cbor(body): Cbor<LateWant>,
) -> Result<Cbor<LatePage>, ApiError> {
    if body.known.len() > limits::MAX_KNOWN {
        return Err(ApiError::new(ErrorCode::TooLarge));
    }
    let grant = state.store.grant::<Follow>(&session, ()).await?;
    Ok(Cbor(state.store.late(&grant, &body, state.now()).await?))
}
