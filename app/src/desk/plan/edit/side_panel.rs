//! Beside the plan that is written: what to fix before signing, each leading to its place, and the reasons for changes.

use super::{reasons::AllReasons, writing::Writing};
use crate::desk::plan::read::{Broken, place_name};
use leptos::prelude::*;

/// The aside.
#[component]
pub(super) fn SidePanel(
    writing: Writing,
    /// Whether it revises a version.
    follows: bool,
) -> impl IntoView {
    let rows = move || {
        let found = writing.findings.get().into_iter();
        found
            .map(|lint| {
                let name = writing.plan.with(|plan| place_name(plan, &lint.place.name()));
                view! { <Broken lint name on_go=move |place: String| writing.go(&place)/> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <aside class="planside" aria-label="Findings">
            <h3 class="over">"Before you sign"</h3>
            {move || {
                let rows = rows();
                if rows.is_empty() {
                    view! { <p class="soft">"No issues."</p> }.into_any()
                } else {
                    view! { <ul class="checks">{rows}</ul> }.into_any()
                }
            }}
            {follows.then(|| view! { <AllReasons writing/> })}
        </aside>
    }
}
