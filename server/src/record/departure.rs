//! `POST /api/v1/departure`: how somebody left a record's team, for the device that is to forget it.

use crate::{AppState, body::Cbor, cookie::Caller, error::ApiError};
use ::record::wire::{PullPage, Want};
use axum::extract::State;
use store::Follow;

pub(crate) async fn departure(
    State(state): State<AppState>,
    Caller(session): Caller,
    Cbor(body): Cbor<Want>,
) -> Result<Cbor<PullPage>, ApiError> {
    let grant = state.store.grant::<Follow>(&session, ()).await?;
    Ok(Cbor(state.store.departure(&grant, &body).await?))
}
