//! `POST /api/v1/invitations/offer`: what an invitation offers, to whoever has its key.

use crate::{AppState, address::Address, body::Json, error::ApiError};
use ::record::wire::{EnrollmentState, ErrorCode, InviteKey, OfferReply};
use axum::extract::State;
use store::Signer as _;

pub(crate) async fn offer(
    State(state): State<AppState>,
    Address(address): Address,
    Json(body): Json<InviteKey>,
) -> Result<Json<OfferReply>, ApiError> {
    state.throttle.address(address)?;
    let view = state.store.invitation(&body.key, state.now()).await?;
    match view.state {
        EnrollmentState::Open => Ok(Json(OfferReply { offer: view.offer, server: state.key.public() })),
        EnrollmentState::Waiting(_) | EnrollmentState::Active | EnrollmentState::Ended => {
            Err(ApiError::new(ErrorCode::InvitationEnded))
        }
    }
}
