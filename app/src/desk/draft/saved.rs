//! Whether what was typed is saved.

use super::Kept;
use crate::desk::clock;
use leptos::prelude::*;
use ui::{Button, Mark, StateMark};

/// A shape and words, and a way to try again when it failed.
#[component]
pub(crate) fn Saved(
    /// Whether it is kept.
    kept: RwSignal<Kept>,
    /// Whether it was signed before and returned: then what is not changed yet is no draft.
    #[prop(into)]
    signed_before: Signal<bool>,
    /// Tries again.
    #[prop(into)]
    on_again: Callback<()>,
) -> impl IntoView {
    let told = move || match kept.get() {
        Kept::Untouched(None) if signed_before.get() => (Mark::Returned, "Not changed yet".to_owned()),
        Kept::Untouched(None) => (Mark::Draft, "Draft".to_owned()),
        Kept::Untouched(Some(at)) | Kept::Saved(at) => (Mark::Draft, format!("Draft saved {}", clock::moment(at))),
        Kept::Typed | Kept::Saving => (Mark::Busy, "Saving…".to_owned()),
        Kept::Failed(why) => (Mark::Danger, format!("Not saved: {why}")),
    };
    let failed = move || matches!(kept.get(), Kept::Failed(_));
    view! {
        <span role="status"><StateMark is=Signal::derive(move || told().0) word=Signal::derive(move || told().1)/></span>
        <Show when=failed><Button on_press=move |()| on_again.run(())>"Save again"</Button></Show>
    }
}
