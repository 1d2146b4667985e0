//! Before there is any client.

use crate::desk::{me::role, pages};
use leptos::prelude::*;
use ui::EmptyState;

/// What will be here, and the first step.
#[component]
pub(super) fn FirstDay() -> impl IntoView {
    let words = if record::may_open(role()) {
        "What you owe and what you wrote will be here. Begin with a client, or wait until a colleague takes you into a team."
    } else {
        "What you care for will be here once a colleague takes you into a team."
    };
    let first =
        record::may_open(role()).then(|| view! { <a class="btn" data-kind="first" href=pages::NEW_CLIENT>"New client"</a> });
    view! { <EmptyState title="No clients yet" words>{first}</EmptyState> }
}
