//! `POST /api/v1/pull`: entries of records. One record that is not the caller's, and the whole request finds nothing.

use crate::{AppState, body::Cbor, cookie::Caller, error::ApiError};
use ::record::{
    limits,
    wire::{ErrorCode, Pull, PullPage},
};
use axum::extract::State;
use store::Read;

pub(crate) async fn pull(
    State(state): State<AppState>,
    Caller(session): Caller,
    Cbor(body): Cbor<Pull>,
) -> Result<Cbor<PullPage>, ApiError> {
    if body.wants.len() > limits::MAX_WANTS {
        return Err(ApiError::new(ErrorCode::TooLarge));
    }
    let records: Vec<_> = body.wants.iter().map(|want| want.record).collect();
    let grants = state.store.grants::<Read>(&session, &records).await?;
    let wants: Vec<_> = grants.into_iter().zip(body.wants.iter().map(|want| want.after)).collect();
    Ok(Cbor(state.store.pull(&wants, body.limit, state.now()).await?))
}
