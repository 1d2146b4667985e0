//! `POST /api/v1/session/ended/deliver`: what someone whose access ended had signed and not sent. It opens no session, and nothing of
//! it comes into a record; those who read the record now decide about it.

use super::sign_in::proven;
use crate::{AppState, address::Address, body::Cbor, error::ApiError};
use ::record::{
    limits,
    wire::{Deliver, Delivered, ErrorCode},
};
use axum::extract::State;

pub(crate) async fn deliver(
    State(state): State<AppState>,
    Address(address): Address,
    Cbor(body): Cbor<Deliver>,
) -> Result<Cbor<Delivered>, ApiError> {
    if body.operations.len() > limits::MAX_PUSH {
        return Err(ApiError::new(ErrorCode::TooLarge));
    }
    let account = proven(&state, address, &body.sign_in).await?;
    let kept = state.store.deliver(account.user, &body.operations, state.now()).await?;
    Ok(Cbor(Delivered { kept }))
}
