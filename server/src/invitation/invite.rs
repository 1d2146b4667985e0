//! `POST /api/v1/invitations`: offers a place (administrators).

use crate::{AppState, body::Json, cookie::Caller, error::ApiError};
use ::record::{
    limits,
    wire::{Invite, OfferApproval},
};
use axum::{extract::State, http::StatusCode};
use store::Administer;

pub(crate) async fn invite(
    State(state): State<AppState>,
    Caller(session): Caller,
    Json(body): Json<Invite>,
) -> Result<StatusCode, ApiError> {
    let grant = state.store.grant::<Administer>(&session, ()).await?;
    let registry = state.store.registry().await?;
    let directory = registry.directory()?;
    let offer = OfferApproval::check(&body.approval, &body.key, &body.offer, directory).map_err(|_| ApiError::field("offer"))?;
    let ours = offer.org == directory.org() && &offer.root == directory.root() && offer.program == directory.name();
    let now = state.now();
    if !ours || offer.expires <= now {
        return Err(ApiError::field("offer"));
    }
    // A device whose clock is ahead cannot make an invitation last longer.
    let expires = offer.expires.min(now.plus(limits::INVITATION));
    state.store.invite(&grant, &body, expires, now).await?;
    Ok(StatusCode::CREATED)
}
