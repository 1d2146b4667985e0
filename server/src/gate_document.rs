//! The one page the server draws: the same for every address, so it is drawn once.

use axum::body::Bytes;
use leptos::prelude::*;
use std::sync::OnceLock;

static DOCUMENT: OnceLock<Bytes> = OnceLock::new();

/// The gate as HTML. Needs a Tokio runtime the first time.
pub(crate) fn html() -> Bytes {
    DOCUMENT
        .get_or_init(|| {
            let _ = any_spawner::Executor::init_tokio(); // set already: just as well
            Bytes::from(Owner::new().with(|| gate::Document().into_view().to_html()))
        })
        .clone()
}
