//! `GET /api/v1/audit`, `?before=N` for older rows: who did what when, newest first (administrators and auditors).

use crate::{
    AppState,
    body::{Json, Query},
    cookie::Caller,
    error::ApiError,
};
use ::record::wire::AuditPage;
use axum::extract::State;
use store::Audit;

#[derive(serde::Deserialize)]
pub(crate) struct Before {
    before: Option<u64>,
}

pub(crate) async fn read(
    State(state): State<AppState>,
    Caller(session): Caller,
    Query(query): Query<Before>,
) -> Result<Json<AuditPage>, ApiError> {
    let grant = state.store.grant::<Audit>(&session, ()).await?;
    Ok(Json(state.store.audit_page(&grant, query.before).await?))
}
