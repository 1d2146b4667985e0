//! `POST /api/v1/invitations/enroll`: uses an invitation; an administrator's device signs the keys later.

use crate::{AppState, address::Address, body::Json, error::ApiError, session::account};
use ::record::wire::EnrollRequest;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn enroll(
    State(state): State<AppState>,
    Address(address): Address,
    Json(body): Json<EnrollRequest>,
) -> Result<StatusCode, ApiError> {
    state.throttle.address(address)?;
    let enrollment = body.enrollment.verify(&body.key).map_err(|_| ApiError::field("enrollment"))?;
    let same = enrollment.user == body.account.user
        && enrollment.login == body.account.login
        && enrollment.login_key == body.account.login_key;
    if !same {
        return Err(ApiError::field("account"));
    }
    account::check(&body.account)?;
    let now = state.now();
    state.store.invitation(&body.key, now).await?;
    state.store.enroll(&body.key, &body.enrollment, &body.account, now).await?;
    Ok(StatusCode::CREATED)
}
