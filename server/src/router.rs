//! Which path does what, and what every request passes through.

use crate::{
    AppState, audit, cross_site, directory, error::ApiError, headers, health, invitation, program, record, session, site, trace,
};
use ::record::wire::{ErrorCode, path};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::Response,
    middleware::{self, Next},
    response::IntoResponse,
    routing::{get, post},
};
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;

/// The whole server.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route(path::PROGRAM, get(program::view::view).post(program::found::found))
        .route(path::CHALLENGE, post(session::challenge::challenge))
        .route(path::SESSION, get(session::view::view).post(session::sign_in::sign_in).delete(session::sign_out::sign_out))
        .route(path::DIRECTORY, get(directory::read::read).post(directory::append::append))
        .route(path::SESSION_ENDED, post(session::ended::ended))
        .route(path::DELIVER, post(session::deliver::deliver))
        .route(path::DIRECTORY_AGAIN, post(directory::again::again))
        .route(path::ACCOUNT_AGAIN, post(session::again::again))
        .route(path::INVITATIONS, get(invitation::list::list).post(invitation::invite::invite))
        .route(path::INVITATION_WITHDRAW, post(invitation::withdraw::withdraw))
        .route(path::INVITATION_ACTIVATE, post(invitation::activate::activate))
        .route(path::INVITATION_OFFER, post(invitation::offer::offer))
        .route(path::ENROLL, post(invitation::enroll::enroll))
        .route(path::CHANGES, get(record::changes::changes))
        .route(path::PULL, post(record::pull::pull))
        .route(path::DEPARTURE, post(record::departure::departure))
        .route(path::LATE, post(record::late::late))
        .route(path::PUSH, post(record::push::push))
        .route(path::AUDIT, get(audit::read::read))
        .route(path::HEALTH, get(health::health))
        .method_not_allowed_fallback(site::other_method)
        .fallback(site::answer)
        .layer(DefaultBodyLimit::disable()) // bodies are read with their own limits
        .layer(middleware::from_fn(cross_site::refuse))
        .layer(middleware::from_fn_with_state(state.clone(), in_time))
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| answer_panic()))
        .layer(middleware::from_fn(trace::log))
        .layer(middleware::from_fn(headers::add))
        .with_state(state)
}

/// Gives up on a request that takes too long. What it handed to the acceptor is finished all the same.
async fn in_time(State(state): State<AppState>, request: Request, next: Next) -> axum::response::Response {
    match tokio::time::timeout(state.limits.timeout, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::new(ErrorCode::Timeout).into_response(),
    }
}

fn answer_panic() -> Response<axum::body::Body> {
    tracing::error!("a handler panicked");
    ApiError::new(ErrorCode::Internal).into_response()
}
