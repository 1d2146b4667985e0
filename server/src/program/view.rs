//! `GET /api/v1/program`: the server's key, and the program once it was founded.

use crate::{AppState, body::Json, error::ApiError};
use ::record::wire::ProgramView;
use axum::extract::State;
use store::Signer as _;

pub(crate) async fn view(State(state): State<AppState>) -> Result<Json<ProgramView>, ApiError> {
    let registry = state.store.registry().await?;
    let directory = registry.directory().ok();
    Ok(Json(ProgramView {
        server: state.key.public(),
        org: directory.map(::record::Directory::org),
        name: directory.map(|directory| directory.name().to_owned()),
    }))
}
