//! `POST /api/v1/session/ended`: the directory for someone whose access ended, so that their device hears it from the administrator
//! who signed it, and not from this server. It opens no session.

use super::sign_in::proven;
use crate::{
    AppState,
    address::Address,
    body::{Cbor, Json},
    error::ApiError,
};
use ::record::wire::{DirectoryPage, Ended, ErrorCode};
use axum::extract::State;

pub(crate) async fn ended(
    State(state): State<AppState>,
    Address(address): Address,
    Json(body): Json<Ended>,
) -> Result<Cbor<DirectoryPage>, ApiError> {
    let account = proven(&state, address, &body.sign_in).await?;
    let registry = state.store.current_registry().await?;
    if !registry.has_left(account.user) {
        return Err(ApiError::new(ErrorCode::NotAllowed));
    }
    Ok(Cbor(DirectoryPage { entries: registry.entries_after(body.after).to_vec() }))
}
