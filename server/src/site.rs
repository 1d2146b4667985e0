//! Everything outside the API: built files where there are some, the gate for every other address.

use crate::{AppState, error::ApiError, gate_document};
use ::record::wire::ErrorCode;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// The longest path that is looked at; the house's own have under 200 characters.
const LONGEST: usize = 2000;

/// Answers what no route took.
pub(crate) async fn answer(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    if path.len() > LONGEST {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::new(ErrorCode::NotFound).into_response();
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return ([(header::ALLOW, "GET, HEAD")], other_method().await).into_response();
    }
    let is_file = is_file(path);
    if let Some(folder) = &state.site {
        let files = ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
        let response = files.oneshot(request).await.map(|response| response.map(Body::new));
        match response {
            Ok(response) if response.status() == StatusCode::NOT_FOUND => {}
            Ok(response) if response.status().is_server_error() => {
                return ApiError::new(ErrorCode::Internal).into_response();
            }
            Ok(response) => return response,
            Err(never) => match never {},
        }
    }
    // A file that is not there is not the gate: whatever asked for a script would otherwise get a page.
    if is_file {
        return ApiError::new(ErrorCode::NotFound).into_response();
    }
    Html(gate_document::html().await).into_response()
}

/// Whether a path names a file: none of the desk's own addresses has a period in its last part.
fn is_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

/// Answers a method that a path does not take; the router adds those it does take (RFC 9110, section 15.5.6).
pub(crate) async fn other_method() -> ApiError {
    ApiError::new(ErrorCode::MethodNotAllowed)
}
