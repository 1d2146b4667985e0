//! `GET /api/v1/directory?after=N`: the directory's entries.

use crate::{
    AppState,
    body::{Cbor, Query},
    cookie::Caller,
    error::ApiError,
};
use ::record::wire::DirectoryPage;
use axum::extract::State;

#[derive(serde::Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: u64,
}

pub(crate) async fn read(
    State(state): State<AppState>,
    Caller(session): Caller,
    Query(query): Query<After>,
) -> Result<Cbor<DirectoryPage>, ApiError> {
    Ok(Cbor(state.store.directory_page(&session, query.after).await?))
}
