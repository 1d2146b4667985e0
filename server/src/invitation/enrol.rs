//! `POST /api/v1/invitations/enrol`: uses an invitation; an administrator's device signs the keys later.

use crate::{AppState, address::Address, body::Json, error::ApiError, session::account};
use ::record::wire::EnrolRequest;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn enrol(
    State(state): State<AppState>,
    Address(address): Address,
    Json(body): Json<EnrolRequest>,
) -> Result<StatusCode, ApiError> {
    state.throttle.address(address)?;
    let enrolment = body.enrolment.verify(&body.key).map_err(|_| ApiError::field("enrolment"))?;
    let same = enrolment.user == body.account.user
        && enrolment.login == body.account.login
        && enrolment.login_key == body.account.login_key;
    if !same {
        return Err(ApiError::field("account"));
    }
    account::check(&body.account)?;
    let now = state.now();
    state.store.invitation(&body.key, now).await?;
    state.store.enrol(&body.key, &body.enrolment, &body.account, now).await?;
    Ok(StatusCode::CREATED)
}
