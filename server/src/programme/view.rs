//! `GET /api/v1/programme`: the server's key, and the programme once it was founded.

use crate::{AppState, body::Json, error::ApiError};
use ::record::wire::ProgrammeView;
use axum::extract::State;
use store::Signer as _;

pub(crate) async fn view(State(state): State<AppState>) -> Result<Json<ProgrammeView>, ApiError> {
    let registry = state.store.registry().await?;
    let directory = registry.directory().ok();
    Ok(Json(ProgrammeView {
        server: state.key.public(),
        org: directory.map(::record::Directory::org),
        name: directory.map(|directory| directory.name().to_owned()),
    }))
}
