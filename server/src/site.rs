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

/// Answers what no route took.
pub(crate) async fn answer(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::new(ErrorCode::NotFound).into_response();
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return ([(header::ALLOW, "GET, HEAD")], other_method().await).into_response();
    }
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
    Html(gate_document::html().await).into_response()
}

/// Answers a method that a path does not take; the router adds those it does take (RFC 9110, section 15.5.6).
pub(crate) async fn other_method() -> ApiError {
    ApiError::new(ErrorCode::MethodNotAllowed)
}
