//! Which record an address names.

use crate::desk::page::Unknown;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use record::{DocId, RecordId};

/// Draws a page for the record in the address, anew when it names another one.
pub(crate) fn by_record(draw: impl Fn(RecordId) -> AnyView + Send + 'static) -> impl IntoView {
    let params = use_params_map();
    let record = Memo::new(move |_| params.with(|params| params.get_str("record").and_then(|id| id.parse().ok())));
    move || match record.get() {
        Some(record) => draw(record),
        None => view! { <Unknown/> }.into_any(),
    }
}

/// The same for a document in a record.
pub(crate) fn by_record_and_doc(draw: impl Fn(RecordId, DocId) -> AnyView + Send + 'static) -> impl IntoView {
    let params = use_params_map();
    let place = Memo::new(move |_| {
        params.with(|params| {
            let record = params.get_str("record")?.parse::<RecordId>().ok()?;
            Some((record, params.get_str("doc")?.parse::<DocId>().ok()?))
        })
    });
    move || match place.get() {
        Some((record, doc)) => draw(record, doc),
        None => view! { <Unknown/> }.into_any(),
    }
}
