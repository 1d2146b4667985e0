//! The one page the server draws: the same for every address, so it is drawn once.

use axum::{
    body::{Body, Bytes},
    extract::Request,
};
use futures_util::{Stream, stream};
use http_body_util::BodyExt as _;
use leptos::prelude::*;
use std::{future::ready, pin::Pin};
use tokio::sync::OnceCell;

static DOCUMENT: OnceCell<Bytes> = OnceCell::const_new();

/// The gate as HTML.
pub(crate) async fn html() -> Bytes {
    DOCUMENT.get_or_init(draw).await.clone()
}

/// Drawn for nobody in particular: nothing of a request is in it.
async fn draw() -> Bytes {
    let _ = any_spawner::Executor::init_tokio(); // set already: just as well
    let drawn = leptos_axum::handle_response_inner(
        || {},
        gate::Document,
        Request::new(Body::empty()),
        // What Leptos would stream after the page are inline scripts, which the house has none of; `boot.js` sets instead
        // what they would.
        |page, _scripts, _out_of_order| {
            let html: Pin<Box<dyn Stream<Item = String> + Send>> = Box::pin(stream::once(ready(page.to_html())));
            Box::pin(ready(html))
        },
    );
    let body = drawn.await.into_body();
    body.collect().await.map(|body| body.to_bytes()).unwrap_or_default()
}
