//! `POST /api/v1/push`: offers operations; each gets its own answer.

use crate::{AppState, body::Cbor, cookie::Caller, error::ApiError};
use ::record::{
    limits,
    wire::{ErrorCode, Push, PushReply},
};
use axum::extract::State;
use std::sync::Arc;
use store::{Append, Signer};

pub(crate) async fn push(
    State(state): State<AppState>,
    Caller(session): Caller,
    Cbor(body): Cbor<Push>,
) -> Result<Cbor<PushReply>, ApiError> {
    if body.operations.len() > limits::MAX_PUSH {
        return Err(ApiError::new(ErrorCode::TooLarge));
    }
    let grant = state.store.grant::<Append>(&session, ()).await?;
    let signer: Arc<dyn Signer> = state.key.clone();
    let outcomes = state.store.push(&grant, body.operations, state.now(), signer).await?;
    Ok(Cbor(PushReply { outcomes }))
}
