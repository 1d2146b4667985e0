//! What lies beside the plan that is written: what to look at before signing, each leading to its place.

use super::writing::Writing;
use crate::desk::plan::read::{Broken, place_name};
use leptos::prelude::*;

/// The aside.
#[component]
pub(super) fn SidePanel(writing: Writing) -> impl IntoView {
    let rows = move || {
        let found = writing.findings.get().into_iter();
        found
            .map(|lint| {
                let name = writing.plan.with(|plan| place_name(plan, &lint.place.name()));
                view! { <Broken lint name/> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <aside class="planside" aria-label="What to look at">
            <h3 class="over">"Before signing"</h3>
            {move || {
                let rows = rows();
                if rows.is_empty() {
                    view! { <p class="soft">"Nothing to look at."</p> }.into_any()
                } else {
                    view! { <ul class="checks">{rows}</ul> }.into_any()
                }
            }}
        </aside>
    }
}
