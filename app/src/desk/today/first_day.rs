//! Before there is any client.

use crate::desk::{me::role, pages};
use leptos::prelude::*;
use ui::EmptyState;

/// What will be here, and the first step.
#[component]
pub(super) fn FirstDay() -> impl IntoView {
    let words = if record::may_open(role()) {
        "Notes to sign and plans to review will appear here. Open a client, or ask a colleague to add you to a care team."
    } else {
        "Clients appear here when you open one or a colleague adds you to a care team."
    };
    let first =
        record::may_open(role()).then(|| view! { <a class="btn" data-kind="first" href=pages::NEW_CLIENT>"New client"</a> });
    view! { <EmptyState title="No clients yet" words>{first}</EmptyState> }
}
