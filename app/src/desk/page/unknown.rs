//! An address that leads nowhere.

use super::Heading;
use leptos::prelude::*;

/// Says so, and where to go instead.
#[component]
pub(crate) fn Unknown() -> impl IntoView {
    view! {
        <header class="pagehead">
            <div>
                <Heading title="There is no such page"/>
                <p class="soft">"The address may be incomplete, or what it named is not for you. Nothing was lost."</p>
            </div>
        </header>
        <p><a class="go-link" href="/">"Go to the first page"</a></p>
    }
}
