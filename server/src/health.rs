//! `GET /healthz`: whether the database answers.

use crate::{AppState, error::ApiError};
use axum::extract::State;

pub(crate) async fn health(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    state.store.health().await?;
    Ok("ok")
}
