//! A link to where one came from.

use leptos::prelude::*;

/// A small link back.
#[component]
pub(crate) fn BackLink(
    /// Where to.
    #[prop(into)]
    href: String,
    #[prop(into)] words: String,
) -> impl IntoView {
    view! { <a class="go-link" href=href>{words}</a> }
}
