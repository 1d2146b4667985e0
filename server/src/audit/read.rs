//! `GET /api/v1/audit?after=N`: who did what when (administrators and auditors).

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
pub(crate) struct After {
    #[serde(default)]
    after: u64,
}

pub(crate) async fn read(
    State(state): State<AppState>,
    Caller(session): Caller,
    Query(query): Query<After>,
) -> Result<Json<AuditPage>, ApiError> {
    let grant = state.store.grant::<Audit>(&session, ()).await?;
    Ok(Json(state.store.audit_page(&grant, query.after).await?))
}
