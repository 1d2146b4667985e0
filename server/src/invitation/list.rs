//! `GET /api/v1/invitations`: every invitation and how far it is (administrators).

use crate::{AppState, body::Json, cookie::Caller, error::ApiError};
use ::record::wire::InvitationView;
use axum::extract::State;
use store::Administer;

pub(crate) async fn list(State(state): State<AppState>, Caller(session): Caller) -> Result<Json<Vec<InvitationView>>, ApiError> {
    let grant = state.store.grant::<Administer>(&session, ()).await?;
    Ok(Json(state.store.invitations(&grant, state.now()).await?))
}
