//! `GET /api/v1/changes?since=N`: which of the caller's records have news.

use crate::{
    AppState,
    body::{Cbor, Query},
    cookie::Caller,
    error::ApiError,
};
use ::record::wire::Changes;
use axum::extract::State;
use store::Follow;

#[derive(serde::Deserialize)]
pub(crate) struct Since {
    #[serde(default)]
    since: u64,
}

pub(crate) async fn changes(
    State(state): State<AppState>,
    Caller(session): Caller,
    Query(query): Query<Since>,
) -> Result<Cbor<Changes>, ApiError> {
    let grant = state.store.grant::<Follow>(&session, ()).await?;
    Ok(Cbor(state.store.changes(&grant, query.since, state.now()).await?))
}
