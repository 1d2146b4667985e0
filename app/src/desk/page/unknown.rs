//! An address that leads nowhere.

use super::Heading;
use leptos::prelude::*;

/// Says so, and where to go instead.
#[component]
pub(crate) fn Unknown() -> impl IntoView {
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Page not found"/>
                <p class="soft">"The address may be incomplete, or you may not have access. Nothing was lost."</p>
            </div>
        </header>
        <p><a class="go-link" href="/">"Go to the home page"</a></p>
    }
}
