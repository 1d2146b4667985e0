//! `GET /api/v1/session`: who is signed in.

use crate::{body::Json, cookie::Caller};
use ::record::wire::SessionView;

pub(crate) async fn view(Caller(session): Caller) -> Json<SessionView> {
    Json(SessionView { user: session.user(), ends: session.ends() })
}
