//! `DELETE /api/v1/session`: ends it. What the device has not sent yet stays on the device.

use crate::{
    AppState,
    cookie::{Caller, SessionCookie},
    error::ApiError,
};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

pub(crate) async fn sign_out(
    State(state): State<AppState>,
    cookie: SessionCookie,
    Caller(session): Caller,
) -> Result<Response, ApiError> {
    state.store.end_session(&session, state.now()).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie.clear()?)]).into_response())
}
